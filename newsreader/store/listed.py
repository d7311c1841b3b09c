"""What an address lists as the library's tables hold it: made where nobody waits, as in the process that read it.

Plain values also cross from one process to another several times as quickly as the model's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from newsreader.address import canonical_address
from newsreader.model import Entry, Listing, ListingKind
from newsreader.store.codec import from_micros, micros
from newsreader.store.words import Words, words_of_entry
from newsreader.twins import story_address


class Row(NamedTuple):
    """One entry."""

    words: Words
    story: str  # the address it is known by, as `twins.story_address` writes it
    spelled: str  # as an early library may have kept it
    entry: Entry | None  # where it carries a text or files


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A `Listing` whose entries are rows."""

    kind: ListingKind
    is_cut: bool
    ttl_minutes: int
    skip_hours: tuple[int, ...]
    skip_days: tuple[int, ...]
    rows: tuple[Row, ...]  # in the publisher's order

    def __reduce__(self) -> tuple[Callable[..., Listed], tuple[object, ...]]:
        """Cross to another process as plain tuples, which takes a third of the time."""
        rows = tuple((tuple(row.words), *row[1:]) for row in self.rows)
        return _listed_of, (self.kind, self.is_cut, self.ttl_minutes, self.skip_hours, self.skip_days, rows)


def _listed_of(
    kind: ListingKind,
    is_cut: bool,
    ttl_minutes: int,
    skip_hours: tuple[int, ...],
    skip_days: tuple[int, ...],
    rows: Iterable[tuple[Iterable[Any], str, str, Entry | None]],
) -> Listed:
    return Listed(
        kind=kind,
        is_cut=is_cut,
        ttl_minutes=ttl_minutes,
        skip_hours=skip_hours,
        skip_days=skip_days,
        rows=tuple(Row._make((Words._make(words), *rest)) for words, *rest in rows),
    )


def listed(listing: Listing) -> Listed:
    """Make a listing ready to be kept."""
    return Listed(
        kind=listing.kind,
        is_cut=listing.is_cut,
        ttl_minutes=listing.ttl_minutes,
        skip_hours=listing.skip_hours,
        skip_days=listing.skip_days,
        rows=rows_of(listing.entries),
    )


def rows_of(entries: Iterable[Entry]) -> tuple[Row, ...]:
    """Make entries ready to be kept."""
    return tuple(
        Row(
            words_of_entry(entry),
            story_address(entry.url),
            canonical_address(entry.url),
            entry if entry.content or entry.enclosures else None,
        )
        for entry in entries
    )


def newest_publication(rows: Sequence[Row], now: datetime) -> datetime | None:
    """Give the latest publication among rows; dates that lie ahead are mistakes. None where none is dated."""
    at = micros(now)
    moments = (row.words.published for row in rows)
    return from_micros(max((moment for moment in moments if moment is not None and moment <= at), default=None))
