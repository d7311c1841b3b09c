"""Counting the places and agencies of a list: over its last days only, so that no list is counted whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from newsreader.library.search import Search
from newsreader.library.shelves import Facet, FacetKind, ListFilter, Place, day_began
from newsreader.library.worker import StoreWorker
from newsreader.store.facets import Mention, load_mentions
from newsreader.tokens import joined_tokens

DAYS = 14
MOST_ARTICLES = 20_000  # the newest; in a list that has more of them in these days, the days are fewer
_AT_ONCE = 1000
_INDEX_FOR_S = 1.0  # before it, where something is not indexed yet


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCount:
    """How often something stands in datelines."""

    facet: Facet
    total: int
    unread: int
    by_day: tuple[int, ...]  # one for each of `DAYS`, today the last


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCounts:
    """The places and agencies of a list, the most frequent first."""

    counts: tuple[FacetCount, ...]
    articles: int  # that were looked at
    since: date  # how far back that goes
    is_whole: bool  # whether all articles since then were

    def of(self, kind: FacetKind) -> tuple[FacetCount, ...]:
        """Give those of a kind."""
        return tuple(count for count in self.counts if count.facet.kind is kind)


class Facets:
    """Counts what lists are about."""

    def __init__(self, store: StoreWorker, search: Search, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._search = search
        self._clock = clock

    async def count(self, place: Place, wanted: ListFilter = ListFilter()) -> FacetCounts:
        """Count the places and agencies of a list over its last `DAYS`, whichever it is filtered by.

        Args:
            place: a section, shelf or saved search.
            wanted: which of its articles.

        Raises:
            NotFoundError: there is no such section or search.
        """
        await self._search.index(for_s=_INDEX_FOR_S)
        today = self._clock().astimezone().date()
        days = [day_began(today - timedelta(days=ago)) for ago in reversed(range(DAYS))]
        since = max(days[0], wanted.since) if wanted.since else days[0]
        found, is_whole = await self._search.newest_of(
            place, replace(wanted, facet=None, since=since), enough=MOST_ARTICLES
        )
        starts = [round(day.timestamp() * 1_000_000) for day in days]
        mentions: list[Mention] = []
        for first in range(0, len(found), _AT_ONCE):
            mentions += await self._store.run(load_mentions, found[first : first + _AT_ONCE], starts)
        oldest = min((each.sort_at for each in found), default=starts[0])
        return FacetCounts(
            counts=(*_counted(mentions, FacetKind.PLACE), *_counted(mentions, FacetKind.AGENCY)),
            articles=len(found),
            since=since.date() if is_whole else datetime.fromtimestamp(oldest / 1e6).astimezone().date(),
            is_whole=is_whole,
        )


def _counted(mentions: Iterable[Mention], kind: FacetKind) -> list[FacetCount]:
    """Count one kind; names that differ in case or marks only are one, as most write it."""
    named: dict[str, list[Mention]] = {}
    for each in mentions:
        named.setdefault(each.place if kind is FacetKind.PLACE else each.agency, []).append(each)
    same: dict[str, list[str]] = {}
    for name in named:
        if key := joined_tokens(name):
            same.setdefault(key, []).append(name)
    counts = []
    for names in same.values():
        together = [each for name in names for each in named[name]]
        by_day = Counter(each.day for each in together)
        counts.append(
            FacetCount(
                facet=Facet(kind, max(names, key=lambda name: (len(named[name]), name))),
                total=len(together),
                unread=sum(not each.is_read for each in together),
                by_day=tuple(by_day[day] for day in range(DAYS)),
            )
        )
    return sorted(counts, key=lambda count: (-count.total, count.facet.name))
