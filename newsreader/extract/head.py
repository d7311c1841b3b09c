"""The head of an article as the page shows it: headline, section label, byline, dateline, date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, takewhile
from urllib.parse import urlsplit

from newsreader.address import resolve_address
from newsreader.extract.authornote import is_note_on
from newsreader.extract.byline import after_by, is_by, is_byline, is_name, read_names, split_staff
from newsreader.extract.dateline import parse_dateline
from newsreader.extract.dates import parse_day
from newsreader.extract.lines import Line, lines_after, lines_before, lines_of
from newsreader.extract.metadata import Metadata, without_site
from newsreader.extract.phrases import is_related_label, junk_line
from newsreader.extract.published import printed_days
from newsreader.extract.tables import all_text
from newsreader.extract.tree import Element, Tree
from newsreader.extract.wordlist import word_set
from newsreader.model import Dateline, Origin
from newsreader.text import clean_line

MAX_HEAD_LINES = 14  # between a headline and the text; more is a list or the text
MAX_LINES_BEFORE = 6
MAX_PUNCTUATION = 12  # characters that one of two lines with the same words may have more, beside half its length
MIN_CONTAINED_CHARS = 8
MAX_DATE_LINE_CHARS = 45
MAX_STAMP_CHARS = 110  # a date line with names, sections and reading time beside the date
MAX_HEADINGS = 30  # of the first level that are looked at as headlines
MIN_STATED_WORDS = 3
MAX_MASTHEAD_LINES = 80
MAX_LABEL_CHARS = 40
MAX_LABEL_WORDS = 5
MIN_PROSE_CHARS = 140
_WORDS = re.compile(r"\w+")
_MASTHEAD_NAMES = re.compile(r"\b(?:masthead|site-?(?:name|title)|brand(?:-name)?)\b", re.IGNORECASE)
_LOGO_WORD = re.compile(r"\s*\b(?:logo|home ?page)\b\s*", re.IGNORECASE)
_LABEL_NAMES = re.compile(r"kicker|section|category|label|rubri|topic|eyebrow|overline|channel|breadcrumb")
MIN_STANDFIRST_CHARS = 40
_STANDFIRST_NAMES = re.compile(
    r"standfirst|\bdek\b|\bdeck\b|\blede\b|sub-?(?:title|head|headline)|teaser|intro|\blead\b|excerpt|vorspann|"
    r"summary|chapeau|sottotitolo|sommario|ingress|bajada|copete|entradilla"
)
_NOT_LABELS = word_set(
    """
    home menu search share login subscribe news advertisement skip close print email tweet more back top video
    """
)
_DIGIT = re.compile(r"\d")
_LEADING_DAY = re.compile(r"(?:\d{1,4}[./-]|\d{1,2}(?:st|nd|rd|th|er|\.)?\s|\w{3,9}\.?\s\d{1,2}(?!\d))")
_AFTER_DAY = re.compile(r"\d[\s,|•·–—-]+(?=by\s|von\s|par\s|por\s)", re.IGNORECASE)
_DATE_ONLY_REST = 24  # characters beside the date in a line that is a date


@dataclass(slots=True)
class Head:
    """What stands round the headline."""

    headline: str = ""
    element: Element | None = None  # the headline's
    section: str = ""
    site: str = ""
    byline: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()  # as the page's metadata name them
    byline_origin: Origin = Origin.PAGE
    dateline: Dateline | None = None
    day: date | None = None  # of publication
    day_is_below: bool = False  # it stands under the headline
    updated: date | None = None
    standfirst: str = ""  # outside the body


def read_head(tree: Tree, metadata: Metadata, body: Element) -> Head:
    """Read the head of an article.

    Args:
        tree: the page.
        metadata: what the page's head says.
        body: the element that holds the text.
    """
    head = Head(authors=metadata.authors)
    _choose_headline(head, tree, metadata)
    following = lines_after(head.element) if head.element is not None else lines_of(body)
    was_by = False
    for line in islice(following, MAX_HEAD_LINES):
        if was_by and not head.byline and is_name(line.text):
            head.byline = read_names(line.text)
            continue
        was_by = is_by(line.text)
        if same_words(line.text, head.headline) or read_head_line(head, line.text):
            continue
        _take_stamp(head, line.text)
        if line.element.inside(body):
            if len(line.text) > MIN_PROSE_CHARS:
                break
        elif not head.standfirst and _is_standfirst(line, metadata.summary) and not is_note_on(head.authors, line.text):
            head.standfirst = line.text
    head.day_is_below = head.day is not None
    if head.element is not None:
        _read_before(head, tree, metadata)
    else:
        _read_above_body(head, body)
    return head


def _read_above_body(head: Head, body: Element) -> None:
    """Read byline and dateline from the lines above the text, on a page that does not show its headline."""
    for line in islice(lines_before(body), MAX_LINES_BEFORE):
        read_head_line(head, line.text)


def read_head_line(head: Head, text: str) -> bool:
    """Take byline, dateline or date out of a line between headline and text.

    Returns:
        Whether the line was one of them and nothing else.
    """
    if len(text) > MIN_PROSE_CHARS:
        return False
    if is_byline(text):
        names, rest = _part_byline(after_by(text))
        head.byline = head.byline or read_names(names)
        if rest:
            read_head_line(head, rest)
        else:
            _take_days(head, text)
        return True
    dateline = parse_dateline(text) or _lenient_dateline(text)
    if dateline is None:
        return False
    if printed_days(text).updated is not None:
        _take_days(head, text)
        return True
    if dateline.place or dateline.agency:
        if head.dateline is None:
            head.dateline = dateline
    elif head.dateline is not None and head.dateline.date is None:
        head.dateline = replace(head.dateline, date=dateline.date)
    head.day = head.day or dateline.date
    return True


def _take_stamp(head: Head, text: str) -> None:
    """Take the dates of a line that says more than a date: "1 Feb 2026 | Name in Section", "Name | Updated 1 Feb"."""
    if len(text) > MAX_STAMP_CHARS or not _DIGIT.search(text):
        return
    if _LEADING_DAY.match(text) or printed_days(text).is_labelled:
        _take_days(head, text)
        names = _AFTER_DAY.split(text, maxsplit=1)[1:]
        if names and not head.byline and is_byline(names[0]):
            head.byline = read_names(after_by(names[0]))


def _take_days(head: Head, text: str) -> None:
    days = printed_days(text)
    head.day = head.day or days.published
    head.updated = head.updated or days.updated


def same_words(first: str, second: str) -> bool:
    """Say whether two lines are the same but for punctuation and case."""
    if not second or abs(len(first) - len(second)) > MAX_PUNCTUATION + len(second) // 2:
        return False
    if first == second:
        return True
    return _WORDS.findall(first.casefold()) == _WORDS.findall(second.casefold())


def _part_byline(text: str) -> tuple[str, str]:
    """Part a byline from a dateline that follows it on the same line."""
    names, rest = split_staff(text)
    if rest:
        return names, rest
    for place, char in enumerate(text):
        if char in ",|-–—" and parse_dateline(text[place + 1 :].strip()) is not None:
            return text[:place], text[place + 1 :].strip()
    return text, ""


def _lenient_dateline(text: str) -> Dateline | None:
    """Read "Washington DC, Jan 12, 2026", "Paris (AFP)" with a word unknown, and bare dates."""
    day = parse_day(text)
    if day is None:
        return None
    words = text.split(" ")
    for start in range(len(words) - 1, -1, -1):
        if parse_day(" ".join(words[start:])) == day:
            place = " ".join(words[:start]).strip(" ,|-–—•·")
            is_place = 0 < len(place) <= 60 and place[0].isupper() and place[-1].isalpha() and "," in words[start - 1]
            is_place = is_place and not any(char.isdigit() or char in ":|()" for char in place)
            if is_place and not _is_weekday(place):
                return Dateline(place=place, date=day)
            return Dateline(date=day) if len(text) <= len("00 September 0000") + _DATE_ONLY_REST else None
    return None


def _is_standfirst(line: Line, summary: str) -> bool:
    """Say whether a line under the headline sums the article up: as the page's description does, or by its name."""
    if len(line.text) < MIN_STANDFIRST_CHARS or line.links or line.element.junk:
        return False
    if summary and line.text[:MIN_STANDFIRST_CHARS].casefold() == summary[:MIN_STANDFIRST_CHARS].casefold():
        return True
    names = line.element.get("class") + " " + (line.element.parent.get("class") if line.element.parent else "")
    return bool(_STANDFIRST_NAMES.search(names[:300].lower()))


def _is_weekday(place: str) -> bool:
    return parse_day(f"{place}, 1 January 2024") is not None and place.split()[-1].lower().endswith(
        ("day", "tag", "di", "edi", "ta", "feira", "es", "dag", "woch")
    )


def _choose_headline(head: Head, tree: Tree, metadata: Metadata) -> None:
    headings = [element for element in tree.elements if element.tag == "h1" and 0 < element.text < 1500][:MAX_HEADINGS]
    host = urlsplit(metadata.base_url).hostname or ""
    texts: dict[Element, str] = {}
    site = metadata.site
    for element in headings:
        text = _heading_text(element)
        if text and element.links == element.text and _is_masthead(element, metadata.base_url, host):
            site = site or text
        elif text:
            texts[element] = text
    stated, stated_site = without_site(metadata.headline or metadata.title, site)
    titled, title_site = without_site(metadata.title, site)
    head.site = stated_site or title_site
    best = max(texts, key=lambda element: _likeness(texts[element], stated, titled), default=None)
    if not stated and not titled:
        best = next((element for element in texts if not element.junk), best)
    elif best is not None and _likeness(texts[best], stated, titled) < 0.5 and not _is_lone_headline(texts, best):
        best = None
    if best is not None:
        head.element, head.headline = best, _own_part(best, texts[best], stated)
        if head.site.casefold() in head.headline.casefold():
            head.site = ""  # the end of the headline, not a name behind it
        return
    head.headline = stated or titled
    size = len(head.headline.encode("utf-8", "replace"))
    for element in tree.elements:
        if 0.8 * size <= element.text <= 1.2 * size and same_words(all_text(element), head.headline):
            head.element, head.headline = element, all_text(element)
            return


def _own_part(heading: Element, text: str, stated: str) -> str:
    """Take the label before a headline, the line below it or the site's name off, as the stated title does."""
    if len(stated.split()) < MIN_STATED_WORDS or len(stated) >= len(text):
        return text
    folded, wanted, size = text.lower(), stated.lower(), len(stated)
    if len(folded) != len(text) or len(wanted) != size:
        return text  # a letter that changes its length with its case
    has_parts = any(isinstance(child, Element) for child in heading.children)
    if has_parts and folded.endswith(wanted) and not text[-size - 1].isalnum():
        return text[-size:]
    if folded.startswith(wanted) and (text[size:].lstrip().startswith("|") or _ends_line(heading, size)):
        return text[:size]
    return text


def _ends_line(heading: Element, size: int) -> bool:
    first = next(lines_of(heading), None)
    return first is not None and len(first.text) == size


def _is_masthead(heading: Element, base_url: str, host: str) -> bool:
    """Say whether all of a heading is one link to the front page, as blogs set their own name."""
    lines = list(islice(lines_of(heading), 2))
    return len(lines) == 1 and lines[0].is_link and _leads_home(lines[0].href, base_url, host)


def _is_lone_headline(texts: dict[Element, str], best: Element) -> bool:
    return len(texts) == 1 and len(texts[best]) >= 20 and not best.junk


def _heading_text(element: Element) -> str:
    return " ".join(line.text for line in islice(lines_of(element), 5))


def _likeness(text: str, stated: str, titled: str) -> float:
    """Measure how many words of the shorter of two texts the other has, 0 to 1."""
    words = set(_WORDS.findall(text.casefold()))
    best = 0.0
    for other in (stated, titled):
        if len(text) >= MIN_CONTAINED_CHARS and text.casefold() in other.casefold():
            return 1.0  # also where words are not parted by spaces
        others = set(_WORDS.findall(other.casefold()))
        if words and others:
            best = max(best, len(words & others) / max(len(words), len(others)))
    return best


def _read_before(head: Head, tree: Tree, metadata: Metadata) -> None:
    assert head.element is not None
    for line in islice(_labels_before(head), MAX_LINES_BEFORE):
        if is_byline(line.text):
            head.byline = head.byline or read_names(after_by(line.text))
            continue
        if head.day is None and len(line.text) <= MAX_DATE_LINE_CHARS and (day := parse_day(line.text)) is not None:
            head.day = day
        elif not head.section and _is_label(line):
            head.section = line.text
    head.site = metadata.site or head.site or _masthead(head.element, tree, metadata.base_url)


def _labels_before(head: Head) -> Iterator[Line]:
    assert head.element is not None
    for line in lines_before(head.element):
        if not same_words(line.text, head.headline) and not junk_line(line.text):
            yield line


def _is_label(line: Line) -> bool:
    text = line.text
    if len(text) > MAX_LABEL_CHARS or len(text.split()) > MAX_LABEL_WORDS or text.casefold() in _NOT_LABELS:
        return False
    if parse_day(text) is not None or is_related_label(text) or not text[0].isalpha() or len(line.links) > 1:
        return False
    names = line.element.get("class") + " " + (line.element.parent.get("class") if line.element.parent else "")
    return text.isupper() or bool(_LABEL_NAMES.search(names[:300].lower()))


def _masthead(headline: Element, tree: Tree, base_url: str) -> str:
    """Find the site's name where pages print it: on what is called a masthead, else on a link home."""
    front = urlsplit(base_url).hostname or ""
    logo = ""
    for element in takewhile(lambda element: element is not headline, tree.elements):
        if element.tag == "img" and not logo:
            logo = _logo_name(element, base_url, front)
        if not 0 < element.text < 4 * MAX_LABEL_CHARS:
            continue
        is_named = _MASTHEAD_NAMES.search(element.names[:300])
        if is_named and 3 <= len(name := all_text(element)) <= MAX_LABEL_CHARS:
            return name
    found = ""
    for line in islice(lines_before(headline), MAX_MASTHEAD_LINES):
        if line.is_link and _leads_home(line.href, base_url, front) and line.text.casefold() not in _NOT_LABELS:
            found = line.text
    return found if 3 <= len(found) <= MAX_LABEL_CHARS else logo


def _logo_name(image: Element, base_url: str, host: str) -> str:
    """Read a site's name off its logo, a picture that leads to the front page."""
    link = image.parent
    if link is None or link.tag != "a" or not _leads_home(link.get("href"), base_url, host):
        return ""
    name = _LOGO_WORD.sub("", clean_line(image.get("alt")))
    return name if 3 <= len(name) <= MAX_LABEL_CHARS and name.casefold() not in _NOT_LABELS else ""


def _leads_home(href: str, base_url: str, host: str) -> bool:
    parts = urlsplit(resolve_address(base_url, href))
    return parts.hostname == host and parts.path.lower() in ("", "/", "/index.html", "/index.php", "/index.htm")
