"""Which proxy a request goes through: the one of the settings, or that of HTTP_PROXY, HTTPS_PROXY and ALL_PROXY."""

from __future__ import annotations

import ipaddress
import os
import urllib.request
from collections.abc import Iterable
from contextlib import suppress

from newsreader.access import DIRECT, PROXY_PORTS, NetworkSettings, Proxy, read_proxy
from newsreader.errors import ProxyFailedError
from newsreader.fetch.private import is_loopback_host, literal_address

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_MAX_EXCEPTIONS = 1000  # in NO_PROXY; more are no person's


class Proxies:
    """The proxies of the settings and the environment, and of the system where Python knows it (macOS, Windows).

    Args:
        settings: what the person set for all sites; it wins over the environment.
    """

    def __init__(self, settings: NetworkSettings) -> None:
        self._settings = settings
        self._of_environment = urllib.request.getproxies()
        # The system's own exceptions hold only where the environment names no proxy.
        self._is_of_system = not settings.proxy and not urllib.request.getproxies_environment()
        written = self._of_environment.get("no", "").split(",")
        self._exceptions = Exceptions((*written, *settings.no_proxy))
        self._read: dict[str, Proxy] = {}  # by scheme of the request

    def proxy_for(self, scheme: str, host: str, port: int) -> Proxy | None:
        """Give the proxy for a request, None for none.

        This machine itself is never asked for through a proxy, as in browsers.

        Raises:
            ProxyFailedError: what the environment names is none.
        """
        has_any = isinstance(self._settings.proxy, Proxy) or (self._of_environment and self._settings.proxy != DIRECT)
        if not has_any or is_loopback_host(host) or self._exceptions.cover(host, port):
            return None
        if self._is_of_system and urllib.request.proxy_bypass(host):
            return None
        if isinstance(self._settings.proxy, Proxy):
            return self._settings.proxy
        if scheme not in self._read:
            key = scheme if self._of_environment.get(scheme) else "all"
            written = self._of_environment.get(key, "")
            if not written:
                return None
            self._read[scheme] = _proxy_of_environment(written, key)
        return self._read[scheme]


class Exceptions:
    """What is reached without the proxy, as NO_PROXY names it.

    Args:
        patterns: `*` for everything; a host, which stands for those below it too; `.example.com` and
            `*.example.com`, the same; an IP address; a network, `10.0.0.0/8`. All but the last with or
            without a port: `example.com:8080`, `[::1]:8080`.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._names: set[tuple[str, int]] = set()  # with port, 0 for all
        self._networks: list[ipaddress.IPv4Network | ipaddress.IPv6Network] = []
        self._is_everything = False
        for pattern in list(patterns)[:_MAX_EXCEPTIONS]:
            self._add(pattern.strip().lower())

    def cover(self, host: str, port: int) -> bool:
        """Say whether a host and port are among them."""
        if self._is_everything:
            return True
        if literal := literal_address(host):
            ip = _mapped(ipaddress.ip_address(literal))
            return self._names_it(str(ip), port) or any(ip in network for network in self._networks)
        labels = host.lower().rstrip(".").split(".")
        return any(self._names_it(".".join(labels[start:]), port) for start in range(len(labels)))

    def _names_it(self, name: str, port: int) -> bool:
        return not self._names.isdisjoint(((name, port), (name, 0)))

    def _add(self, pattern: str) -> None:
        if pattern == "*":
            self._is_everything = True
            return
        with suppress(ValueError):  # an address alone is a network of one
            self._networks.append(ipaddress.ip_network(pattern.strip("[]"), strict=False))
            return
        host, colon, port = pattern.rpartition(":")
        if not colon or not port.isascii() or not port.isdigit():
            host, port = pattern, "0"
        name = host.strip("[]").removeprefix("*").strip(".")
        with suppress(ValueError):
            name = str(ipaddress.ip_address(name))
        if not name.isascii():
            with suppress(UnicodeError):
                name = name.encode("idna").decode("ascii")
        if name and len(port) <= 5:
            self._names.add((name, int(port)))


def _mapped(ip: _Address) -> _Address:
    """Give the IPv4 address that an IPv6 one spells."""
    return (ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None) or ip


def _proxy_of_environment(written: str, key: str) -> Proxy:
    variable = f"{key.upper()}_PROXY"
    named = variable if variable in os.environ or variable.lower() in os.environ else "the system's settings"
    proxy = read_proxy(written, named)
    if proxy is None:  # the error names no part of it, because it may hold a password
        raise ProxyFailedError("", f"{named} names none that can be used; allowed: {', '.join(PROXY_PORTS)}")
    return proxy
