"""How many requests at once, and when a site that asked for a pause may be asked again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from weakref import WeakValueDictionary

from newsreader.errors import RateLimitedError
from newsreader.fetch.limits import FetchLimits

MAX_PAUSE = timedelta(hours=1)  # a site may not switch itself off for good by one header
_MAX_PAUSES = 1000  # remembered; old ones go first


@dataclass(frozen=True, slots=True)
class _Pause:
    until: datetime
    status: int


class Politeness:
    """Hands out turns: so many for one site, so many in all, none while a site's pause lasts.

    Args:
        limits: how many.
        clock: the moment now, aware.
    """

    def __init__(self, limits: FetchLimits, clock: Callable[[], datetime]) -> None:
        self._limits = limits
        self._clock = clock
        self._all = asyncio.Semaphore(limits.total)
        # A site's slots live as long as somebody holds or awaits one.
        self._sites: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._pauses: dict[str, _Pause] = {}

    @asynccontextmanager
    async def turn(self, site: str, url: str, *, is_own: bool = False) -> AsyncIterator[None]:
        """Wait for a turn to ask a site.

        Args:
            site: what counts as one site, `host:port`.
            url: the address, for the error.
            is_own: the site is on the person's own network, which may have a limit of its own.

        Raises:
            RateLimitedError: the site asked for a pause that is not over.
        """
        self._check_pause(site, url)
        slots = self._sites.get(site)
        if slots is None:
            limits = self._limits
            at_once = limits.per_own_host if is_own else None
            slots = self._sites[site] = asyncio.Semaphore(at_once or limits.per_host)
        # The site's slot first: what waits for a slow site must not hold a slot that others could use.
        async with slots, self._all:
            self._check_pause(site, url)  # another answer may have asked for a pause meanwhile
            yield

    def rate_limited(self, site: str, url: str, status: int, retry_after: str) -> RateLimitedError:
        """Note a 429 or 503 answer and give the error for it.

        Args:
            site: as for `turn`.
            url: the address asked for.
            status: 429 or 503.
            retry_after: the header, "" when there was none.
        """
        wait = retry_after_wait(retry_after, self._clock())
        if wait:
            self._pauses.pop(site, None)
            self._pauses[site] = _Pause(self._clock() + wait, status)
            if len(self._pauses) > _MAX_PAUSES:
                del self._pauses[next(iter(self._pauses))]
        return _rate_limited_error(url, status, wait)

    def _check_pause(self, site: str, url: str) -> None:
        pause = self._pauses.get(site)
        if pause is None:
            return
        left = pause.until - self._clock()
        if left > timedelta():
            raise _rate_limited_error(url, pause.status, left)
        del self._pauses[site]


def retry_after_wait(header: str, now: datetime) -> timedelta | None:
    """Read a Retry-After header: seconds or a date (RFC 9110, 10.2.3).

    Returns:
        From zero to `MAX_PAUSE`; None when there is no such header or it says nothing.
    """
    header = header.strip()
    if header.isascii() and header.isdecimal():
        seconds = int(header[:9])  # thirty years, and no number too long to read
        return min(timedelta(seconds=seconds), MAX_PAUSE)
    try:
        until = parsedate_to_datetime(header[:64])
        until = until.replace(tzinfo=UTC) if until.tzinfo is None else until
        return min(max(until - now, timedelta()), MAX_PAUSE)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _rate_limited_error(url: str, status: int, wait: timedelta | None) -> RateLimitedError:
    if not wait:
        return RateLimitedError(url, status, None if wait is None else 0.0)
    seconds = wait.total_seconds()
    words = f"{seconds / 60:.0f} min" if seconds >= 90 else f"{max(seconds, 1):.0f} s"
    return RateLimitedError(url, status, seconds, f"HTTP {status}: not before {words} from now")
