"""Lists of other stories: neighbours built alike, each a linked headline with a short teaser."""

from __future__ import annotations

from newsreader.extract.classwords import is_content_name
from newsreader.extract.reasons import Reason, Reasons, excerpt_of
from newsreader.extract.tree import HEADING_TAGS, Element, Tree, mark_box

MIN_CARDS = 3
MAX_TEASER_BYTES = 450  # with more text, an entry of a list is a part of the article
MIN_HEADLINE_BYTES = 20
MAX_DEPTH = 5  # levels from a card down to its headline
MAX_PAGE_SHARE = 0.3  # of the page's text: with more, the cards are what the page is about
_CARD_TAGS = frozenset(("div", "li", "article", "section", "td", "tr", "a"))


def mark_cards(tree: Tree, reasons: Reasons | None = None) -> None:
    """Mark the boxes that hold other stories as junk."""
    limit = (tree.body.text - tree.body.links) * MAX_PAGE_SHARE
    for element in tree.elements:
        if element.junk or element.links < MIN_CARDS * MIN_HEADLINE_BYTES:
            continue
        cards = [child for child in element.children if isinstance(child, Element) and _is_card(child)]
        if len(cards) < MIN_CARDS or sum(card.text - card.links for card in cards) > limit:
            continue
        if _is_in_named_body(element):
            continue
        for card in cards:
            mark_box(card, "list of other stories")
        if reasons is not None:
            reasons.append(Reason("dropped", "list of other stories", excerpt_of(element)))


def _is_in_named_body(element: Element) -> bool:
    """Say whether the article's own box holds the cards: then they are what it lists."""
    place: Element | None = element
    while place is not None:
        if is_content_name(place.names):
            return True
        place = place.parent
    return False


def _is_card(element: Element) -> bool:
    if element.tag not in _CARD_TAGS or element.junk or not element.links:
        return False
    if element.text - element.links > MAX_TEASER_BYTES or element.text < MIN_HEADLINE_BYTES:
        return False
    return _has_linked_headline(element, MAX_DEPTH)


def _has_linked_headline(element: Element, depth: int) -> bool:
    if element.tag in HEADING_TAGS:
        in_link = element.links >= 0.9 * element.text or _is_in_link(element)
        return in_link and element.text >= MIN_HEADLINE_BYTES
    if depth == 0:
        return False
    for child in element.children:
        if isinstance(child, Element) and child.text >= MIN_HEADLINE_BYTES and _has_linked_headline(child, depth - 1):
            return True
    return False


def _is_in_link(element: Element) -> bool:
    parent = element.parent
    for _ in range(MAX_DEPTH):
        if parent is None:
            return False
        if parent.tag == "a":
            return True
        parent = parent.parent
    return False
