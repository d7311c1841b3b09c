"""Fetch pages politely and within bounds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from newsreader.access import Access, NetworkSettings
from newsreader.address import host_and_port
from newsreader.errors import AccessError, FetchError, TooLargeError, UnreachableError
from newsreader.fetch.answer import Answer, page_from
from newsreader.fetch.credentials import Credentials
from newsreader.fetch.deadline import Deadline
from newsreader.fetch.freshness import fresh_s
from newsreader.fetch.limits import FetchLimits
from newsreader.fetch.politeness import Politeness
from newsreader.fetch.private import AllowedHosts
from newsreader.fetch.resolve import Resolver, resolve_name
from newsreader.fetch.route import Route
from newsreader.fetch.validators import conditional_headers
from newsreader.model import NotModified, Page, Validators

if TYPE_CHECKING:
    from newsreader.fetch.exchange import Conversation, Network

__all__ = ["FetchLimits", "Fetcher"]

_NOT_MODIFIED = 304
_RATE_LIMITED = (429, 503)
_NO_VALIDATORS = Validators()
_PICTURE_WANTED = {b"Accept": b"image/avif,image/webp,image/jpeg,image/png,image/gif;q=0.9,*/*;q=0.1"}


class Fetcher:
    """Fetches pages, so many at once, from public addresses and those the person chose.

    Belongs to the event loop of its first fetch. Whatever a server does, a fetch ends in a page or a
    `FetchError` within `deadline_s`, counted without the wait for its turn.

    Args:
        limits: what a fetch may cost.
        allow_private_hosts: `host:port` pairs that may have private addresses.
        clock: the moment now, aware.
        resolver: gives the addresses of a name; the system's unless a test brings its own.
        network: proxy and trust, for all sites.
        access: what holds for single sites, by `host` or `host:port`.
    """

    def __init__(
        self,
        *,
        limits: FetchLimits | None = None,
        allow_private_hosts: frozenset[str] = frozenset(),
        clock: Callable[[], datetime],
        resolver: Resolver = resolve_name,
        network: NetworkSettings | None = None,
        access: Mapping[str, Access] | None = None,
    ) -> None:
        self._limits = limits or FetchLimits()
        self._allowed = AllowedHosts(allow_private_hosts)
        self._clock = clock
        self._resolver = resolver
        self._settings = network or NetworkSettings()
        self._credentials = Credentials(access or {})
        self._politeness = Politeness(self._limits, clock)
        self._network: Network | None = None
        self._opening = asyncio.Lock()

    def allow(self, host_and_port: str) -> None:
        """Allow private addresses for one more `host:port`: that of an address the person typed."""
        self._allowed.add(host_and_port)

    async def fetch(
        self, url: str, *, validators: Validators = _NO_VALIDATORS, max_bytes: int | None = None
    ) -> Page | NotModified:
        """Fetch one page, following its redirects.

        Args:
            url: an absolute http or https address.
            validators: those of the page we have; `NotModified` comes back when it is still current.
            max_bytes: a ceiling for this page that is lower than that of every page.

        Raises:
            FetchError: always one of its subclasses or itself, with words for the person.
        """
        conditions = conditional_headers(validators)
        answer, route = await self._follow(url, conditions, max_bytes)
        if answer.status == _NOT_MODIFIED and conditions:
            return NotModified(permanent_url=route.permanent_url, fresh_s=fresh_s(answer.headers, self._clock()))
        return self._page(answer, route)

    async def fetch_picture(self, url: str, *, max_bytes: int) -> Page:
        """Fetch one picture, by the same rules as a page.

        Args:
            url: an absolute http or https address.
            max_bytes: of the picture.

        Raises:
            FetchError: as `fetch`.
        """
        return self._page(*await self._follow(url, _PICTURE_WANTED, max_bytes))

    async def _follow(self, url: str, wanted: Mapping[bytes, bytes], max_bytes: int | None) -> tuple[Answer, Route]:
        """Ask for an address and follow redirects; gives the last answer and the way to it."""
        route = Route(url, self._limits.max_redirects)
        deadline = Deadline(self._limits.deadline_s)
        conversation = (await self._open(route.here)).conversation(deadline, max_bytes)
        while True:
            headers = dict(wanted)
            if route.authorization:
                headers[b"Authorization"] = route.authorization.encode("ascii")
            answer = await self._ask(conversation, route.here, headers, deadline)
            if not route.follow(answer, conversation.cookies):
                return answer, route

    async def aclose(self) -> None:
        """Close all connections. End fetches that still run before."""
        network, self._network = self._network, None
        if network is not None:
            await network.aclose()

    async def _open(self, url: str) -> Network:
        async with self._opening:
            if self._network is None:
                try:
                    # Loading httpx and the certificates takes long enough to be felt in a reader's keys.
                    self._network = await asyncio.to_thread(self._load_network)
                except AccessError as error:
                    raise AccessError(url, error.detail) from error
                except OSError as error:  # SSL_CERT_FILE names a file that is none
                    raise UnreachableError(url, "the trusted TLS certificates could not be loaded") from error
            return self._network

    def _load_network(self) -> Network:
        from newsreader.fetch.exchange import Network
        from newsreader.fetch.transport import CheckedTransport

        transport = CheckedTransport(
            self._limits, self._resolver, self._allowed.covers, self._settings, self._credentials
        )
        return Network(self._limits, transport)

    async def _ask(
        self, conversation: Conversation, url: str, headers: dict[bytes, bytes], deadline: Deadline
    ) -> Answer:
        site = host_and_port(url)
        async with self._politeness.turn(site, url, is_own=self._allowed.is_own(site)):
            try:
                async with deadline.running():
                    answer = await conversation.ask(url, headers)
            except TimeoutError as error:
                raise self._too_slow(url, has_answered=conversation.has_answered) from error
            if answer.status in _RATE_LIMITED:
                retry_after = answer.headers.get("retry-after", "")
                raise self._politeness.rate_limited(site, url, answer.status, retry_after)
            return answer

    def _too_slow(self, url: str, *, has_answered: bool) -> FetchError:
        if has_answered:
            return TooLargeError(url, f"not complete after {self._limits.deadline_s:g} s")
        return UnreachableError(url, f"no answer within {self._limits.deadline_s:g} s")

    def _page(self, answer: Answer, route: Route) -> Page:
        if not answer.has_page:
            raise self._credentials.status_error(route.here, answer.status)
        return page_from(answer, url=route.here, permanent_url=route.permanent_url, fetched_at=self._clock())
