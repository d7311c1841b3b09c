"""What following an address would bring, and which of several ways of following a site is best."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from newsreader.model import FRONT_PAGE, Entry, Listing, ListingKind, Page, Section
from newsreader.twins import story_address

SHOWN_HEADLINES = 5
MIN_FULL_TEXT_CHARS = 600  # of an entry's text without its tags; less is a teaser in a longer field
STALE_AFTER = timedelta(days=3)  # so much older than the page's its newest article may not be
DEAD_AFTER = timedelta(days=60)
# Of the shorter list's articles, those that the other must have for the two to list the same. A front page shows a
# choice of all that its feed may list; a desk's page has some of what the feed of its whole site lists.
MIN_SHARED_AT_HOME = 0.1
MIN_SHARED = 0.6
FEW = 10  # a feed of so many is not short, whatever its page lists
MANY_TIMES = 3
_TAG = re.compile(r"<[^>]*>?")


class TextKind(StrEnum):
    """How much of its articles a list carries."""

    FULL = "full text"
    TEASERS = "teasers"
    HEADLINES = "headlines only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What can be said of a listing at a glance."""

    kind: ListingKind
    title: str
    articles: int
    text: TextKind
    newest: datetime | None = None  # None when it dates nothing
    headlines: tuple[str, ...] = ()  # of the newest articles
    stories: frozenset[str] = frozenset()  # their addresses, as `twins.story_address` writes them


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An address that can be followed."""

    url: str  # as it is asked for from now on
    facts: Facts
    label: str = ""  # what its service calls it: "releases"
    site: str = ""  # the publication's name, where the way there told it
    name: str = ""  # the section's, likewise
    home: str = ""  # the page that a feed was found from
    others: tuple[str, ...] = ()  # addresses that list the same and are tried when this one fails
    known: Section | None = None  # what is followed or offered already and lists the same
    listing: Listing = field(repr=False)
    page: Page = field(repr=False)

    @property
    def title(self) -> str:
        """What to call it in a list of several."""
        name = self.name if self.name != FRONT_PAGE else ""
        return name or self.facts.title or self.site or self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What there is at an address."""

    candidates: tuple[Candidate, ...]  # at least one, the best first
    why: str = ""  # why the first is the best, a clause; "" when there was no choice
    menu: tuple[tuple[str, str], ...] = ()  # addresses and names of what the page's menu leads to on its site

    @property
    def best(self) -> Candidate:
        """What is followed when nothing else is asked for."""
        return self.candidates[0]


@dataclass(frozen=True, slots=True)
class Preference:
    """Which of a feed and a page is to be followed."""

    is_feed: bool
    why: str  # a clause


def facts_of(listing: Listing) -> Facts:
    """Sum up a listing."""
    entries = listing.entries
    dated = [entry.published for entry in entries if entry.published is not None]
    return Facts(
        kind=listing.kind,
        title=listing.title,
        articles=len(entries),
        text=_text_kind(entries),
        newest=max(dated, default=None),
        headlines=tuple(entry.headline for entry in newest_first(entries)[:SHOWN_HEADLINES]),
        stories=frozenset(story_address(entry.url) for entry in entries),
    )


def newest_first(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Put entries in order of time where each has one; else the publisher's order stays."""
    moments = {entry.url: entry.published for entry in entries if entry.published is not None}
    if len(moments) < len(entries):
        return entries
    return tuple(sorted(entries, key=lambda entry: moments[entry.url], reverse=True))


def shared(one: Facts, other: Facts) -> float:
    """Give the share of the shorter list's articles that the other has too, 0 to 1."""
    return len(one.stories & other.stories) / max(1, min(len(one.stories), len(other.stories)))


def list_the_same(feed: Facts, page: Facts, *, is_home: bool) -> bool:
    """Say whether a feed is that of a page, and not of something else on its site.

    Args:
        feed: what the feed lists.
        page: what the page lists.
        is_home: the page is a front page.
    """
    return shared(feed, page) >= (MIN_SHARED_AT_HOME if is_home else MIN_SHARED)


def better_of(feed: Facts, page: Facts, *, is_home: bool, now: datetime) -> Preference:
    """Choose between a feed and the page that led to it.

    A feed dates its articles and costs the site less, so it is preferred unless it is worse: of other articles,
    older, much shorter, or without the teasers that the page has.

    Args:
        feed: what the feed lists.
        page: what the page lists.
        is_home: the page is a front page.
        now: aware.
    """
    is_same = list_the_same(feed, page, is_home=is_home)
    if not is_same and not is_home:
        return Preference(False, "the feed lists other articles than this page")
    if feed.newest and page.newest and page.newest - feed.newest > STALE_AFTER:
        return Preference(False, f"the feed is {(page.newest - feed.newest).days} days behind the page")
    if feed.newest and now - feed.newest > DEAD_AFTER and not is_same:
        return Preference(False, "nothing new has come in the feed for a long time")
    if feed.text is TextKind.FULL:
        return Preference(True, "the feed carries the full text")
    if feed.articles < FEW and feed.articles * MANY_TIMES <= page.articles:
        return Preference(False, f"the feed lists only {feed.articles}, the page {page.articles}")
    if feed.text is TextKind.HEADLINES and page.text is TextKind.TEASERS:
        return Preference(False, "the feed has no teasers, the page has")
    dates = ", and dates its articles" if feed.newest else ""
    return Preference(True, f"the feed is no worse than the page{dates}")


def _text_kind(entries: tuple[Entry, ...]) -> TextKind:
    full = sum(_has_text(entry) for entry in entries)
    if 2 * full >= len(entries) > 0:
        return TextKind.FULL
    told = sum(bool(entry.summary) for entry in entries)
    return TextKind.TEASERS if 2 * told >= len(entries) > 0 else TextKind.HEADLINES


def _has_text(entry: Entry) -> bool:
    if len(entry.content) < MIN_FULL_TEXT_CHARS:
        return False
    return len(" ".join(_TAG.sub(" ", entry.content).split())) >= MIN_FULL_TEXT_CHARS
