"""The way to a proxy: what fails there is said of the proxy, and not of the site beyond it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import httpcore

from newsreader.access import Proxy
from newsreader.errors import ConfigError, ProxyFailedError, UnreachableError
from newsreader.fetch.connect import Connection
from newsreader.fetch.failures import EXCHANGE_ERRORS, fetch_error
from newsreader.fetch.limits import FetchLimits
from newsreader.fetch.sockets import SocketOption

LOGIN_WANTED = "wrong user name or password, or none"
_HTTP_WORDS = {
    "403": "its rules forbid this site",
    "407": LOGIN_WANTED,
    "502": "it cannot reach the site",
    "503": "it cannot reach the site now",
    "504": "the site does not answer it in time",
}


class ProxyBackend(httpcore.AsyncNetworkBackend):
    """Connects to a proxy.

    Args:
        sockets: connects to any address.
        proxy: for what is said of it.
        limits: for the time that ran out.
    """

    def __init__(self, sockets: httpcore.AsyncNetworkBackend, proxy: Proxy, limits: FetchLimits) -> None:
        self._sockets = sockets
        self._proxy = proxy
        self._limits = limits

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect.

        Raises:
            ProxyFailedError: it cannot be reached.
        """
        try:
            stream = await self._sockets.connect_tcp(host, port, timeout, local_address, socket_options)
        except EXCHANGE_ERRORS as error:
            raise self._failed(error) from error
        if isinstance(stream, Connection):
            stream.told_as = self._failed
        return stream

    def _failed(self, error: BaseException) -> ProxyFailedError:
        why = fetch_error("", error, self._limits, has_answered=False)
        is_down = isinstance(why, UnreachableError) and why.is_network_down
        return proxy_failed(self._proxy, why.detail, is_network_down=is_down)


def proxy_failed(proxy: Proxy, why: str, *, is_network_down: bool = False) -> ProxyFailedError:
    """Make the error for a proxy; the fetch fills in what was to be fetched through it."""
    return ProxyFailedError("", f"{proxy.address}, named by {proxy.named}: {why}", is_network_down=is_network_down)


def refused(proxy: Proxy, error: httpcore.ProxyError) -> ProxyFailedError:
    """Make the error for an answer to CONNECT, which is given as "407 Proxy Authentication Required"."""
    status = str(error).partition(" ")[0]
    words = _HTTP_WORDS.get(status, "it refused")
    return proxy_failed(proxy, f"HTTP {status}: {words}" if status.isdigit() else words)


async def proxy_login(proxy: Proxy) -> tuple[bytes, bytes]:
    """Give user name and password for a proxy, each empty when there is none.

    Raises:
        ProxyFailedError: the setting that holds them cannot be read.
    """
    try:
        user = await asyncio.to_thread(proxy.user.reveal) if proxy.user else ""
        password = await asyncio.to_thread(proxy.password.reveal) if proxy.password else ""
    except ConfigError as error:
        raise proxy_failed(proxy, error.detail) from error
    return user.encode(), password.encode()
