"""The articles of several sections in one order, the newest first, a window at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId, ArticleSummary, SectionKey
from newsreader.store import lists

_ROWS = 50


async def newest_of(
    store: StoreWorker, keys: Sequence[SectionKey], *, unread_only: bool
) -> AsyncIterator[ArticleSummary]:
    """Give what some sections list, the newest first, each article once.

    Args:
        store: the library file.
        keys: of the sections.
        unread_only: leave out what was read.
    """
    heads = {key: await _window(store, key, None, unread_only) for key in keys}
    given: set[ArticleId] = set()
    while heads := {key: rows for key, rows in heads.items() if rows}:
        key = max(heads, key=lambda each: (heads[each][0].sort_at, heads[each][0].id))
        row = heads[key].pop(0)
        if not heads[key]:
            heads[key] = await _window(store, key, row, unread_only)
        if row.id not in given:
            given.add(row.id)
            yield row


async def _window(
    store: StoreWorker, key: SectionKey, after: ArticleSummary | None, unread_only: bool
) -> list[ArticleSummary]:
    return list(await store.run(lists.load_summaries, key, limit=_ROWS, after=after, unread_only=unread_only))
