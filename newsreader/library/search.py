"""Searching the library, and searches that were given a name and are lists like any section.

Nothing here holds the library's thread for longer than `_SLICE_S`: what takes longer goes on after whoever else
waits for it, and ends when nobody wants it any more.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from newsreader.errors import NotFoundError, UnusableNameError
from newsreader.library.shelves import (
    FacetKind,
    ListFilter,
    Place,
    Shelf,
    Window,
    is_saved_search,
    saved_search_key,
)
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId, ArticleSummary, SectionKey, SectionStatus
from newsreader.naming import named_sections
from newsreader.query import Clause, Field, Query, Term, parse
from newsreader.store import lists
from newsreader.store import saved_searches as saved
from newsreader.store.codec import micros
from newsreader.store.saved_searches import COUNTED_UP_TO, SavedSearch
from newsreader.store.search import Found, Scan, SearchHit, Wanted, load_hits, newest, oldest, scan
from newsreader.store.search_index import IndexProgress, has_waiting, index_progress, index_waiting
from newsreader.store.sections import load_sections
from newsreader.text import clean_line
from newsreader.tokens import filter_words, joined_tokens, token_texts

__all__ = ["IndexProgress", "Results", "SavedSearch", "Search", "SearchHit"]

RANKED = 1000  # of so many hits, the newest, the best come first; then those of the next, and so on
PAGE = 50
INDEX_FIRST_S = 2.0  # before a search that somebody waits for, where something is not indexed yet
_SLICE_S = 0.04
_SLICES_OF_A_RANKING = 12  # then what was found so far is shown
_EXCERPT_CHARS = 240
_FRESHEST, _FRESH_FOR = 0.2, timedelta(days=90)  # how much newness adds to a score at most, and half that later
_MAX_NAME_CHARS = 60
_NO_LIMIT = 2**62
_IN_ROWS = (Field.TITLE, Field.AUTHOR, Field.PLACE, Field.AGENCY)


class Results:
    """What one search finds, a page at a time: the best of the newest first, then those of older ones."""

    def __init__(self, store: StoreWorker, wanted: Wanted, now: datetime) -> None:
        self.query: Query = wanted.query
        self.back_to: datetime | None = None  # how far it has looked; None when it has looked everywhere
        self.found = 0  # so far; all there are when `is_whole`
        self.is_whole = False
        self._store = store
        self._wanted = wanted
        self._now = now
        self._ranked: list[Found] = []
        self._given = 0

    async def more(self, limit: int = PAGE) -> tuple[SearchHit, ...]:
        """Give the next hits; none when there are no more."""
        while len(self._ranked) - self._given < limit and not self.is_whole:
            await self._rank_older(limit)
        ids = [found.article_id for found in self._ranked[self._given : self._given + limit]]
        self._given += len(ids)
        return await self._store.run(load_hits, self.query, ids, excerpt_chars=_EXCERPT_CHARS)

    @property
    def has_more(self) -> bool:
        """Whether there may be hits that were not given yet."""
        return not self.is_whole or self._given < len(self._ranked)

    async def _rank_older(self, page: int) -> None:
        """Look further back, and put what is found there behind what was found before, the best first."""
        block: list[Found] = []
        for _ in range(_SLICES_OF_A_RANKING):
            part = await self._store.run(scan, self._wanted, before=self.back_to, enough=RANKED, for_s=_SLICE_S)
            block += part.found
            self.back_to, self.is_whole = part.back_to, part.back_to is None
            if self.is_whole or len(block) >= page:
                break
        now = self._now.timestamp() * 1e6
        self._ranked += sorted(block, key=lambda found: (-_freshened(found, now), -found.sort_at, -found.article_id))
        self.found += len(block)


class Search:
    """Searches, saved searches, and keeping both up to date."""

    def __init__(self, store: StoreWorker, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def find(self, text: str, *, is_typing: bool = False) -> Results:
        """Begin a search.

        Args:
            text: in the language of `newsreader.query`.
            is_typing: it is not finished: its last word may go on.

        Raises:
            SearchSyntaxError: it means nothing.
            NotFoundError: it names a section that is not there.
        """
        return Results(self._store, await self.looked_up(parse(text, is_typing=is_typing)), self._clock())

    # ---- the index

    async def progress(self) -> IndexProgress:
        """Say how much of the library is found by searches."""
        return await self._store.run(index_progress)

    async def index(self, *, for_s: float = float("inf"), pause_s: float = 0.0) -> bool:
        """Index what waits, in slices, for so long; say whether everything is.

        Args:
            for_s: when to stop at the latest.
            pause_s: to wait between slices, so that nothing else feels it.
        """
        until = time.monotonic() + for_s
        is_waiting = not self._store.is_read_only and await self._store.run(has_waiting)
        while is_waiting and time.monotonic() < until:
            is_waiting = await self._store.run(index_waiting, for_s=_SLICE_S)
            await asyncio.sleep(pause_s)
        return not is_waiting

    # ---- saved searches

    async def save(self, name: str, text: str) -> SectionKey:
        """Give a search a name; one of that name is changed.

        Raises:
            SearchSyntaxError, NotFoundError: as `find`.
            UnusableNameError: a section or publication is called so, or it is no name.
        """
        name = clean_line(name)
        if not name or len(name) > _MAX_NAME_CHARS or "/" in name:
            raise UnusableNameError(name, f"at least one and at most {_MAX_NAME_CHARS} characters, and no slash")
        for status in await self._store.run(load_sections):
            taken = (status.section.name, status.section.source, status.section.key)
            if name.casefold() in map(str.casefold, taken):
                raise UnusableNameError(name, "a section is called so")
        await self.looked_up(parse(text))
        key = saved_search_key(name)
        await self._store.run(saved.save_search, key, name, text.strip())
        await self.count(key)
        return key

    async def forget(self, name: str) -> SavedSearch:
        """Remove a saved search, by the name it was saved under or has now; what it found stays. Gives what it was.

        Raises:
            NotFoundError: none is called so.
        """
        searches = {search.key: search for search in await self.saved()}
        called = {search.name.casefold(): search.key for search in searches.values()}
        key = called.get(clean_line(name).casefold(), saved_search_key(name))
        if key not in searches or not await self._store.run(saved.forget_search, key):
            raise NotFoundError(name, "no search is saved under this name")
        return searches[key]

    async def saved(self) -> tuple[SavedSearch, ...]:
        """Give the saved searches, with what was last counted."""
        return await self._store.run(saved.load_searches)

    async def count(self, *keys: SectionKey) -> bool:
        """Count what saved searches find now, all of them without keys; say whether any count is another."""
        is_changed = False
        for search in await self.saved():
            if not keys or search.key in keys:
                try:
                    wanted = await self.looked_up(parse(search.query))
                except NotFoundError:  # its section is gone
                    continue
                total = await self._counted(wanted)
                unread = await self._counted(replace(wanted, unread_only=True))
                if (total, unread) != (search.total, search.unread) and not self._store.is_read_only:
                    is_changed = True
                    await self._store.run(saved.save_search_counts, search.key, total=total, unread=unread)
        return is_changed

    async def gives(self, place: Place, wanted: ListFilter) -> bool:
        """Say whether lists of these articles come from here: saved searches, and what is filtered.

        While articles wait for the index, lists are filtered by words without it, row by row.
        """
        if is_saved_search(place) or wanted.facet is not None:
            return True
        return place is not Shelf.RECENT and bool(wanted.words) and not await self._store.run(has_waiting)

    async def window(
        self,
        place: Place,
        wanted: ListFilter,
        *,
        limit: int,
        after: ArticleSummary | None = None,
        before: ArticleSummary | None = None,
        around: ArticleId | None = None,
        is_last: bool = False,
    ) -> Window:
        """Give a run of a list for which `gives` holds, as `Library.window` does."""
        asked = await self._asked(place, wanted)
        middle = await self._store.run(lists.load_summary, around) if around is not None else None
        if middle is not None:
            earlier = await self._before(asked, limit // 2, middle, is_oldest_first=wanted.is_oldest_first)
            later = await self._after(asked, limit // 2, middle, is_oldest_first=wanted.is_oldest_first)
            return replace(later, rows=(*earlier.rows, middle, *later.rows), has_earlier_rows=earlier.has_earlier_rows)
        if is_last or before is not None:
            return await self._before(asked, limit, before, is_oldest_first=wanted.is_oldest_first)
        return await self._after(asked, limit, after, is_oldest_first=wanted.is_oldest_first)

    async def next_unread(
        self, place: Place, start: ArticleId | None, direction: int, wanted: ListFilter = ListFilter()
    ) -> ArticleSummary | None:
        """Give the unread article nearest to one in a saved search, as `Library.next_unread` does of a section."""
        asked = await self._asked(place, replace(wanted, unread_only=True))
        row = await self._store.run(lists.load_summary, start) if start is not None else None
        step = self._after if direction > 0 else self._before
        window = await step(asked, 1, row, is_oldest_first=wanted.is_oldest_first)
        return next(iter(window.rows), None)

    async def unread_ids(
        self, place: Place, wanted: ListFilter, *, beside: ArticleSummary | None = None, is_newer: bool = False
    ) -> list[ArticleId]:
        """Give the numbers of all that is unread in a list for which `gives` holds.

        Args:
            place: the list.
            wanted: which of its articles.
            beside: only those on one side of this row; None for all.
            is_newer: the newer ones, else the older ones.
        """
        asked = await self._asked(place, replace(wanted, unread_only=True))
        places = [found[:2] for found in (await self._all(asked, _NO_LIMIT))[0]]
        if beside is not None:
            at = (micros(beside.sort_at), beside.id)
            places = [each for each in places if (each > at if is_newer else each < at)]
        return [ArticleId(number) for _, number in places]

    async def newest_of(self, place: Place, wanted: ListFilter, *, enough: int) -> tuple[list[Found], bool]:
        """Give the newest articles of a list, at least so many or all, in no order; and whether those are all."""
        return await self._all(await self._asked(place, wanted), enough)

    async def looked_up(self, query: Query) -> Wanted:
        """Look up the sections and days a query names.

        Raises:
            NotFoundError: it names a section that is not there.
        """
        statuses: Sequence[SectionStatus] = ()
        if query.sections or query.excluded_sections:
            statuses = await self._store.run(load_sections)
        now = self._clock().astimezone()  # days are those of where the person is
        return Wanted(
            query=query,
            sections=tuple(_keys(named_sections(name, statuses)) for name in query.sections),
            excluded_sections=tuple(
                key for name in query.excluded_sections for key in _keys(named_sections(name, statuses))
            ),
            after=max((when.moment(now) for when in query.after), default=None),
            before=min((when.moment(now) for when in query.before), default=None),
        )

    async def _asked(self, place: Place, wanted: ListFilter) -> Wanted:
        """Give what a list is to hold.

        Raises:
            NotFoundError: there is no such search.
        """
        if not is_saved_search(place):
            asked = Wanted(
                query=Query(
                    text="",
                    is_starred=True if place is Shelf.STARRED else None,
                    is_later=True if place is Shelf.LATER else None,
                ),
                after=wanted.since,
                sections=() if isinstance(place, Shelf) else ((place,),),
            )
        else:
            searches = {search.key: search for search in await self.saved()}
            if place not in searches:
                raise NotFoundError(str(place))
            asked = await self.looked_up(parse(searches[place].query))
            if wanted.since is not None:
                asked = replace(asked, after=max(wanted.since, asked.after or wanted.since))
        clauses = [_in_the_row(word) for word in filter_words(wanted.words)]
        if wanted.facet is not None:
            field = Field.PLACE if wanted.facet.kind is FacetKind.PLACE else Field.AGENCY
            clauses.append(Clause((Term(field, tuple(token_texts(wanted.facet.name))),)))
            asked = replace(asked, exactly=(field, joined_tokens(wanted.facet.name)))
        query = replace(asked.query, clauses=(*asked.query.clauses, *clauses))
        return replace(asked, query=query, unread_only=wanted.unread_only or place is Shelf.UNREAD)

    async def _after(self, asked: Wanted, limit: int, after: ArticleSummary | None, *, is_oldest_first: bool) -> Window:
        rows = await self._rows(asked, limit + 1, after, is_towards_older=not is_oldest_first)
        return Window(rows=rows[:limit], has_earlier_rows=after is not None, has_later_rows=len(rows) > limit)

    async def _before(
        self, asked: Wanted, limit: int, before: ArticleSummary | None, *, is_oldest_first: bool
    ) -> Window:
        rows = (await self._rows(asked, limit + 1, before, is_towards_older=is_oldest_first))[::-1]
        return Window(rows=rows[-limit:], has_earlier_rows=len(rows) > limit, has_later_rows=before is not None)

    async def _rows(
        self, asked: Wanted, limit: int, edge: ArticleSummary | None, *, is_towards_older: bool
    ) -> tuple[ArticleSummary, ...]:
        """Give the rows that follow one in a direction, the nearest first."""
        if is_towards_older:
            return await self._store.run(newest, asked, after=edge, limit=limit)
        return (await self._store.run(oldest, asked, before=edge, limit=limit))[::-1]

    async def _counted(self, asked: Wanted) -> int:
        found, _ = await self._all(asked, COUNTED_UP_TO)
        return min(COUNTED_UP_TO, len(found))

    async def _all(self, asked: Wanted, enough: int) -> tuple[list[Found], bool]:
        found: list[Found] = []
        part = Scan()
        while True:
            part = await self._store.run(scan, asked, before=part.back_to, enough=enough - len(found), for_s=_SLICE_S)
            found += part.found
            if part.back_to is None or len(found) >= enough:
                return found, part.back_to is None


def _in_the_row(word: tuple[str, ...]) -> Clause:
    """Give the clause for a word that begins in what a list shows of an article."""
    return Clause(tuple(Term(field, word, is_prefix=True) for field in _IN_ROWS))


def _freshened(found: Found, now_us: float) -> float:
    """Give a score with what newness adds to it: enough to part equals, too little to make a bad hit a good one."""
    age = max(0.0, now_us - found.sort_at) / (_FRESH_FOR / timedelta(microseconds=1))
    return found.score * (1 + _FRESHEST * math.exp2(-age))


def _keys(statuses: Sequence[SectionStatus]) -> tuple[SectionKey, ...]:
    return tuple(status.section.key for status in statuses)
