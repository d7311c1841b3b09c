"""How what was asked of the library went. Lists and where they come from are in `shelves`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsreader.errors import NewsError
from newsreader.model import AddressHealth, ArticleId, ListingKind, Reading, Section
from newsreader.siterule import SiteRule

if TYPE_CHECKING:
    from newsreader.extract import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionResult:
    """How the refresh of one section went."""

    section: Section
    new_articles: int = 0
    new_ids: tuple[ArticleId, ...] = ()  # of these, in the order in which they were kept
    address: str = ""  # the one that worked; "" when none did
    moved_to: str = ""  # where that one has moved for good, and is asked from now on; "" when it has not
    read_up_to: int = 0  # of a feed that lists more entries than are read: how many are, the newest
    failures: tuple[AddressHealth, ...] = ()  # addresses that failed before it
    error: NewsError | None = None  # why nothing came; None when one address worked


@dataclass(frozen=True, slots=True, kw_only=True)
class FullTextResult:
    """How fetching the text of one listed article went."""

    article_id: ArticleId
    headline: str
    error: NewsError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding an address found."""

    section: Section
    kind: ListingKind
    entries: int
    new_articles: int
    was_known: bool = False  # by this or another address


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A change that `Library.history` can take back."""

    label: str  # what was done: "3 articles marked read"
    count: int  # of what it changed; a change of nothing is not in the history
    article_ids: tuple[ArticleId, ...] = ()  # whose rows look different now; () means any
    is_of_sections: bool = False  # sections came or went


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why an article came out as it did, or why none did."""

    url: str  # of the page
    rule: str = ""  # the file of the site rule it was read by; "" for none
    reading: Reading | None = None  # as read now; number 0 for one that the library does not have
    error: NewsError | None = None  # why there is no reading
    reasons: tuple[Reason, ...] = ()  # in the order of the decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCheck:
    """How a site rule fared with its tests."""

    rule: SiteRule
    failures: tuple[str, ...] = ()  # one sentence each
