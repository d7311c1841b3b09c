"""One article out of one page: the whole way from bytes to the model."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import NamedTuple

from newsreader.address import canonical_address
from newsreader.blocks import Image, Paragraph, Span
from newsreader.errors import IndexPageError, NoArticleError
from newsreader.extract.body import choose_body
from newsreader.extract.build import Builder, Piece, size_of
from newsreader.extract.cards import mark_cards
from newsreader.extract.credits import find_authors
from newsreader.extract.dateline import split_dateline
from newsreader.extract.document import Document, parse_page
from newsreader.extract.footnotes import with_footnotes
from newsreader.extract.head import Head, read_head
from newsreader.extract.language import language_of_script
from newsreader.extract.lead import find_lead_image, without_lead
from newsreader.extract.metadata import Metadata, read_metadata
from newsreader.extract.origins import field_reasons, origins_of
from newsreader.extract.pagekind import is_index, may_be_index
from newsreader.extract.prune import mark_junk
from newsreader.extract.published import find_moments, midnight, moment_in_address
from newsreader.extract.reasons import MAX_EXCERPT_CHARS, Reason, Reasons, excerpt_of
from newsreader.extract.related import RelatedReader
from newsreader.extract.section import is_list, read_entries
from newsreader.extract.siterules import Ruling, with_body_marked
from newsreader.extract.tree import Element, Tree, read_tree
from newsreader.extract.trim import Trimmer
from newsreader.extract.walls import MIN_ARTICLE_CHARS, find_wall
from newsreader.extract.weight import text_weight
from newsreader.model import Article, ArticleNote, Dateline, RelatedLink
from newsreader.siterule import SiteRule
from newsreader.text import clean_line

MIN_INDEX_LINK_BYTES = 500  # of link text on a page without prose that lists something
MAX_TOP_BLOCKS = 4  # where a standfirst may stand already
MIN_RULED_SHARE = 0.2  # of the text found without a site's rule, which may be mostly what the rule leaves out
MIN_SOLID_CHARS = 250  # with less, names of classes may have misled us: try without them


def extract_article(
    html: bytes | str,
    url: str,
    *,
    charset: str = "",
    explain: Reasons | None = None,
    rule: SiteRule | None = None,
) -> Article:
    """Read one article out of a page. Pure: the same page gives the same article.

    Args:
        html: the document, bytes as they came or decoded text.
        url: its address after redirects, absolute; links are resolved against it.
        charset: what the server said, used for bytes.
        explain: collects every candidate and every dropped part with its reason, when given.
        rule: what is known of this site's pages, its selectors such as `selector_fault` lets pass. Where it does
            not fit, the article is read without it and says so in its notes.

    Raises:
        IndexPageError: the page lists articles.
        NoArticleError: there is no article on the page; `extract.walls` says what stands there instead.
        UnreadableError: not a document we read, or one built to break readers.
    """
    if rule is None:
        return _read_page(parse_page(html, url, charset), url, None, explain)
    page = parse_page(with_body_marked(html, rule), url, charset)
    try:
        return _read_page(page, url, Ruling(rule, page.parser, explain), explain)
    except NoArticleError as error:
        if type(error) not in (NoArticleError, IndexPageError):  # a wall stays one
            raise
        if explain is not None:
            explain.append(Reason("retry", f"{rule.file} leaves no article on the page; again without it"))
        article = _read_page(parse_page(html, url, charset), url, None, explain)
        return replace(article, notes=(*article.notes, ArticleNote.LAYOUT_CHANGED))


def _read_page(page: Document, url: str, ruling: Ruling | None, explain: Reasons | None) -> Article:
    tree = read_tree(page.parser, whole=ruling is not None)
    metadata = read_metadata(page.parser, tree, url)
    if ruling is not None:
        ruling.find(tree)
    reasons: Reasons | None = [] if explain is not None else None
    body = _read_body(page, tree, metadata, ruling, reasons)
    try:
        return _article(page, body, metadata, url, ruling, explain, reasons)
    finally:
        body.tree.release()


def _article(
    page: Document,
    chosen: _Body,
    metadata: Metadata,
    url: str,
    ruling: Ruling | None,
    explain: Reasons | None,
    found: Reasons | None,
) -> Article:
    tree, pieces, head, body = chosen
    ruled = _read_ruled(tree, metadata, ruling, size_of(pieces), found) if ruling is not None else None
    if ruled is not None:
        pieces, head, body = ruled
    if explain is not None:
        explain.extend(found or ())
    notes, pieces = find_wall(page, tree, metadata, url, pieces)
    is_short = not _has(pieces, MIN_ARTICLE_CHARS)
    if is_short or (ruled is None and may_be_index(metadata, body, pieces)):
        _refuse_index(page, tree, metadata, url, pieces)
    if is_short:
        raise NoArticleError(url)
    if not head.byline and _names_the_site(metadata):
        head.byline, head.byline_origin = find_authors(tree, head.element, metadata.base_url)
    _date(tree, metadata, head, body, url)
    kept = {piece.element for piece in pieces if piece.is_prose and piece.element is not body}
    reader = RelatedReader(tree, metadata.base_url, (url, metadata.canonical_url), kept)
    named = reader.read_boxes(ruling.related) if ruling is not None else ()
    lead = find_lead_image(tree, metadata, head, body, pieces)
    article = _assemble(url, metadata, head, pieces, lead, named or reader.read())
    article = replace(article, notes=notes, origins=origins_of(article, metadata, head))
    if ruling is not None:
        is_changed = ruling.rule.says_body and ruled is None
        article = ruling.told(replace(article, notes=(*notes, ArticleNote.LAYOUT_CHANGED)) if is_changed else article)
    if explain is not None:
        explain += field_reasons(article)
    return article


def _names_the_site(metadata: Metadata) -> bool:
    """Say whether the head names nobody but the site as the author; the page may name a person."""
    site = "".join(metadata.site.casefold().split())
    return all("".join(name.casefold().split()) == site for name in metadata.authors)


def _date(tree: Tree, metadata: Metadata, head: Head, body: Element, url: str) -> None:
    """Take the dates that the page's head does not state from what the page shows."""
    if metadata.published is not None:
        return
    moments = find_moments(tree, head.element, body)
    day = head.day or (head.dateline.date if head.dateline else None)
    if moments.published is not None and (day is None or moments.published.date() == day or not head.day_is_below):
        metadata.take("published", moments.published, moments.origin)
    printed = moments.updated or (midnight(head.updated) if head.updated else None)
    metadata.take("updated", printed, moments.origin)
    if day is None and moment_in_address(url) is None:
        metadata.take("published", printed, moments.origin)  # the one date the page shows


def _read_ruled(
    tree: Tree, metadata: Metadata, ruling: Ruling, size: int, reasons: Reasons | None
) -> tuple[list[Piece], Head, Element] | None:
    """Read the body that a site's rule names; None when it names none or one with too little text.

    Args:
        tree: the page.
        metadata: what its head says.
        ruling: the rule.
        size: of the text that is found without the rule, characters.
        reasons: of the text found without the rule; with one found by it, the reasons for that.
    """
    told: Reasons | None = [] if reasons is not None else None
    found: tuple[list[Piece], Head, Element] | None = None
    if ruling.body:
        ruling.clear(tree, told)
        found = _read_in(tree, metadata, ruling.body, ruling, told)
    is_enough = found is not None and size_of(found[0]) >= max(MIN_ARTICLE_CHARS, MIN_RULED_SHARE * size)
    if told is not None and reasons is not None:
        rule = ruling.where
        if is_enough:
            reasons[:] = [reason for reason in reasons if reason.step == "candidate"]
            reasons += [Reason("chosen", rule, excerpt_of(ruling.body[0])), *told]
        elif ruling.rule.says_body:
            what = "too little text is left there" if found else "finds nothing"
            reasons.append(Reason("retry", f"{rule}: {what}, layout changed; the choice without it stands"))
    return found if is_enough else None


def _read_in(
    tree: Tree, metadata: Metadata, boxes: list[Element], ruling: Ruling | None, reasons: Reasons | None
) -> tuple[list[Piece], Head, Element]:
    """Read and trim the text in some elements."""
    head = read_head(tree, metadata, boxes[0])
    if ruling is not None:
        ruling.fill(head)
    builder = Builder(metadata.base_url)
    for box in boxes:
        builder.add(box)
    pieces = _with_standfirst(Trimmer(head, reasons).trim(builder.pieces), head, boxes[0], reasons)
    return with_footnotes(pieces, tree, boxes[0], metadata.base_url), head, boxes[0]


class _Body(NamedTuple):
    """The text of an article and where it was found."""

    tree: Tree
    pieces: list[Piece]
    head: Head
    element: Element


def _read_body(page: Document, tree: Tree, metadata: Metadata, ruling: Ruling | None, reasons: Reasons | None) -> _Body:
    """Choose the body and trim it; with too little text left, again in the whole page and without judging by names."""
    best = _chosen_body(tree, metadata, ruling, reasons, by_names=True)
    if not _has(best.pieces, MIN_SOLID_CHARS):
        if reasons is not None:
            reasons.append(Reason("retry", "too little text is left; again without judging by names"))
        whole = tree if ruling is not None else read_tree(page.parser)
        other = _chosen_body(whole, metadata, ruling, reasons, by_names=False)
        if size_of(other.pieces) > 2 * size_of(best.pieces):
            best, other = other, best
        elif reasons is not None:
            reasons.append(Reason("retry", "not twice as much text as before; the first choice stands"))
        if other.tree is not best.tree:
            other.tree.release()
    return best._replace(pieces=_with_stated_body(best.pieces, metadata, best.tree.body, reasons))


def _chosen_body(
    tree: Tree, metadata: Metadata, ruling: Ruling | None, reasons: Reasons | None, *, by_names: bool
) -> _Body:
    mark_junk(tree, by_names=by_names, reasons=reasons)
    if by_names:
        mark_cards(tree, reasons)
    return _Body(tree, *_read_in(tree, metadata, [choose_body(tree, reasons)], ruling, reasons))


def _with_standfirst(pieces: list[Piece], head: Head, body: Element, reasons: Reasons | None) -> list[Piece]:
    """Put the standfirst before the text, when the page has it outside the body."""
    text = head.standfirst
    if not text or any(text[:60] in piece.text for piece in pieces[:MAX_TOP_BLOCKS]):
        return pieces
    if reasons is not None:
        reasons.append(Reason("added", "standfirst that stands outside the body", text[:MAX_EXCERPT_CHARS]))
    return [Piece(Paragraph((Span(text),)), body, text), *pieces]


def _with_stated_body(pieces: list[Piece], metadata: Metadata, body: Element, reasons: Reasons | None) -> list[Piece]:
    """Take the text that JSON-LD states when the page shows less than half of it."""
    stated = metadata.body
    if len(stated) < MIN_SOLID_CHARS or len(stated) < 2 * size_of(pieces) or "</" in stated:
        return pieces
    lines = [line for raw in stated.split("\n") if (line := clean_line(raw))]
    if reasons is not None:
        reasons.append(
            Reason(
                "chosen",
                "text that JSON-LD states: the page shows less than half of it",
                clean_line(stated[:MAX_EXCERPT_CHARS]),
            )
        )
    return [Piece(Paragraph((Span(line),)), body, line) for line in lines]


def _has(pieces: list[Piece], least: int) -> bool:
    """Say whether pieces have so much text, in Latin characters."""
    size = size_of(pieces)
    return size >= least or (2 * size >= least and sum(text_weight(piece.text) for piece in pieces) >= least)


def _refuse_index(page: Document, tree: Tree, metadata: Metadata, url: str, pieces: list[Piece]) -> None:
    """Refuse a page whose text is nothing but the articles it lists."""
    listing = read_tree(page.parser)
    entries = read_entries(listing, url)
    listing.release()
    own = {canonical_address(address) for address in (url, metadata.canonical_url)}
    entries = tuple(entry for entry in entries if canonical_address(entry.url) not in own)
    is_short = not _has(pieces, MIN_ARTICLE_CHARS)
    is_menu = is_short and tree.body.links > MIN_INDEX_LINK_BYTES and tree.body.links > 0.5 * tree.body.text
    if is_menu or is_index(pieces, entries, metadata) or (is_short and is_list(entries)):
        raise IndexPageError(url)


def _assemble(
    url: str,
    metadata: Metadata,
    head: Head,
    pieces: list[Piece],
    lead: Image | None,
    related: tuple[RelatedLink, ...],
) -> Article:
    dateline = head.dateline or _dateline_in_text(pieces, metadata.published or head.day)
    if dateline is not None and dateline.date is None and head.day is not None:
        dateline = replace(dateline, date=head.day)
    published = metadata.published or _day_stated(url, head, dateline)
    blocks = tuple(piece.block for piece in pieces)
    if lead is not None:
        blocks = without_lead(blocks, lead)
    return Article(
        url=url,
        headline=head.headline,
        canonical_url=metadata.canonical_url,
        site=head.site or metadata.site,
        section=metadata.section or head.section,
        byline=head.byline or metadata.authors,
        dateline=dateline,
        published=published.astimezone(UTC) if published else None,
        published_offset=_offset(published),
        updated=metadata.updated.astimezone(UTC) if metadata.updated else None,
        updated_offset=_offset(metadata.updated),
        summary=_summary(metadata.summary),
        lang=metadata.lang or language_of_script("".join(piece.text for piece in pieces[:3])),
        tags=metadata.tags,
        lead_image=lead,
        blocks=blocks,
        related=related,
    )


def _day_stated(url: str, head: Head, dateline: Dateline | None) -> datetime | None:
    """Give the day on a date line or in the address; a dateline says itself when its report was filed."""
    if dateline is not None and dateline.date is not None:
        return None
    return midnight(head.day) if head.day is not None else moment_in_address(url)


def _offset(moment: datetime | None) -> int:
    """Give the minutes east of UTC of the zone a moment is printed in."""
    offset = moment.utcoffset() if moment is not None else None
    return int(offset.total_seconds()) // 60 if offset else 0


def _summary(text: str) -> str:
    """The description without a dateline before it."""
    return split_dateline(text)[1]


def _dateline_in_text(pieces: list[Piece], published: date | None) -> Dateline | None:
    year = published.year if published else None
    for piece in pieces[:4]:
        if piece.text and piece.is_prose:
            return split_dateline(piece.text[:300], year)[0]
    return None
