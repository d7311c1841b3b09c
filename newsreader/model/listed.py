"""What lists are made of: sections with their counts, and the rows of articles. All that the first screen needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

ArticleId = NewType("ArticleId", int)
SectionKey = NewType("SectionKey", str)  # "spacewar/the-stans": source key, slash, section key

FRONT_PAGE = "Front page"  # the name of a section that is its whole publication
FOLDERS_APART = " / "  # between the names of folders that a source stands for: "News / Europe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A front page or a desk of a source, with the addresses that list its articles."""

    key: SectionKey
    source: str  # the publication's name, "Space War"
    name: str  # "The Stans"; as the person calls it
    addresses: tuple[str, ...]  # feeds and section pages, tried in this order
    home: str = ""  # the web page that a feed belongs to, where it was told
    first_name: str = ""  # before the person gave it another; "" when they did not
    tags: tuple[str, ...] = ()  # words of the person's own, by which it is found too
    is_own: bool = False  # the person added it; False for a catalogue's
    is_starter: bool = False  # what a new library begins with


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressHealth:
    """How one address of a section has fared."""

    url: str
    tried_at: datetime | None = None
    worked_at: datetime | None = None
    error: str = ""  # one sentence for the person; "" when the last try worked
    failures: int = 0  # in a row, the last try among them
    failing_since: datetime | None = None  # the first of them
    first_reason: str = ""  # why it failed then
    reason: str = ""  # why it fails now, in words that do not name it
    trouble: str = ""  # what kind of failure, a `library.health.Trouble`; "" when the last try worked
    listed: int = 0  # how many articles it listed when it last listed any
    listed_as: str = ""  # what it was then, a `ListingKind`
    changed_at: datetime | None = None  # when it last gave another document
    newest_at: datetime | None = None  # the latest publication it dated, where it dates any


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionStatus:
    """A section with its counts and how its last refresh went; or a saved search, which is listed like one."""

    section: Section
    unread: int = 0
    total: int = 0
    cached: int = 0  # of them, those whose text is in the library
    query: str = ""  # of a saved search; "" for a section
    counted_up_to: int | None = None  # a count of so many means so many or more; None where all are counted
    is_followed: bool = False  # refreshed when no section is named: own, or opened or fetched before
    fetched_at: datetime | None = None  # the last refresh that worked
    error: str = ""  # why the last refresh failed, one sentence; "" when it worked
    arrived_at: datetime | None = None  # when it last listed an article that was new here
    newest_at: datetime | None = None  # of its newest article
    addresses: tuple[AddressHealth, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where, by which agency and when a report was filed: "Quetta, Pakistan (AFP) Feb 1, 2026"."""

    place: str = ""
    agency: str = ""
    date: date | None = None  # the calendar day as printed, no zone


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingState:
    """What the reader did with an article; it outlives the article's text."""

    is_read: bool = False
    is_starred: bool = False
    is_later: bool = False  # put off, to be read later


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSummary:
    """One row of a list: what is known of an article without opening it."""

    id: ArticleId
    url: str
    headline: str
    sections: tuple[str, ...] = ()  # names of the sections that list it
    source: str = ""  # the publication's name
    byline: tuple[str, ...] = ()
    dateline: Dateline | None = None
    published: datetime | None = None
    summary: str = ""
    state: ReadingState = ReadingState()
    is_cached: bool = False  # its full text is in the library
    revised_at: datetime | None = None  # when we last saw its text changed; None when never
    is_revised_since_read: bool = False  # changed after the person read it
    minutes: int = 0  # to read its text; 0 where that is not known
    sort_at: datetime  # published, else when first seen: the order of lists, newest first
