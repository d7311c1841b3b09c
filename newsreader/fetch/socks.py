"""SOCKS proxies, asked for a connection to a site: versions 4 and 4a, and 5 (RFC 1928, RFC 1929).

The connection pool's own SOCKS is left out: it takes whatever a read gives for a whole reply, knows only
version 5, and lets every proxy look up the names, so that what a name leads to cannot be checked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence

import httpcore
from socksio import ProtocolError, SOCKSError, socks4, socks5

from newsreader.access import Proxy
from newsreader.errors import ProxyFailedError
from newsreader.fetch.sockets import SocketOption
from newsreader.fetch.viaproxy import ProxyBackend, proxy_failed, proxy_login

_RESOLVED_BY_THE_PROXY = ("socks4a", "socks5h")
_MAX_FIELD_BYTES = 255  # of a name, user name or password: its length is one byte (RFC 1928, RFC 1929)
_SOCKS5_WORDS = {
    "01": "it failed",
    "02": "its rules forbid this connection",
    "03": "it has no way to that network",
    "04": "it cannot reach the site",
    "05": "the site refused the connection",
    "06": "the site is too far away",
    "07": "it makes no connections for others",
    "08": "it does not know this kind of address: try socks5h",
}
_SOCKS4_WORDS = {
    "5b": "it refused or could not reach the site",
    "5c": "it wants an identd",
    "5d": "it wants another user",
}


class SocksBackend(httpcore.AsyncNetworkBackend):
    """Connects to sites through a SOCKS proxy.

    `socks5` and `socks4` are given an address that was looked up and checked here; `socks5h` and `socks4a`
    are given the name.

    Args:
        to_proxy: connects to the proxy.
        proxy: which.
        checked_addresses: gives the addresses of a host and port that may be connected to.
    """

    def __init__(
        self,
        to_proxy: ProxyBackend,
        proxy: Proxy,
        checked_addresses: Callable[[str, int], Awaitable[Sequence[str]]],
    ) -> None:
        self._to_proxy = to_proxy
        self._proxy = proxy
        self._checked_addresses = checked_addresses

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the proxy and let it connect to the site, within one time limit.

        Raises:
            ProxyFailedError: the proxy cannot be reached, or will not.
            ForbiddenAddressError: the host has private addresses only.
            OSError: the name is not known.
        """
        try:
            async with asyncio.timeout(timeout):
                target = await self._target(host, port)
                stream = await self._to_proxy.connect_tcp(
                    self._proxy.host, self._proxy.port, timeout, local_address, socket_options
                )
                try:
                    await self._ask(stream, target, port)
                except BaseException:
                    await stream.aclose()
                    raise
                return stream
        except TimeoutError as error:
            raise self._failed(f"no connection through it within {timeout:g} s") from error

    async def _target(self, host: str, port: int) -> str:
        if self._proxy.scheme in _RESOLVED_BY_THE_PROXY:
            return host
        addresses = await self._checked_addresses(host, port)
        if self._proxy.scheme == "socks4":
            addresses = [address for address in addresses if ":" not in address]
        if not addresses:
            raise self._failed("SOCKS 4 reaches no IPv6 addresses: use socks5")
        return addresses[0]

    async def _ask(self, stream: httpcore.AsyncNetworkStream, host: str, port: int) -> None:
        try:
            if self._proxy.scheme.startswith("socks4"):
                await self._ask_socks4(stream, host, port)
            else:
                await self._ask_socks5(stream, host, port)
        except (ProtocolError, SOCKSError, UnicodeError) as error:
            raise self._failed("it does not speak SOCKS") from error
        except (httpcore.NetworkError, httpcore.TimeoutException) as error:
            raise self._failed("it broke off") from error

    async def _ask_socks4(self, stream: httpcore.AsyncNetworkStream, host: str, port: int) -> None:
        user, _ = await proxy_login(self._proxy)
        if b"\0" in user:  # it ends the field
            raise self._failed("its user name cannot be sent")
        connection = socks4.SOCKS4Connection(user)
        asking = socks4.SOCKS4ARequest if self._proxy.scheme == "socks4a" else socks4.SOCKS4Request
        connection.send(asking.from_address(socks4.SOCKS4Command.CONNECT, (host, port), user))
        await stream.write(connection.data_to_send())
        reply = connection.receive_data(await self._exactly(stream, 8))
        if reply.reply_code is not socks4.SOCKS4ReplyCode.REQUEST_GRANTED:
            raise self._failed(_SOCKS4_WORDS.get(reply.reply_code.value.hex(), "it refused"))

    async def _ask_socks5(self, stream: httpcore.AsyncNetworkStream, host: str, port: int) -> None:
        user, password = await proxy_login(self._proxy)
        if max(len(user), len(password), len(host)) > _MAX_FIELD_BYTES:
            raise self._failed(f"SOCKS takes names and passwords of {_MAX_FIELD_BYTES} bytes at most")
        connection = socks5.SOCKS5Connection()
        methods = [socks5.SOCKS5AuthMethod.NO_AUTH_REQUIRED]
        if user or password:
            methods.append(socks5.SOCKS5AuthMethod.USERNAME_PASSWORD)
        connection.send(socks5.SOCKS5AuthMethodsRequest(methods))
        await stream.write(connection.data_to_send())
        chosen = connection.receive_data(await self._exactly(stream, 2))
        if not isinstance(chosen, socks5.SOCKS5AuthReply) or chosen.method not in methods:
            raise self._failed("it wants another way to log in" if user else "it wants a user name and password")
        if chosen.method is socks5.SOCKS5AuthMethod.USERNAME_PASSWORD:
            connection.send(socks5.SOCKS5UsernamePasswordRequest(user, password))
            await stream.write(connection.data_to_send())
            if connection.receive_data(await self._exactly(stream, 2)) != socks5.SOCKS5UsernamePasswordReply(True):
                raise self._failed("wrong user name or password")
        connection.send(socks5.SOCKS5CommandRequest.from_address(socks5.SOCKS5Command.CONNECT, (host, port)))
        await stream.write(connection.data_to_send())
        reply = connection.receive_data(await self._socks5_reply(stream))
        if isinstance(reply, socks5.SOCKS5Reply) and reply.reply_code is not socks5.SOCKS5ReplyCode.SUCCEEDED:
            raise self._failed(_SOCKS5_WORDS.get(reply.reply_code.value.hex(), "it refused"))

    async def _socks5_reply(self, stream: httpcore.AsyncNetworkStream) -> bytes:
        """Read the reply with the address it has connected from, whose length depends on its kind (RFC 1928, 6)."""
        head = await self._exactly(stream, 5)
        lengths = {1: 4, 3: 1 + head[4], 4: 16}
        if head[3] not in lengths:
            raise ProtocolError("unknown kind of address")
        return head + await self._exactly(stream, lengths[head[3]] + 2 - 1)

    async def _exactly(self, stream: httpcore.AsyncNetworkStream, count: int) -> bytes:
        """Read so many bytes and none of what follows."""
        got = b""
        while len(got) < count:
            piece = await stream.read(count - len(got))
            if not piece:
                raise self._failed("it hung up")
            got += piece
        return got

    def _failed(self, why: str) -> ProxyFailedError:
        return proxy_failed(self._proxy, why)
