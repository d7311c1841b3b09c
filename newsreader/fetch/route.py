"""The way from the address asked for to the one that answers: redirects, checked hop by hop (RFC 9110, 15.4)."""

from __future__ import annotations

import base64
from urllib.parse import unquote, urlsplit, urlunsplit

from newsreader.address import host_and_port, resolve_address
from newsreader.errors import ForbiddenAddressError, HttpStatusError, TooLargeError
from newsreader.fetch.answer import Answer

_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)


class Route:
    """One fetch's way. User name and password in an address are sent to its own site only, and never shown.

    Args:
        url: the address asked for.
        max_redirects: how many to follow.

    Raises:
        ForbiddenAddressError: it is not a web address.
    """

    def __init__(self, url: str, max_redirects: int) -> None:
        address = resolve_address(url, url)
        if not address:
            raise ForbiddenAddressError(_without_user(url), "not a web address")
        self.here = _without_user(address)
        self.permanent_url = ""
        self._max_redirects = max_redirects
        self._is_permanent_so_far = True
        self._cookies = ""  # that were sent to where we are
        self._hops: set[tuple[str, str]] = set()  # addresses asked, with the cookies sent
        self._authorization = _basic_authorization(address)
        self._authorized_site = _site(address)

    @property
    def authorization(self) -> str:
        """The Authorization header for where we are, "" for none."""
        return self._authorization if _site(self.here) == self._authorized_site else ""

    def follow(self, answer: Answer, cookies: str) -> bool:
        """Go where an answer sends us.

        Args:
            answer: what `here` answered.
            cookies: those held now, for the next hop; the same address with other cookies is no circle.

        Returns:
            False when the answer is no redirect.

        Raises:
            ForbiddenAddressError: to anything but http and https.
            HttpStatusError: to nowhere.
            TooLargeError: round in a circle, or too often.
        """
        if answer.status not in _REDIRECTS:
            return False
        self._hops.add((self.here, self._cookies))
        self._cookies = cookies
        target = self._target(answer)
        if (target, cookies) in self._hops:
            raise TooLargeError(self.here, "it redirects in a circle")
        if len(self._hops) > self._max_redirects:
            raise TooLargeError(self.here, f"more than {self._max_redirects} redirects")
        self._is_permanent_so_far = self._is_permanent_so_far and answer.status in _PERMANENT
        if self._is_permanent_so_far:
            self.permanent_url = target
        self.here = target
        return True

    def _target(self, answer: Answer) -> str:
        location = _as_utf8(answer.headers.get("location", "")).strip()
        if not location:
            raise HttpStatusError(self.here, answer.status, f"HTTP {answer.status}: it redirects to nowhere")
        target = resolve_address(self.here, location)
        if not target:
            raise ForbiddenAddressError(self.here, f"it redirects to {_kind_of(location)}")
        return _without_user(target)


def _kind_of(location: str) -> str:
    scheme, colon, _ = location.partition(":")
    is_other_scheme = colon and scheme.isalnum() and scheme.lower() not in ("http", "https")
    return f"a {scheme[:20].lower()}: address" if is_other_scheme else "a malformed address"


def _as_utf8(header: str) -> str:
    """Undo Latin-1: addresses in headers should be ASCII, and are UTF-8 where they are not."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _site(address: str) -> tuple[str, str]:
    return urlsplit(address).scheme.lower(), host_and_port(address)


def _basic_authorization(address: str) -> str:
    parts = urlsplit(address)
    if not parts.username and not parts.password:
        return ""
    user = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return f"Basic {base64.b64encode(user.encode()).decode('ascii')}"


def _without_user(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "a malformed address"
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
