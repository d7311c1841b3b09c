"""Articles as they come, whoever fetched them."""

from __future__ import annotations

from collections.abc import Collection

from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId, ArticleSummary, SectionKey
from newsreader.store.arrivals import load_arrivals, newest_number

_AT_ONCE = 500


class Arrivals:
    """Gives what came since it was asked last; hung on the library as `library.arrivals`."""

    def __init__(self, store: StoreWorker) -> None:
        self._store = store

    async def newest(self) -> ArticleId:
        """Give the number of the article that came last, 0 where there is none."""
        return await self._store.run(newest_number)

    async def since(
        self, number: ArticleId, keys: Collection[SectionKey] = ()
    ) -> tuple[tuple[ArticleSummary, ...], ArticleId]:
        """Give the articles that came after a number, in that order, and the number to ask with next; a part of many.

        Args:
            number: of the last that is known.
            keys: of the sections that list them; of any when there is none.
        """
        return await self._store.run(load_arrivals, number, keys, limit=_AT_ONCE)
