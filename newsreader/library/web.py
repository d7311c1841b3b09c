"""The network as the library sees it: a fetcher, and whether there is a network at all."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from newsreader.errors import HttpStatusError, OfflineError, UnreachableError

if TYPE_CHECKING:
    from newsreader.config.settings import Settings
    from newsreader.library.manners import Manners
    from newsreader.model import NotModified, Page, Validators

T = TypeVar("T")
RETRY_AFTER = timedelta(seconds=20)  # so long a dead network is not tried again
MIN_SILENT_HOSTS = 2
STILL_UP = timedelta(seconds=60)  # so long after an answer a silent site is that site's own fault
_LITERAL_HOST = re.compile(r"[0-9.]+|.*:.*|localhost")  # needs no name service, so no network


class Fetcher(Protocol):
    """What gets pages: `newsreader.fetch.client.Fetcher`, the demo edition, a test's fake."""

    async def fetch(self, url: str, *, validators: Validators = ..., max_bytes: int | None = ...) -> Page | NotModified:
        """Get a page, or learn that it is the same; raises FetchError."""
        ...

    async def fetch_picture(self, url: str, *, max_bytes: int) -> Page:
        """Get a picture; raises FetchError."""
        ...

    def allow(self, host_and_port: str) -> None:
        """Let a private `host:port` be opened, because the person named it."""
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...


class Network:
    """Whether pages can be had: asked to be offline, or found without a network.

    One site whose name cannot be looked up may be that site's fault, so it takes the silence of all sites to
    call the network dead, and that of two to stop asking for a while.
    """

    def __init__(self, *, is_forced_offline: bool, clock: Callable[[], datetime]) -> None:
        self.is_forced_offline = is_forced_offline
        self._clock = clock
        self._silent_hosts: set[str] = set()  # since any other host answered
        self._silent_at: datetime | None = None
        self._answered_at: datetime | None = None

    @property
    def is_down(self) -> bool:
        """Whether no site can be reached, as far as the last tries tell."""
        if self._silent_at is None:
            return False
        return self._answered_at is None or self._silent_at - self._answered_at > STILL_UP

    @property
    def is_offline(self) -> bool:
        """Whether nothing is to be had now, for either reason."""
        return self.is_forced_offline or self.is_down

    def check(self, url: str) -> None:
        """Refuse at once what cannot work.

        Raises:
            OfflineError: asked to be offline, or the network was found dead a moment ago.
        """
        if self.is_forced_offline:
            raise OfflineError(url)
        if self._silent_at is None or not self.is_down or len(self._silent_hosts) < MIN_SILENT_HOSTS:
            return
        if self._clock() - self._silent_at < RETRY_AFTER and not needs_no_network(url):
            raise OfflineError(url)

    def failed(self, url: str, error: UnreachableError) -> None:
        """Take note of a site that could not be reached."""
        if (error.is_network_down or error.is_name_unknown) and not needs_no_network(url):
            from newsreader.address import host_of  # here, because starting needs no addresses

            self._silent_hosts.add(host_of(url))
            self._silent_at = self._clock()

    def answered(self, url: str) -> None:
        """Take note of a site that answered; this machine's own prove nothing."""
        if not needs_no_network(url):
            self._silent_hosts.clear()
            self._silent_at, self._answered_at = None, self._clock()


def needs_no_network(url: str) -> bool:
    """Say whether an address names a machine by its number, or this one, so that no name need be looked up."""
    from newsreader.address import host_of

    return bool(_LITERAL_HOST.fullmatch(host_of(url)))


class Web:
    """Gets pages and notices a dead network.

    Args:
        make_fetcher: called for the first page: starting needs no fetcher.
        network: whether there is one.
        make_manners: called for the first page that is fetched unasked.
        by_couriers: the settings by which other processes may fetch; None where pages come from no network.
    """

    def __init__(
        self,
        make_fetcher: Callable[[], Fetcher],
        network: Network,
        make_manners: Callable[[Web], Manners],
        by_couriers: Settings | None = None,
    ) -> None:
        self._make_fetcher = make_fetcher
        self._make_manners = make_manners
        self.by_couriers = by_couriers
        self.allowed: set[str] = set()  # what the person named
        self.network = network
        self._under_way = 0
        self._is_quiet = asyncio.Event()
        self._is_quiet.set()

    @cached_property
    def fetcher(self) -> Fetcher:
        """What gets the pages."""
        from newsreader.library.arenas import share_arenas

        share_arenas()
        fetcher = self._make_fetcher()
        for named in self.allowed:
            fetcher.allow(named)
        return fetcher

    @cached_property
    def manners(self) -> Manners:
        """How to behave when something is fetched unasked."""
        return self._make_manners(self)

    async def get(self, url: str, validators: Validators | None = None) -> Page | NotModified:
        """Get a page.

        Raises:
            FetchError: it could not be had.
        """
        from newsreader.model import Validators  # here, because starting needs no pages

        return await self.got(url, lambda: self.fetcher.fetch(url, validators=validators or Validators()))

    async def got(self, url: str, fetch: Callable[[], Awaitable[T]]) -> T:
        """Get a page in another way, that somebody waits for.

        Raises:
            FetchError: it could not be had.
        """
        self._under_way += 1
        self._is_quiet.clear()
        try:
            return await self.noted(url, fetch)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._is_quiet.set()

    async def quiet(self) -> None:
        """Wait until nothing is being fetched that somebody waits for."""
        await self._is_quiet.wait()

    async def noted(self, url: str, fetch: Callable[[], Awaitable[T]]) -> T:
        """Fetch something, and take note of what that says about the network.

        Raises:
            FetchError: it could not be had.
        """
        self.network.check(url)
        try:
            answer = await fetch()
        except UnreachableError as error:
            self.network.failed(url, error)
            raise
        except HttpStatusError:
            self.network.answered(url)
            raise
        self.network.answered(url)
        return answer

    def allow(self, url: str) -> str:
        """Let the host of an address the person named be opened; gives its `host:port`."""
        from newsreader.address import host_and_port

        named = host_and_port(url)
        self.allow_host(named)
        return named

    def allow_host(self, named: str) -> None:
        """Let a `host:port` be opened that the person named earlier."""
        self.allowed.add(named)
        if "fetcher" in vars(self):
            self.fetcher.allow(named)

    async def close(self) -> None:
        """Let go of connections."""
        if "fetcher" in vars(self):
            await self.fetcher.aclose()
