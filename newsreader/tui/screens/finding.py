"""Filtering the list and finding in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on
from textual.widgets import Input

from newsreader.library.shelves import ListFilter
from newsreader.tui.screens.desk import Desk

if TYPE_CHECKING:
    from newsreader.tui.widgets.find_bar import FindBar


class Finding(Desk):
    """One line to type in serves both; it is made when it is first needed."""

    find_bar = getters.query_one("#find", Input)

    async def action_find(self) -> None:
        """Filter the list, or find in the article."""
        if not self.query("#find"):
            from newsreader.tui.widgets.find_bar import FindBar  # here, because the first screen has none

            await self.mount(FindBar(id="find", placeholder="words to look for"))
        if self.pane == "sections":
            self.pane = "articles"
        self.find_bar.value = self.wanted.words if self.pane == "articles" else ""
        self.find_bar.display = True
        self.find_bar.focus()

    @on(Input.Changed, "#find")
    def _words_typed(self, event: Input.Changed) -> None:
        if not self.find_bar.display:
            return
        if self.pane == "reader":
            found = self.reader.view.find(event.value)
            self.status.say(f"{found} places" if event.value else "")
            self.reader.view.go_to_match(0)
        else:
            self.wanted = ListFilter(words=event.value.strip())
            self.load_list()

    @on(Input.Submitted, "#find")
    def _words_submitted(self) -> None:
        if self.pane == "reader":
            self.reader.view.go_to_match(1)
        else:
            self.find_bar.display = False
            self.focus_pane()

    def on_find_bar_stepped(self, event: FindBar.Stepped) -> None:
        """Go to the next place. Called so by its name, as the line is loaded late."""
        if self.pane == "reader":
            self.reader.view.go_to_match(event.direction)

    def on_find_bar_closed(self) -> None:
        """Show the whole list again, or the article without marks."""
        self.find_bar.display = False
        if self.pane == "reader":
            self.reader.view.find("")
        elif self.wanted.words:
            self.wanted = ListFilter()
            self.load_list()
        self.status.say("")
        self.focus_pane()
