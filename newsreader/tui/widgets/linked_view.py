"""The links of a document: letters to type for them, and the mouse."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.message import Message

from newsreader.tui.widgets.hints import MAX_HINTS, hint_labels
from newsreader.tui.widgets.lines_view import LinesView
from newsreader.tui.widgets.pieces import Pieces, overwritten
from newsreader.typeset.document import Link
from newsreader.typeset.line import CACHED_MARK, NO_LINK, REMOTE_MARK, Line

_GIVES_WAY = frozenset(f" {CACHED_MARK}{REMOTE_MARK}")  # what a link's letters may stand on


class LinkedView(LinesView):
    """A document whose links can be chosen."""

    class LinkChosen(Message, namespace="article_view"):
        """The person chose a link."""

        def __init__(self, link: Link) -> None:
            super().__init__()
            self.link = link

    def __init__(self, *, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._hints: dict[int, str] = {}
        self._hint_typed = ""

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of what is shown, in reading order."""
        return self._document.links

    @property
    def has_hints(self) -> bool:
        """Whether letters are shown."""
        return bool(self._hints)

    def start_hints(self) -> bool:
        """Write letters on the links in sight; False when there are none."""
        top = self.scroll_offset.y
        in_sight = self._document.lines[top : top + self.size.height]
        numbers = list(dict.fromkeys(run.link for line in in_sight for run in line.runs if run.link != NO_LINK))
        numbers = numbers[:MAX_HINTS]
        self._hints = dict(zip(numbers, hint_labels(len(numbers)), strict=True))
        self._hint_typed = ""
        self.refresh()
        return bool(self._hints)

    def stop_hints(self) -> None:
        """Take the letters away."""
        if self._hints:
            self._hints = {}
            self.refresh()

    def type_hint(self, letter: str) -> None:
        """Take a typed letter: choose the link whose letters are complete, give up when none begins so."""
        self._hint_typed += letter
        left = {number: label for number, label in self._hints.items() if label.startswith(self._hint_typed)}
        for number, label in left.items():
            if label == self._hint_typed:
                self.stop_hints()
                self.post_message(self.LinkChosen(self._document.links[number]))
                return
        self._hints = left
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the link under the mouse."""
        offset = event.get_content_offset_capture(self)
        number = offset.y + self.scroll_offset.y
        if number >= len(self._document.lines):
            return
        at = self._left_margin(self.scrollable_content_region.width)
        for run in self._document.lines[number].runs:
            at += cell_len(run.text)
            if offset.x < at:
                if run.link != NO_LINK:
                    self.post_message(self.LinkChosen(self._document.links[run.link]))
                return

    def _pieces(self, number: int, base: Style) -> Pieces:
        """Give a line with the letters that stand on it."""
        pieces = super()._pieces(number, base)
        for link, label in self._hints.items():
            if self._document.links[link].line == number or self._first_in_sight(link) == number:
                pieces = self._with_hint(pieces, self._document.lines[number], link, label, base)
        return pieces

    def _first_in_sight(self, link: int) -> int:
        """The top line, for a link that begins above it."""
        return max(self._document.links[link].line, self.scroll_offset.y)

    def _with_hint(self, pieces: Pieces, line: Line, link: int, label: str, base: Style) -> Pieces:
        """Write a label before a link where there is room, else over its first characters."""
        start = 0
        for run in line.runs:
            if run.link == link:
                before = max(0, start - len(label))
                if start - before == len(label) and set(line.text[before:start]) <= _GIVES_WAY:
                    start = before
                hint = base + self.get_component_rich_style("article--hint")
                return overwritten(pieces, start, label, hint)
            start += len(run.text)
        return pieces
