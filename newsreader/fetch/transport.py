"""Requests and how they travel: over connections to checked addresses, or by the environment's proxy.

An `httpx.AsyncClient` is left out on purpose. It reads the Location header even when it is told not to follow,
so that a hostile one ends in an error of its own; it keeps every site's cookies, and logs addresses.

Importing this loads httpx, which takes a tenth of a second; `client.Fetcher` does it at the first fetch.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

import httpcore
import httpx

from newsreader.errors import ForbiddenAddressError, UnreachableError
from newsreader.fetch.connect import CheckedBackend
from newsreader.fetch.inflate import ACCEPT_ENCODING
from newsreader.fetch.limits import FetchLimits
from newsreader.fetch.pool import Pool
from newsreader.fetch.private import is_private_host
from newsreader.fetch.proxies import EnvironmentProxies
from newsreader.fetch.resolve import Resolver

_KEEP_ALIVE_S = 15.0  # a kept connection serves the redirects and the next article of a site
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HEADERS = {
    b"User-Agent": f"newsreader/{version('newsreader')} (+terminal news reader)".encode("ascii"),
    b"Accept": b"text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    b"application/feed+json;q=0.9,application/xml;q=0.9,*/*;q=0.8",
    b"Accept-Encoding": ACCEPT_ENCODING.encode("ascii"),
}
# They write headers and addresses into the log at its finer levels; these can hold tokens and passwords.
for _name in ("httpcore", "hpack", "h2"):
    logging.getLogger(_name).setLevel(logging.WARNING)


def request_for(
    url: str,
    headers: Mapping[bytes, bytes],
    limits: FetchLimits,
    trace: Callable[[str, Mapping[str, Any]], Any],
) -> httpx.Request:
    """Make a GET request.

    Args:
        url: an http or https address.
        headers: besides those that every request has.
        limits: for its timeouts.
        trace: an async function that is told each step (httpcore's `trace` extension).

    Raises:
        httpx.InvalidURL: the address cannot be one.
        UnicodeError: its host cannot be one.
    """
    timeout = httpx.Timeout(limits.read_timeout_s, connect=limits.connect_timeout_s, pool=None)
    extensions = {"timeout": timeout.as_dict(), "trace": trace}
    return httpx.Request("GET", url, headers={**_HEADERS, **headers}, extensions=extensions)


class CheckedTransport(httpx.AsyncBaseTransport):
    """Sends each request directly or through the environment's proxy, by one connection pool for each.

    It raises httpcore's own exceptions.

    Args:
        limits: for the number of connections.
        resolve: gives the addresses of a name.
        is_allowed: says whether a host and port may have a private address.
    """

    def __init__(self, limits: FetchLimits, resolve: Resolver, is_allowed: Callable[[str, int], bool]) -> None:
        self._limits = limits
        self._resolve = resolve
        self._is_allowed = is_allowed
        self._proxies = EnvironmentProxies()
        self._tls = httpx.create_ssl_context()
        self._pools: dict[str, Pool] = {}  # by proxy, "" for direct connections
        self._spoilt: list[Pool] = []  # those that had to be replaced

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the answer's body is read from its stream."""
        url = request.url
        host, port = url.raw_host.decode("ascii"), url.port or _DEFAULT_PORTS.get(url.scheme, 0)
        proxy = self._proxies.proxy_for(url.scheme, host, port)
        if proxy and is_private_host(host) and not self._is_allowed(host, port):
            raise ForbiddenAddressError(str(url), "this is a private address")
        answer, body = await self._pool(proxy).send(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=body, request=request)

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in (*self._pools.values(), *self._spoilt):
            await pool.aclose()

    def _pool(self, proxy: str) -> Pool:
        pool = self._pools.get(proxy)
        if pool is None or pool.is_spoilt:
            self._spoilt = [spoilt for spoilt in (*self._spoilt, pool) if spoilt is not None and not spoilt.is_closed]
            pool = self._pools[proxy] = Pool(self._open_pool(proxy))
        return pool

    def _open_pool(self, proxy: str) -> httpcore.AsyncConnectionPool:
        # The proxy is the person's own choice and may stand anywhere; the check was on its target.
        is_allowed = (lambda _host, _port: True) if proxy else self._is_allowed
        return httpcore.AsyncConnectionPool(
            proxy=_proxy(proxy) if proxy else None,
            ssl_context=self._tls,
            max_connections=2 * self._limits.total,  # so that a busy moment does not close every kept connection
            max_keepalive_connections=self._limits.total,
            keepalive_expiry=_KEEP_ALIVE_S,
            http2=True,
            network_backend=CheckedBackend(self._resolve, is_allowed),
        )


def _proxy(address: str) -> httpcore.Proxy:
    """Read a proxy's address; errors name no part of it, because it may hold a password."""
    try:
        settings = httpx.Proxy(address)  # takes user name and password out of the address
    except (ValueError, httpx.InvalidURL):
        raise UnreachableError("", "the proxy that the environment names is not one") from None
    url = settings.url
    if url.scheme.startswith("socks") and find_spec("socksio") is None:
        raise UnreachableError("", "the proxy that the environment names needs the package socksio")
    return httpcore.Proxy(
        httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        auth=settings.raw_auth,
        ssl_context=httpx.create_ssl_context() if url.scheme == "https" else None,
    )
