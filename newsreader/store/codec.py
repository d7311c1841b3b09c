"""Model values as what SQLite holds, and back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from newsreader.model import Dateline

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(moment: datetime | None) -> int | None:
    """Give a moment as whole microseconds since 1970; exact, unlike a float."""
    return None if moment is None else micros(moment)


def micros(moment: datetime) -> int:
    """As `to_micros`, for a moment that is known."""
    return (moment - _EPOCH) // _MICROSECOND


def from_micros(number: int | None) -> datetime | None:
    """Read back what `to_micros` gave."""
    return None if number is None else moment_at(number)


def moment_at(number: int) -> datetime:
    """As `from_micros`, for a moment that is known."""
    return _EPOCH + number * _MICROSECOND


@lru_cache(maxsize=256)  # the same few in all the entries of a feed
def names_to_json(names: tuple[str, ...]) -> str:
    """Give a byline as a JSON array."""
    return json.dumps(names, ensure_ascii=False, separators=(",", ":")) if names else "[]"


def names_from_json(text: str) -> tuple[str, ...]:
    """Read a byline back."""
    return tuple(json.loads(text)) if text != "[]" else ()


def dateline_columns(dateline: Dateline | None) -> tuple[str, str, str]:
    """Give place, agency and day, each "" where it is not known."""
    if dateline is None:
        return ("", "", "")
    return (dateline.place, dateline.agency, dateline.date.isoformat() if dateline.date else "")


def dateline_from(place: str, agency: str, day: str) -> Dateline | None:
    """Read a dateline back; None when nothing of it is known."""
    if not (place or agency or day):
        return None
    return Dateline(place=place, agency=agency, date=date.fromisoformat(day) if day else None)
