"""Marks, and taking changes back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from textual import work

from newsreader.errors import NewsError
from newsreader.library.shelves import Shelf
from newsreader.library.tree import Kind
from newsreader.model import ArticleId, ReadingState, Section
from newsreader.tui.screens.arranging import Arranging

if TYPE_CHECKING:
    from newsreader.library.history import History
    from newsreader.library.results import Done

    Turn = Callable[[History, Sequence[ArticleId], ReadingState], Awaitable[Done]]

T = TypeVar("T")
PROGRESS_S = 0.3  # a change that takes longer shows how far it is


def _turn_read(history: History, ids: Sequence[ArticleId], state: ReadingState) -> Awaitable[Done]:
    return history.set_read(ids, is_read=not state.is_read)


def _turn_star(history: History, ids: Sequence[ArticleId], state: ReadingState) -> Awaitable[Done]:
    return history.set_starred(ids, is_starred=not state.is_starred)


def _turn_later(history: History, ids: Sequence[ArticleId], state: ReadingState) -> Awaitable[Done]:
    return history.set_later(ids, is_later=not state.is_later)


class Marking(Arranging):
    """Changes marks; every change can be undone."""

    def _current_id(self) -> ArticleId | None:
        if self.pane == "reader" and self.reader.article_id is not None:
            return self.reader.article_id
        row = self.articles.list.current
        return row.id if row is not None else None

    def action_toggle_read(self) -> None:
        """Mark read or unread."""
        if (article_id := self._current_id()) is not None:
            self.toggle(article_id, _turn_read)

    def action_toggle_star(self) -> None:
        """Star, or take the star off."""
        if (article_id := self._current_id()) is not None:
            self.toggle(article_id, _turn_star)

    def action_toggle_later(self) -> None:
        """Put off to be read later, or no longer."""
        if (article_id := self._current_id()) is not None:
            self.toggle(article_id, _turn_later)

    @work(group="marks")
    async def toggle(self, article_id: ArticleId, turn: Turn) -> None:
        """Turn one mark of an article round."""
        row = await self.told(self.library.summary(article_id))
        if row is not None:
            await self.show_done(await self.told(turn(self.library.history, [article_id], row.state)))

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
            self.status.say("X removes the section or publication under the cursor of the sections.")
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
    async def action_undo(self) -> None:
        """Take the last change back."""
        await self._retrace(self.library.history.undo(), "Nothing to undo.", "Undone: {}.", "U does it again.")

    @work(group="marks")
    async def action_redo(self) -> None:
        """Do again what was undone last."""
        await self._retrace(self.library.history.redo(), "Nothing to do again.", "Done again: {}.", "u undoes it.")

    async def _retrace(self, step: Awaitable[Done | None], nothing: str, sentence: str, then: str) -> None:
        try:
            done = await self._with_progress(step)
        except NewsError as error:  # it can be tried again
            self.status.say(error.user_text, is_error=True)
            return
        if done is None:
            self.status.say(nothing)
        else:
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
            stops = "  ^X stops" if progress.can_be_stopped else ""
            self.status.say(f"{progress.done:,} of {progress.total:,} articles …{stops}")

    async def show_done(self, done: Done | None, then: str = "u undoes it.") -> None:
        """Say what was done and how it is taken back, and show it."""
        if done is not None:
            self.status.say(f"{done.label}.", then if done.count else "")
            await self._show_changed(done)

    async def _show_changed(self, done: Done) -> None:
        """Show what is different now; where the section shown is gone, all articles."""
        if isinstance(self.place, str) and done.is_of_sections:
            await self.load_sections()
            self.leave_what_is_gone()
        await self.marks_changed(*done.article_ids)

    def leave_what_is_gone(self) -> None:
        """Show all articles where the section shown is gone."""
        if isinstance(self.place, str) and self.sections.status_of(self.place) is None:
            said = self.status.said
            self.sections.select(Shelf.ALL)
            self.show_place(Shelf.ALL)
            self.status.say(*said)
