"""The open connections of one way to reach sites, and which of them serves a request.

httpcore's own pool looks at every connection for every request, and guards its bookkeeping against anyio's
cancellations only. Where one of asyncio strikes, by a deadline or because the person has opened something else, a
connection can be left that is neither used nor closed; here it serves nobody else and is closed with its last exchange.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Callable

import httpcore

from newsreader.fetch.connect import Connection

_MOST_TRIES = 5  # of a connection that serves several and takes no more just then
_Site = tuple[bytes, bytes, int]


class _Link:
    """One connection."""

    def __init__(self, site: _Site, connection: httpcore.AsyncConnectionInterface) -> None:
        self.site = site
        self.connection = connection
        self.exchanges = 0
        self.is_shared = False  # it serves several at once
        self.is_spoilt = False  # a cancellation has struck inside it
        self.idle_since = 0.0

    @property
    def has_room(self) -> bool:
        """Whether it can serve a request now."""
        is_free = not self.exchanges or self.is_shared
        return is_free and not self.is_spoilt and self.connection.is_available()


class Pool:
    """Some connections, and how many exchanges use them.

    Args:
        connect: makes a connection to a site, which connects with its first request.
        most_idle: how many are kept that nobody uses.
        keep_s: how long each of them.
    """

    def __init__(
        self, connect: Callable[[httpcore.Origin], httpcore.AsyncConnectionInterface], *, most_idle: int, keep_s: float
    ) -> None:
        self._connect = connect
        self._most_idle = most_idle
        self._keep_s = keep_s
        self._links: dict[_Site, list[_Link]] = {}
        self._idle: dict[_Link, None] = {}  # the one that was used last at the end

    async def send(self, request: httpcore.Request) -> tuple[httpcore.Response, Body]:
        """Send a request; gives the answer and its body, which has to be closed."""
        await self._close_old()
        for _ in range(_MOST_TRIES):
            link = await self._link_to(request.url.origin)
            link.exchanges += 1
            self._idle.pop(link, None)
            try:
                answer = await link.connection.handle_async_request(request)
            except httpcore.ConnectionNotAvailable:  # it has ended, or is full, since it was looked at
                await self.end_exchange(link)
                continue
            except BaseException as error:
                await self.end_exchange(link, is_spoilt=not isinstance(error, Exception))
                raise
            link.is_shared = answer.extensions.get("http_version") == b"HTTP/2"
            connection = answer.extensions.get("network_stream")
            if isinstance(connection, Connection):
                connection.head_is_over()
            return answer, Body(answer, link, self)
        raise httpcore.ConnectError("no connection to it takes a request")

    async def aclose(self) -> None:
        """Close all connections."""
        for link in [each for links in self._links.values() for each in links]:
            await self._close(link)

    async def end_exchange(self, link: _Link, *, is_spoilt: bool = False) -> None:
        """Take note that an exchange is over, and close its connection where it can serve no other."""
        link.exchanges -= 1
        link.is_spoilt = link.is_spoilt or is_spoilt
        if link.exchanges:
            return
        if link.is_spoilt or not link.connection.is_idle() or link.connection.is_closed():
            await self._close(link)
            return
        link.idle_since = asyncio.get_running_loop().time()
        self._idle[link] = None
        if len(self._idle) > self._most_idle:
            await self._close(next(iter(self._idle)))

    async def _link_to(self, origin: httpcore.Origin) -> _Link:
        site = (origin.scheme, origin.host, origin.port)
        for link in [each for each in self._links.get(site, ()) if each.has_room]:
            if link.exchanges or not link.connection.has_expired():
                return link
            await self._close(link)
        link = _Link(site, self._connect(origin))
        self._links.setdefault(site, []).append(link)
        return link

    async def _close_old(self) -> None:
        until = asyncio.get_running_loop().time() - self._keep_s
        while self._idle and (oldest := next(iter(self._idle))).idle_since < until:
            await self._close(oldest)

    async def _close(self, link: _Link) -> None:
        self._idle.pop(link, None)
        links = self._links.get(link.site, [])
        if link in links:
            links.remove(link)
            if not links:
                del self._links[link.site]
        await link.connection.aclose()


class Body:
    """An answer's body as it comes over the wire."""

    def __init__(self, answer: httpcore.Response, link: _Link, pool: Pool) -> None:
        self._answer = answer
        self._link = link
        self._pool = pool
        self._is_spoilt = False
        self._is_closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        assert isinstance(self._answer.stream, AsyncIterable)
        pieces = aiter(self._answer.stream)
        while True:
            try:
                piece = await anext(pieces, None)
            except BaseException as error:
                self._is_spoilt = not isinstance(error, Exception)
                raise
            if piece is None:
                return
            yield piece

    async def aclose(self) -> None:
        """Let go of the connection."""
        if self._is_closed:
            return
        self._is_closed = True
        try:
            await self._answer.aclose()
        except BaseException as error:
            self._is_spoilt = self._is_spoilt or not isinstance(error, Exception)
            raise
        finally:
            await self._pool.end_exchange(self._link, is_spoilt=self._is_spoilt)
