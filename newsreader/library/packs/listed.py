"""The articles of several sections in one order, the newest first, a window at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

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
    heads = {key: await _window(windows, key, None, unread_only) for key in keys}
    given: set[ArticleId] = set()
    while heads := {key: rows for key, rows in heads.items() if rows}:
        key = max(heads, key=lambda each: (heads[each][0].sort_at, heads[each][0].id))
        row = heads[key].pop(0)
        if not heads[key]:
            heads[key] = await _window(windows, key, row, unread_only)
        if row.id not in given:
            given.add(row.id)
            yield row


async def _window(
    windows: Windows, key: SectionKey, after: ArticleSummary | None, unread_only: bool
) -> list[ArticleSummary]:
    window = await windows(key, ListFilter(unread_only=unread_only), limit=_ROWS, after=after)
    return list(window.rows)
