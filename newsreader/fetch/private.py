"""Which network addresses are everybody's, and which belong to the machine or the house.

A page must not make the reader ask the router, a database or a cloud's metadata service: only addresses of
the public internet are connected to, and the exact host and port pairs that the person chose.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from contextlib import suppress

from newsreader.address import host_and_port

_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")  # all of IPv6 that is given out to the public (RFC 4291, 2.4)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are the IPv4 address reached
# Not public, whatever the running Python's own table says of them.
_NOT_PUBLIC_IPV4 = (
    ipaddress.IPv4Network("192.0.0.0/24"),  # protocol assignments (RFC 6890)
    ipaddress.IPv4Network("192.88.99.0/24"),  # 6to4 relays (RFC 7526)
)
_NOT_PUBLIC_IPV6 = (
    ipaddress.IPv6Network("2001::/23"),  # protocol assignments, Teredo among them (RFC 2928)
    ipaddress.IPv6Network("3fff::/20"),  # documentation (RFC 9637)
)
# Names for use inside a house or an organisation (RFC 6761, 6762, 8375; ICANN resolution 2024.07.29.06).
_PRIVATE_ZONES = ("localhost", "local", "internal", "home.arpa")


def is_public_address(address: str) -> bool:
    """Say whether an IP address is on the public internet, also where IPv6 only wraps an IPv4 address.

    Args:
        address: in its usual spelling, with or without an IPv6 zone; anything else is not public.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = _wrapped_ipv4(ip)
        if inner is not None:
            return is_public_address(str(inner))
        return ip in _GLOBAL_UNICAST and ip.is_global and not any(ip in network for network in _NOT_PUBLIC_IPV6)
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _NOT_PUBLIC_IPV4)


def literal_address(host: str) -> str:
    """Give the IP address that a host part spells, "" when it is a name.

    Takes the old spellings too, as resolvers do: `127.1`, `0x7f000001`, `017700000001`, `2130706433`.
    """
    host = host.rstrip(".").strip("[]")
    with suppress(ValueError):
        return str(ipaddress.ip_address(host))
    with suppress(OSError, ValueError):
        return socket.inet_ntoa(socket.inet_aton(host))
    return ""


def is_private_host(host: str) -> bool:
    """Say, without asking a name server, whether a host is certainly not public.

    For answers that come through a proxy, which does the resolving; else the address connected to decides.
    """
    literal = literal_address(host)
    if literal:
        return not is_public_address(literal)
    name = host.rstrip(".").lower()
    return any(name == zone or name.endswith(f".{zone}") for zone in _PRIVATE_ZONES)


def is_loopback_host(host: str) -> bool:
    """Say whether a host is this machine by its spelling alone."""
    literal = literal_address(host)
    if literal:
        return ipaddress.ip_address(literal).is_loopback
    name = host.rstrip(".").lower()
    return name == "localhost" or name.endswith(".localhost")


class AllowedHosts:
    """The host and port pairs that a person chose; they may have any address.

    Args:
        pairs: each as `host:port`, an IPv6 host with or without brackets.
    """

    def __init__(self, pairs: Iterable[str] = ()) -> None:
        self._pairs: set[str] = set()
        for pair in pairs:
            self.add(pair)

    def add(self, pair: str) -> None:
        """Allow one more `host:port`."""
        host, _, port = pair.strip().rpartition(":")
        if ":" in host and not host.startswith("["):
            pair = f"[{host}]:{port}"
        pair = host_and_port(f"http://{pair.strip()}")
        if not pair:
            return
        host, _, port = pair.rpartition(":")
        self._pairs.add(f"{_plain_spelling(host)}:{port}")

    def covers(self, host: str, port: int) -> bool:
        """Say whether exactly this host and port was chosen."""
        return f"{_plain_spelling(host)}:{port}" in self._pairs

    def is_own(self, host_and_port: str) -> bool:
        """Say whether a `host:port` was chosen and certainly is a machine of the person's own, not only a site."""
        host, _, port = host_and_port.rpartition(":")
        return self.covers(host, int(port or 0)) and is_private_host(host)


def _wrapped_ipv4(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour


def _plain_spelling(host: str) -> str:
    """Spell a host as it is asked for on the wire: IDNA for names, the short form for IPv6."""
    host = host.lower()
    if ":" in host:
        with suppress(ValueError):
            return str(ipaddress.ip_address(host))
    if not host.isascii():
        with suppress(UnicodeError):
            return host.encode("idna").decode("ascii")
    return host
