"""Choose the element that holds the article: the one whose prose outweighs the clutter it would bring along."""

from __future__ import annotations

from newsreader.extract.classwords import is_content_name
from newsreader.extract.reasons import Reason, Reasons
from newsreader.extract.tree import HEADING_TAGS, Element, Tree

# A block with less text is a label, a caption or a button unless it stands in a paragraph.
MIN_PROSE_BYTES = 80
MAX_LINK_SHARE = 0.4
CLUTTER_WEIGHT = 1.0
NAMED_BONUS = 1.2  # for an element that its name says is the article's body
_PARAGRAPHS = frozenset(("p", "blockquote", "pre", "dd", "dt", "figcaption"))
_NO_SCORE = frozenset(("figure", "figcaption", "header", "hgroup", "iframe", "caption", "address", "label", "legend"))


def choose_body(tree: Tree, reasons: Reasons | None = None) -> Element:
    """Pick the element with the highest score, the innermost of equals."""
    best = tree.body
    best_score = 0.0
    for element in reversed(tree.elements):
        if element.junk:
            continue
        element.score += _block_score(element)
        if element.parent is not None:
            element.parent.score += element.score if element.tag not in _NO_SCORE else min(element.score, 0.0)
        score = element.score * NAMED_BONUS if _is_named(element) else element.score
        if score > best_score:
            best, best_score = element, score
    if reasons is not None:
        _explain(tree, best, reasons)
    return best


def _block_score(element: Element) -> float:
    """Score the text that stands directly in an element: prose for it, labels and links against it."""
    flow, links = element.flow, element.flow_links
    if not flow or not element.is_block:
        return 0.0
    if element.tag in HEADING_TAGS:
        return 0.0 if links == 0 else -float(links)
    if links > MAX_LINK_SHARE * flow:
        return -CLUTTER_WEIGHT * links
    if element.tag in _PARAGRAPHS:
        return float(flow - links)
    if flow >= MIN_PROSE_BYTES:
        return float(flow - links) * (0.6 if element.tag == "li" else 0.8)
    return 0.0 if element.tag == "li" else -0.5 * flow


def _is_named(element: Element) -> bool:
    if element.get("itemprop") in ("articleBody", "reviewBody", "text"):
        return True
    names = element.get("class") + " " + element.get("id")
    return len(names) > 1 and is_content_name(names)


def _explain(tree: Tree, best: Element, reasons: Reasons) -> None:
    ranked = sorted((element for element in tree.elements if element.score > 0), key=lambda e: -e.score)[:10]
    for element in ranked:
        rule = f"<{element.tag} class={element.get('class')!r} id={element.get('id')!r}>"
        reasons.append(Reason("candidate" if element is not best else "chosen", rule, "", round(element.score, 1)))
