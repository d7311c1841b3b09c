"""Connections whose address has been checked: what is looked up, judged and connected to is one address.

A name that answers "public" to a check and "private" to the connection (DNS rebinding) gains nothing here,
because there is only one look-up. TLS and the Host header keep the name.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextvars import ContextVar
from itertools import zip_longest
from typing import Any

import httpcore

from newsreader.errors import ForbiddenAddressError
from newsreader.fetch.certificate import expired_error
from newsreader.fetch.failures import is_network_unreachable
from newsreader.fetch.private import is_public_address, literal_address
from newsreader.fetch.resolve import Resolver
from newsreader.fetch.sockets import SocketOption, Sockets

_MAX_HEAD_BYTES = 256 * 1024  # of an answer with its interim ones; h11 lets one head have 100 KB
_HEAD_PIECE_BYTES = 16 * 1024  # small, as it may hold hundreds of interim answers and is read without a pause
_MAX_ADDRESSES = 6  # of one name; a hostile one lists hundreds
_STAGGER_S = 0.25  # head start of each address before the next is tried beside it (RFC 8305, section 8)


class Connects:
    """Whether something that a task did had to connect."""

    have_begun = False


_CONNECTS: ContextVar[Connects | None] = ContextVar("_CONNECTS", default=None)


def watch_connects() -> Connects:
    """Take note from now on of whether this task connects."""
    connects = Connects()
    _CONNECTS.set(connects)
    return connects


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connects to public addresses, and to any address of a host and port that the person chose.

    Args:
        resolve: gives the addresses of a name.
        is_allowed: says whether a host and port may have any address.
    """

    def __init__(self, resolve: Resolver, is_allowed: Callable[[str, int], bool]) -> None:
        self._resolve = resolve
        self._is_allowed = is_allowed
        self._sockets = Sockets()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, check and connect within one time limit.

        Raises:
            ForbiddenAddressError: the host has private addresses only.
            OSError: the name is not known.
            httpcore.ConnectError: no address took the connection.
            httpcore.ConnectTimeout: none did in time.
        """
        if (connects := _CONNECTS.get()) is not None:
            connects.have_begun = True
        try:
            async with asyncio.timeout(timeout):
                addresses = await self.checked_addresses(host, port)
                stream = await self._connect_first(addresses, port, local_address, socket_options)
                return Connection(stream, host)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(error) from error

    async def checked_addresses(self, host: str, port: int) -> Sequence[str]:
        """Give the addresses of a host that may be connected to at a port, at least one.

        Raises:
            ForbiddenAddressError: all are private.
            OSError: the name is not known.
        """
        literal = literal_address(host)
        addresses = (literal,) if literal else await self._resolve(host, port)
        if not addresses:
            raise socket.gaierror(socket.EAI_NONAME, "no address")
        if self._is_allowed(host, port):
            return addresses
        public = [address for address in addresses if is_public_address(address)]
        if not public:
            leads_to = "this is" if literal else f"the name leads to {addresses[0]},"
            raise ForbiddenAddressError(host, f"{leads_to} a private address")
        return public

    async def _connect_first(
        self,
        addresses: Sequence[str],
        port: int,
        local_address: str | None,
        socket_options: Iterable[SocketOption] | None,
    ) -> httpcore.AsyncNetworkStream:
        """Try the addresses one after the other, each beside those before it, and keep the first that connects."""

        def connecting(address: str) -> Coroutine[Any, Any, httpcore.AsyncNetworkStream]:
            return self._sockets.connect_tcp(address, port, local_address=local_address, socket_options=socket_options)

        waiting = _by_turns(addresses)[:_MAX_ADDRESSES]
        if len(waiting) == 1:
            return await connecting(waiting[0])
        attempts: set[asyncio.Task[httpcore.AsyncNetworkStream]] = set()
        failures: list[BaseException] = []
        try:
            while waiting or attempts:
                if waiting:
                    attempts.add(asyncio.ensure_future(connecting(waiting.pop(0))))
                head_start_s = _STAGGER_S if waiting else None
                done, attempts = await asyncio.wait(attempts, timeout=head_start_s, return_when=asyncio.FIRST_COMPLETED)
                for attempt in done:
                    error = attempt.exception()
                    if error is None:
                        attempts |= done - {attempt}  # a second winner of the same moment is closed below
                        return attempt.result()
                    failures.append(error)
        finally:
            await _abandon(attempts)
        # "No IPv6 here" says less than what became of the other addresses.
        raise min(failures, key=is_network_unreachable)


class Connection(httpcore.AsyncNetworkStream):
    """A connection that bounds what comes before an answer in HTTP/1.

    Interim answers (RFC 9110, 15.2) may be many and are read away one by one below, where nothing counts them.
    """

    def __init__(self, stream: httpcore.AsyncNetworkStream, host: str = "") -> None:
        self._stream = stream
        self._host = host  # what was connected to: the site, or a proxy
        self.told_as: Callable[[BaseException], Exception] | None = None  # what a failure to agree on TLS with it is
        self._head_bytes_left = _MAX_HEAD_BYTES
        agreed = stream.get_extra_info("ssl_object")
        self._is_bounded = agreed is None or agreed.selected_alpn_protocol() != "h2"  # that has its own bounds
        self._is_in_head = self._is_bounded

    def head_is_over(self) -> None:
        """Bound no more what is read, until the next request is written."""
        self._is_in_head = False

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        if not self._is_in_head:
            return await self._stream.read(max_bytes, timeout)
        piece = await self._stream.read(min(max_bytes, _HEAD_PIECE_BYTES), timeout)
        self._head_bytes_left -= len(piece)
        if self._head_bytes_left < 0:
            raise httpcore.RemoteProtocolError("too much before the answer")
        return piece

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        self._is_in_head, self._head_bytes_left = self._is_bounded, _MAX_HEAD_BYTES
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        """Agree on TLS.

        Raises:
            CertificateError: the site's certificate has expired, and says when.
            Exception: what `told_as` makes of a failure.
            httpcore.ConnectError: anything else.
        """
        server = self._stream.get_extra_info("server_addr")  # now, because a failure closes it
        try:
            return Connection(await self._stream.start_tls(ssl_context, server_hostname, timeout))
        except httpcore.ConnectError as error:
            await self._stream.aclose()
            if server_hostname == self._host and self.told_as is not None:
                raise self.told_as(error) from error
            if server_hostname == self._host and (told := await expired_error(error, server, server_hostname)):
                raise told from error
            raise
        except BaseException:  # cancelled too, where nobody else would close it
            await self._stream.aclose()
            raise

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


async def _abandon(attempts: Iterable[asyncio.Task[httpcore.AsyncNetworkStream]]) -> None:
    for attempt in attempts:
        attempt.cancel()
    for outcome in await asyncio.gather(*attempts, return_exceptions=True):
        if isinstance(outcome, httpcore.AsyncNetworkStream):
            await outcome.aclose()


def _by_turns(addresses: Sequence[str]) -> list[str]:
    """Order addresses so that IPv6 and IPv4 take turns, the resolver's first choice first (RFC 8305, section 4)."""
    first = [address for address in addresses if (":" in address) == (":" in addresses[0])]
    second = [address for address in addresses if address not in first]
    return [address for pair in zip_longest(first, second) for address in pair if address]
