"""Fetching new articles ahead of reading, after a refresh, discreetly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual import work

from newsreader.library import Library
from newsreader.model import ArticleId, SectionKey
from newsreader.tui.screens.desk import Desk

if TYPE_CHECKING:
    from newsreader.library.packs.order import PackProgress


class Keeping(Desk):
    """Keeps what is new for reading offline. Marks nothing, moves no list, and gives way to what is asked for."""

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        super().__init__(library, clock)
        self._to_keep: dict[SectionKey, None] = {}  # in the order in which they were refreshed

    def keep_new(self, keys: tuple[SectionKey, ...]) -> None:
        """Fetch what is new in sections; what is being fetched of others goes on."""
        self._to_keep |= dict.fromkeys(keys)
        self.keep_up()

    def stop_keeping(self) -> None:
        """Fetch nothing more ahead."""
        self.workers.cancel_group(self, "keeping")
        self._to_keep = {}
        self.status.keeping = None

    @work(exclusive=True, group="keeping")
    async def keep_up(self) -> None:
        """Fetch within the budget of the settings, and show it in the status line while something comes."""
        has_come = False

        def tell(progress: PackProgress) -> None:
            nonlocal has_come
            has_come |= progress.article_id is not None
            if has_come:
                self.status.keeping = (progress.done, progress.total)
            if progress.article_id is not None:
                self.call_later(self.show_kept, progress.article_id)

        keys = tuple(self._to_keep)
        await self.told(self.library.packs.keep_up(keys, tell))
        self._to_keep = {key: None for key in self._to_keep if key not in keys}
        self.status.keeping = None
        self.show_network()

    async def show_kept(self, article_id: ArticleId) -> None:
        """Show in the list, where it stands, that an article's text is here now."""
        if any(row.id == article_id for row in self.articles.list.window.rows):
            row = await self.told(self.library.summary(article_id))
            if row is not None:
                self.articles.list.restate(row)
