"""Marking what stands above or below a row, and what was chosen in a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from newsreader.library.history import History
from newsreader.library.results import Done
from newsreader.library.search import Search
from newsreader.library.shelves import ListFilter, Place, Shelf, Window, dated, has_parts
from newsreader.library.windows import section_of, unread_ids
from newsreader.library.worker import StoreWorker
from newsreader.mark import Mark
from newsreader.model import ArticleId, ArticleSummary
from newsreader.store.codec import micros
from newsreader.store.marks import lacks

if TYPE_CHECKING:
    from collections.abc import Awaitable

MOST_CHOSEN = 10_000  # articles; what marks a whole list knows no bound
_ROWS = 500


class Marking:
    """Marks many articles of a list at once; `history` takes each change back."""

    def __init__(
        self,
        store: StoreWorker,
        clock: Callable[[], datetime],
        history: History,
        search: Search,
        window: Callable[..., Awaitable[Window]],
    ) -> None:
        self._store = store
        self._clock = clock
        self._history = history
        self._search = search
        self._window = window

    async def read_beside(
        self, place: Place, wanted: ListFilter, row: ArticleSummary, *, is_above: bool, is_in_unread: bool = True
    ) -> Done:
        """Mark everything above or below a row of a list read, the row itself left as it is.

        Args:
            place: of the list.
            wanted: which of its articles.
            row: of it.
            is_above: what stands above it, else what stands below.
            is_in_unread: of a list that has parts, whether the row stands in the first of them.

        Raises:
            MarkWaitsError, StoreError: as `History.set_read`.
        """
        wanted = dated(place, wanted, self._clock())
        if has_parts(place, wanted) and not is_in_unread:  # all above is unread, and below it nothing is
            ids = await self._store.run(unread_ids, place, wanted) if is_above else ()
            return await self._history.set_read(ids, is_read=True)
        is_newer = is_above != wanted.is_oldest_first
        if await self._search.gives(place, wanted):
            ids = await self._search.unread_ids(place, wanted, beside=row, is_newer=is_newer)
        elif wanted.words or (isinstance(place, Shelf) and place not in (Shelf.ALL, Shelf.UNREAD)):
            edge = {"before": row} if is_above else {"after": row}
            ids = await self._store.run(unread_ids, place, wanted, **edge)
        else:
            at = (micros(row.sort_at), row.id)
            key = section_of(place)
            if is_newer:
                return await self._history.mark_section_read(key, newer_than=at)
            return await self._history.mark_section_read(key, older_than=at)
        return await self._history.set_read(ids, is_read=True)

    async def ids_of(self, place: Place, wanted: ListFilter) -> tuple[ArticleId, ...] | None:
        """Give the numbers of all articles of a list; None when it has more than `MOST_CHOSEN`."""
        window = await self._window(place, wanted, limit=_ROWS)
        ids = [row.id for row in window.rows]
        while window.has_later_rows and len(ids) <= MOST_CHOSEN:
            window = await self._window(place, wanted, limit=_ROWS, after=window.rows[-1])
            ids += [row.id for row in window.rows]
        return tuple(ids) if len(ids) <= MOST_CHOSEN else None

    async def turn(self, mark: Mark, ids: Sequence[ArticleId]) -> Done:
        """Set a mark on all of some articles where one of them lacks it, else take it off them all.

        Raises:
            MarkWaitsError, StoreError: as `History.set_read`.
        """
        is_set = await self._store.run(lacks, mark, ids)
        if mark is Mark.READ:
            return await self._history.set_read(ids, is_read=is_set)
        if mark is Mark.STARRED:
            return await self._history.set_starred(ids, is_starred=is_set)
        return await self._history.set_later(ids, is_later=is_set)
