"""Filtering the list and finding in the article."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from newsreader.library.shelves import ListFilter
from newsreader.tui.screens.desk import Desk
from newsreader.tui.widgets.bars import FindBar


class Finding(Desk):
    """One line to type in serves both."""

    def action_find(self) -> None:
        """Filter the list, or find in the article."""
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

    @on(FindBar.Stepped)
    def _match_stepped(self, event: FindBar.Stepped) -> None:
        if self.pane == "reader":
            self.reader.view.go_to_match(event.direction)

    @on(FindBar.Closed)
    def _close_find(self) -> None:
        self.find_bar.display = False
        if self.pane == "reader":
            self.reader.view.find("")
        elif self.wanted.words:
            self.wanted = ListFilter()
            self.load_list()
        self.status.say("")
        self.focus_pane()
