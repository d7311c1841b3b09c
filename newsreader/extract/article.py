"""One article out of one page: the whole way from bytes to the model."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from newsreader.blocks import Block, Image, Paragraph, Span
from newsreader.errors import IndexPageError, NoArticleError, UnreadableError
from newsreader.extract.body import choose_body
from newsreader.extract.build import Builder, Piece
from newsreader.extract.cards import mark_cards
from newsreader.extract.credits import find_authors, find_moment, moment_in_address
from newsreader.extract.dateline import split_dateline
from newsreader.extract.decode import decode_html
from newsreader.extract.guard import refuse_pathological
from newsreader.extract.head import Head, read_head
from newsreader.extract.images import is_decoration, picture_key
from newsreader.extract.metadata import Metadata, read_metadata
from newsreader.extract.prune import mark_junk
from newsreader.extract.reasons import Reason, Reasons
from newsreader.extract.related import RelatedReader
from newsreader.extract.tree import Element, Tree, read_tree
from newsreader.extract.trim import Trimmer
from newsreader.model import Article, Dateline, RelatedLink
from newsreader.text import clean_line

MIN_ARTICLE_CHARS = 60  # less is a caption or a message, not an article
MAX_TOP_BLOCKS = 4  # where the lead image is shown again
MIN_SOLID_CHARS = 250  # with less, names of classes may have misled us: try without them


def extract_article(
    html: bytes | str,
    url: str,
    *,
    charset: str = "",
    explain: Reasons | None = None,
) -> Article:
    """Read one article out of a page. Pure: the same page gives the same article.

    Args:
        html: the document, bytes as they came or decoded text.
        url: its address after redirects, absolute; links are resolved against it.
        charset: what the server said, used for bytes.
        explain: collects every candidate and every dropped part with its reason, when given.

    Raises:
        IndexPageError: the page lists articles.
        NoArticleError: there is no article on the page.
        UnreadableError: not a document we read, or one built to break readers.
    """
    try:
        refuse_pathological(html)
    except UnreadableError as error:
        raise UnreadableError(url, error.detail) from error
    text = decode_html(html, charset) if isinstance(html, bytes) else html
    try:
        parser = LexborHTMLParser(text.encode("utf-8", "replace"))
    except SelectolaxError as error:
        raise UnreadableError(url, "the parser refused it") from error
    metadata = read_metadata(parser, url)
    tree = read_tree(parser)
    try:
        return _article(tree, metadata, url, explain)
    finally:
        tree.release()


def _article(tree: Tree, metadata: Metadata, url: str, explain: Reasons | None) -> Article:
    pieces, head = _read_body(tree, metadata, explain)
    if not head.byline and not metadata.authors:
        head.byline = find_authors(tree, head.element)
    if metadata.published is None:
        day = head.day or (head.dateline.date if head.dateline else None)
        moment = find_moment(tree, head.element)
        if day is None or (moment is not None and moment.date() == day):
            metadata.published = moment
    prose = sum(len(piece.text) for piece in pieces)
    if prose < MIN_ARTICLE_CHARS:
        raise _no_article(tree, url)
    related = RelatedReader(tree, metadata.base_url, (url, metadata.canonical_url)).read()
    return _assemble(url, metadata, head, pieces, related_links=related)


def _read_body(tree: Tree, metadata: Metadata, reasons: Reasons | None) -> tuple[list[Piece], Head]:
    """Choose the body and trim it; with too little left, again without judging by names."""
    best: tuple[list[Piece], Head] | None = None
    for by_names in (True, False):
        mark_junk(tree, by_names=by_names, reasons=reasons)
        if by_names:
            mark_cards(tree, reasons)
        body = choose_body(tree, reasons)
        head = read_head(tree, metadata, body)
        builder = Builder(metadata.base_url)
        builder.add(body)
        pieces = _with_standfirst(Trimmer(head, reasons).trim(builder.pieces), head, body)
        if best is None or _size(pieces) > 2 * _size(best[0]):
            best = pieces, head
        if _size(pieces) >= MIN_SOLID_CHARS:
            break
        if reasons is not None:
            reasons.append(Reason("retry", "too little text left, judging without class names"))
    assert best is not None
    return _with_stated_body(best[0], metadata, tree.body), best[1]


def _with_standfirst(pieces: list[Piece], head: Head, body: Element) -> list[Piece]:
    """Put the standfirst before the text, when the page has it outside the body."""
    text = head.standfirst
    if not text or any(text[:60] in piece.text for piece in pieces[:MAX_TOP_BLOCKS]):
        return pieces
    return [Piece(Paragraph((Span(text),)), body, text), *pieces]


def _with_stated_body(pieces: list[Piece], metadata: Metadata, body: Element) -> list[Piece]:
    """Take the text that JSON-LD states when the page shows less than half of it."""
    stated = metadata.body
    if len(stated) < MIN_SOLID_CHARS or len(stated) < 2 * _size(pieces) or "</" in stated:
        return pieces
    lines = [line for raw in stated.split("\n") if (line := clean_line(raw))]
    return [Piece(Paragraph((Span(line),)), body, line) for line in lines]


def _size(pieces: list[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _no_article(tree: Tree, url: str) -> NoArticleError:
    is_index = tree.body.links > 500 and tree.body.links > 0.5 * tree.body.text
    return IndexPageError(url) if is_index else NoArticleError(url)


def _assemble(
    url: str, metadata: Metadata, head: Head, pieces: list[Piece], related_links: tuple[RelatedLink, ...]
) -> Article:
    dateline = head.dateline or _dateline_in_text(pieces, metadata.published)
    if dateline is not None and dateline.date is None and head.day is not None:
        dateline = replace(dateline, date=head.day)
    day = head.day or (dateline.date if dateline else None)
    published = metadata.published or (datetime.combine(day, time(), UTC) if day else None)
    published = published or moment_in_address(url) or metadata.updated
    lead = _lead_image(metadata, pieces)
    blocks = tuple(piece.block for piece in pieces)
    if lead is not None:
        blocks = _without_lead(blocks, lead)
    return Article(
        url=url,
        headline=head.headline,
        canonical_url=metadata.canonical_url,
        site=head.site or metadata.site,
        section=metadata.section or head.section,
        byline=head.byline or metadata.authors,
        dateline=dateline,
        published=published,
        updated=metadata.updated,
        summary=_summary(metadata.summary),
        lang=metadata.lang,
        tags=metadata.tags,
        lead_image=lead,
        blocks=blocks,
        related=related_links,
    )


def _without_lead(blocks: tuple[Block, ...], lead: Image) -> tuple[Block, ...]:
    """Drop the lead image from the top of the text, where pages show it again."""
    key = picture_key(lead.url)
    top = [block for block in blocks[:MAX_TOP_BLOCKS] if not isinstance(block, Image) or picture_key(block.url) != key]
    return (*top, *blocks[MAX_TOP_BLOCKS:])


def _summary(text: str) -> str:
    """The description without a dateline before it."""
    return split_dateline(text)[1]


def _dateline_in_text(pieces: list[Piece], published: datetime | None) -> Dateline | None:
    year = published.year if published else None
    for piece in pieces[:4]:
        if piece.text and piece.is_prose:
            return split_dateline(piece.text[:300], year)[0]
    return None


def _lead_image(metadata: Metadata, pieces: list[Piece]) -> Image | None:
    """The page's own picture with the caption of the same picture in the text; else the first before the prose."""
    images = [piece.block for piece in pieces if isinstance(piece.block, Image)]
    stated = metadata.image_url
    if stated and not is_decoration(stated):
        for image in images:
            if picture_key(image.url) == picture_key(stated):
                return image
        return Image(stated)
    first = pieces[0].block if pieces else None
    return first if isinstance(first, Image) else None
