"""What a person knows of the pages of a site and no heuristic can: where the parts of an article stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

from newsreader.address import host_of

SELECTOR_FIELDS = ("body", "title", "byline", "dateline", "related", "drop")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTest:
    """A page, and what a rule must find on it; what is left empty is not looked at."""

    url: str
    html: str = ""
    page: Path | None = None  # the file that holds the page, where the rule does not hold it itself
    title: str = ""
    byline: str = ""  # the names, apart by ", "
    place: str = ""  # of the dateline, as are agency and date
    agency: str = ""
    date: str = ""  # YYYY-MM-DD
    starts: str = ""  # the text begins with it
    ends: str = ""
    has: tuple[str, ...] = ()  # each stands in the text
    lacks: tuple[str, ...] = ()  # none stands in it
    related: tuple[str, ...] = ()  # every related headline, in order


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRule:
    """The rule of a site or of several built alike. What is empty is left to the extractor."""

    file: str  # where it is written
    is_own: bool = False  # the person wrote it
    hosts: tuple[str, ...]  # "spacewar.com" stands for www.spacewar.com too
    paths: tuple[str, ...] = ()  # patterns of an address's path, * for anything; every path when empty
    between: tuple[str, ...] = ()  # two comments, the body between them; or none
    body: tuple[str, ...] = ()  # CSS selectors, the first that finds something counts
    title: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    dateline: tuple[str, ...] = ()
    related: tuple[str, ...] = ()  # boxes of links, all of them
    drop: tuple[str, ...] = ()  # gone before anything is chosen, all of them
    tests: tuple[RuleTest, ...] = ()

    @property
    def says_body(self) -> bool:
        """Whether it says where the text stands."""
        return bool(self.between or self.body)

    def fits(self, url: str) -> bool:
        """Say whether it is for an address."""
        host = host_of(url)
        if not any(host == own or host.endswith(f".{own}") for own in self.hosts):
            return False
        path = urlsplit(url).path or "/"
        return not self.paths or any(fnmatchcase(path, pattern) for pattern in self.paths)

    def selectors(self) -> Iterator[tuple[str, str]]:
        """Give every selector with the field it stands in."""
        for field in SELECTOR_FIELDS:
            for selector in getattr(self, field):
                yield field, selector
