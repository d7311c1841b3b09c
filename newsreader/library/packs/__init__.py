"""Offline packs: sections, what their articles are related to, and their pictures, to read without a network."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from newsreader.config.settings import Settings
from newsreader.library.packs.listed import Windows
from newsreader.library.packs.order import PackOrder, PackReport, ReportProgress
from newsreader.library.packs.packing import Packing, Tools
from newsreader.library.rules import RuleBook
from newsreader.library.web import Web
from newsreader.library.worker import StoreWorker
from newsreader.model import SectionKey
from newsreader.store import packs
from newsreader.store.packs import PackRecord

_MEGABYTE = 1_000_000


class Packs:
    """Makes packs for both fronts.

    Args:
        store: the library file.
        web: what fetches.
        clock: the moment now, aware.
        rules: for sites.
        windows: where lists come from, those of saved searches too.
        settings: those that begin with `keep_`.
        sleep: waits for so many seconds.
    """

    def __init__(
        self,
        store: StoreWorker,
        web: Web,
        clock: Callable[[], datetime],
        rules: RuleBook,
        windows: Windows,
        settings: Settings,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._settings = settings
        self._tools = Tools(
            store=store,
            web=web,
            clock=clock,
            rules=rules,
            windows=windows,
            max_picture_bytes=settings.keep_pictures_mb * _MEGABYTE,
            sleep=sleep,
        )

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
            What came; None when there was nothing to do or no budget left.

        Raises:
            StoreError: the library could not be written.
        """
        settings, tools = self._settings, self._tools
        is_possible = not tools.store.is_read_only and not tools.web.network.is_offline
        if not (keys and is_possible and settings.keep_articles_per_refresh and settings.keep_megabytes_per_day):
            return None
        today = tools.clock().astimezone().date()
        left = settings.keep_megabytes_per_day * _MEGABYTE - await tools.store.run(packs.received_on, today)
        if left <= 0:
            return None
        order = PackOrder(
            keys=tuple(keys),
            related_depth=settings.keep_related_depth,
            has_pictures=settings.keep_pictures,
            max_articles=settings.keep_articles_per_refresh,
            max_bytes=left,
        )
        return await Packing.unasked(tools, order, today).make(tell)
