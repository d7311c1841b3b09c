"""One run of a pack: articles level by level, then their pictures."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Sequence
from typing import Protocol, TypeVar

from newsreader.address import is_front_page, is_web_address
from newsreader.errors import NewsError
from newsreader.library.packs.articles import ArticleGatherer, WantedArticle
from newsreader.library.packs.courier import ArticleCourier
from newsreader.library.packs.gauge import FullError
from newsreader.library.packs.ledger import Ledger
from newsreader.library.packs.listed import Windows, newest_of
from newsreader.library.packs.order import PackEnd, PackOrder, PackProgress, PackStage, ReportProgress
from newsreader.library.packs.pictures import PictureGatherer, pictures_of
from newsreader.model import ArticleId
from newsreader.twins import story_address

_BATCH = 50  # wants that are put down in one transaction
Sleep = Callable[[float], Awaitable[None]]


class _Wanted(Protocol):
    @property
    def url(self) -> str: ...
    @property
    def title(self) -> str: ...


W = TypeVar("W", bound=_Wanted)
V = TypeVar("V", bound=_Wanted, contravariant=True)


class _Gatherer(Protocol[V]):
    """Articles or pictures: what there is to do for each."""

    ledger: Ledger
    end: PackEnd | None

    async def prepare(self, wanted: V) -> int | None: ...
    async def fetch(self, wanted: V, room: int, courier: ArticleCourier) -> ArticleId | None: ...


class PackRun:
    """Makes a pack.

    Args:
        windows: where lists come from.
        articles: gathers articles.
        pictures: gathers pictures.
        couriers: each fetches one thing at a time.
        sleep: waits for so many seconds.
    """

    def __init__(
        self,
        windows: Windows,
        articles: ArticleGatherer,
        pictures: PictureGatherer,
        couriers: Sequence[ArticleCourier],
        sleep: Sleep,
    ) -> None:
        self._windows = windows
        self._articles = articles
        self._pictures = pictures
        self._couriers = couriers
        self._sleep = sleep
        self._end: PackEnd | None = None
        self._error: NewsError | None = None
        self._positions = 0

    async def make(
        self, order: PackOrder, listed: int, not_articles: Collection[str], report: ReportProgress, *, unread_only: bool
    ) -> PackEnd:
        """Fetch what the order wants and the library lacks.

        Args:
            order: what is wanted.
            listed: how many articles its sections list, as far as the order goes.
            not_articles: story addresses that are sections.
            report: called as each thing is done.
            unread_only: leave out what was read.

        Raises:
            StoreError: the library could not be written; what was kept stays.
        """
        first_level = self._listed(order, unread_only=unread_only)
        progress = _Progress(PackStage.ARTICLES, listed, self._articles.ledger, self._size, report)
        await self._gather_articles(first_level, progress)
        begun = 0
        for _ in range(order.related_depth):
            level_begins = self._positions
            level, begun = self._related(begun, not_articles), level_begins
            progress = _Progress(PackStage.RELATED, len(level), self._articles.ledger, self._size, report)
            await self._gather_articles(_stream(level), progress)
        if order.has_pictures and self._end in (None, PackEnd.ARTICLES):
            was, self._end = self._end, None
            held = [self._articles.held[position] for position in sorted(self._articles.held)]
            shown = pictures_of(held)
            progress = _Progress(PackStage.PICTURES, len(shown), self._pictures.ledger, self._size, report)
            await self._gather(self._pictures, _stream(shown), progress)
            self._end = self._end or was
        if self._error is not None:
            raise self._error
        return self._end or PackEnd.COMPLETE

    def _size(self) -> int:
        return self._articles.ledger.held_bytes + self._pictures.ledger.held_bytes

    async def _gather_articles(self, level: AsyncIterator[WantedArticle], progress: _Progress) -> None:
        """Gather one level, and again what sites wanted to have asked later."""
        await self._gather(self._articles, level, progress)
        if not self._articles.deferred or self._end is not None:
            return
        wait_s = self._articles.pause_s()
        if wait_s is not None:
            await self._sleep(wait_s)
        again = await self._articles.after_pause(was_waited=wait_s is not None)
        await self._gather(self._articles, _stream(again), progress)
        await self._articles.after_pause(was_waited=False)

    async def _gather(self, gatherer: _Gatherer[W], wanted: AsyncIterator[W], progress: _Progress) -> None:
        """Let the couriers take one thing after another, in order, until all is done or the pack has ended."""
        in_order = self._put_down(gatherer, wanted)
        taking = asyncio.Lock()

        async def work(courier: ArticleCourier) -> None:
            while self._end is None:
                async with taking:
                    each = await anext(in_order, None) if self._end is None else None
                    if each is None:
                        return
                    room = await gatherer.prepare(each)
                article_id = await gatherer.fetch(each, room, courier) if room is not None else None
                self._end = self._end or gatherer.end
                progress.tell(each.title, article_id)

        async def guarded(courier: ArticleCourier) -> None:
            try:
                await work(courier)
            except FullError as full:
                self._end = self._end or full.end
            except asyncio.CancelledError:  # and none of the others takes one thing more
                self._end = PackEnd.STOPPED
                raise
            except NewsError as error:
                self._end, self._error = PackEnd.STOPPED, self._error or error

        async with asyncio.TaskGroup() as group:
            for courier in self._couriers:
                group.create_task(guarded(courier))

    async def _put_down(self, gatherer: _Gatherer[W], wanted: AsyncIterator[W]) -> AsyncIterator[W]:
        """Put wants down in the record a batch at a time, before they are looked at."""
        batch: list[W] = []
        async for each in wanted:
            batch.append(each)
            if len(batch) == _BATCH:
                await gatherer.ledger.want([want.url for want in batch])
                for want in batch:
                    yield want
                batch = []
        if batch:
            await gatherer.ledger.want([want.url for want in batch])
        for want in batch:
            yield want

    async def _listed(self, order: PackOrder, *, unread_only: bool) -> AsyncIterator[WantedArticle]:
        async for row in newest_of(self._windows, order.keys, unread_only=unread_only):
            yield self._wanted(row.url, row.headline)

    def _related(self, begun: int, not_articles: Collection[str]) -> list[WantedArticle]:
        """Give what the articles held since a position name as related."""
        links: dict[str, tuple[str, str]] = {}
        for position in sorted(position for position in self._articles.held if position >= begun):
            for url, title in self._articles.held[position].related:
                if is_web_address(url) and not is_front_page(url):
                    links.setdefault(story_address(url), (url, title))
        return [self._wanted(url, title) for address, (url, title) in links.items() if address not in not_articles]

    def _wanted(self, url: str, title: str) -> WantedArticle:
        self._positions += 1
        return WantedArticle(url, title, self._positions - 1)


class _Progress:
    """Tells how far one stage is."""

    def __init__(
        self, stage: PackStage, total: int, ledger: Ledger, size: Callable[[], int], report: ReportProgress
    ) -> None:
        self._stage = stage
        self._total = total
        self._ledger = ledger
        self._done_before = ledger.done
        self._size = size
        self._report = report

    def tell(self, title: str, article_id: ArticleId | None) -> None:
        done = self._ledger.done - self._done_before
        self._report(
            PackProgress(
                stage=self._stage,
                done=done,
                total=max(self._total, done),
                size_bytes=self._size(),
                title=title,
                article_id=article_id,
            )
        )


async def _stream(things: Iterable[W]) -> AsyncIterator[W]:
    for each in things:
        yield each
