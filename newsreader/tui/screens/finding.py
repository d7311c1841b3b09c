"""Filtering the list and finding in the article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import getters, on
from textual.widgets import Input

from newsreader.tui.screens.unfolding import Unfolding

if TYPE_CHECKING:
    from newsreader.tui.widgets.find_bar import FindBar


_THEN = "n next, N previous, Esc ends it."


class Finding(Unfolding):
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
        self.set_focus(self.find_bar)  # at once, for what is typed next

    @on(Input.Changed, "#find")
    def _words_typed(self, event: Input.Changed) -> None:
        if not self.find_bar.display:
            return
        if self.pane == "reader":
            self.reader.view.find(event.value)
            self.status.say(self.reader.view.found)
        else:
            self.wanted = replace(self.wanted, words=event.value.strip())
            self.load_list()

    @on(Input.Submitted, "#find")
    def _words_submitted(self) -> None:
        self.find_bar.display = False
        self.focus_pane()
        if self.pane == "reader" and self.reader.view.found:
            self.status.say(self.reader.view.found, _THEN)

    def on_find_bar_stepped(self, event: FindBar.Stepped) -> None:
        """Go to the next place. Called so by its name, as the line is loaded late."""
        self.step_found(event.direction)

    def step_found(self, direction: int) -> bool:
        """Go to the next or previous place of what is looked for in the article; False where nothing is."""
        if self.pane != "reader" or not self.reader.is_searched:
            return False
        self.reader.view.step_found(direction)
        self.status.say(self.reader.view.found, "" if self.find_bar.display else _THEN)
        return True

    def end_find(self) -> bool:
        """Take the marks of what was looked for off the article; False where there are none."""
        if self.pane != "reader" or not self.reader.is_searched:
            return False
        self.on_find_bar_closed()
        return True

    def on_find_bar_closed(self) -> None:
        """Show the whole list again, or the article without marks."""
        self.find_bar.display = False
        if self.pane == "reader":
            self.reader.view.find("")
        elif self.wanted.words:
            self.wanted = replace(self.wanted, words="")
            self.load_list()
        self.status.say("")
        self.focus_pane()
