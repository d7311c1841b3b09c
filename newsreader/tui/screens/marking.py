"""Marks, and taking changes back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from textual import work

from newsreader.errors import NewsError
from newsreader.library.shelves import Shelf
from newsreader.library.tree import Kind
from newsreader.mark import Mark
from newsreader.model import Section
from newsreader.tui.screens.selecting import Selecting

if TYPE_CHECKING:
    from newsreader.library.results import Done

T = TypeVar("T")
PROGRESS_S = 0.3  # a change that takes longer shows how far it is


class Marking(Selecting):
    """Changes marks; every change can be undone."""

    def action_toggle_read(self) -> None:
        """Mark read or unread."""
        self.turn(Mark.READ)

    def action_toggle_star(self) -> None:
        """Star, or take the star off."""
        self.turn(Mark.STARRED)

    def action_toggle_later(self) -> None:
        """Put off to be read later, or no longer."""
        self.turn(Mark.LATER)

    @work(group="marks")
    async def turn(self, mark: Mark) -> None:
        """Turn one mark of an article round, or of all that are chosen."""
        if ids := self.selected_ids():
            if self.pane != "reader":
                self.let_go()
            turning = self.library.marking.turn(mark, ids)
            await self.show_done(await self.told(self._with_progress(turning)))

    @work(group="marks")
    async def action_read_beside(self, is_above: bool) -> None:
        """Mark all above or below the cursor read."""
        row = self.articles.list.current
        if row is not None:
            part = self.articles.list.window.is_in_unread(self.articles.list.cursor)
            marking = self.library.marking.read_beside(
                self.place, self.wanted, row, is_above=is_above, is_in_unread=part is not False
            )
            await self.show_done(await self.told(self._with_progress(marking)))

    @work(group="marks")
    async def action_all_read(self) -> None:
        """Mark the whole list read."""
        marking = self.library.mark_all_read(self.place, self.wanted)
        await self.show_done(await self.told(self._with_progress(marking)))

    def action_remove_section(self) -> None:
        """Remove the section or publication under the cursor."""
        row = self.sections.current if self.pane == "sections" else None
        statuses = self.sections.statuses
        if row is None or isinstance(row.place, Shelf):
            self.status.say(
                f"{self.key('section.remove')} removes the section or publication under the cursor of the sections."
            )
        elif row.node.kind is Kind.FOLDER:
            self.remove_folder(row)
        elif row.place is None:
            self.remove_sections([status.section for status in statuses if status.section.source == row.node.key])
        else:
            self.remove_sections([status.section for status in statuses if status.section.key == row.place])

    @work(group="marks")
    async def remove_sections(self, sections: Sequence[Section]) -> None:
        """Remove sections."""
        await self.show_done(await self.told(self.library.remove(sections)))

    @work(group="marks")
    async def action_undo(self, count: int) -> None:
        """Take the last changes back."""
        then = f"{self.key('mark.redo')} does it again."
        await self._retrace(self.library.history.undo, count, "Nothing to undo.", "Undone: {}.", then)

    @work(group="marks")
    async def action_redo(self, count: int) -> None:
        """Do again what was undone last."""
        await self._retrace(self.library.history.redo, count, "Nothing to do again.", "Done again: {}.", self.undoes)

    async def _retrace(
        self, step: Callable[[], Awaitable[Done | None]], count: int, nothing: str, sentence: str, then: str
    ) -> None:
        """Take so many steps, as far as there are any."""
        for number in range(count):
            try:
                done = await self._with_progress(step())
            except NewsError as error:  # it can be tried again
                self.status.say(error.user_text, is_error=True)
                return
            if done is None:
                if not number:
                    self.status.say(nothing)
                return
            self.status.say(sentence.format(done.label), then)
            await self._show_changed(done)

    async def _with_progress(self, change: Awaitable[T]) -> T:
        """Show how far a change is that takes long."""
        timer = self.set_interval(PROGRESS_S, self._show_progress)
        try:
            return await change
        finally:
            timer.stop()

    def _show_progress(self) -> None:
        if (progress := self.library.history.progress) is not None:
            stops = f"{self.key('refresh.stop')} stops" if progress.can_be_stopped else ""
            self.status.say(f"{progress.done:,} of {progress.total:,} articles …", stops, is_going_on=True)

    async def show_done(self, done: Done | None, then: str | None = None) -> None:
        """Say what was done and how it is taken back, and show it."""
        if done is not None:
            self.status.say(f"{done.label}.", (self.undoes if then is None else then) if done.count else "")
            await self._show_changed(done)

    async def _show_changed(self, done: Done) -> None:
        """Show what is different now; where the section shown is gone, all articles."""
        if isinstance(self.place, str) and done.is_of_sections:
            await self.load_sections()
            self.leave_what_is_gone()
        if done.is_of_sections:  # with articles, which came or went
            current = self.articles.list.current
            self.load_list(current.id if current else None)
        await self.marks_changed(*done.article_ids)

    def leave_what_is_gone(self) -> None:
        """Show all articles where the section shown is gone."""
        if isinstance(self.place, str) and self.sections.status_of(self.place) is None:
            said = self.status.said
            self.sections.select(Shelf.ALL)
            self.show_place(Shelf.ALL)
            self.status.say(*said)
