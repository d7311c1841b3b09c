"""The opening of an article that stands apart from its body: between the headline and the box that was chosen."""

from __future__ import annotations

from newsreader.extract.tree import Element, mark_box

MIN_OPENING_BYTES = 120  # of prose: with less it is a standfirst, which is looked for elsewhere
MAX_OPENING_LINKS = 0.2  # of its text inside links
MAX_LEVELS = 4  # from the body up to what holds the headline too


def with_opening(body: Element, headlines: list[Element]) -> Element:
    """Go up to the element that holds the opening as well, and mark what else would come along.

    Args:
        body: the element that holds most of the prose; other elements' scores must be known.
        headlines: the first-level headings of the page; without one above the body nothing is an opening.
    """
    if not headlines:
        return body
    holders = _holders(headlines)
    opening: list[Element] = []
    inner = body
    for _ in range(MAX_LEVELS):
        outer = inner.parent
        if outer is None or inner in holders:
            return body
        for child in reversed(outer.children[: outer.children.index(inner)]):
            if isinstance(child, str) or child.junk:
                continue
            if child in holders:
                return _joined(body, opening)
            if child.score >= MIN_OPENING_BYTES and child.links <= MAX_OPENING_LINKS * child.text:
                opening.append(child)
        inner = outer
    return body


def _holders(headlines: list[Element]) -> set[Element]:
    holders: set[Element] = set()
    for headline in headlines:
        place: Element | None = headline
        while place is not None and place not in holders:
            holders.add(place)
            place = place.parent
    return holders


def _joined(body: Element, opening: list[Element]) -> Element:
    inner = body
    while opening and inner is not opening[-1].parent and inner.parent is not None:
        for child in inner.parent.children:
            if isinstance(child, Element) and child is not inner and child not in opening and not child.junk:
                mark_box(child, "beside the article")
        inner = inner.parent
    return inner
