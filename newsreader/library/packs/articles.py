"""The articles of a pack: those in the library are counted, the others fetched, in the order of the pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from newsreader.address import host_of
from newsreader.errors import NewsError, RateLimitedError, StoreError
from newsreader.library.packs.courier import ArticleCourier, OutOfRoomError
from newsreader.library.packs.gauge import Gauge
from newsreader.library.packs.ledger import Ledger
from newsreader.library.packs.order import MAX_ARTICLE_BYTES, PackEnd
from newsreader.library.packs.silence import Silences
from newsreader.library.rebuild import Rebuilder
from newsreader.library.worker import StoreWorker
from newsreader.model import Article, ArticleId, ArticleNote
from newsreader.store import articles, packs
from newsreader.store.packs import ItemState, KeptArticle
from newsreader.twins import story_address

MAX_WAIT = timedelta(seconds=60)  # for a site that asks to slow down; one that asks for more is left for later
_USUAL_WAIT_S = 10.0  # where it does not say
_ANOTHER_NAME = "It is an article that the pack has under another address"
_TEASER = "The full text is for subscribers of the site only"


@dataclass(frozen=True, slots=True)
class WantedArticle:
    """An article a pack is to hold."""

    url: str
    title: str
    position: int  # in the order of the pack


@dataclass(frozen=True, slots=True)
class HeldArticle:
    """An article the pack holds, with what it leads to; not its text, as there may be many."""

    id: ArticleId
    headline: str
    related: tuple[tuple[str, str], ...]  # addresses and titles
    pictures: tuple[str, ...]  # addresses


class ArticleGatherer:
    """Gathers articles; `held` has them by their position."""

    def __init__(
        self, store: StoreWorker, silences: Silences, gauge: Gauge, ledger: Ledger, rebuilder: Rebuilder
    ) -> None:
        self._rebuilder = rebuilder
        self.ledger = ledger
        self.held: dict[int, HeldArticle] = {}
        self.end: PackEnd | None = None
        self.deferred: list[WantedArticle] = []
        self._store = store
        self._silences = silences
        self._gauge = gauge
        self._ids: set[ArticleId] = set()
        self._met: set[str] = set()
        self._pauses_s: dict[str, float] = {}

    async def prepare(self, wanted: WantedArticle) -> int | None:
        """Count an article that is here, give the room for one that is not.

        Returns:
            None when there is nothing to fetch.

        Raises:
            FullError: the pack is full.
        """
        address = story_address(wanted.url)
        if address in self._met:
            return None
        self._met.add(address)
        kept = await self._store.run(packs.find_kept, wanted.url)
        if kept is not None:
            await self._count_kept(wanted, kept)
            return None
        if self.ledger.is_given_up(wanted.url):
            return None
        if host_of(wanted.url) in self._pauses_s:
            self._defer(wanted)
            return None
        if reason := self._silences.reason_for(wanted.url):
            await self.ledger.lack_for(wanted.url, ItemState.FAILED, reason)
            return None
        return await self._gauge.take(MAX_ARTICLE_BYTES, articles=1)

    async def fetch(self, wanted: WantedArticle, room: int, courier: ArticleCourier) -> ArticleId | None:
        """Fetch one article into its room.

        Returns:
            Its number; None when the pack does not hold it now.
        """
        courier.web.begin(room, MAX_ARTICLE_BYTES)
        held = False
        try:
            reading = await courier.fetch_article(wanted.url)
            self._silences.note(wanted.url, None)
            held = reading.id not in self._ids
            await self._hold(wanted, reading.id, reading.article, received=courier.web.received)
            return reading.id
        except OutOfRoomError:
            self.end = PackEnd.SIZE
            await self.ledger.let_wait(wanted.url, received=courier.web.received)
        except StoreError:
            raise
        except NewsError as error:
            await self._failed(wanted, error, courier.web.received)
        finally:
            await self._gauge.settle(room, courier.web.received, articles=1, articles_held=int(held))
        return None

    def pause_s(self) -> float | None:
        """Give how long to wait for the sites that asked to slow down; None where that is too long for all."""
        waits = [wait for wait in self._pauses_s.values() if wait <= MAX_WAIT.total_seconds()]
        return max(waits, default=None)

    async def after_pause(self, *, was_waited: bool) -> Sequence[WantedArticle]:
        """Give what was put off and can be asked for now; what cannot has failed."""
        again: list[WantedArticle] = []
        for wanted in self.deferred:
            if was_waited and self._pauses_s[host_of(wanted.url)] <= MAX_WAIT.total_seconds():
                again.append(wanted)
            else:
                await self.ledger.lack_for(wanted.url, ItemState.FAILED, RateLimitedError.summary)
        self.deferred = []
        self._pauses_s.clear()
        return again

    async def _count_kept(self, wanted: WantedArticle, kept: KeptArticle) -> None:
        if kept.id in self._ids:
            return
        await self._rebuilder.one(kept.id)  # the plain words of a feed name no pictures
        loaded = await self._store.run(articles.load_article, kept.id)
        if loaded is not None:
            await self._gauge.hold(kept.size_bytes, articles=1)
            await self._hold(wanted, kept.id, loaded[0], size=kept.size_bytes)

    async def _hold(
        self, wanted: WantedArticle, article_id: ArticleId, article: Article, *, size: int = 0, received: int = 0
    ) -> None:
        if article_id in self._ids:  # a redirect led to it
            await self.ledger.lack_for(wanted.url, ItemState.NO_ARTICLE, _ANOTHER_NAME, received=received)
            return
        self._ids.add(article_id)
        self.held[wanted.position] = _held(article_id, article)
        if received:
            size = await self._store.run(packs.pages_size, article_id)
        teaser = _TEASER if ArticleNote.PAYWALL in article.notes else ""
        await self.ledger.hold(wanted.url, size, received=received, teaser=teaser)

    async def _failed(self, wanted: WantedArticle, error: NewsError, received: int) -> None:
        if isinstance(error, RateLimitedError):
            self._pauses_s[host_of(wanted.url)] = (
                error.retry_after_s if error.retry_after_s is not None else _USUAL_WAIT_S
            )
            self._defer(wanted)
            await self.ledger.let_wait(wanted.url, received=received)
            return
        if self._silences.is_network_down(error):
            self.end = PackEnd.NO_NETWORK
            await self.ledger.let_wait(wanted.url, received=received)
            return
        self._silences.note(wanted.url, error)
        await self.ledger.lack(wanted.url, error, received=received)

    def _defer(self, wanted: WantedArticle) -> None:
        self._met.discard(story_address(wanted.url))
        self.deferred.append(wanted)


def _held(article_id: ArticleId, article: Article) -> HeldArticle:
    related = tuple((link.url, link.title) for link in article.related)
    return HeldArticle(article_id, article.headline, related, tuple(image.url for image in article.images))
