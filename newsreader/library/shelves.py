"""Where lists of articles come from, which articles are wanted, and windows on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from newsreader.model import ArticleSummary, SectionKey, SectionStatus

if TYPE_CHECKING:
    from newsreader.library.tree import Arranged

OPENING_ROWS = 100  # of the first list: more than any screen shows, and few enough that a start costs nothing


class Shelf(Enum):
    """A list that is made from marks or from everything, not from one section."""

    ALL = auto()
    TODAY = auto()
    UNREAD = auto()
    STARRED = auto()
    LATER = auto()
    RECENT = auto()


Place = SectionKey | Shelf  # where a list of articles comes from

_SAVED = "?"  # before the key of a saved search; no section's key begins so


def saved_search_key(name: str) -> SectionKey:
    """Give the key of the saved search of a name, in whatever case it is written."""
    return SectionKey(_SAVED + " ".join(name.casefold().split()))


def is_saved_search(place: Place) -> TypeGuard[SectionKey]:
    """Say whether a place is a saved search."""
    return isinstance(place, str) and place.startswith(_SAVED)


class FacetKind(Enum):
    """What of a dateline lists are counted and filtered by."""

    PLACE = auto()
    AGENCY = auto()


class Facet(NamedTuple):
    """A place or agency that articles of a list have."""

    kind: FacetKind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilter:
    """Which articles of a place are wanted."""

    unread_only: bool = False
    words: str = ""  # every one, or a word that begins so, must stand in the headline, byline or dateline
    since: datetime | None = None  # nothing older
    is_oldest_first: bool = False
    is_unread_first: bool = False  # then what was read, each part in its order; see `has_parts`
    facet: Facet | None = None  # which must be that of the dateline

    @property
    def is_narrow(self) -> bool:
        """Whether the person has filtered the list, by words or by a facet."""
        return bool(self.words or self.facet)


def goes_by_marks(place: Place, wanted: ListFilter) -> bool:
    """Say whether marks decide what a list holds, so that marking an article takes it off."""
    return place in (Shelf.UNREAD, Shelf.STARRED, Shelf.LATER, Shelf.RECENT) or (
        is_saved_search(place) or wanted.unread_only or has_parts(place, wanted)
    )


def has_parts(place: Place, wanted: ListFilter) -> bool:
    """Say whether a list has what is unread in a part of its own, above what was read.

    What is found by words, places or searches has an order of its own, and some lists hold but one of the two.
    """
    is_mixed = place not in (Shelf.UNREAD, Shelf.RECENT) and not is_saved_search(place) and not wanted.unread_only
    return wanted.is_unread_first and is_mixed and not wanted.is_narrow


def dated(place: Place, wanted: ListFilter, now: datetime) -> ListFilter:
    """Give what is wanted of a place at a moment: of today's articles those since midnight where the person is."""
    if place is not Shelf.TODAY:
        return wanted
    return replace(wanted, since=today_began(now))


def today_began(now: datetime) -> datetime:
    """Give the last midnight where the person is."""
    return day_began(now.astimezone().date())


def day_began(day: date) -> datetime:
    """Give the midnight with which a day begins where the person is.

    Raises:
        OverflowError, ValueError, OSError: the system's clock does not know that day.
    """
    return datetime.combine(day, time.min).astimezone()


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A run of a list, in its order, and whether the list goes on at either end."""

    rows: tuple[ArticleSummary, ...] = ()
    has_earlier_rows: bool = False
    has_later_rows: bool = False
    unread_rows: int | None = None  # how many of them stand in the first part; None for a list that has no parts

    def is_in_unread(self, row: int) -> bool | None:
        """Say whether a row, counted from the end below 0, stands in the first part; None without parts or rows."""
        if self.unread_rows is None or not self.rows:
            return None
        return row % len(self.rows) < self.unread_rows


class OpeningView(NamedTuple):
    """What a front shows first: the sections, and a list with something to read in it."""

    statuses: tuple[SectionStatus, ...]
    place: Place
    window: Window
    arranged: Arranged  # how the tree of sections is
    habits: Mapping[str, str] = {}  # how the person left the screen, as `library.habits` keeps it
