"""The lead image of an article and the captions of its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from newsreader.blocks import Block, Image
from newsreader.extract.build import Piece
from newsreader.extract.head import Head
from newsreader.extract.images import (
    PICTURE_TAGS,
    caption_of,
    is_decoration,
    leads_to_a_page,
    picture_key,
    read_image,
)
from newsreader.extract.metadata import Metadata
from newsreader.extract.tree import Element, Tree

MAX_TOP_BLOCKS = 4  # where the lead image is shown again
MAX_HEAD_ELEMENTS = 200  # between a headline and the text; more is another part of the page


def find_lead_image(tree: Tree, metadata: Metadata, head: Head, body: Element, pieces: list[Piece]) -> Image | None:
    """Find the page's own picture, with the caption it has where the page shows it.

    It is the one the page's metadata name; else the first before the prose; else one between headline and body.
    """
    stated = metadata.image_url
    if stated and not is_decoration(stated):
        return _shown(tree, stated, metadata.base_url) or Image(stated)
    first = pieces[0].block if pieces else None
    if isinstance(first, Image):
        return first
    return next(_between(tree, head.element, body, metadata.base_url), None)


def without_lead(blocks: tuple[Block, ...], lead: Image) -> tuple[Block, ...]:
    """Drop the lead image from the top of the text, where pages show it again."""
    key = picture_key(lead.url)
    top = [block for block in blocks[:MAX_TOP_BLOCKS] if not isinstance(block, Image) or picture_key(block.url) != key]
    return (*top, *blocks[MAX_TOP_BLOCKS:])


def _shown(tree: Tree, stated: str, base_url: str) -> Image | None:
    """Find the stated picture on the page, in whatever size, best where it has a caption."""
    key = picture_key(stated)
    stem = key.rpartition("/")[2].rpartition(".")[0]  # every size of the picture has it in its address
    found: Image | None = None
    for element in tree.elements:
        if element.tag not in PICTURE_TAGS or not any(
            stem in value.lower() for value in element.attrs.values() if value
        ):
            continue
        image = read_image(element, base_url)
        if image is not None and picture_key(image.url) == key:
            image = Image(image.url, image.alt, caption_of(element))
            if image.caption:
                return image
            found = found or image
    return found


def _between(tree: Tree, headline: Element | None, body: Element, base_url: str) -> Iterator[Image]:
    """Give the pictures that stand between the headline and the body, and lead to no other page."""
    if headline is None or headline.inside(body) or body is tree.body:
        return
    start = tree.elements.index(headline)
    for element in islice(tree.elements, start, start + MAX_HEAD_ELEMENTS):
        if element is body:
            return
        if element.tag not in PICTURE_TAGS or element.junk or leads_to_a_page(element, base_url):
            continue
        image = read_image(element, base_url)
        if image is not None:
            yield Image(image.url, image.alt, caption_of(element))
