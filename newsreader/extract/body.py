"""Choose the element that holds the article: the one whose prose outweighs the clutter it would bring along."""

from __future__ import annotations

from itertools import pairwise

from newsreader.extract.classwords import is_content_name
from newsreader.extract.discussion import drop_discussions, is_discussion_heading
from newsreader.extract.opening import with_opening
from newsreader.extract.phrases import is_read_more, junk_line
from newsreader.extract.reasons import Reason, Reasons, excerpt_of, name_of
from newsreader.extract.tables import read_table
from newsreader.extract.tree import HEADING_TAGS, Element, Tree

# A block with less text is a label, a caption or a button unless it stands in a paragraph.
MIN_PROSE_BYTES = 80
MAX_LINK_SHARE = 0.4
MIN_NOTICE_BYTES = 400  # a shorter notice never outweighs an article
NAMED_BONUS = 3.0  # for an element that its name says is the article's body
MIN_NAMED_SHARE = 0.6  # of all the prose in elements so named, or the body is split over several
MIN_CHILD_SHARE = 0.95  # a child with this share of an element's score is taken instead: the rest is clutter
_TABLE_PARTS = frozenset(("table", "tbody", "thead", "tr", "td", "th"))
_BODY_PARTS = frozenset(("p", "li", "ul", "ol", "dl", "dd", "blockquote", "pre"))  # never a whole article
MAX_CANDIDATES = 10  # told of when asked why
_WAY = ("named as the body, unlike {before}", "has nearly all of {before}", "whole instead of its part {before}")
MAX_HEADER_DEPTH = 6  # levels between a headline and the header element round it
_PARAGRAPHS = frozenset(("p", "blockquote", "pre", "dd", "dt", "figcaption"))
_CELLS = frozenset(("li", "td", "th", "label"))  # short texts in lists and tables say nothing
_NO_SCORE = frozenset(("figure", "figcaption", "hgroup", "iframe", "caption", "address", "label", "legend"))


def choose_body(tree: Tree, reasons: Reasons | None = None) -> Element:
    """Pick the element with the highest score, the innermost of those that have nearly all of it."""
    named: list[Element] = []
    headlines: list[Element] = []
    discussions: list[Element] = []  # their headings
    mastheads: set[Element] = set()  # header elements with the headline: a standfirst in them is not the body
    heaviest, most = tree.body, 0.0
    _forget_scores(tree)
    for element in reversed(tree.elements):
        if element.junk:
            continue
        tag = element.tag
        if element.flow and element.is_block:
            element.score += _block_score(element)
        if tag in HEADING_TAGS:
            if tag == "h1":
                mastheads.update(_headers_of(element))
                headlines.append(element)
            elif is_discussion_heading(element):
                discussions.append(element)
        score = element.score
        if score:  # which half of the elements have none of
            _add_to_parent(element, is_left_out=tag in _NO_SCORE or element in mastheads)
            if score > MIN_PROSE_BYTES and element.attrs and _is_named(element):
                named.append(element)
        if score >= most:
            heaviest, most = element, score
    if drop_discussions(discussions, tree.body):
        heaviest = max((element for element in tree.elements if not element.junk), key=lambda element: element.score)
        named = [element for element in named if not element.junk]
    chosen = _named_instead(named, heaviest) if heaviest.score > 0 and named else heaviest
    inner = _descend(chosen)
    best = with_opening(_whole(inner), headlines)
    if reasons is not None:
        _explain(tree, (heaviest, chosen, inner, best), reasons)
    return best


def _forget_scores(tree: Tree) -> None:
    for element in tree.elements:
        element.score = 0.0


def _add_to_parent(element: Element, *, is_left_out: bool) -> None:
    """Count the score of an element for what holds it; of one that is left out, only what speaks against it."""
    if element.parent is not None:
        element.parent.score += min(element.score, 0.0) if is_left_out else element.score


def _headers_of(headline: Element) -> list[Element]:
    found = []
    element = headline.parent
    for _ in range(MAX_HEADER_DEPTH):
        if element is None:
            break
        if element.tag == "header":
            found.append(element)
        element = element.parent
    return found


def _block_score(element: Element) -> float:
    """Score the text that stands directly in a block: prose for it, labels and links against it."""
    flow, links = element.flow, element.flow_links
    if element.tag in HEADING_TAGS:
        return -float(links)
    if links > MAX_LINK_SHARE * flow:
        return -float(links)
    if (flow >= MIN_NOTICE_BYTES and _is_notice(element)) or (links and _is_teaser(element)):
        return 0.0
    if element.tag in _PARAGRAPHS:
        return float(flow - links)
    if flow >= MIN_PROSE_BYTES:
        return float(flow - links) * (0.6 if element.tag == "li" else 0.8)
    return 0.0 if element.tag in _CELLS else -0.5 * flow


def _is_notice(element: Element) -> bool:
    """Say whether the text of a block is a legal notice, longer than many a brief."""
    return junk_line(_first_text(element)) == "legal notice"


def _is_teaser(element: Element) -> bool:
    """Say whether the text of a block is cut short by a link that asks to read on."""
    shown = (child for child in reversed(element.children) if (child.strip() if isinstance(child, str) else child.text))
    last = next(shown, None)  # an open <p> without text may follow it
    return isinstance(last, Element) and last.tag == "a" and is_read_more(_first_text(last))


def _first_text(element: Element) -> str:
    for child in element.children:
        if text := child.strip() if isinstance(child, str) else _first_text(child):
            return text
    return ""


def _named_instead(named: list[Element], best: Element) -> Element:
    """Take the element that its name says is the body, unless the page's prose is elsewhere."""
    every = frozenset(named)
    outer = [element for element in named if not _stands_in(element, every)]
    total = sum(element.score for element in outer)
    candidate = max(outer, key=lambda element: element.score)
    if candidate.score >= MIN_NAMED_SHARE * total and candidate.score * NAMED_BONUS > best.score:
        return candidate
    return best


def _stands_in(element: Element, others: frozenset[Element]) -> bool:
    """Say whether one of some elements holds an element."""
    place = element.parent
    while place is not None and place not in others:
        place = place.parent
    return place is not None


def _descend(element: Element) -> Element:
    """Go down while one child holds nearly all of the prose."""
    while True:
        children = [child for child in element.children if isinstance(child, Element) and not child.junk]
        child = max(children, key=lambda child: child.score, default=None)
        if child is None or not child.is_block or child.score < MIN_CHILD_SHARE * element.score:
            return element
        element = child


def _whole(element: Element) -> Element:
    """Go up from a part of a list or a data table, or from a single paragraph, to what holds it."""
    parent = element.parent
    while parent is not None:
        if element.tag in _TABLE_PARTS:
            table = _table_of(element)
            if table is None or table.parent is None or read_table(table) is None:
                return element
            parent = table.parent
        elif element.tag not in _BODY_PARTS:
            return element
        element, parent = parent, parent.parent
    return element


def _table_of(part: Element) -> Element | None:
    found: Element | None = part
    while found is not None and found.tag != "table":
        found = found.parent
    return found


def _is_named(element: Element) -> bool:
    if element.get("itemprop") in ("articleBody", "reviewBody", "text"):
        return True
    names = element.get("class") + " " + element.get("id")
    return len(names) > 1 and is_content_name(names)


def _explain(tree: Tree, way: tuple[Element, ...], reasons: Reasons) -> None:
    """Tell the elements with the highest scores, and each step from the heaviest to the one chosen.

    Args:
        tree: the page, scored.
        way: the heaviest element, the one its name prefers, what holds nearly all of it, the whole it is a part of.
        reasons: told here.
    """
    ranked = sorted((element for element in tree.elements if element.score > 0), key=lambda each: -each.score)
    for element in ranked[:MAX_CANDIDATES]:
        reasons.append(Reason("candidate", name_of(element), excerpt_of(element), round(element.score, 1)))
    why = ["highest score"]
    for (before, after), step in zip(pairwise(way), _WAY, strict=True):
        if after is not before:
            why.append(step.format(before=name_of(before)))
    best = way[-1]
    reasons.append(Reason("chosen", f"{name_of(best)}: {', '.join(why)}", excerpt_of(best), round(best.score, 1)))
