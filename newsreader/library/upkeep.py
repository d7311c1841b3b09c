"""Keeping the library in bounds and in good order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsreader.config.settings import Settings
from newsreader.errors import NewsError
from newsreader.library.limits import Bounds, Rules, rules_of
from newsreader.library.pruning import Pruned, Pruner, PruneReport
from newsreader.library.rules import RuleBook
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId, SectionKey
from newsreader.store import sections, sizes
from newsreader.store.sizes import FileSize, SectionSize

__all__ = ["FileSize", "SectionSize", "Sizes", "Upkeep"]

if TYPE_CHECKING:
    from newsreader.library.checkup import Checkup, Finding
    from newsreader.library.rebuild import Rebuilt
    from newsreader.store.compacting import Compactness

log = logging.getLogger(__name__)
_TRASH_KEPT = timedelta(days=1)  # a prune that is regretted is regretted soon


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """What takes the room."""

    file: FileSize
    whole: SectionSize
    sections: tuple[SectionSize, ...]

    @property
    def other_bytes(self) -> int:
        """What headlines, lists, marks, earlier versions, the trash and the index of searches take together."""
        return max(0, self.file.file_bytes - self.file.free_bytes - self.whole.total_bytes)


class Upkeep:
    """Sizes, pruning by hand and by itself. Its work goes in slices, so that reading never waits for it."""

    def __init__(
        self,
        store: StoreWorker,
        clock: Callable[[], datetime],
        settings: Callable[[], Settings],
        open_ids: Callable[[], frozenset[ArticleId]],
        rules: RuleBook,
    ) -> None:
        self._open_ids = open_ids
        self._store = store
        self._clock = clock
        self._settings = settings
        self._pruner = Pruner(store, clock)
        self._rules_of_sites = rules
        self._tidying: asyncio.Task[None] | None = None
        self._is_due = False

    async def sizes(self) -> Sizes:
        """Say what takes the room, in a moment however large the library is."""
        whole, *parts = await self._store.run(sizes.load_section_sizes)
        return Sizes(file=await self._store.run(sizes.load_file_size), whole=whole, sections=tuple(parts))

    async def prune(
        self,
        keys: Sequence[SectionKey] = (),
        bounds: Bounds | None = None,
        report: PruneReport = lambda _: None,
        *,
        is_trial: bool = False,
        is_final: bool = False,
    ) -> Pruned:
        """Let go what is beyond some limits; `undo_prune` brings it back.

        Args:
            keys: of the sections that are to keep no more, each for itself; the whole library when there are none.
            bounds: the limits; those of the settings for None.
            report: called with the sum so far after each slice.
            is_trial: only say what would go.
            is_final: it cannot be taken back, and needs no room for that.

        Raises:
            NotFoundError: there is no such section.
            ConfigError: the settings name a section that is not known.
        """
        rules = await self._rules(keys, bounds)
        return await self._pruner.prune(rules, report, open_ids=self._open_ids(), is_trial=is_trial, is_final=is_final)

    async def undo_prune(self, report: Callable[[int], None] = lambda _: None) -> int:
        """Bring back what the last prune took, as it was; gives how many articles, or texts of articles.

        Args:
            report: called with the number so far after each slice.
        """
        return await self._pruner.undo(report)

    async def rebuild(
        self, keys: Sequence[SectionKey], report: Callable[[Rebuilt], None], *, also_current: bool = False
    ) -> Rebuilt:
        """Make cleaned articles again from their kept pages, those that an older extractor has read.

        Args:
            keys: of the sections; the whole library when there are none.
            report: called after each article.
            also_current: those too that this extractor has read; for site rules that were changed.

        Raises:
            NotFoundError: there is no such section.
        """
        from newsreader.library.rebuild import Rebuilder

        return await Rebuilder(self._store, self._rules_of_sites).all(keys, report, also_current=also_current)

    async def verify(
        self, say: Callable[[str], None], *, is_quick: bool = False, mends: bool = False
    ) -> tuple[Finding, ...]:
        """Look whether the library is whole.

        Args:
            say: called with what is being looked at.
            is_quick: without reading every text and page.
            mends: make again what can be made from something else.
        """
        return await self._checkup().verify(say, is_quick=is_quick, mends=mends)

    async def compact(self) -> tuple[Compactness, Compactness]:
        """Empty the trash and give the room of what has gone back to the disk; gives what was and what is.

        Raises:
            LibraryDiskError: the disk has not the room that this takes.
            LibraryBusyError: another process uses the library.
        """
        await self._pruner.empty_trash()
        return await self._checkup().compact()

    def _checkup(self) -> Checkup:
        from newsreader.library.checkup import Checkup
        from newsreader.library.rebuild import Rebuilder

        return Checkup(self._store, Rebuilder(self._store, self._rules_of_sites))

    def tidy_soon(self) -> None:
        """Begin to keep the limits of the settings; while that goes on, begin again when it is done."""
        if self._store.is_read_only:
            return
        self._is_due = True
        if self._tidying is None or self._tidying.done():
            self._tidying = asyncio.create_task(self._tidy())

    async def settled(self) -> None:
        """Wait until what `tidy_soon` began is done."""
        if self._tidying is not None:
            await self._tidying

    async def stop(self) -> None:
        """Leave off; the next time goes on from there."""
        if self._tidying is not None:
            self._tidying.cancel()
            await asyncio.wait([self._tidying])

    async def _tidy(self) -> None:
        while self._is_due:
            self._is_due = False
            await self._tidy_once()

    async def _tidy_once(self) -> None:
        try:
            from newsreader.library.removing import let_articles_go  # here, because few sessions remove anything

            await let_articles_go(self._store)  # of a removal that was killed
            await self._pruner.empty_trash(before=self._clock() - _TRASH_KEPT)
            if await self._is_over_size():
                await self._pruner.empty_trash()  # it takes room that is needed now
            rules = await self._rules((), None)
            await self._pruner.prune(rules, open_ids=self._open_ids(), is_final=True, spares_fresh=True)
        except NewsError as error:
            log.warning("the library was not kept in bounds: %s", error)
        except Exception:  # what is done unasked must not end the program
            log.exception("the library was not kept in bounds")

    async def _is_over_size(self) -> bool:
        whole, *_ = await self._store.run(sizes.load_section_sizes)
        return 0 < self._settings().retention.megabytes * 1_000_000 < whole.total_bytes

    async def _rules(self, keys: Sequence[SectionKey], bounds: Bounds | None) -> Rules:
        configured = rules_of(self._settings(), await self._store.run(sections.load_sections))
        if bounds is not None:
            if keys:
                return Rules(sections=dict.fromkeys(keys, bounds), unread_age=configured.unread_age)
            return Rules(cap=bounds, unread_age=configured.unread_age)
        if keys:
            own = {key: configured.sections.get(key, configured.default) for key in keys}
            return Rules(sections=own, unread_age=configured.unread_age)
        return configured
