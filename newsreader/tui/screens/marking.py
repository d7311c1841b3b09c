"""Read and starred marks, and taking them back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import work

from newsreader.errors import NewsError
from newsreader.library import Library
from newsreader.library.results import Undo
from newsreader.model import ArticleId
from newsreader.tui.screens.desk import Desk


class Marking(Desk):
    """Changes marks; every change can be undone."""

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        super().__init__(library, clock)
        self._undos: list[Undo] = []

    def _current_id(self) -> ArticleId | None:
        if self.pane == "reader" and self.reader.article_id is not None:
            return self.reader.article_id
        row = self.articles.list.current
        return row.id if row is not None else None

    def action_toggle_read(self) -> None:
        """Mark read or unread."""
        if (article_id := self._current_id()) is not None:
            self.toggle(article_id, is_star=False)

    def action_toggle_star(self) -> None:
        """Star, or take the star off."""
        if (article_id := self._current_id()) is not None:
            self.toggle(article_id, is_star=True)

    @work(group="marks")
    async def toggle(self, article_id: ArticleId, *, is_star: bool) -> None:
        """Turn one mark of an article round."""
        row = await self.told(self.library.summary(article_id))
        if row is None:
            return
        if is_star:
            change = self.library.set_starred([article_id], is_starred=not row.state.is_starred)
        else:
            change = self.library.set_read([article_id], is_read=not row.state.is_read)
        await self._remember(await self.told(change), article_id)

    @work(group="marks")
    async def action_all_read(self) -> None:
        """Mark the whole list read."""
        await self._remember(await self.told(self.library.mark_all_read(self.place, self.wanted)))

    @work(group="marks")
    async def action_undo(self) -> None:
        """Take the last change of marks back."""
        if not self._undos:
            self.status.say("Nothing to undo.")
            return
        undo = self._undos[-1]
        try:
            await self.library.undo(undo)
        except NewsError as error:  # it can be tried again
            self.status.say(error.user_text, is_error=True)
            return
        self._undos.remove(undo)
        self.status.say(f"Undone: {undo.label}.")
        await self.marks_changed(*undo.article_ids)

    async def _remember(self, undo: Undo | None, *article_ids: ArticleId) -> None:
        if undo is not None:
            self._undos.append(undo)
            self.status.say(f"{undo.label}. u undoes it.")
            await self.marks_changed(*article_ids)
