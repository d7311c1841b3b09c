"""Discussions under an article, found by their heading where no class name gives them away."""

from __future__ import annotations

import re

from newsreader.extract.tables import all_text
from newsreader.extract.tree import HEADING_TAGS, Element, mark_box

MAX_HEADING_BYTES = 90
MIN_ARTICLE_SCORE = 400  # of prose elsewhere on the page, or what is under the heading may be the article
MAX_DISCUSSIONS = 40  # on one page; the first of them hold the others
MAX_WRAPPERS = 4  # boxes round nothing but the heading
_HEADING = re.compile(
    r"(?:\d+\s+|(?:no|one)\s+)?(?:(?:leave|post|add|write)\s+(?:a\s+)?|join\s+the\s+|reader\s+)?"
    r"(?:comments?|reply|replies|responses?|discussion|conversation|thoughts?\s+on\b.*|(?:leser)?kommentare?|beiträge|"
    r"commentaires?|réactions?|comentários?|comentarios?|commenti?|reacties|komentarze?|kommentarer|комментари\w+|評論|评论|コメント)"
    r"(?:\s+(?:on|to|zu|sur|sobre|su|op)\s.*)?\s*[\d().,:!–-]*",
)


def is_discussion_heading(element: Element) -> bool:
    """Say whether a heading opens what readers say: "12 comments"."""
    if element.tag not in HEADING_TAGS or not 0 < element.text <= MAX_HEADING_BYTES:
        return False
    first = element.children[0]
    text = first.strip() if isinstance(first, str) and len(element.children) == 1 else all_text(element)
    return _HEADING.fullmatch(text.lower()) is not None


def drop_discussions(headings: list[Element], page: Element) -> bool:
    """Mark what follows the headings in their boxes and take its score from all that holds it.

    Args:
        headings: of discussions, the last of the page first.
        page: the body.

    Returns:
        Whether there was prose in it, so that another element may be the heaviest now.
    """
    return sum(_drop_discussion(heading, page) for heading in headings[-MAX_DISCUSSIONS:]) > 0


def _drop_discussion(heading: Element, page: Element) -> bool:
    box = heading
    for _ in range(MAX_WRAPPERS):
        if box.parent is None or box.parent.text > heading.text:
            break
        box = box.parent
    if box.parent is None or box.junk:
        return False
    place = box.parent.children.index(box)
    following = [child for child in box.parent.children[place:] if isinstance(child, Element) and not child.junk]
    weight = sum(child.score for child in following)
    if weight <= 0 or page.score - weight < MIN_ARTICLE_SCORE:
        return False
    for child in following:
        mark_box(child, "discussion")
    holder: Element | None = box.parent
    while holder is not None:
        holder.score -= weight
        holder = holder.parent
    return True
