"""An article that is spread over several pages, put together from what was read on each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsreader.address import canonical_address
from newsreader.blocks import Block, Embed, Heading, Image, List, Paragraph, Rule, block_text
from newsreader.extract.head import same_words
from newsreader.extract.images import picture_key
from newsreader.model import Article, RelatedLink

MIN_REPEATED_CHARS = 40  # shorter lines may be said twice
MAX_MARKER_CHARS = 60
_OF = r"(?:of|von|sur|de|di|van|z|av|af|из|共)"
_PAGE = r"(?:page|seite|página|pagina|strona|sida|side|part|teil|partie|parte|страница)"
_MARKER = re.compile(
    rf"\W*{_PAGE}\s*:?\s*\d{{1,2}}(?:\s*(?:{_OF}|/)\s*\d{{1,2}})?\W*(?:\w+\W*){{0,2}}|\W*\d{{1,2}}\s+{_OF}\s+\d{{1,2}}\W*|"
    r"\W*1\W+2(?:\W+\d{1,2})*(?:\W+[^\W\d]+){0,2}\W*",  # a pager as text: "1 2 3 next page"
    re.IGNORECASE,
)
_HEADLINE_END = re.compile(
    rf"\s*(?:[-–—|:,(\[]\s*)?(?:{_PAGE}\s*\d{{1,2}}(?:\s*(?:{_OF}|/)\s*\d{{1,2}})?|\(?\d{{1,2}}\s*/\s*\d{{1,2}})\s*[)\]]?\s*$",
    re.I,
)


def join_parts(first: Article, following: Sequence[Article]) -> Article:
    """Put the parts of one article together. Pure.

    What a later part repeats is left out: paragraphs, pictures, the lines that number the pages. So are its
    headline, byline and lead picture, which are the first part's; a lead picture of its own becomes a block.

    Args:
        first: the part with the head of the article.
        following: the others, in order.
    """
    blocks = [block for block in first.blocks if not _is_marker(block)]
    seen = {_key(block) for block in blocks} | {_key(first.lead_image), *_standfirst(first)}
    for part in following:
        lead = (part.lead_image,) if part.lead_image is not None else ()
        for block in (*lead, *part.blocks):
            key = _key(block)
            if _is_marker(block) or (key in seen and key) or _is_headline(block, first.headline):
                continue
            blocks.append(block)
            seen.add(key)
    updates = [part.updated for part in (first, *following) if part.updated is not None]
    return replace(
        first,
        blocks=_without_last_rule(blocks),
        updated=max(updates, default=None),
        related=_related((first, *following)),
        notes=tuple(dict.fromkeys(note for part in (first, *following) for note in part.notes)),
    )


def is_part_of(part: Article, first: Article) -> bool:
    """Say whether a page that was offered as the next part is one: of the same headline, with text of its own.

    A page whose headline is another is still a part when it calls the first one's address its own.
    """
    own = {canonical_address(first.url), canonical_address(first.canonical_url)}
    is_claimed = bool(part.canonical_url) and canonical_address(part.canonical_url) in own
    if not is_claimed and not same_words(_without_number(part.headline), _without_number(first.headline)):
        return False
    known = {_key(block) for block in first.blocks}
    return any(_key(block) not in known for block in part.blocks if block_text(block) and not _is_marker(block))


def _without_number(headline: str) -> str:
    return _HEADLINE_END.sub("", headline)


def _is_marker(block: Block) -> bool:
    """Say whether a block only numbers the pages: "Page 2 of 3"."""
    if not isinstance(block, (Heading, List, Paragraph)):
        return False
    text = block_text(block).strip()
    return 0 < len(text) <= MAX_MARKER_CHARS and _MARKER.fullmatch(text) is not None


def _is_headline(block: Block, headline: str) -> bool:
    return isinstance(block, (Heading, Paragraph)) and same_words(block_text(block), headline)


def _key(block: Block | None) -> str:
    """Give what two blocks have in common that say the same; "" for one that may well stand twice."""
    if isinstance(block, Image):
        return picture_key(block.url)
    if isinstance(block, Embed):
        return block.url
    text = " ".join(block_text(block).casefold().split()) if block is not None else ""
    return text if len(text) >= MIN_REPEATED_CHARS else ""


def _standfirst(article: Article) -> Iterable[str]:
    text = " ".join(article.summary.casefold().split())
    return (text,) if len(text) >= MIN_REPEATED_CHARS else ()


def _without_last_rule(blocks: list[Block]) -> tuple[Block, ...]:
    while blocks and isinstance(blocks[-1], Rule):
        blocks.pop()
    return tuple(blocks)


def _related(parts: Sequence[Article]) -> tuple[RelatedLink, ...]:
    own = {canonical_address(address) for part in parts for address in (part.url, part.canonical_url) if address}
    by_url: dict[str, RelatedLink] = {}
    for link in (link for part in parts for link in part.related):
        address = canonical_address(link.url)
        if address not in own:
            by_url.setdefault(address, link)
    return tuple(by_url.values())
