"""The author as the page marks it up, for pages whose head does not state one."""

from __future__ import annotations

import re

from newsreader.extract.byline import after_by, is_byline, is_name, read_names
from newsreader.extract.published import ELSEWHERE
from newsreader.extract.tables import all_text
from newsreader.extract.tree import Element, Tree
from newsreader.extract.wordlist import word_set
from newsreader.model import Origin

MAX_CREDIT_BYTES = 90  # a longer text is about the author, not the name
_AUTHOR_NAMES = re.compile(
    r"(?:^|[\s_-])(?:the-?)?(?:author|byline|writer|auteur|autor|redakteur)s?(?:[_-]*(?:name|link))?(?:$|\s)",
    re.IGNORECASE,
)
_AUTHOR_PATHS = re.compile(
    r"/(?:authors?|auteurs?|autor(?:en|es)?|contributors?|staff|profile|people|journalists?|by)/[^/?#]+/?(?:$|[?#])"
)
_NOT_AUTHORS = word_set("by author authors written posted share follow editor editors staff about bio more view all")


def find_authors(tree: Tree, headline: Element | None) -> tuple[tuple[str, ...], Origin]:
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
        if element.junk.startswith(ELSEWHERE) or not _names_author(element):
            continue
        names = _names_in(all_text(element, with_junk=True))
        if names:
            return names, Origin.MICRODATA if "author" in element.get("itemprop") else Origin.PAGE
    return (), Origin.PAGE


def _names_author(element: Element) -> bool:
    if element.get("rel") == "author" or "author" in element.get("itemprop"):
        return True
    if element.tag == "a" and _AUTHOR_PATHS.search(element.get("href")[:500]):
        return True
    return bool(_AUTHOR_NAMES.search(element.get("class")[:200]))


def _names_in(text: str) -> tuple[str, ...]:
    names = read_names(after_by(text) if is_byline(text) else text)
    return tuple(name for name in names if name.casefold() not in _NOT_AUTHORS and is_name(name))
