"""Author and date as the page marks them up, for pages whose head does not state them."""

from __future__ import annotations

import re
from datetime import datetime

from newsreader.extract.byline import after_by, is_byline, is_name, read_names
from newsreader.extract.dates import parse_moment
from newsreader.extract.tables import all_text
from newsreader.extract.tree import Element, Tree
from newsreader.extract.wordlist import word_set

MAX_CREDIT_BYTES = 90  # a longer text is about the author, not the name
_AUTHOR_NAMES = re.compile(
    r"(?:^|[\s_-])(?:the-?)?(?:author|byline|writer|auteur|autor|redakteur)s?(?:[_-]*(?:name|link))?(?:$|\s)",
    re.IGNORECASE,
)
_AUTHOR_PATHS = re.compile(
    r"/(?:authors?|auteurs?|autor(?:en|es)?|contributors?|staff|profile|people|journalists?|by)/[^/?#]+/?(?:$|[?#])"
)
_NOT_AUTHORS = word_set("by author authors written posted share follow editor editors staff about bio more view all")
# Reasons for being junk that make a name or date another story's.
_ELSEWHERE = (
    "list of other stories",
    "class word: related",
    "class word: comments",
    "tag: nav",
    "tag: footer",
    "role: navigation",
)
_DATE_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)")


def find_authors(tree: Tree, headline: Element | None) -> tuple[str, ...]:
    """Find the author in what the markup names so: `rel=author`, microdata, class names, links to author pages.

    Args:
        tree: the page, its junk marked.
        headline: where to begin; what stands above it may be another story's.
    """
    is_after = headline is None
    for element in tree.elements:
        is_after = is_after or element is headline
        if not is_after or not 0 < element.text <= MAX_CREDIT_BYTES or not element.attrs:
            continue
        if element.junk.startswith(_ELSEWHERE) or not _names_author(element):
            continue
        names = _names_in(all_text(element, with_junk=True))
        if names:
            return names
    return ()


def find_moment(tree: Tree, headline: Element | None) -> datetime | None:
    """Find the date in the first `time` element or microdata after the headline, else in the first of the page."""
    is_after = headline is None
    earlier: datetime | None = None
    for element in tree.elements:
        is_after = is_after or element is headline
        is_marked = element.tag == "time" or "datePublished" in element.get("itemprop")
        if not is_marked or element.junk.startswith(_ELSEWHERE):
            continue
        stated = element.get("datetime") or element.get("content") or element.get("title")
        moment = parse_moment(stated or all_text(element, with_junk=True))
        if moment is not None and is_after:
            return moment
        earlier = earlier or moment
    return earlier


def moment_in_address(url: str) -> datetime | None:
    """Read the day from an address such as `/2026/02/01/headline`."""
    match = _DATE_IN_PATH.search(url)
    return parse_moment(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}") if match else None


def _names_author(element: Element) -> bool:
    if element.get("rel") == "author" or "author" in element.get("itemprop"):
        return True
    if element.tag == "a" and _AUTHOR_PATHS.search(element.get("href")[:500]):
        return True
    return bool(_AUTHOR_NAMES.search(element.get("class")[:200]))


def _names_in(text: str) -> tuple[str, ...]:
    names = read_names(after_by(text) if is_byline(text) else text)
    return tuple(name for name in names if name.casefold() not in _NOT_AUTHORS and is_name(name))
