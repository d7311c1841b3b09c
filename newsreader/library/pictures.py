"""The pictures of the article being read: from the library, or from their sites where they may be asked."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from newsreader.address import canonical_address, is_web_address
from newsreader.errors import PictureError, StoreError
from newsreader.library.decoding import can_decode
from newsreader.library.web import Web
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId, Picture
from newsreader.store import pictures

if TYPE_CHECKING:
    from newsreader.config.settings import Settings

log = logging.getLogger(__name__)
MAX_PICTURE_BYTES = 4_000_000  # as in packs
SLOW_S = 4.0  # a picture that takes longer comes over a slow link
_AT_HAND = 6  # pictures that could not be kept
_MEGABYTE = 1_000_000


class Pictures:
    """Gives pictures, and keeps those it fetched with their article.

    Args:
        store: the library file.
        web: what gets them.
        settings: how much room they may take.
        timer: tells seconds, to find how slow the link is.
    """

    def __init__(
        self, store: StoreWorker, web: Web, settings: Callable[[], Settings], timer: Callable[[], float] = monotonic
    ) -> None:
        self.is_link_slow = False
        self._store = store
        self._web = web
        self._settings = settings
        self._timer = timer
        self._at_hand: OrderedDict[str, Picture] = OrderedDict()

    @property
    def can_decode(self) -> bool:
        """Whether pictures can be shown at all."""
        return can_decode()

    async def get(self, url: str, article_id: ArticleId, *, may_fetch: bool) -> Picture:
        """Give a picture of an article, fetched where it is not here; then it is kept as far as there is room.

        Args:
            url: its address.
            article_id: of the article that shows it, 0 for one that is not in the library.
            may_fetch: its site may be asked.

        Raises:
            FetchError: it is not here and could not be had.
            PictureError: it is none.
        """
        kept = self._at_hand.get(url) or await self._store.run(pictures.load_picture, url)
        if kept is not None:
            return kept
        if not may_fetch:
            raise PictureError(url, "it is not in the library")
        picture = await self._fetched(url)
        if not await self._keep(picture, article_id):
            self._at_hand[url] = picture
            while len(self._at_hand) > _AT_HAND:
                self._at_hand.popitem(last=False)
        return picture

    async def _fetched(self, url: str) -> Picture:
        from newsreader.extract.picturehead import read_picture_head  # here, because the first screen needs neither
        from newsreader.extract.trackers import is_tracker, is_tracker_size

        if not is_web_address(url) or await asyncio.to_thread(is_tracker, url):
            raise PictureError(url, "it is there to count readers")
        began = self._timer()
        page = await self._web.noted(url, lambda: self._web.fetcher.fetch_picture(url, max_bytes=MAX_PICTURE_BYTES))
        self.is_link_slow = self._timer() - began > SLOW_S
        head = read_picture_head(page.body)
        if head is None:
            raise PictureError(url, "the site gave something else than a picture that can be shown")
        if is_tracker_size(head.width, head.height):
            raise PictureError(url, "it is there to count readers")
        return Picture(
            url=canonical_address(url),
            content_type=head.content_type,
            width=head.width,
            height=head.height,
            body=page.body,
            fetched_at=page.fetched_at,
        )

    async def _keep(self, picture: Picture, article_id: ArticleId) -> bool:
        """Keep a picture with its article; a full library or disk does not end reading."""
        if self._store.is_read_only or not article_id:
            return False
        try:
            taken = await self._store.run(pictures.pictures_size)
            if taken + len(picture.body) > self._settings().keep_pictures_mb * _MEGABYTE:
                return False
            return await self._store.run(pictures.save_picture, picture, article_id)
        except StoreError as error:
            log.warning("a picture was not kept: %s", error.user_text)
            return False
