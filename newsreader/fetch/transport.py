"""Requests and how they travel: over connections to checked addresses, or by a proxy.

An `httpx.AsyncClient` is left out on purpose. It reads the Location header even when it is told not to follow,
so that a hostile one ends in an error of its own; it keeps every site's cookies, and logs addresses.

Importing this loads httpx, which takes a tenth of a second; `client.Fetcher` does it at the first fetch.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Callable, Mapping
from importlib.metadata import version

import httpcore
import httpx

from newsreader.access import Access, NetworkSettings, Proxy
from newsreader.address import DEFAULT_PORTS
from newsreader.errors import ForbiddenAddressError
from newsreader.fetch.connect import CheckedBackend
from newsreader.fetch.credentials import Credentials
from newsreader.fetch.inflate import ACCEPT_ENCODING
from newsreader.fetch.limits import FetchLimits
from newsreader.fetch.pool import Pool
from newsreader.fetch.private import is_private_host
from newsreader.fetch.proxies import Proxies
from newsreader.fetch.resolve import Resolver
from newsreader.fetch.socks import SocksBackend
from newsreader.fetch.tls import has_own_tls, own_tls, trusting
from newsreader.fetch.viaproxy import LOGIN_WANTED, ProxyBackend, proxy_failed, proxy_login, refused

_KEEP_ALIVE_S = 15.0  # a kept connection serves the redirects and the next article of a site
_HTTP = ("http", "https")
_PROXY_LOGIN_WANTED = 407
_Way = tuple[Proxy | None, str]  # through which proxy, and the table of the site where it has its own certificates
_HEADERS = {
    b"User-Agent": f"newsreader/{version('newsreader')} (+terminal news reader)".encode("ascii"),
    b"Accept": b"text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    b"application/feed+json;q=0.9,application/xml;q=0.9,*/*;q=0.8",
    b"Accept-Encoding": ACCEPT_ENCODING.encode("ascii"),
}
# They write headers and addresses into the log at its finer levels; these can hold tokens and passwords.
for _name in ("httpcore", "hpack", "h2"):
    logging.getLogger(_name).setLevel(logging.WARNING)


def request_for(url: str, headers: Mapping[bytes, bytes], limits: FetchLimits) -> httpx.Request:
    """Make a GET request.

    Args:
        url: an http or https address.
        headers: besides those that every request has.
        limits: for its timeouts.

    Raises:
        httpx.InvalidURL: the address cannot be one.
        UnicodeError: its host cannot be one.
    """
    timeout = httpx.Timeout(limits.read_timeout_s, connect=limits.connect_timeout_s, pool=None)
    return httpx.Request("GET", url, headers={**_HEADERS, **headers}, extensions={"timeout": timeout.as_dict()})


class CheckedTransport(httpx.AsyncBaseTransport):
    """Sends each request as the site it goes to is to be reached, by one connection pool for each such way.

    It raises httpcore's own exceptions.

    Args:
        limits: for the number of connections.
        resolve: gives the addresses of a name.
        is_allowed: says whether a host and port may have a private address.
        settings: what holds for all sites.
        credentials: what holds for single ones.

    Raises:
        AccessError: the certificates to trust cannot be read.
    """

    def __init__(
        self,
        limits: FetchLimits,
        resolve: Resolver,
        is_allowed: Callable[[str, int], bool],
        settings: NetworkSettings,
        credentials: Credentials,
    ) -> None:
        self._limits = limits
        self._is_allowed = is_allowed
        self._proxies = Proxies(settings)
        self._credentials = credentials
        self._ca_bundle = settings.ca_bundle
        self._tls = trusting(settings.ca_bundle, "network.ca_bundle")
        self._direct = CheckedBackend(resolve, is_allowed)
        # The proxy is the person's own choice and may stand anywhere; the check is on its target.
        self._to_proxy = CheckedBackend(resolve, lambda _host, _port: True)
        self._pools: dict[_Way, Pool] = {}
        self._spoilt: list[Pool] = []  # those that had to be replaced

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; the answer's body is read from its stream."""
        url = request.url
        host, port = url.raw_host.decode("ascii"), url.port or DEFAULT_PORTS.get(url.scheme, 0)
        access = self._credentials.access_for(url.scheme, host, port)
        proxy = self._proxy_for(access, url.scheme, host, port)
        if proxy and is_private_host(host) and not self._is_allowed(host, port):
            raise ForbiddenAddressError(str(url), "this is a private address")
        if access is not None:
            await self._credentials.dress(request, access)
        pool = await self._pool(proxy, access if access and has_own_tls(access) else None)
        sending = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        try:
            answer, body = await pool.send(sending)
        except httpcore.ProxyError as error:
            raise (refused(proxy, error) if proxy else error) from error
        if answer.status == _PROXY_LOGIN_WANTED and proxy:
            await body.aclose()
            raise proxy_failed(proxy, LOGIN_WANTED)
        return httpx.Response(answer.status, headers=answer.headers, stream=body, request=request)

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in (*self._pools.values(), *self._spoilt):
            await pool.aclose()

    def _proxy_for(self, access: Access | None, scheme: str, host: str, port: int) -> Proxy | None:
        if access is None or not access.proxy:
            return self._proxies.proxy_for(scheme, host, port)
        return access.proxy if isinstance(access.proxy, Proxy) else None

    async def _pool(self, proxy: Proxy | None, access: Access | None) -> Pool:
        way = proxy, access.where if access else ""
        if (pool := self._usable(way)) is not None:
            return pool
        tls = await asyncio.to_thread(own_tls, access, self._ca_bundle) if access else self._tls
        login = await proxy_login(proxy) if proxy and proxy.scheme in _HTTP else (b"", b"")
        if (pool := self._usable(way)) is None:  # else another request has opened it meanwhile
            spoilt = (*self._spoilt, *([self._pools[way]] if way in self._pools else []))
            self._spoilt = [each for each in spoilt if not each.is_closed]
            pool = self._pools[way] = Pool(self._open_pool(proxy, login, tls))
        return pool

    def _usable(self, way: _Way) -> Pool | None:
        pool = self._pools.get(way)
        return None if pool is None or pool.is_spoilt else pool

    def _open_pool(
        self, proxy: Proxy | None, login: tuple[bytes, bytes], tls: ssl.SSLContext
    ) -> httpcore.AsyncConnectionPool:
        return httpcore.AsyncConnectionPool(
            proxy=self._http_proxy(proxy, login) if proxy and proxy.scheme in _HTTP else None,
            ssl_context=tls,
            max_connections=2 * self._limits.total,  # so that a busy moment does not close every kept connection
            max_keepalive_connections=self._limits.total,
            keepalive_expiry=_KEEP_ALIVE_S,
            http2=True,
            network_backend=self._backend(proxy),
        )

    def _backend(self, proxy: Proxy | None) -> httpcore.AsyncNetworkBackend:
        if proxy is None:
            return self._direct
        to_proxy = ProxyBackend(self._to_proxy, proxy, self._limits)
        return to_proxy if proxy.scheme in _HTTP else SocksBackend(to_proxy, proxy, self._direct.checked_addresses)

    def _http_proxy(self, proxy: Proxy, login: tuple[bytes, bytes]) -> httpcore.Proxy:
        return httpcore.Proxy(
            httpcore.URL(scheme=proxy.scheme, host=proxy.host, port=proxy.port, target="/"),
            auth=login if any(login) else None,
            ssl_context=trusting(self._ca_bundle, "network.ca_bundle") if proxy.scheme == "https" else None,
        )
