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
        if len(element.children) < MIN_CARDS:
            continue
        cards = [child for child in element.children if isinstance(child, Element) and _may_be_card(child)]
        if len(cards) < MIN_CARDS:  # before the costly look into each
            continue
        cards = [card for card in cards if _has_linked_headline(card, MAX_DEPTH)]
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


def _may_be_card(element: Element) -> bool:
    """Say whether an element has the size and the tag of a card."""
    if element.tag not in _CARD_TAGS or element.junk or not element.links:
        return False
    return element.text - element.links <= MAX_TEASER_BYTES and element.text >= MIN_HEADLINE_BYTES


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
