"""How often a feed wants to be asked: RSS's ttl, skipHours and skipDays, and the syndication module.

Sources: RSS 2.0 (https://www.rssboard.org/rss-specification), the RSS 1.0 syndication module
(https://web.resource.org/rss/1.0/modules/syndication/).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MAX_TTL_MINUTES = 7 * 24 * 60  # a feed may not switch itself off by one number
_PERIODS = {"hourly": 60, "daily": 24 * 60, "weekly": 7 * 24 * 60, "monthly": 30 * 24 * 60, "yearly": 365 * 24 * 60}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Pace:
    """As `Listing` has it."""

    ttl_minutes: int
    skip_hours: tuple[int, ...]
    skip_days: tuple[int, ...]


def read_pace(texts: Mapping[str, str], hours: Iterable[str], days: Iterable[str]) -> Pace:
    """Read what a feed says of its pace.

    Args:
        texts: of the feed, by the element's name.
        hours: what its `skipHours` hold; 24 is midnight, as old feeds have it.
        days: what its `skipDays` hold.
    """
    numbers = {_number(hour) % 24 for hour in hours if 0 <= _number(hour) <= 24}
    names = {day.strip().casefold() for day in days}
    skip_days = tuple(number for number, name in enumerate(_DAYS) if name in names)
    return Pace(
        ttl_minutes=min(max(_number(texts.get("ttl", "")), 0) or _period(texts), MAX_TTL_MINUTES),
        skip_hours=tuple(sorted(numbers)) if len(numbers) < 24 else (),  # who skips all of them means none
        skip_days=skip_days if len(skip_days) < 7 else (),
    )


def _period(texts: Mapping[str, str]) -> int:
    minutes = _PERIODS.get(texts.get("sy:updateperiod", "").strip().casefold(), 0)
    return minutes // max(_number(texts.get("sy:updatefrequency", "1")), 1)


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
