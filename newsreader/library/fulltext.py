"""Fetching the text of listed articles ahead of reading."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence

from newsreader.errors import NewsError, OfflineError
from newsreader.library.manners import Manners
from newsreader.library.reading import ArticleReader
from newsreader.library.results import FullTextResult
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId, ArticleSummary, SectionKey
from newsreader.store import lists

_AT_ONCE = 8  # the fetcher bounds what is asked for; this bounds what waits
_ROWS = 200

FullTextReport = Callable[[FullTextResult], None]


async def fetch_full_texts(
    store: StoreWorker,
    reader: ArticleReader,
    manners: Manners,
    keys: Sequence[SectionKey],
    report: FullTextReport,
) -> list[FullTextResult]:
    """Fetch the page of every article of some sections whose text is not here, newest first.

    Ends early when there is no network: the other articles would fail for the same reason.

    Args:
        store: the library file.
        reader: what reads articles.
        manners: towards their sites.
        keys: of the sections.
        report: called on the loop as each article is done.
    """
    results: list[FullTextResult] = []
    waiting = without_text(store, keys)
    taking = asyncio.Lock()  # one task at a time asks the iterator
    has_network = True

    async def work() -> None:
        nonlocal has_network
        while has_network:
            async with taking:
                row = await anext(waiting, None)
            if row is None:
                return
            try:
                await manners.before_page(row.url)
                reading = await reader.read(row.id)
                result = FullTextResult(article_id=row.id, headline=row.headline, error=reading.why_not_here)
            except NewsError as error:
                has_network = has_network and not isinstance(error, OfflineError)
                result = FullTextResult(article_id=row.id, headline=row.headline, error=error)
            results.append(result)
            report(result)

    async with asyncio.TaskGroup() as group:
        for _ in range(_AT_ONCE):
            group.create_task(work())
    return results


async def without_text(store: StoreWorker, keys: Sequence[SectionKey]) -> AsyncIterator[ArticleSummary]:
    """Give every article of some sections whose text is not in the library, each once."""
    given: set[ArticleId] = set()
    for key in keys:
        last: ArticleSummary | None = None
        while rows := await store.run(lists.load_summaries, key, limit=_ROWS, after=last):
            last = rows[-1]
            for row in rows:
                if not row.is_cached and row.id not in given:
                    given.add(row.id)
                    yield row
