"""Offline packs: sections, what their articles are related to, and their pictures, to read without a network."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from newsreader.config.settings import Settings
from newsreader.library.packs.listed import Windows
from newsreader.library.packs.order import PackOrder, PackReport, ReportProgress
from newsreader.library.packs.packing import Packing, Tools
from newsreader.library.rules import RuleBook
from newsreader.library.web import Web
from newsreader.library.worker import StoreWorker
from newsreader.model import SectionKey
from newsreader.store import packs, sections
from newsreader.store.packs import PackRecord

if TYPE_CHECKING:
    from newsreader.config.wishes import Wishes

_MEGABYTE = 1_000_000
_WISHED = ("full_text", "pictures")


class Packs:
    """Makes packs for both fronts.

    Args:
        store: the library file.
        web: what fetches.
        clock: the moment now, aware.
        rules: for sites.
        windows: where lists come from, those of saved searches too.
        settings: as they are now; those that begin with `keep_`, and what is wanted otherwise for some sections.
        sleep: waits for so many seconds.
    """

    def __init__(
        self,
        store: StoreWorker,
        web: Web,
        clock: Callable[[], datetime],
        rules: RuleBook,
        windows: Windows,
        settings: Callable[[], Settings],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._settings = settings
        self._usual_tools = Tools(
            store=store, web=web, clock=clock, rules=rules, windows=windows, max_picture_bytes=0, sleep=sleep
        )

    @property
    def _tools(self) -> Tools:
        return replace(self._usual_tools, max_picture_bytes=self._settings().keep_pictures_mb * _MEGABYTE)

    async def unfinished(self, order: PackOrder) -> PackRecord | None:
        """Give the record of a pack that was stopped before it was done, None when there is none."""
        record = await self._tools.store.run(packs.load_pack, order.name)
        return record if record is not None and not record.is_ended else None

    def begin(self, order: PackOrder, *, is_new: bool = False) -> Packing:
        """Give the pack that an order names, to be made.

        Args:
            order: what it is to hold.
            is_new: forget how far it was, and what it gave up for good.
        """
        return Packing(self._tools, order, is_new=is_new)

    async def keep_up(self, keys: Sequence[SectionKey], tell: ReportProgress) -> PackReport | None:
        """Fetch the newest unread articles of sections, within the budget that the person has set.

        One page at a time, and only while nothing is fetched that the person waits for. Marks nothing read.

        Args:
            keys: of the sections.
            tell: called on the loop as each thing is done.

        Returns:
            What came, that of sections with pictures last; None when there was nothing to do or no budget left.

        Raises:
            StoreError: the library could not be written.
            ConfigError: the settings name a section that is not known.
        """
        tools, report = self._tools, None
        if tools.store.is_read_only or tools.web.network.is_offline:
            return None
        for has_pictures, some in (await self._to_keep(keys)).items():
            if some and (order := await self._order(some, has_pictures=has_pictures)):
                report = await Packing.unasked(tools, order, self._today()).make(tell)
        return report

    async def _to_keep(self, keys: Sequence[SectionKey]) -> dict[bool, tuple[SectionKey, ...]]:
        """Give the sections whose articles are wanted ahead of reading, those without pictures, then those with."""
        settings = self._settings()
        is_usual = settings.keep_articles_per_refresh > 0
        wishes: Mapping[SectionKey, Wishes] = {}
        if settings.section or settings.site:
            from newsreader.library.wishes import wishes_of

            wishes = wishes_of(settings, await self._tools.store.run(sections.load_sections), _WISHED)
        wanted: dict[bool, tuple[SectionKey, ...]] = {False: (), True: ()}
        for key in keys:
            wish = wishes.get(key)
            if is_usual if wish is None or wish.full_text is None else wish.full_text:
                has_pictures = wish.pictures if wish is not None else None
                wanted[settings.keep_pictures if has_pictures is None else has_pictures] += (key,)
        return wanted

    async def _order(self, keys: tuple[SectionKey, ...], *, has_pictures: bool) -> PackOrder | None:
        """Order what is left of the day's budget, None when nothing is."""
        settings = self._settings()
        received = await self._tools.store.run(packs.received_on, self._today())
        left = settings.keep_megabytes_per_day * _MEGABYTE - received
        if left <= 0:
            return None
        return PackOrder(
            keys=keys,
            related_depth=settings.keep_related_depth,
            has_pictures=has_pictures,
            max_articles=settings.keep_articles_per_refresh or Settings().keep_articles_per_refresh,
            max_bytes=left,
        )

    def _today(self) -> date:
        return self._tools.clock().astimezone().date()
