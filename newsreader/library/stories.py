"""Which articles leave the library, and how they are read from it: in windows, newest first, never all at once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from newsreader.formats.story import Story
from newsreader.library.merging import merged
from newsreader.library.rebuild import Rebuilder
from newsreader.library.rules import RuleBook
from newsreader.library.search import Search
from newsreader.library.shelves import day_began
from newsreader.library.worker import StoreWorker
from newsreader.model import Article, ArticleId, ArticleSummary, SectionKey
from newsreader.query import parse
from newsreader.store import articles, lists
from newsreader.store.connection import Connection, snapshot
from newsreader.store.enclosures import load_enclosures
from newsreader.store.feedtexts import plain_texts
from newsreader.store.search import Wanted, newest
from newsreader.store.search_index import has_waiting, index_waiting

BATCH = 100  # rows and articles read at once
_SLICE_S = 0.2  # so long the library's thread indexes at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which articles are exported, newest first."""

    sections: tuple[SectionKey, ...] = ()  # all articles when there are none
    search: str = ""  # in the language of `newsreader.query`; "" for all
    starred_only: bool = False
    later_only: bool = False
    unread_only: bool = False
    since: date | timedelta | None = None  # a day in the person's zone, or so long ago
    limit: int | None = None  # the newest of them only


class Stories:
    """Gives chosen articles, with their text where it is in the library."""

    def __init__(self, store: StoreWorker, clock: Callable[[], datetime], rules: RuleBook) -> None:
        self._store = store
        self._clock = clock
        self._rebuilder = Rebuilder(store, rules)
        self._search = Search(store, clock)

    async def load(self, rows: Sequence[ArticleSummary]) -> list[Story]:
        """Give the articles of some rows; those without a text as far as their listing goes."""
        for number in await self._store.run(plain_texts, [row.id for row in rows]):
            await self._rebuilder.one(number)
        return await self._store.run(_load_stories, rows)

    async def batches(self, wanted: Selection) -> AsyncIterator[list[Story]]:
        """Give the chosen articles, some at a time, newest first, each once."""
        batch: list[ArticleSummary] = []
        async for row in self.rows(wanted):
            batch.append(row)
            if len(batch) == BATCH:
                yield await self.load(batch)
                batch = []
        if batch:
            yield await self.load(batch)

    async def rows(self, wanted: Selection) -> AsyncIterator[ArticleSummary]:
        """Give the rows of the chosen articles, newest first, each once."""
        given = 0
        last: ArticleId | None = None
        if wanted.search:
            lists_of_rows = [self._hits(await self._looked_up(wanted), wanted)]
        else:
            lists_of_rows = [self._list(key, wanted) for key in wanted.sections or (None,)]
        async for row in merged(lists_of_rows):
            if wanted.limit is not None and given >= wanted.limit:
                return
            if row.id != last:  # what several sections list follows on itself
                yield row
                given += 1
            last = row.id

    async def _looked_up(self, wanted: Selection) -> Wanted:
        """Prepare the search: its sections and days, and the articles that no search finds yet."""
        query = parse(wanted.search)
        while not self._store.is_read_only and await self._store.run(has_waiting):
            await self._store.run(index_waiting, for_s=_SLICE_S)
        if wanted.starred_only:
            query = replace(query, is_starred=True)
        if wanted.later_only:
            query = replace(query, is_later=True)
        asked = await self._search.looked_up(query)
        within = (wanted.sections,) if wanted.sections else ()
        return replace(asked, sections=(*asked.sections, *within), unread_only=wanted.unread_only)

    async def _hits(self, asked: Wanted, wanted: Selection) -> AsyncIterator[ArticleSummary]:
        """Give the rows that a search finds."""

        def window(db: Connection, after: ArticleSummary | None) -> tuple[ArticleSummary, ...]:
            return newest(db, asked, after=after, limit=BATCH)

        async for row in self._windows(window, wanted):
            yield row

    async def _list(self, key: SectionKey | None, wanted: Selection) -> AsyncIterator[ArticleSummary]:
        """Give the rows of one list."""

        def window(db: Connection, after: ArticleSummary | None) -> tuple[ArticleSummary, ...]:
            return lists.load_summaries(
                db,
                key,
                limit=BATCH,
                after=after,
                unread_only=wanted.unread_only,
                starred_only=wanted.starred_only,
                later_only=wanted.later_only,
            )

        async for row in self._windows(window, wanted):
            yield row

    async def _windows(
        self,
        window: Callable[[Connection, ArticleSummary | None], tuple[ArticleSummary, ...]],
        wanted: Selection,
    ) -> AsyncIterator[ArticleSummary]:
        since = _moment(wanted.since, self._clock())
        last: ArticleSummary | None = None
        while True:
            rows = await self._store.run(window, last)
            for row in rows:
                if since is not None and row.sort_at < since:
                    return
                yield row
            if len(rows) < BATCH:
                return
            last = rows[-1]


def _load_stories(db: Connection, rows: Sequence[ArticleSummary]) -> list[Story]:
    """Give articles with their text, and those that have none as far as their listing goes."""
    with snapshot(db):
        return [_story(db, row) for row in rows]


def _story(db: Connection, row: ArticleSummary) -> Story:
    loaded = articles.load_article(db, row.id)
    article, fetched_at = loaded or (replace(_as_listed(row), enclosures=load_enclosures(db, row.id)), None)
    return Story(
        id=row.id,
        article=article,
        state=row.state,
        source=row.source,
        sections=row.sections,
        sort_at=row.sort_at,
        fetched_at=fetched_at,
        has_text=loaded is not None,
    )


def _as_listed(row: ArticleSummary) -> Article:
    return Article(
        url=row.url,
        headline=row.headline,
        byline=row.byline,
        dateline=row.dateline,
        published=row.published,
        summary=row.summary,
    )


def _moment(since: date | timedelta | None, now: datetime) -> datetime | None:
    try:
        if isinstance(since, timedelta):
            return now - since
        return None if since is None else day_began(since)
    except (OverflowError, ValueError, OSError):  # before the first year, or before what this system's clock knows
        return None
