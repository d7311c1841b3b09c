"""The limits of a pack, kept exactly while several things are fetched at once."""

from __future__ import annotations

import asyncio

from newsreader.library.packs.order import PackEnd


class FullError(Exception):
    """There is no room for more; `end` says of what kind."""

    def __init__(self, end: PackEnd) -> None:
        super().__init__(end)
        self.end = end


class Gauge:
    """Gives room for articles and bytes. What is under way has its room kept free, so no limit is ever passed.

    Args:
        max_articles: how many in all.
        max_bytes: how much in all.
        counts_kept: whether what was in the library before counts for the bytes.
    """

    def __init__(self, max_articles: int, max_bytes: int, *, counts_kept: bool = True) -> None:
        self.articles = 0
        self.used = 0
        self._max_articles = max_articles
        self._max_bytes = max_bytes
        self._counts_kept = counts_kept
        self._reserved = 0
        self._under_way = 0
        self._articles_under_way = 0
        self._changed = asyncio.Condition()

    async def take(self, most: int, *, articles: int, is_known: bool = False) -> int:
        """Wait until it is certain whether there is room, and reserve it; `settle` gives it back.

        Args:
            most: bytes that may be needed. Fewer are given when no more are left.
            articles: 1 for an article, 0 for what is none.
            is_known: no fewer than these bytes will do.

        Raises:
            FullError: there is none.
        """
        async with self._changed:
            await self._changed.wait_for(lambda: not self._under_way or self._has_room(most, articles))
            if articles and self.articles + self._articles_under_way >= self._max_articles:
                raise FullError(PackEnd.ARTICLES)
            room = min(most, self._free)
            if room <= 0 < most or (is_known and room < most):
                raise FullError(PackEnd.SIZE)
            self._reserved += room
            self._under_way += 1
            self._articles_under_way += articles
            return room

    async def settle(self, room: int, used: int, *, articles: int, articles_held: int) -> None:
        """Give reserved room back, and say what of it was used.

        Args:
            room: as `take` gave it.
            used: bytes, at most `room`.
            articles: as `take` was asked.
            articles_held: how many of them there are now.
        """
        async with self._changed:
            self._reserved -= room
            self._under_way -= 1
            self._articles_under_way -= articles
            self.used += used
            self.articles += articles_held
            self._changed.notify_all()

    async def hold(self, size: int, *, articles: int) -> None:
        """Count what is in the library already.

        Raises:
            FullError: there is no room for it.
        """
        size = size if self._counts_kept else 0
        room = await self.take(size, articles=articles, is_known=True)
        await self.settle(room, size, articles=articles, articles_held=articles)

    @property
    def _free(self) -> int:
        return self._max_bytes - self.used - self._reserved

    def _has_room(self, most: int, articles: int) -> bool:
        is_article_free = self.articles + self._articles_under_way + articles <= self._max_articles
        return is_article_free and self._free >= most
