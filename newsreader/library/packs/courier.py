"""Fetching for a pack: within the room it gives, each address once, and after what somebody waits for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from newsreader.address import canonical_address, untracked_address
from newsreader.errors import FetchError, OversizeError, RateLimitedError
from newsreader.library.reading import ArticleReader
from newsreader.library.rules import RuleBook
from newsreader.library.web import Web
from newsreader.library.worker import StoreWorker
from newsreader.model import NotModified, Page, Reading, Validators

_T = TypeVar("_T", Page, Page | NotModified)


class OutOfRoomError(Exception):
    """What was fetched is larger than what is left of the pack's size. Ends the pack, so it is no `NewsError`."""


class AskedBeforeError(FetchError):
    """The address was asked for this pack already."""

    summary = "This page was fetched with another article"


class Courier(Web):
    """Fetches one thing after another for a pack.

    Args:
        web: what others fetch with; they come first.
        asked: canonical addresses asked so far, shared by all couriers of a pack.
    """

    def __init__(self, web: Web, asked: set[str]) -> None:
        super().__init__(lambda: web.fetcher, web.network, lambda _: web.manners)
        self._others = web
        self._asked = asked
        self._room = 0
        self._is_last_room = False
        self.received = 0  # bytes, since `begin`

    def begin(self, room: int, most: int) -> None:
        """Begin with the next thing.

        Args:
            room: bytes it may have with all that belongs to it.
            most: bytes it might have if the pack had no limit.
        """
        self._room = room
        self._is_last_room = room < most
        self.received = 0

    async def get(self, url: str, validators: Validators | None = None) -> Page | NotModified:
        """Get a page, as `Web.get`, within the room that is left.

        Raises:
            FetchError: it could not be had.
            OutOfRoomError: it is larger than the room left in the pack.
        """
        return await self._fetch(
            url, lambda left: self.fetcher.fetch(url, validators=validators or Validators(), max_bytes=left)
        )

    async def get_picture(self, url: str) -> Page:
        """Get a picture within the room that is left.

        Raises:
            FetchError, OutOfRoomError: as `get`.
        """
        return await self._fetch(url, lambda left: self.fetcher.fetch_picture(url, max_bytes=left))

    async def _fetch(self, url: str, fetch: Callable[[int], Awaitable[_T]]) -> _T:
        address = canonical_address(url)
        if address in self._asked:
            raise AskedBeforeError(url)
        self._asked.add(address)
        await self.manners.before_page(url)
        await self._others.quiet()
        try:
            answer = await self.noted(url, lambda: fetch(self._room - self.received))
        except OversizeError as error:
            if self._is_last_room:
                raise OutOfRoomError from error
            raise
        except RateLimitedError:
            self._asked.discard(address)  # to be asked later, as the site wants it
            raise
        if isinstance(answer, Page):
            self.received += len(answer.body)
        return answer


class ArticleCourier:
    """A courier with what reads the articles it brings."""

    def __init__(
        self, store: StoreWorker, web: Web, clock: Callable[[], datetime], rules: RuleBook, asked: set[str]
    ) -> None:
        self.web = Courier(web, asked)
        self._reader = ArticleReader(store, self.web, clock, rules)

    async def fetch_article(self, url: str) -> Reading:
        """Fetch, read and keep an article.

        Raises:
            FetchError, ExtractError: it could not be had.
            OutOfRoomError: it is larger than the room left in the pack.
            StoreError: it was read and could not be kept.
        """
        reading = await self._reader.read_address(untracked_address(url))
        if reading.why_not_here is not None:
            raise reading.why_not_here
        return reading
