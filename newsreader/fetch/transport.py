"""Requests and how they travel: over connections to checked addresses, or by a proxy.

An `httpx.AsyncClient` is left out on purpose. It reads the Location header even when it is told not to follow,
so that a hostile one ends in an error of its own; it keeps every site's cookies, logs addresses, and takes several
times as long for a feed that has not changed.

Importing this loads httpcore, which takes long enough to be felt; `client.Fetcher` does it at the first fetch.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Callable

import httpcore

from newsreader.access import Access, NetworkSettings, Proxy
from newsreader.errors import ForbiddenAddressError
from newsreader.fetch.asking import Request
from newsreader.fetch.connect import CheckedBackend
from newsreader.fetch.credentials import Credentials
from newsreader.fetch.limits import FetchLimits
from newsreader.fetch.pool import Body, Pool
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
# They write headers and addresses into the log at its finer levels; these can hold tokens and passwords.
for _name in ("httpcore", "hpack", "h2"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class CheckedTransport:
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

    async def send(self, request: Request) -> tuple[httpcore.Response, Body]:
        """Send one request; gives the answer and its body, which has to be closed.

        Raises:
            ForbiddenAddressError: it would go to a private address.
            ProxyFailedError: the proxy it goes through does not take it.
            AccessError: what the site is to know of us cannot be had.
        """
        scheme, host, port = request.scheme, request.host, request.port
        access = self._credentials.access_for(scheme, host, port)
        proxy = self._proxy_for(access, scheme, host, port)
        if proxy and is_private_host(host) and not self._is_allowed(host, port):
            raise ForbiddenAddressError(request.url, "this is a private address")
        if access is not None:
            await self._credentials.dress(request, access)
        pool = await self._pool(proxy, access if access and has_own_tls(access) else None)
        try:
            answer, body = await pool.send(request.for_the_wire())
        except httpcore.ProxyError as error:
            raise (refused(proxy, error) if proxy else error) from error
        if answer.status == _PROXY_LOGIN_WANTED and proxy:
            await body.aclose()
            raise proxy_failed(proxy, LOGIN_WANTED)
        return answer, body

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            await pool.aclose()

    def _proxy_for(self, access: Access | None, scheme: str, host: str, port: int) -> Proxy | None:
        if access is None or not access.proxy:
            return self._proxies.proxy_for(scheme, host, port)
        return access.proxy if isinstance(access.proxy, Proxy) else None

    async def _pool(self, proxy: Proxy | None, access: Access | None) -> Pool:
        way = proxy, access.where if access else ""
        if way not in self._pools:
            tls = await asyncio.to_thread(own_tls, access, self._ca_bundle) if access else self._tls
            login = await proxy_login(proxy) if proxy and proxy.scheme in _HTTP else (b"", b"")
            self._pools.setdefault(way, self._open_pool(proxy, login, tls))  # another request may have opened it
        return self._pools[way]

    def _open_pool(self, proxy: Proxy | None, login: tuple[bytes, bytes], tls: ssl.SSLContext) -> Pool:
        # Of httpcore's own pool only what makes connections is used.
        connections = httpcore.AsyncConnectionPool(
            proxy=self._http_proxy(proxy, login) if proxy and proxy.scheme in _HTTP else None,
            ssl_context=tls,
            keepalive_expiry=_KEEP_ALIVE_S,
            http2=True,
            network_backend=self._backend(proxy),
        )
        return Pool(connections.create_connection, most_idle=self._limits.total, keep_s=_KEEP_ALIVE_S)

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
