"""Which lines of a page are headlines of articles it lists.

Nothing is known of the site: lines that are links are grouped by where they stand (tags and classes of what
holds them), and a group is judged as a whole by how long its texts are, what their addresses look like and
whether they are headings. Menus are short words with short addresses; headlines are neither.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from statistics import mean

from newsreader.address import canonical_address, host_of, resolve_address
from newsreader.extract.addresses import article_likeness
from newsreader.extract.byline import is_byline
from newsreader.extract.dateline import parse_dateline
from newsreader.extract.dates import parse_day
from newsreader.extract.furniture import POPULAR
from newsreader.extract.lines import Line
from newsreader.extract.phrases import junk_line
from newsreader.extract.teaser import is_more_link
from newsreader.extract.tree import Element
from newsreader.extract.weight import text_weight

MIN_TITLE_WEIGHT = 10  # "Sun sets" is a headline, "World" is not
MAX_TITLE_CHARS = 300
LIKELY_TITLE_WEIGHT = 24  # most headlines have more, most labels less
DATE_ONLY_WEIGHT = 40  # a line that short with a day in it is the date of something
# A headline of 60 characters under a long slug has 5.5 points, a menu's entry 1 or 2.
MIN_GROUP_POINTS = 2.75
MIN_MEMBER_POINTS = 1.75
MIN_MEMBER_SHARE = 0.5  # of its group's average
MIN_LONE_POINTS = 4.25
MIN_MENU_LINKS = 3  # short ones in one line make it a menu
SIGNATURE_LEVELS = 4
INNER_SIGNATURE = 3  # of its parts: a lead story stands elsewhere, but its headline is made as those of the list are
LINK_SHARE = 0.4  # of a line's text, for a link that stands in it to be its headline
MAX_RUN = 12  # lines of one card that are compared
MAX_LOOK_BACK = 6  # lines from "Read more" back to a heading that is no link
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\d{3}|#")  # desks have neither dates nor numbers in their addresses; comments have a "#"
_COUNT = re.compile(
    r"[\d.,]+\s?[km]?\s?(?:comments?|kommentare?|commentaires?|comentarios?|views?|likes?|shares?)?", re.IGNORECASE
)


@dataclass(slots=True)
class Headline:
    """A line that may be a headline."""

    at: int  # its place among the lines
    title: str
    url: str
    key: str  # the address as two spellings of it agree
    element: Element
    is_heading: bool
    rest: str = ""  # what its line says beside the title
    points: float = 0.0


@dataclass(frozen=True, slots=True)
class _Link:
    """A line that is a link."""

    at: int
    title: str
    url: str
    key: str
    is_heading: bool
    is_title: bool  # its text may be a headline


@lru_cache(maxsize=4096)
def link_target(base: str, href: str) -> tuple[str, str]:
    """Resolve a link once for all its places on a page.

    Returns:
        The absolute address, "" when it is none, and the key that two spellings of it share.
    """
    url = resolve_address(base, href)
    return url, canonical_address(url)


def find_headlines(lines: list[Line], base: str, pictured: Container[str]) -> list[Headline]:
    """Find the headlines among the lines of a page, in the page's order; an address may come more than once.

    Args:
        lines: of the whole page; those in elements marked as junk are menus and the like.
        base: the page's address.
        pictured: keys of addresses that a picture links to.
    """
    menu = _menu_keys(lines, base) | {canonical_address(base)}
    found = [each for each in _candidates(lines, base) if each.key not in menu]
    for each in found:
        each.points = _points(each, base, pictured)
    groups: dict[tuple[str, ...], list[Headline]] = {}
    for each in found:
        groups.setdefault(_signature(each), []).append(each)
    accepted = [each for group in groups.values() for each in _accepted(group)]
    makes = {signature[:INNER_SIGNATURE] for signature, group in groups.items() if len(group) > 1 and _accepted(group)}
    for signature, group in groups.items():
        if len(group) == 1 and signature[:INNER_SIGNATURE] in makes and not signature[1].endswith("."):
            accepted += [each for each in group if MIN_GROUP_POINTS <= each.points < MIN_LONE_POINTS]
    return sorted(accepted, key=lambda each: each.at)


def _menu_keys(lines: list[Line], base: str) -> set[str]:
    """Give the keys of what menus lead to: desks, which the page's own labels lead to as well."""
    menus = (line for line in lines if line.element.junk not in ("", POPULAR) or len(line.links) >= MIN_MENU_LINKS)
    links = (link for line in menus for link in line.links)
    hrefs = {href for text, href in links if text_weight(text) < LIKELY_TITLE_WEIGHT and not _NUMBER.search(href)}
    return {link_target(base, href)[1] for href in hrefs}


def _accepted(group: list[Headline]) -> list[Headline]:
    distinct = {each.key: each.points for each in group}
    members = [points for points in distinct.values() if points >= MIN_MEMBER_POINTS]
    # A desk's link that stands as the headlines do counts for nothing, unless such links are what the group is.
    average = mean(members if 2 * len(members) > len(distinct) else distinct.values())
    if len(distinct) < 2 or average < MIN_GROUP_POINTS:
        return [each for each in group if each.points >= MIN_LONE_POINTS]
    least = max(MIN_MEMBER_POINTS, MIN_MEMBER_SHARE * average)
    return [each for each in group if each.points >= least]


def _candidates(lines: list[Line], base: str) -> Iterator[Headline]:
    """Give one candidate for each run of lines that link to one address."""
    found = (_link_in(at, line, base) for at, line in enumerate(lines) if line.links and not line.element.junk)
    links = [link for link in found if link is not None]
    titled = {link.key for link in links if link.is_title}
    for run in _runs(links):
        chosen = _title_link(run)
        if chosen is not None:
            line = lines[chosen.at]
            rest = line.text.replace(chosen.title, " ", 1).strip()
            yield Headline(chosen.at, chosen.title, chosen.url, chosen.key, line.element, line.is_heading, rest)
        elif run[0].key not in titled:
            at = _heading_before(lines, run[0].at)
            if at is not None:
                titled.add(run[0].key)
                yield Headline(at, lines[at].text, run[0].url, run[0].key, lines[at].element, True)


def _link_in(at: int, line: Line, base: str) -> _Link | None:
    """Give the link that a line is, or that makes most of it."""
    title, href = max(line.links, key=lambda link: len(link[0]), default=("", ""))
    if text_weight(title) < LINK_SHARE * text_weight(line.text) and not line.is_heading:
        return None
    url, key = ("", "") if href.lstrip().startswith("#") else link_target(base, href)
    return _Link(at, title, url, key, line.is_heading, _may_be_title(title)) if url else None


def _runs(links: list[_Link]) -> Iterator[list[_Link]]:
    """Part the links into cards: neighbours that lead to one address, a repeated title beginning a new card."""
    run: list[_Link] = []
    for link in links:
        is_other = bool(run) and link.key != run[0].key
        is_again = link.is_title and any(link.title == other.title for other in run[:MAX_RUN])
        if is_other or is_again:
            yield run
            run = []
        run.append(link)
    if run:
        yield run


def _title_link(run: list[_Link]) -> _Link | None:
    """Choose the headline among the lines of one card, which may hold label, headline, teaser and date."""
    titles = [link for link in run if link.is_title]
    headings = [link for link in titles if link.is_heading]
    likely = [link for link in titles if text_weight(link.title) >= LIKELY_TITLE_WEIGHT]
    return next(iter(headings or likely or titles), None)


def _heading_before(lines: list[Line], at: int) -> int | None:
    for place in range(at - 1, max(-1, at - 1 - MAX_LOOK_BACK), -1):
        line = lines[place]
        if line.is_heading:
            return place if not line.links and _may_be_title(line.text) else None
    return None


def _may_be_title(text: str) -> bool:
    weight = text_weight(text)
    if not MIN_TITLE_WEIGHT <= weight <= MAX_TITLE_CHARS or is_more_link(text) or _COUNT.fullmatch(text):
        return False
    if weight <= DATE_ONLY_WEIGHT and parse_day(text) is not None:
        return False
    return not junk_line(text) and not is_byline(text) and parse_dateline(text) is None


def _points(headline: Headline, base: str, pictured: Container[str]) -> float:
    likeness = article_likeness(headline.url)
    if likeness is None:
        return -10.0
    points = min(text_weight(headline.title), 60) / 20 + likeness
    points += 1.5 if headline.is_heading else 0.0
    points += 0.5 if headline.key in pictured else 0.0
    points -= 1.5 if headline.title.isupper() and text_weight(headline.title) < LIKELY_TITLE_WEIGHT else 0.0
    return points + (0.5 if host_of(headline.url) == host_of(base) else -0.5)


def _signature(headline: Headline) -> tuple[str, ...]:
    """Name where a headline stands, so that headlines of one list have one name."""
    names = ["heading" if headline.is_heading else "line"]
    place: Element | None = headline.element
    while place is not None and len(names) <= SIGNATURE_LEVELS:
        first_class = place.get("class").split(" ", 1)[0]
        names.append(f"{place.tag}.{_DIGITS.sub('', first_class)}")
        place = place.parent
    return tuple(names)
