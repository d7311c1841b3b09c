"""Section and home pages: the articles they list, on any site."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from newsreader.errors import NoListingError
from newsreader.extract.byline import is_byline, read_names
from newsreader.extract.dateline import split_dateline
from newsreader.extract.dates import parse_day, parse_moment
from newsreader.extract.document import parse_page
from newsreader.extract.furniture import mark_furniture, part_cards
from newsreader.extract.headlines import Headline, find_headlines, link_target
from newsreader.extract.images import read_image
from newsreader.extract.lines import Line, lines_of
from newsreader.extract.metadata import read_metadata
from newsreader.extract.pagekind import is_article_page
from newsreader.extract.phrases import junk_line
from newsreader.extract.teaser import cut_summary, ends_a_sentence, is_more_link
from newsreader.extract.tree import Element, Tree, elements_in, read_tree
from newsreader.extract.weight import text_weight
from newsreader.model import Dateline, Entry, Listing, ListingKind
from newsreader.text import clean_line

MIN_ARTICLES = 2  # one link is an article's, not a list
MAX_ENTRIES = 1_000  # on one page; archives list some hundreds
MAX_DETAIL_LINES = 12  # that belong to one headline
MAX_CREDIT_CHARS = 90  # a line that says when and by whom
MAX_DATE_CHARS = 40
MIN_TEASER_WEIGHT = 40
MIN_SENTENCE_WEIGHT = 18  # a teaser may be as short as that when it is a sentence
MAX_TEASER_CHARS = 1_200  # gathered before it is cut to a summary
MAX_TITLE_CHARS = 120
MIN_DAYS = 2  # above the headlines of a list that is parted by them
# "By Ida Holm 1 Feb": a day that stands behind a name.
_DAY_AT_END = re.compile(r"\s*[,|·•–—-]?\s*(?:\d{1,2}\.?\s[^\W\d_]{3,12}\.?|[^\W\d_]{3,12}\.?\s\d{1,2})(?:,?\s\d{4})?$")
_DIGIT = re.compile(r"\d")
_BY = re.compile(r"(?<!\w)(?:by|von|par|por|di|door|av|af|автор)\s", re.IGNORECASE)
_TITLE_PARTS = re.compile(r"\s+[-–—|·•»:]+\s+|\s*[|»]\s*|_(?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True)
class _Card:
    """What stands round one headline."""

    lines: tuple[Line, ...]  # without the headline
    box: Element | None  # that holds this article and no other; None when they share one


def extract_section(html: bytes | str, url: str, charset: str = "") -> Listing:
    """Read the articles that a section or home page lists.

    Args:
        html: the document, bytes as they came or decoded text.
        url: its address after redirects, absolute.
        charset: what the server said, used for bytes.

    Raises:
        NoListingError: fewer than two articles are listed, or the page is an article that links to others.
        UnreadableError: built to break readers.
    """
    parser = parse_page(html, url, charset).parser
    tree = read_tree(parser)
    try:
        entries = read_entries(tree, url)
        if not is_list(entries) and parser.css_first("noscript a") is not None:
            # A list that a script fills is written out for readers without scripts, as we are one.
            tree.release()
            parser.unwrap_tags(["noscript"])
            tree = read_tree(parser)
            entries = read_entries(tree, url)
        if not is_list(entries) or is_article_page(tree, read_metadata(parser, tree, url), entries):
            raise NoListingError(url)
    finally:
        tree.release()
    title, site = _title_and_site(parser, url, {entry.headline for entry in entries})
    return Listing(kind=ListingKind.SECTION_PAGE, title=title, site=site, entries=entries)


def read_entries(tree: Tree, url: str) -> tuple[Entry, ...]:
    """Read the articles that a page lists, in its order, each address once; empty when it lists none."""
    mark_furniture(tree)
    part_cards(tree.elements)
    lines = list(lines_of(tree.body))
    pictures = _pictures(tree, url)
    headlines = find_headlines(lines, url, pictures)
    days = _days_above(lines, headlines)
    entries: dict[str, Entry] = {}
    for headline, card in _cards(lines, headlines, days):
        if len(entries) >= MAX_ENTRIES:
            break
        entry = _entry(headline, card, pictures, url)
        if entry.published is None and days:
            entry = replace(entry, published=_day_above(days, headline.at))
        known = entries.get(headline.key)
        if known is None or (not known.summary and entry.summary):
            entries[headline.key] = entry
    return tuple(entries.values())


def is_list(entries: tuple[Entry, ...]) -> bool:
    """Say whether these make a list: several, or a lone report with all that a list gives of one."""
    return len(entries) >= MIN_ARTICLES or any(entry.dateline and entry.summary for entry in entries)


def _days_above(lines: list[Line], headlines: list[Headline]) -> dict[int, datetime]:
    """Find the lines that are the day of all headlines up to the next such line, by their place.

    They are told from the dates of single cards by what holds them, which holds several headlines as well, and from
    the day in a masthead by being several of one make.
    """
    makes: dict[tuple[str, str], dict[int, datetime]] = {}
    for at, line in enumerate(lines):
        if line.links or line.element.junk or len(line.text) > MAX_DATE_CHARS or not _DIGIT.search(line.text):
            continue
        moment = parse_moment(line.text) if parse_day(line.text) is not None else None
        if moment is not None:
            makes.setdefault((line.element.tag, line.element.get("class")), {})[at] = moment
    days = max(makes.values(), key=len, default={})
    if len(set(days.values())) < MIN_DAYS or not headlines or min(days) > headlines[0].at:
        return {}
    first = lines[min(days)].element
    holder = first.parent or first
    held = sum(headline.element is not first and headline.element.inside(holder) for headline in headlines)
    return days if held >= MIN_ARTICLES and len(days) < len(headlines) else {}


def _day_above(days: dict[int, datetime], at: int) -> datetime | None:
    return next((days[place] for place in sorted(days, reverse=True) if place < at), None)


def _cards(lines: list[Line], headlines: list[Headline], days: Container[int]) -> Iterator[tuple[Headline, _Card]]:
    """Give every headline the lines that are its own.

    A headline's box is the largest element that holds no other headline. Its lines are those of the box, and
    those that follow up to the next headline's box, inside what holds both.
    """
    all_before = _neighbours(headlines)
    all_after = reversed(_neighbours(headlines[::-1]))
    for headline, before, after in zip(headlines, all_before, all_after, strict=True):
        shared = [_common(headline.element, other.element) for other in (before, after) if other is not None]
        inner = max(shared, key=lambda element: element.depth, default=None)
        box = _below(headline.element, inner)
        first, last = headline.at, headline.at
        while box is not None and first > 0 and lines[first - 1].element.inside(box):
            first -= 1
        limit = after.at if after is not None else len(lines)
        next_box = _below(after.element, _common(headline.element, after.element)) if after is not None else None
        scope = _common(headline.element, after.element) if after is not None else inner or headline.element
        while last + 1 < limit and last + 1 not in days and _belongs(lines[last + 1], scope, next_box, box):
            last += 1
        first, last = max(first, headline.at - MAX_DETAIL_LINES), min(last, headline.at + MAX_DETAIL_LINES)
        own = tuple(lines[first : headline.at]) + tuple(lines[headline.at + 1 : last + 1])
        yield headline, _Card(own, box)


def _belongs(line: Line, scope: Element | None, next_box: Element | None, box: Element | None) -> bool:
    if box is not None and line.element.inside(box):
        return True
    if line.is_heading or (next_box is not None and line.element.inside(next_box)):
        return False
    return scope is not None and line.element.inside(scope)


def _neighbours(headlines: Sequence[Headline]) -> list[Headline | None]:
    """Give for every headline the nearest one before it that leads to another article."""
    before: list[Headline | None] = []
    for place, headline in enumerate(headlines):
        if place == 0:
            before.append(None)
        elif headlines[place - 1].key != headline.key:
            before.append(headlines[place - 1])
        else:
            before.append(before[-1])
    return before


def _common(one: Element, other: Element) -> Element:
    """Give the innermost element that holds both."""
    while one is not other:
        if one.depth >= other.depth:
            one = one.parent or one
        else:
            other = other.parent or other
    return one


def _below(element: Element, outer: Element | None) -> Element | None:
    """Give the ancestor of an element that is a child of `outer`; None when it is `outer` itself."""
    if element is outer or outer is None:
        return None
    while element.parent is not None and element.parent is not outer:
        element = element.parent
    return element


def _entry(headline: Headline, card: _Card, pictures: dict[str, str], url: str) -> Entry:
    dateline: Dateline | None = None
    published = _stated_moment(card.box)
    byline: tuple[str, ...] = ()
    texts: list[str] = []
    has_more = False
    for text, is_prose in _details(headline, card):
        if is_more_link(text) or text == headline.title:
            has_more = has_more or text != headline.title
            continue
        found, text = split_dateline(text, published.year if published else None)
        dateline = dateline or found
        moment, names = _date_and_names(text)
        if moment is not None or names:
            published, byline = published or moment, byline or names
        elif is_prose and _is_teaser(text, is_first=not texts):
            texts.append(text)
    summary = cut_summary(" ".join(texts)[:MAX_TEASER_CHARS], was_cut=has_more)
    return Entry(
        url=headline.url,
        headline=headline.title,
        summary=summary,
        byline=byline,
        dateline=dateline,
        published=published,
        image_url=pictures.get(headline.key) or _picture_in(card.box, url),
    )


def _date_and_names(text: str) -> tuple[datetime | None, tuple[str, ...]]:
    """Read a line that says when and by whom: "Posted on January 28, 2026 by Mina Castell", "By Ida Holm 1 Feb"."""
    if len(text) > MAX_CREDIT_CHARS or (len(text) > MAX_DATE_CHARS and ends_a_sentence(text)):
        return None, ()
    moment = parse_moment(text) if _DIGIT.search(text) and parse_day(text) is not None else None
    by = _BY.search(text)
    credit = _DAY_AT_END.sub("", text[by.start() :] if by and moment else text)
    return moment, read_names(credit) if is_byline(credit) else ()


def _details(headline: Headline, card: _Card) -> Iterator[tuple[str, bool]]:
    """Give the texts round a headline, and whether each may be prose."""
    if headline.rest:
        yield headline.rest, False
    for line in card.lines:
        if not line.element.junk:
            yield line.text, not line.is_heading


def _is_teaser(text: str, *, is_first: bool) -> bool:
    weight = text_weight(text)
    is_sentence = ends_a_sentence(text) and (weight >= MIN_SENTENCE_WEIGHT or not is_first)
    return (weight >= MIN_TEASER_WEIGHT or is_sentence) and not junk_line(text)


def _stated_moment(box: Element | None) -> datetime | None:
    """Read the `<time datetime>` of a card."""
    for element in elements_in(box):
        if element.tag == "time" and (moment := parse_moment(element.get("datetime"))) is not None:
            return moment
    return None


def _picture_in(box: Element | None, url: str) -> str:
    for element in elements_in(box):
        if element.tag == "img" and (image := read_image(element, url)) is not None:
            return image.url
    return ""


def _pictures(tree: Tree, url: str) -> dict[str, str]:
    """Give the pictures that are links, by the key of the address they lead to."""
    pictures: dict[str, str] = {}
    for element in tree.elements:
        if element.tag != "img" or element.junk:
            continue
        link = _link_round(element)
        image = read_image(element, url) if link is not None else None
        if link is not None and image is not None:
            pictures.setdefault(link_target(url, link.get("href"))[1], image.url)
    return pictures


def _link_round(element: Element) -> Element | None:
    place = element.parent
    while place is not None:
        if place.tag == "a":
            return place
        place = place.parent
    return None


def _title_and_site(parser: LexborHTMLParser, url: str, headlines: Container[str]) -> tuple[str, str]:
    """Read the section's name and the publication's: from the h1, og:site_name and the parts of the title."""
    parts = [part for part in _TITLE_PARTS.split(_text_of(parser, "title")) if part]
    named = parser.css_first('meta[property="og:site_name"]')
    site = clean_line((named.attributes.get("content") or "") if named is not None else "")[:MAX_TITLE_CHARS]
    if not site and len(parts) > 1:
        site = parts[-1]
    headings = parser.css("h1")
    heading = clean_line(headings[0].text())[:MAX_TITLE_CHARS] if len(headings) == 1 else ""
    others = [part for part in parts if part != site]
    title = heading if heading and heading != site and heading not in headlines else others[0] if others else site
    is_home = urlsplit(url).path in ("", "/")
    return title, site or (title if is_home else "")


def _text_of(parser: LexborHTMLParser, selector: str) -> str:
    node = parser.css_first(selector)
    return clean_line(node.text()[: 4 * MAX_TITLE_CHARS])[: 2 * MAX_TITLE_CHARS] if node is not None else ""
