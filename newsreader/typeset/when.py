"""Moments as people say them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

from newsreader.typeset.counts import counted

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MINUTE_S, _HOUR_S, _DAY_S = 60, 3600, 86400
_MONTH_S = 30.44 * _DAY_S
# Each unit with its length and from when on it says more than the next smaller one.
_SPANS = (
    ("year", 12 * _MONTH_S, 24 * _MONTH_S),
    ("month", _MONTH_S, 2 * _MONTH_S),
    ("week", 7 * _DAY_S, 21 * _DAY_S),
    ("day", _DAY_S, _DAY_S),
    ("hour", _HOUR_S, _HOUR_S),
    ("minute", _MINUTE_S, _MINUTE_S),
)


def day_text(day: date) -> str:
    """Write a day: `1 Feb 2026`, the same in every locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment_text(moment: datetime, zone: tzinfo | None = None) -> str:
    """Write a moment in a zone, the machine's own by default: `1 Feb 2026, 14:05`."""
    local = moment.astimezone(zone)
    return f"{day_text(local.date())}, {local:%H:%M}"


def printed_text(moment: datetime, offset_minutes: int, zone: tzinfo | None = None) -> str:
    """Write a moment that a page prints, as `moment_text`; of one without a time, which is a midnight, the day.

    Args:
        moment: in UTC.
        offset_minutes: east of UTC, of the zone the page prints it in; a day alone stays that day in every zone.
        zone: to write it in, the machine's own by default.
    """
    printed = moment + timedelta(minutes=offset_minutes)
    return day_text(printed.date()) if printed.time() == time() else moment_text(moment, zone)


def age_text(moment: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """Say how old something is in at most eight characters: `now`, `5m`, `3h`, `2d`, `4 Feb`, `Feb 2024`."""
    seconds = (now - moment).total_seconds()
    if seconds < _MINUTE_S:
        return "now"
    if seconds < _HOUR_S:
        return f"{int(seconds // _MINUTE_S)}m"
    if seconds < _DAY_S:
        return f"{int(seconds // _HOUR_S)}h"
    if seconds < 7 * _DAY_S:
        return f"{int(seconds // _DAY_S)}d"
    local = moment.astimezone(zone)
    if seconds < 300 * _DAY_S:
        return f"{local.day} {_MONTHS[local.month - 1]}"
    return f"{_MONTHS[local.month - 1]} {local.year}"


def ago_text(moment: datetime, now: datetime) -> str:
    """Say how long ago something was, up to a week: `5 min ago`, `2 h ago`, `3 days ago`; "" for longer and later."""
    seconds = (now - moment).total_seconds()
    if not 0 <= seconds < 7 * _DAY_S:
        return ""
    if seconds < _MINUTE_S:
        return "just now"
    if seconds < _HOUR_S:
        return f"{int(seconds // _MINUTE_S)} min ago"
    if seconds < _DAY_S:
        return f"{int(seconds // _HOUR_S)} h ago"
    return f"{counted(int(seconds // _DAY_S), 'day')} ago"


def span_text(span: timedelta) -> str:
    """Say how long something lasts in whole numbers of the unit that fits: `5 minutes`, `3 days`, `14 months`."""
    seconds = max(span.total_seconds(), 0)
    for unit, length_s, from_s in _SPANS:
        if seconds >= from_s:
            return counted(int(seconds // length_s), unit)
    return "a moment"
