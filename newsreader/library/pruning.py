"""Letting articles go: as the settings say, or as a person asks, who can have them back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsreader.library.limits import Rules, cuts_of
from newsreader.library.slices import run_slice
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId
from newsreader.store import keeping, trash
from newsreader.store.codec import micros
from newsreader.store.keeping import OLDEST, Level, Place, Plan, Walk
from newsreader.store.trash import Part

_FOREVER = 2**63 - 1
_FRESH = timedelta(days=1)  # what was fetched since then was wanted just now


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What a prune did, or would do."""

    articles: int = 0  # that went altogether
    texts: int = 0  # that went, those of whole articles too
    bytes: int = 0  # of texts, pages and pictures
    spared: int = 0  # that would have gone, were they not starred, new and unread, or open


PruneReport = Callable[[Pruned], None]


class Pruner:
    """Prunes and takes prunes back, a slice at a time; each slice stays done when it is stopped."""

    def __init__(self, store: StoreWorker, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def prune(
        self,
        rules: Rules,
        report: PruneReport = lambda _: None,
        *,
        open_ids: frozenset[ArticleId] = frozenset(),
        is_trial: bool = False,
        is_final: bool = False,
        spares_fresh: bool = False,
    ) -> Pruned:
        """Let go what is beyond the rules.

        Args:
            rules: the limits.
            report: called with the sum so far after each slice.
            open_ids: articles that are being read.
            is_trial: only say what would go.
            is_final: it cannot be taken back, and needs no room for that.
            spares_fresh: texts that were fetched today stay.
        """
        now = self._clock()
        cuts = await cuts_of(self._store, rules, now)
        plan = Plan(
            cap=cuts.cap,
            default=cuts.default,
            wishes=cuts.wishes,
            unread_since=micros(now - rules.unread_age) if rules.unread_age else _FOREVER,
            fetched_since=micros(now - _FRESH) if spares_fresh else _FOREVER,
            open_ids=open_ids,
        )
        parts = await self._store.run(trash.parts_of_articles)
        has_trash = bool(cuts.walks) and not is_trial and not is_final
        number = await self._store.run(trash.begin_pruning, now) if has_trash else None
        done, spared = Pruned(), Counter[Level]()
        for walk in cuts.walks:
            place: Place | None = OLDEST
            while place is not None:
                step = await self._step(plan, walk, place, parts, number, is_trial)
                spared[walk.level] += step.spared
                done = _sum(done, step, max(spared.values()))
                report(done)
                place = step.last
        return done

    async def _step(
        self, plan: Plan, walk: Walk, place: Place, parts: Sequence[Part], number: int | None, is_trial: bool
    ) -> keeping.Slice:
        if is_trial:  # keeps nobody from writing, so it needs no rest
            return await self._store.run(keeping.prune_some, plan, walk, place, parts=parts, is_trial=True)
        return await run_slice(self._store, keeping.prune_some, plan, walk, place, parts=parts, pruning=number)

    async def undo(self, report: Callable[[int], None] = lambda _: None) -> int:
        """Bring back what the last prune took, as it was.

        Args:
            report: called with the number of articles so far after each slice.

        Returns:
            How many articles, or texts of articles; 0 when the trash is empty.
        """
        number = await self._store.run(trash.last_pruning)
        if number is None:
            return 0
        parts = await self._store.run(trash.parts_of_articles)
        count = 0
        while some := await run_slice(self._store, trash.restore_some, parts, number):
            count += some
            report(count)
        return count

    async def empty_trash(self, before: datetime | None = None) -> int:
        """Let what prunes took go for good, all or what went before a moment; gives how many rows."""
        count = 0
        while some := await run_slice(self._store, trash.empty_some, before=before):
            count += some
        return count


def _sum(done: Pruned, step: keeping.Slice, spared: int) -> Pruned:
    return Pruned(
        articles=done.articles + step.articles,
        texts=done.texts + step.texts,
        bytes=done.bytes + step.bytes,
        spared=spared,
    )
