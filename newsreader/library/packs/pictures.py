"""The pictures of a pack's articles, each address once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from newsreader.address import canonical_address, is_web_address
from newsreader.errors import NewsError, StoreError
from newsreader.library.packs.articles import HeldArticle
from newsreader.library.packs.courier import ArticleCourier, OutOfRoomError
from newsreader.library.packs.gauge import FullError, Gauge
from newsreader.library.packs.ledger import Ledger
from newsreader.library.packs.order import MAX_PICTURE_BYTES, PackEnd
from newsreader.library.packs.silence import Silences
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId, Page, Picture
from newsreader.store import pictures
from newsreader.store.packs import ItemState

MAX_PICTURES = 50  # of one article: the longest galleries; more is an attack
NOT_A_PICTURE = "The site gave something else than a picture that can be kept"
COUNTING_PIXEL = "It is there to count readers"
LIBRARY_FULL = "The pictures of the library take as much room as keep_pictures_mb allows"


@dataclass(frozen=True, slots=True)
class WantedPicture:
    """A picture, and the articles of the pack that show it."""

    url: str
    title: str  # of the first of them
    article_ids: tuple[ArticleId, ...]


class PictureGatherer:
    """Gathers pictures.

    Args:
        store: the library file.
        silences: which hosts are given up.
        gauge: the room in the pack.
        shelf: the room for pictures in the library.
        ledger: the account.
    """

    def __init__(self, store: StoreWorker, silences: Silences, gauge: Gauge, shelf: Gauge, ledger: Ledger) -> None:
        self.ledger = ledger
        self.end: PackEnd | None = None
        self._store = store
        self._silences = silences
        self._gauge = gauge
        self._shelf = shelf

    async def prepare(self, wanted: WantedPicture) -> int | None:
        """Count a picture that is here, give the room for one that is not.

        Returns:
            None when there is nothing to fetch.

        Raises:
            FullError: the pack is full.
        """
        size = await self._use(wanted, wanted.article_ids)
        if size is not None:
            await self._gauge.hold(size, articles=0)
            await self.ledger.hold(wanted.url, size)
            return None
        if self.ledger.is_given_up(wanted.url):
            return None
        if reason := self._silences.reason_for(wanted.url):
            await self.ledger.lack_for(wanted.url, ItemState.FAILED, reason)
            return None
        if await asyncio.to_thread(_is_tracker, wanted.url):
            await self.ledger.lack_for(wanted.url, ItemState.NO_ARTICLE, COUNTING_PIXEL, is_final=True)
            return None
        return await self._gauge.take(MAX_PICTURE_BYTES, articles=0)

    async def fetch(self, wanted: WantedPicture, room: int, courier: ArticleCourier) -> ArticleId | None:
        """Fetch one picture into its room, and keep it if it is one."""
        courier.web.begin(room, MAX_PICTURE_BYTES)
        try:
            page = await courier.web.get_picture(wanted.url)
            self._silences.note(wanted.url, None)
            await self._keep(wanted, page)
        except OutOfRoomError:
            self.end = PackEnd.SIZE
        except StoreError:
            raise
        except NewsError as error:
            if self._silences.is_network_down(error):
                self.end = PackEnd.NO_NETWORK
            else:
                self._silences.note(wanted.url, error)
                await self.ledger.lack(wanted.url, error)
        finally:
            await self._gauge.settle(room, courier.web.received, articles=0, articles_held=0)
        return None

    async def _keep(self, wanted: WantedPicture, page: Page) -> None:
        received = len(page.body)
        picture = await asyncio.to_thread(_read_picture, canonical_address(wanted.url), page)
        if picture is None:
            await self.ledger.lack_for(wanted.url, ItemState.FAILED, NOT_A_PICTURE, is_final=True, received=received)
            return
        if await asyncio.to_thread(_is_tracker_size, picture):
            await self.ledger.lack_for(
                wanted.url, ItemState.NO_ARTICLE, COUNTING_PIXEL, is_final=True, received=received
            )
            return
        try:
            await self._shelf.hold(received, articles=0)
        except FullError:
            await self.ledger.lack_for(wanted.url, ItemState.FAILED, LIBRARY_FULL, received=received)
            return
        await self._store.run(pictures.save_picture, picture, wanted.article_ids[0])
        await self._use(wanted, wanted.article_ids[1:])
        await self.ledger.hold(wanted.url, received, received=received)

    async def _use(self, wanted: WantedPicture, article_ids: Iterable[ArticleId]) -> int | None:
        """Note that articles show a picture; gives its size, None when it is not here."""
        size: int | None = None
        for article_id in article_ids:
            size = await self._store.run(pictures.use_picture, wanted.url, article_id) or size
        return size


def pictures_of(held: Iterable[HeldArticle]) -> list[WantedPicture]:
    """Give the pictures of some articles, each address once, in the order in which they are first shown."""
    shown: dict[str, WantedPicture] = {}
    for each in held:
        for url in each.pictures[:MAX_PICTURES]:
            address = canonical_address(url)
            if not is_web_address(url):
                continue
            known = shown.get(address) or WantedPicture(url, each.headline, ())
            if each.id not in known.article_ids:
                shown[address] = WantedPicture(known.url, known.title, (*known.article_ids, each.id))
    return list(shown.values())


def _read_picture(url: str, page: Page) -> Picture | None:
    from newsreader.extract.picturehead import read_picture_head  # here, because the first screen does not need it

    head = read_picture_head(page.body)
    if head is None:
        return None
    return Picture(
        url=url,
        content_type=head.content_type,
        width=head.width,
        height=head.height,
        body=page.body,
        fetched_at=page.fetched_at,
    )


def _is_tracker(url: str) -> bool:
    from newsreader.extract.trackers import is_tracker  # here, because the first screen does not need it

    return is_tracker(url)


def _is_tracker_size(picture: Picture) -> bool:
    from newsreader.extract.trackers import is_tracker_size

    return is_tracker_size(picture.width, picture.height)
