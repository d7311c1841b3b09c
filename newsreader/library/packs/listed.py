"""The articles of several sections in one order, the newest first, a window at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from newsreader.library.merging import merged
from newsreader.library.shelves import ListFilter, Place, Window
from newsreader.model import ArticleId, ArticleSummary, SectionKey

_ROWS = 50


class Windows(Protocol):
    """Gives runs of lists, as `Library.window`."""

    async def __call__(
        self, place: Place, wanted: ListFilter = ..., *, limit: int, after: ArticleSummary | None = ...
    ) -> Window:
        """Give the rows that follow one."""
        ...


async def newest_of(
    windows: Windows, keys: Sequence[SectionKey], *, unread_only: bool
) -> AsyncIterator[ArticleSummary]:
    """Give what some sections list, the newest first, each article once.

    Args:
        windows: where lists come from.
        keys: of the sections.
        unread_only: leave out what was read.
    """
    given: set[ArticleId] = set()
    async for row in merged([_rows(windows, key, unread_only) for key in keys]):
        if row.id not in given:
            given.add(row.id)
            yield row


async def _rows(windows: Windows, key: SectionKey, unread_only: bool) -> AsyncIterator[ArticleSummary]:
    wanted = ListFilter(unread_only=unread_only)
    last: ArticleSummary | None = None
    while rows := (await windows(key, wanted, limit=_ROWS, after=last)).rows:
        for row in rows:
            yield row
        last = rows[-1]
