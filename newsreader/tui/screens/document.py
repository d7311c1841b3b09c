"""The documents in the reader: one on the screen, its links lead to others."""

from __future__ import annotations

from textual import getters, on
from textual.app import ComposeResult

from newsreader.documents import TOPICS, topic_of
from newsreader.library.browser import open_in_browser
from newsreader.screen_commands import DOCUMENT, hinted
from newsreader.tui.bindings import bindings
from newsreader.tui.screens.leaving import LeavingScreen
from newsreader.tui.widgets.bars import PaneTitle, StatusBar
from newsreader.tui.widgets.document_view import DocumentView
from newsreader.tui.widgets.linked_view import LinkedView


class DocumentScreen(LeavingScreen[None]):
    """Shows a document.

    Args:
        topic: one of `newsreader.documents.TOPICS`.
    """

    CSS = """
    #document-title {
        background: $panel;
        color: $accent;
    }
    #document {
        height: 1fr;
        background: $background;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
    }
    """
    SCOPE = DOCUMENT
    BINDINGS = bindings(DOCUMENT)

    title_bar = getters.query_one("#document-title", PaneTitle)
    view = getters.query_one("#document", DocumentView)
    status = getters.query_one("#document-status", StatusBar)

    def __init__(self, topic: str) -> None:
        super().__init__()
        self._topic = topic
        self._before: list[tuple[str, int]] = []  # documents that led here, with the lines that were on top

    def compose(self) -> ComposeResult:
        """Title, text, status line."""
        yield PaneTitle(id="document-title")
        yield DocumentView(id="document")
        yield StatusBar(id="document-status")

    def on_mount(self) -> None:
        """Show the first."""
        self.status.offer(*self.mine(hinted(DOCUMENT)))
        self.view.focus()
        self._show(self._topic)

    def _show(self, topic: str, line: int = 0) -> None:
        self._topic = topic
        self.title_bar.left = f"{topic}: {TOPICS[topic]}"
        self.view.show(topic, line)

    def action_leave(self) -> None:
        """Go back to where one was."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.view.move(lines)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self.view.page(pages)

    def action_end(self, is_last: bool) -> None:
        """Go to the beginning or the end."""
        self.view.go_end(is_last)

    def action_walk(self, step: int) -> None:
        """Choose the next or the previous link."""
        link = self.view.walk_links(step)
        self.status.say(f"Enter opens {link.text}." if link else "No links in this document.")

    def action_open(self) -> None:
        """Follow the chosen link."""
        if (link := self.view.chosen) is not None:
            self._follow(link.url)
        else:
            self.action_walk(1)

    def action_back(self) -> None:
        """Go back to the document that led here."""
        if self._before:
            self._show(*self._before.pop())
        else:
            self.dismiss(None)

    @on(LinkedView.LinkChosen)
    def _clicked(self, event: LinkedView.LinkChosen) -> None:
        event.stop()
        self._follow(event.link.url)

    def _follow(self, address: str) -> None:
        if topic := topic_of(address):
            self._before.append((self._topic, self.view.scroll_offset.y))
            self._show(topic)
        elif not open_in_browser(address):
            self.status.say(f"No web browser was found here: {address}", is_error=True)
