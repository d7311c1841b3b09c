"""The author as the page marks it up, for pages whose head does not state one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

from newsreader.extract.byline import after_by, is_by, is_byline, is_name, read_names
from newsreader.extract.lines import lines_of
from newsreader.extract.published import ELSEWHERE
from newsreader.extract.tree import Element, Tree
from newsreader.extract.wordlist import word_set
from newsreader.model import Origin

MAX_CREDIT_BYTES = 90  # a longer text is about the author, not the name
MAX_CREDIT_LINES = 3  # "Written by", the name, the role
_AUTHOR_NAMES = re.compile(
    r"(?:^|[\s_-])(?:the-?)?(?:author|byline|writer|auteur|autor|redakteur)s?(?:[_-]*(?:name|link))?(?:$|\s)",
    re.IGNORECASE,
)
# Part of a longer name: "resource-author-details", "story-byline", "Author_author__x1"; what is no name is left out.
_LOOSE_NAMES = re.compile(r"author|byline|contributor|writer", re.IGNORECASE)
_NOT_NAMES = re.compile(
    r"bio|desc|about|title|role|job|position|avatar|image|img|photo|social|follow|count|date|time|more|tag",
    re.IGNORECASE,
)
_AUTHOR_PATHS = re.compile(
    r"/(?:authors?|auteurs?|autor(?:en|es)?|contributors?|staff|profile|people|journalists?|by)/[^/?#]+/?(?:$|[?#])"
)
_NOT_AUTHORS = word_set(
    "by author authors written posted share follow editor editors staff about bio more view all name unknown link "
    "comments comment advertisement guest admin"
)
_LABELLED = re.compile(
    r"(?:written|posted|published|authored|article|story|words|text)\s+by:?\s+(?P<names>[^\d|]{3,60}?)"
    r"(?:\s+(?:on|at|in)\s.*|[\s.,|•·-]*)",
    re.IGNORECASE,
)


def find_authors(tree: Tree, headline: Element | None, base_url: str) -> tuple[tuple[str, ...], Origin]:
    """Find the author in what the markup names so: `rel=author`, microdata, class names, links to author pages.

    What is marked most surely wins, then what stands first below the headline; above it another story may be
    named, and only a sure mark counts.

    Args:
        tree: the page, its junk marked.
        headline: where to begin.
        base_url: the page's address: links to author pages lead to the same site.
    """
    host = urlsplit(base_url).hostname or ""
    is_after = headline is None
    loose: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    for element in tree.elements:
        if element is headline:
            is_after = True
        if not 0 < element.text <= MAX_CREDIT_BYTES or not element.attrs or element.junk.startswith(ELSEWHERE):
            continue
        if _is_sure(element) if not is_after else _names_author(element, host):
            names = _names_in(element)
            if names and is_after:
                return names, Origin.MICRODATA if "author" in element.get("itemprop") else Origin.PAGE
            earlier = earlier or names
        elif is_after and not loose and _may_name_author(element):
            loose = tuple(name for name in _names_in(element) if _is_person(name))
    return loose or _labelled(tree) or earlier, Origin.PAGE


def _labelled(tree: Tree) -> tuple[str, ...]:
    """Find the first line that says by whom it was written, wherever the page has it."""
    holders = _holders_of_by(tree)
    for element in tree.elements:
        if not element.is_block or not 0 < element.flow <= MAX_CREDIT_BYTES or element not in holders:
            continue
        if not element.junk.startswith(ELSEWHERE):
            for text in _texts(element):
                match = _LABELLED.fullmatch(text)
                if match and (names := _own_names(read_names(match["names"]))):
                    return names
    return ()


def _holders_of_by(tree: Tree) -> set[Element]:
    """Give the elements with "by" somewhere below them: only their lines need to be put together."""
    holders: set[Element] = set()
    for element in tree.elements:
        if element in holders or not element.flow:
            continue
        for child in element.children:
            if type(child) is str and "by" in child.lower():
                place: Element | None = element
                while place is not None and place not in holders:
                    holders.add(place)
                    place = place.parent
                break
    return holders


def _is_sure(element: Element) -> bool:
    attrs = element.attrs
    return attrs.get("rel") == "author" or "author" in (attrs.get("itemprop") or "")


def _names_author(element: Element, host: str) -> bool:
    if _is_sure(element):
        return True
    if element.tag == "a" and _AUTHOR_PATHS.search(element.get("href")[:500]):
        return _is_own(element.get("href"), host)
    names = element.attrs.get("class") or ""
    return names != "" and _is_author_name(names[:200])


def _is_own(href: str, host: str) -> bool:
    """Say whether a link leads to the page's site: profiles elsewhere are for following."""
    try:
        target = urlsplit(href).hostname or host
    except ValueError:
        return False
    return target.split(".")[-2:] == host.split(".")[-2:]


@lru_cache(maxsize=4096)
def _is_author_name(names: str) -> bool:
    return _AUTHOR_NAMES.search(names) is not None


def _may_name_author(element: Element) -> bool:
    names = element.names
    return len(names) > 1 and _is_loose_name(names[:300])


@lru_cache(maxsize=4096)
def _is_loose_name(names: str) -> bool:
    return _LOOSE_NAMES.search(names) is not None and _NOT_NAMES.search(names) is None


def _is_person(name: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 4 and words[0][0].isupper() and words[-1][0].isupper()


def _names_in(element: Element) -> tuple[str, ...]:
    for text in _texts(element):
        if not is_by(text):
            return _own_names(read_names(after_by(text) if is_byline(text) else text))
    return ()


def _texts(element: Element) -> Iterator[str]:
    return (line.text for line in islice(lines_of(element), MAX_CREDIT_LINES))


def _own_names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name.casefold() not in _NOT_AUTHORS and is_name(name))
