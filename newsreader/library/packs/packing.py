"""A pack while it is made, and what it has come to so far."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime

from newsreader.errors import StoreError
from newsreader.library.packs.articles import ArticleGatherer
from newsreader.library.packs.courier import ArticleCourier
from newsreader.library.packs.gauge import Gauge
from newsreader.library.packs.ledger import Ledger, report_of
from newsreader.library.packs.listed import Windows
from newsreader.library.packs.order import PackEnd, PackOrder, PackReport, ReportProgress
from newsreader.library.packs.pictures import PictureGatherer
from newsreader.library.packs.run import PackRun
from newsreader.library.packs.silence import Silences
from newsreader.library.rebuild import Rebuilder
from newsreader.library.rules import RuleBook
from newsreader.library.web import Web
from newsreader.library.worker import StoreWorker
from newsreader.store import packs, pictures, sections
from newsreader.twins import story_address

_AT_ONCE = 8  # the fetcher bounds what is asked for; this bounds what waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What packs are made with."""

    store: StoreWorker
    web: Web
    clock: Callable[[], datetime]
    rules: RuleBook
    windows: Windows
    max_picture_bytes: int  # of all pictures in the library
    sleep: Callable[[float], Awaitable[None]]  # for so many seconds


class Packing:
    """Makes one pack. `report` can be asked for at any time, also after `make` was cancelled.

    Args:
        tools: what it is made with.
        order: what it is to hold.
        is_new: forget how far it was, and what it gave up for good.
    """

    def __init__(self, tools: Tools, order: PackOrder, *, is_new: bool = False) -> None:
        self.order = order
        self._tools = tools
        self._is_new = is_new
        self._name = order.name
        self._couriers = _AT_ONCE
        self._day: date | None = None
        self._end = PackEnd.STOPPED
        self._articles: Ledger | None = None
        self._pictures: Ledger | None = None

    @classmethod
    def unasked(cls, tools: Tools, order: PackOrder, day: date) -> Packing:
        """Give one that nobody asked for: unread articles only, one after another, on a day's account.

        Only what comes in counts for its size.
        """
        packing = cls(tools, order)
        packing._name, packing._couriers, packing._day = "", 1, day
        return packing

    @property
    def report(self) -> PackReport:
        """What the pack holds and lacks as far as it was made."""
        if self._articles is None or self._pictures is None:
            return PackReport(end=self._end)
        return report_of(self._articles, self._pictures, self._end)

    async def make(self, tell: ReportProgress) -> PackReport:
        """Fetch what the pack lacks. Cancelled, it stops cleanly; made again, it goes on.

        Args:
            tell: called on the loop as each thing is done.

        Raises:
            StoreError: the library could not be written; what was kept stays.
        """
        store, clock = self._tools.store, self._tools.clock
        if store.is_read_only:
            raise StoreError(detail="it can be read but not changed, so nothing can be packed")
        number = await store.run(packs.begin_pack, self._name, clock(), is_new=self._is_new)
        is_unasked = self._day is not None
        listed = await store.run(packs.count_listed, self.order.keys, self.order.max_articles, unread_only=is_unasked)
        own = [status.section for status in await store.run(sections.load_sections)]
        addresses = frozenset(story_address(url) for section in own for url in section.addresses)
        run = await self._run(number)
        self._end = await run.make(self.order, listed, addresses, tell, unread_only=is_unasked)
        if self._end not in (PackEnd.NO_NETWORK, PackEnd.STOPPED):
            await store.run(packs.end_pack, number, clock())
        return self.report

    async def _run(self, number: int) -> PackRun:
        tools, order = self._tools, self.order
        self._articles = await self._ledger(number, is_picture=False)
        self._pictures = await self._ledger(number, is_picture=True)
        gauge = Gauge(order.max_articles, order.max_bytes, counts_kept=self._day is None)
        shelf = Gauge(0, tools.max_picture_bytes - await tools.store.run(pictures.pictures_size))
        silences = Silences(tools.web.network)
        asked: set[str] = set()
        return PackRun(
            tools.windows,
            ArticleGatherer(tools.store, silences, gauge, self._articles, Rebuilder(tools.store, tools.rules)),
            PictureGatherer(tools.store, silences, gauge, shelf, self._pictures),
            [ArticleCourier(tools.store, tools.web, tools.clock, tools.rules, asked) for _ in range(self._couriers)],
            tools.sleep,
        )

    async def _ledger(self, number: int, *, is_picture: bool) -> Ledger:
        given_up = await self._tools.store.run(packs.load_given_up, number, is_picture=is_picture)
        return Ledger(self._tools.store, number, given_up, self._tools.clock, self._day, is_picture=is_picture)
