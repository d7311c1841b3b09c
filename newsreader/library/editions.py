"""Editions: a finite list for the minutes one has, which ends.

Sections take turns, the one with the fewest minutes so far first, each with the newest it has that is unread; of one
story one article. What is chosen for a day stays that day's edition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from newsreader.library.places import by_source
from newsreader.library.search import Search
from newsreader.library.tree import Arranged, tree_of
from newsreader.library.web import Network
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId, ArticleSummary, SectionKey
from newsreader.store.arrangement import load_placements
from newsreader.store.editions import Chosen, load_edition, newest_unread, save_edition
from newsreader.store.sections import load_sections
from newsreader.store.storylines import find_storyline

__all__ = ["Chosen", "Edition", "Editions"]

UNKNOWN_MINUTES = 3  # reckoned for an article whose text is not here
MOST_ARTICLES = 60
_FRESH_FOR = timedelta(days=2)  # older articles come where there is nothing newer
_OF_EACH_SECTION = 24
_SECTIONS_AT_ONCE = 8
_INDEX_FOR_S = 1.0  # before it, so that stories are known again


@dataclass(frozen=True, slots=True)
class Edition:
    """The articles chosen for a day, in the order in which they are read."""

    day: date
    asked_minutes: int
    chosen: tuple[Chosen, ...]

    @property
    def read(self) -> int:
        """How many of them are read."""
        return sum(each.row.state.is_read for each in self.chosen)

    @property
    def minutes(self) -> int:
        """What all of them take."""
        return sum(each.minutes for each in self.chosen)

    @property
    def minutes_left(self) -> int:
        """What those take that are not read yet."""
        return sum(each.minutes for each in self.chosen if not each.row.state.is_read)

    @property
    def is_over(self) -> bool:
        """Whether it was read to its end."""
        return bool(self.chosen) and self.read == len(self.chosen)

    @property
    def ids(self) -> tuple[ArticleId, ...]:
        """The articles by their numbers."""
        return tuple(each.row.id for each in self.chosen)


class _Turn(NamedTuple):
    """A section's next article; the least turn is the next: fresh ones, then whose section has had least, then new."""

    is_old: bool
    minutes_had: int
    age: float
    section: SectionKey
    row: ArticleSummary


class Editions:
    """Makes editions, and gives that of the day again."""

    def __init__(self, store: StoreWorker, search: Search, network: Network, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._search = search
        self._network = network
        self._clock = clock

    async def today(self, minutes: int) -> Edition:
        """Give the edition of the day, made where there is none yet; an empty one where nothing is unread.

        Args:
            minutes: of reading; each number of them has an edition of its own.
        """
        day = self._clock().astimezone().date()
        chosen = await self._store.run(load_edition, day, minutes)
        if not chosen:
            await self._search.index(for_s=_INDEX_FOR_S)
            chosen = await self._chosen(minutes)
            if chosen and not self._store.is_read_only:
                await self._store.run(save_edition, day, minutes, chosen)
        return Edition(day, minutes, chosen)

    async def _chosen(self, minutes: int) -> tuple[Chosen, ...]:
        """Let sections take turns until the time is full."""
        waiting = await self._waiting()
        had = dict.fromkeys(waiting, 0)
        taken: set[int] = set()
        chosen: list[Chosen] = []
        left = minutes
        while left > 0 and len(chosen) < MOST_ARTICLES and (turn := self._next_turn(waiting, had)) is not None:
            row = waiting[turn.section].pop(0)
            needs = row.minutes or UNKNOWN_MINUTES
            if row.id in taken or (needs > left and chosen):
                continue
            chosen.append(Chosen(row, needs))
            left -= needs
            had[turn.section] += needs
            taken |= {row.id, *(each.article_id for each in await self._store.run(find_storyline, row.id))}
        return tuple(chosen)

    async def _waiting(self) -> dict[SectionKey, list[ArticleSummary]]:
        """Give what each section that is not hidden has to offer, the newest first; offline only what can be read."""
        statuses = by_source(await self._store.run(load_sections))
        arranged = Arranged({each.node: each for each in await self._store.run(load_placements)})
        shown = {row.place for row in tree_of(statuses, arranged, is_whole=True)}
        keys = [status.section.key for status in statuses if status.unread and status.section.key in shown]
        waiting: dict[SectionKey, list[ArticleSummary]] = {}
        for first in range(0, len(keys), _SECTIONS_AT_ONCE):
            some = keys[first : first + _SECTIONS_AT_ONCE]
            found = await self._store.run(newest_unread, some, of_each=_OF_EACH_SECTION)
            for key, rows in found.items():
                waiting[key] = [row for row in rows if row.is_cached or not self._network.is_offline]
        return waiting

    def _next_turn(
        self, waiting: Mapping[SectionKey, Sequence[ArticleSummary]], had: Mapping[SectionKey, int]
    ) -> _Turn | None:
        now = self._clock()
        turns = (
            _Turn(now - rows[0].sort_at > _FRESH_FOR, had[key], (now - rows[0].sort_at).total_seconds(), key, rows[0])
            for key, rows in waiting.items()
            if rows
        )
        return min(turns, key=lambda turn: turn[:4], default=None)
