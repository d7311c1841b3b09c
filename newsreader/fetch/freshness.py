"""How long an answer stays current, as its server says: Cache-Control, Age and Expires (RFC 9111, 4.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MAX_S = 365 * 24 * 3600.0  # a year: what is never to change says so


def fresh_s(headers: Mapping[str, str], now: datetime) -> float:
    """Give the seconds for which an answer need not be asked for again, from 0 to a year.

    Args:
        headers: lower-case names.
        now: aware UTC.
    """
    directives: dict[str, str] = {}
    for directive in headers.get("cache-control", "").lower()[:1024].split(","):
        name, _, value = directive.strip().partition("=")
        directives.setdefault(name.strip(), value.strip().strip('"'))
    if directives.keys() & {"no-cache", "no-store"}:
        return 0.0
    if "max-age" in directives:
        return min(max(_seconds(directives["max-age"]) - _seconds(headers.get("age", "")), 0.0), _MAX_S)
    expires = _moment(headers.get("expires", ""))
    if expires is None:
        return 0.0
    sent = _moment(headers.get("date", "")) or now  # both by the server's clock, which may be wrong
    return min(max((expires - sent).total_seconds(), 0.0), _MAX_S)


def _seconds(text: str) -> float:
    return float(text[:9]) if text.isascii() and text.isdecimal() else 0.0


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text[:64])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
