"""Stories at several addresses that were taken for one and are not."""

from __future__ import annotations

from newsreader.errors import NoCopyError
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleSummary
from newsreader.store import copies, lists


class Copies:
    """The copies of articles, for both fronts."""

    def __init__(self, store: StoreWorker) -> None:
        self._store = store

    async def split(self, address: str) -> tuple[ArticleSummary, ArticleSummary]:
        """Make the copy that stands at an address an article of its own again, for good.

        Args:
            address: any spelling of one that `Reading.also_at` gives.

        Returns:
            The article that it is now, and the one that it was a copy of.

        Raises:
            NoCopyError: there is none.
        """
        split = await self._store.run(copies.split_copy, address)
        rows = [await self._store.run(lists.load_summary, each) for each in split or ()]
        if len(rows) < 2 or rows[0] is None or rows[1] is None:
            raise NoCopyError(address)
        return rows[0], rows[1]
