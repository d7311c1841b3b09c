"""One request, as it is to be sent, and the cookies that go with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

import httpcore

from newsreader.address import DEFAULT_PORTS
from newsreader.errors import ForbiddenAddressError
from newsreader.fetch.inflate import ACCEPT_ENCODING
from newsreader.fetch.limits import FetchLimits

if TYPE_CHECKING:
    import httpx

RawHeaders = Iterable[tuple[bytes, bytes]]
_HEADERS = {
    b"User-Agent": f"newsreader/{version('newsreader')} (+terminal news reader)".encode("ascii"),
    b"Accept": b"text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    b"application/feed+json;q=0.9,application/xml;q=0.9,*/*;q=0.8",
    b"Accept-Encoding": ACCEPT_ENCODING.encode("ascii"),
}
_BYTE = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
# Addresses that are sent as they stand; loading httpx, which knows what becomes of others, takes a while.
_PLAIN = re.compile(
    rf"(https?)://((?:[a-z0-9-]+\.)*[a-z][a-z0-9-]*|(?:{_BYTE}\.){{3}}{_BYTE})(?::([1-9]\d{{0,3}}|[1-5]\d{{4}}|6[0-4]\d{{3}}))?"
    r"((?:/(?!\.)(?:[\w.~!$&()*+,;=:@-]|%[0-9A-Fa-f]{2})*)*(?:\?(?:[\w.~!$&()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Request:
    """A GET request; its headers may be changed until it is sent."""

    scheme: str
    host: str  # in ASCII
    port: int
    headers: dict[bytes, bytes]
    target: bytes
    timeouts: Mapping[str, float | None]

    @property
    def url(self) -> str:
        """The address without its user, for what is told of it."""
        return f"{self.scheme}://{self.headers[b'Host'].decode('ascii')}{self.target.decode('ascii')}"

    def header(self, name: str) -> str:
        """Give a header, "" for none."""
        return next((value.decode("latin-1") for key, value in self.headers.items() if _is_called(key, name)), "")

    def set_header(self, name: str, value: str) -> None:
        """Set a header, however it is spelt.

        Raises:
            UnicodeError: it cannot be sent.
        """
        known = next((key for key in self.headers if _is_called(key, name)), name.encode("ascii"))
        self.headers[known] = value.encode("ascii")

    def for_the_wire(self) -> httpcore.Request:
        """Give the request as the connections take it."""
        port = None if self.port == DEFAULT_PORTS.get(self.scheme) else self.port
        return httpcore.Request(
            method=b"GET",
            url=httpcore.URL(
                scheme=self.scheme.encode("ascii"), host=self.host.encode("ascii"), port=port, target=self.target
            ),
            headers=list(self.headers.items()),
            extensions={"timeout": self.timeouts},
        )


def request_for(url: str, headers: Mapping[bytes, bytes], limits: FetchLimits) -> Request:
    """Make a request.

    Args:
        url: an http or https address.
        headers: besides those that every request has.
        limits: for its timeouts.

    Raises:
        ForbiddenAddressError: the address cannot be one.
        UnicodeError: its host cannot be one.
    """
    scheme, host, port, authority, target = _parts(url)
    timeouts = {
        "connect": limits.connect_timeout_s,
        "read": limits.read_timeout_s,
        "write": limits.read_timeout_s,
        "pool": None,
    }
    return Request(scheme, host, port, {b"Host": authority, **_HEADERS, **headers}, target, timeouts)


class Cookies:
    """What sites have set in one fetch, sent back to them within it."""

    def __init__(self) -> None:
        self._held: httpx.Cookies | None = None  # none were set yet

    @property
    def spelled(self) -> str:
        """Those held now, as one string that differs when they do."""
        jar = self._held.jar if self._held is not None else ()
        return "; ".join(f"{cookie.domain}{cookie.path}{cookie.name}={cookie.value}" for cookie in jar)

    def take(self, url: str, headers: RawHeaders) -> None:
        """Take what an answer sets."""
        if not any(name.lower() == b"set-cookie" for name, _ in headers):
            return
        import httpx  # here, because most answers set none

        self._held = self._held or httpx.Cookies()
        answer = httpx.Response(200, headers=list(headers), request=httpx.Request("GET", url))
        self._held.extract_cookies(answer)

    def give(self, url: str, request: Request) -> None:
        """Send back with a request what is for its site."""
        if self._held is None:
            return
        import httpx

        asking = httpx.Request("GET", url)
        with suppress(UnicodeError):  # a cookie that no header can carry is not sent back
            self._held.set_cookie_header(asking)
            if cookies := asking.headers.get("Cookie"):
                request.set_header("Cookie", cookies)


def _parts(url: str) -> tuple[str, str, int, bytes, bytes]:
    """Give scheme, host, port, what the Host header says and what is asked for there."""
    if plain := _PLAIN.fullmatch(url):
        scheme, host, number, target = plain.groups()
        port = int(number or DEFAULT_PORTS[scheme])
        authority = host if port == DEFAULT_PORTS[scheme] else f"{host}:{port}"
        target = target if target.startswith("/") else f"/{target}"
        return scheme, host, port, authority.encode("ascii"), target.encode("ascii")
    import httpx

    try:
        parts = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ForbiddenAddressError(url, "not a valid address") from error
    port = parts.port or DEFAULT_PORTS.get(parts.scheme, 0)
    return parts.scheme, parts.raw_host.decode("ascii"), port, parts.netloc, parts.raw_path


def _is_called(key: bytes, name: str) -> bool:
    return key.decode("latin-1").lower() == name.lower()
