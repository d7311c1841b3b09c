"""When an article was published and updated, as its page prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from newsreader.extract.dates import parse_day, parse_zoned
from newsreader.extract.tables import all_text
from newsreader.extract.tree import Element, Tree
from newsreader.model import Origin
from newsreader.text import clean_line

MAX_MARKED = 2_000  # elements looked at for a date; a live ticker has some hundred
MAX_DATE_BYTES = 90  # a longer text tells something that happened then
MAX_SMALL_BYTES = 200  # of text that is read whole
MAX_LABEL_START = 30  # where on a line its label begins, if it is about the article
# Reasons for being junk that make a name or date another story's.
ELSEWHERE = (
    "list of other stories",
    "class word: related",
    "class word: comments",
    "tag: nav",
    "tag: footer",
    "role: navigation",
)
_UPDATED_WORDS = (
    r"(?:up-?dated?|modified|revised|reviewed|edited|aktualisiert|stand|geändert|mise? à jour|modifié|"
    r"actualizad[oa]|atualizad[oa]|aggiornat[oa]|обновлен[оа]|оновлено|bijgewerkt|uppdaterad|oppdatert|opdateret|zaktualizowano|"
    r"aktualizacja|güncelle\w*|päivitetty)\b|更新|修正|수정"
)
_PUBLISHED_WORDS = (
    r"(?:published|posted|issued|date(?:line)?|veröffentlicht|erschienen|publié|paru|publicad[oa]|pubblicat[oa]|"
    r"опубликован[оа]|опубліковано|gepubliceerd|geplaatst|publicerad|publisert|udgivet|opublikowano|yayınlan\w*|"
    r"julkaistu)\b|发布|發布|發佈|発表|公開|掲載|配信|등록|입력"
)
_LABEL = re.compile(rf"(?<![^\W_])(?:(?P<updated>{_UPDATED_WORDS})|{_PUBLISHED_WORDS})", re.IGNORECASE)
# Class names and ids: "post-date", "publishDate", "articleMeta_time__x1", never "update" or "candidate".
_DATE_NAMES = re.compile(
    r"(?:^|[\W_])(?:date(?:line|time)?|time|publish(?:ed)?|pubdate|posted|datum|fecha)(?![a-z])|"
    r"(?:Date|Published|PubDate|Posted|publicationTime)(?![a-z])|[Tt]imestamp"
)
_DIGIT = re.compile(r"\d")
_UPDATED_NAMES = re.compile(r"updat|modif|edited|revis", re.IGNORECASE)
_DATE_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)")


class PrintedDays(NamedTuple):
    """The days on one line, as printed."""

    published: date | None
    updated: date | None
    is_labelled: bool = False  # a word says which is which


class PrintedMoments(NamedTuple):
    """What the page's own marks say, in the zone they say it in."""

    published: datetime | None = None
    updated: datetime | None = None
    origin: Origin = Origin.PAGE


def printed_days(text: str) -> PrintedDays:
    """Tell the day of publication from that of an update in a line such as "Published 1 Feb 2026, updated 3 Feb"."""
    labels = list(_LABEL.finditer(text))
    if not labels:
        return PrintedDays(parse_day(text), None)
    published, updated = parse_day(text[: labels[0].start()]), None
    for place, label in enumerate(labels):
        end = labels[place + 1].start() if place + 1 < len(labels) else len(text)
        day = parse_day(text[label.end() : end])
        if not label["updated"]:
            published = published or day
        elif day is None and place == 0 and published is not None:
            published, updated = None, published  # "1 Feb 2026 (updated)"
        else:
            updated = updated or day
    return PrintedDays(published, updated, True)


def find_moments(tree: Tree, headline: Element | None, body: Element) -> PrintedMoments:
    """Find the dates in `time` elements, microdata, and what class names or a label call a date.

    The nearest below the headline is the article's; behind the text only what is labelled is, and above the
    headline only what is marked up as the article's own.

    Args:
        tree: the page, its junk marked.
        headline: its element; None when the page does not show it.
        body: the element that holds the text.
    """
    found = PrintedMoments()
    earlier: datetime | None = None
    for element, is_after, is_behind in islice(_marked(tree, headline, body), MAX_MARKED):
        stated = element.get("datetime") or element.get("content")
        text = all_text(element, with_junk=True)
        days = printed_days(text)
        if is_behind and not days.is_labelled and not element.get("itemprop") and not _is_labelled_beside(element):
            continue
        if days.published and days.updated and not stated:
            found = _with_days(found, days)
        elif (moment := parse_zoned(stated or text)) is None:
            continue
        elif _is_update(element) or (days.updated and not days.published):
            found = found._replace(updated=_finer(found.updated, moment))
        elif is_after:
            origin = Origin.MICRODATA if element.get("itemprop") else found.origin
            found = found._replace(published=_finer(found.published, moment), origin=origin)
        else:
            earlier = _finer(earlier, moment)
    found = found._replace(published=found.published or earlier)
    return found if found.published or found.updated else _find_labelled(tree)


def _find_labelled(tree: Tree) -> PrintedMoments:
    """Find the first line that calls its date one of publication or of an update, wherever the page has it."""
    found = PrintedMoments()
    for element in tree.elements:
        if not element.is_block or not 0 < element.flow <= MAX_DATE_BYTES or element.junk.startswith(ELSEWHERE):
            continue
        if element.text > MAX_SMALL_BYTES and not _LABEL.search(_beginning(element)[:MAX_LABEL_START]):
            continue
        text = all_text(element, with_junk=True)
        label = _LABEL.search(text[:MAX_LABEL_START]) if _DIGIT.search(text) else None
        days = printed_days(text) if label else None
        if days is not None and (days.published or days.updated):
            found = _with_days(found, days)
    return found


def _beginning(element: Element) -> str:
    """Give the first words of what is below an element, without putting all the text of a large box together."""
    parts: list[str] = []
    size = 0
    waiting = element.children[::-1]
    while waiting and size < MAX_SMALL_BYTES:
        child = waiting.pop()
        if isinstance(child, str):
            parts.append(child)
            size += len(child.strip())
        elif child.is_block or child.tag == "br":
            waiting += (" ", *reversed(child.children), " ")
        else:
            waiting += reversed(child.children)
    return clean_line("".join(parts))


def _with_days(found: PrintedMoments, days: PrintedDays) -> PrintedMoments:
    """Add the days of a line to what was found before it."""
    published = found.published or (midnight(days.published) if days.published else None)
    return found._replace(
        published=published, updated=found.updated or (midnight(days.updated) if days.updated else None)
    )


def _is_labelled_beside(element: Element) -> bool:
    """Say whether the box round a date calls it one of publication or of an update."""
    parent = element.parent
    if parent is None or parent.text > MAX_DATE_BYTES + element.text:
        return False
    return _LABEL.search(all_text(parent, with_junk=True)) is not None


def _finer(known: datetime | None, moment: datetime) -> datetime:
    """Keep the first moment found, unless the other is the same day with a time."""
    return moment if known is None or (known == midnight(known.date()) and moment.date() == known.date()) else known


def midnight(day: date) -> datetime:
    """Give the beginning of a day whose zone is not known, in UTC."""
    return datetime.combine(day, time(), UTC)


def moment_in_address(url: str) -> datetime | None:
    """Read the day from an address such as `/2026/02/01/headline`."""
    match = _DATE_IN_PATH.search(url)
    return parse_zoned(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}") if match else None


def _marked(tree: Tree, headline: Element | None, body: Element) -> Iterator[tuple[Element, bool, bool]]:
    """Give what may hold the date, whether it stands after the headline, and whether behind the text."""
    is_after, was_in_body = headline is None, False
    for element in tree.elements:
        if element is headline:
            is_after = True
        if element is body:
            was_in_body = True
        attrs = element.attrs
        if element.text > MAX_DATE_BYTES or not (attrs or element.tag == "time"):
            continue
        if element.tag != "time" and "date" not in (attrs.get("itemprop") or ""):
            names, identity = attrs.get("class"), attrs.get("id")
            if not (is_after and element.text and (names or identity) and _names_a_date(names or "", identity or "")):
                continue
        if not element.junk.startswith(ELSEWHERE):
            yield element, is_after, was_in_body and not element.inside(body)


@lru_cache(maxsize=4096)
def _names_a_date(class_names: str, identity: str) -> bool:
    return _DATE_NAMES.search(f"{class_names} {identity}"[:300]) is not None


def _is_update(element: Element) -> bool:
    names = f"{element.get('class')} {element.get('id')} {element.get('itemprop')}"[:300]
    return bool(_UPDATED_NAMES.search(names)) and "ublish" not in names
