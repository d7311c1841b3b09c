"""What stands in a row of a list besides its headline, and the rules between rows: days, and the last visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from newsreader.model import ArticleSummary, Dateline
from newsreader.typeset.line import CACHED_MARK, REMOTE_MARK, TEASER_MARK
from newsreader.typeset.when import age_text, day_text

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
STAR, LATER = "★", "◷"
NEW_MARK = "▴"  # of a section: something came since the last visit


class Rule(NamedTuple):
    """A line between rows."""

    row: int  # that it stands above
    text: str


def rules_of(
    rows: Sequence[ArticleSummary],
    now: datetime,
    *,
    by_day: bool,
    last_visit: datetime | None = None,
    is_beginning: bool = True,
    unread_rows: int | None = None,
    zone: tzinfo | None = None,
) -> tuple[Rule, ...]:
    """Find where a day begins in a list, where the last visit ended, and where what was read begins.

    Args:
        rows: of the list, in the order of their moments, up or down.
        now: aware.
        by_day: whether days are told apart.
        last_visit: when it ended; None to say nothing of it.
        is_beginning: the first row is the first of the list; else what stands above it is not known.
        unread_rows: how many stand in the part of the unread ones; None for a list without parts.
        zone: whose days are meant, the machine's own by default.
    """
    rules = []
    today = now.astimezone(zone).date()
    before: tuple[date | None, bool | None] = (None, None)
    for number, row in enumerate(rows):
        day = row.sort_at.astimezone(zone).date()
        is_read_part = unread_rows is not None and number >= unread_rows
        if is_read_part and number == unread_rows and (number or is_beginning):
            rules.append(Rule(number, "read before"))
            before = (None, None)
        is_new = last_visit is not None and row.sort_at > last_visit
        if last_visit is not None and number and is_new != before[1] and not is_read_part:
            rules.append(Rule(number, f"last visit, {_when_text(last_visit.astimezone(zone), today)}"))
        if by_day and day != before[0] and (number or is_beginning):
            rules.append(Rule(number, named_day(day, today)))
        before = (day, is_new)
    return tuple(rules)


def named_day(day: date, today: date) -> str:
    """Write a day as people say it: `Today`, `Yesterday`, `Sunday`, `Sunday, 1 Feb 2026`."""
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    weekday = _WEEKDAYS[day.weekday()]
    return weekday if timedelta(0) < today - day < timedelta(days=7) else f"{weekday}, {day_text(day)}"


def offline_mark(row: ArticleSummary) -> str:
    """Say how much of an article can be read offline: its text, a teaser, or nothing but the headline."""
    if row.is_cached:
        return CACHED_MARK
    return TEASER_MARK if row.summary else REMOTE_MARK


def marks_text(row: ArticleSummary) -> str:
    """Write the marks an article bears, each with a blank behind it."""
    return f"{STAR} " * row.state.is_starred + f"{LATER} " * row.state.is_later


def dateline_parts(row: ArticleSummary) -> tuple[str, str]:
    """Give where a report comes from, else who wrote or printed it, and its agency; "" for what is not known."""
    dateline = row.dateline or Dateline()
    other = row.byline[0] if row.byline else row.source
    return dateline.place or ("" if dateline.agency else other), dateline.agency


def time_parts(row: ArticleSummary, now: datetime, *, with_minutes: bool = True) -> tuple[str, ...]:
    """Give how old a story is and how long it takes to read, as far as that is known."""
    minutes = (f"{row.minutes} min",) if row.minutes and with_minutes else ()
    return (age_text(row.sort_at, now), *minutes)


def _when_text(local: datetime, today: date) -> str:
    day = local.date()
    name = named_day(day, today)
    return f"{name.lower() if day >= today - timedelta(days=1) else name} {local:%H:%M}"
