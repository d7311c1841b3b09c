"""The body of an article as structured blocks, and their JSON form.

A block is what a reader sees as one unit: a paragraph, a heading, a list. All text in a block is plain
text that `newsreader.text` has cleaned; it is never markup. Addresses are absolute http(s) addresses.
The JSON form is a public contract: `newsreader show --json` prints it and the library keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any


class BlockKind(StrEnum):
    """What a block is, as the JSON form names it."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    LIST = "list"
    TABLE = "table"
    CODE = "code"
    IMAGE = "image"
    RULE = "rule"
    EMBED = "embed"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of inline text in one style; spans join without anything between them."""

    text: str
    href: str = ""  # absolute http(s) address, "" when the run is not a link
    is_emphasis: bool = False
    is_strong: bool = False
    is_code: bool = False


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Heading:
    """A subhead inside the body; the article's own headline is not a block."""

    spans: Spans
    level: int = 2  # 1 to 6, as in HTML


@dataclass(frozen=True, slots=True)
class Quote:
    """One paragraph of a block quotation; several in a row are one quotation."""

    spans: Spans
    is_pull: bool = False  # a pull quote repeats words of the article


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list, nested lists flattened to a depth."""

    spans: Spans
    depth: int = 0  # 0 for the outermost list
    number: int | None = None  # None for a bullet
    is_term: bool = False  # what a definition list explains; stands without a mark
    is_continued: bool = False  # a further paragraph of the item before it, or the text of a term


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted, numbered or definition list."""

    items: tuple[ListItem, ...]
    is_notes: bool = False  # footnotes, that the text refers to as [1]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data; layout tables never become blocks."""

    rows: tuple[tuple[str, ...], ...]  # every row has the same number of cells; one spanned by another is ""
    header_rows: int = 0  # how many of the first rows are headings
    caption: str = ""
    header_columns: int = 0  # how many of the first cells of a row are its headings


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted text; line breaks and indentation are kept."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture with what the page says about it."""

    url: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


@dataclass(frozen=True, slots=True)
class Embed:
    """A video, a recording or a post of another site, shown as a link."""

    url: str  # a page a browser can open where one is known
    title: str = ""


Block = Paragraph | Heading | Quote | List | Table | Code | Image | Rule | Embed

_KIND_OF = {
    Paragraph: BlockKind.PARAGRAPH,
    Heading: BlockKind.HEADING,
    Quote: BlockKind.QUOTE,
    List: BlockKind.LIST,
    Table: BlockKind.TABLE,
    Code: BlockKind.CODE,
    Image: BlockKind.IMAGE,
    Rule: BlockKind.RULE,
    Embed: BlockKind.EMBED,
}


def block_kind(block: Block) -> BlockKind:
    """Name the kind of a block."""
    return _KIND_OF[type(block)]


def spans_text(spans: Spans) -> str:
    """Join the text of spans."""
    return spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])


def block_text(block: Block) -> str:
    """Give a block as plain text: list items and table rows on lines of their own, cells apart by tabs.

    A picture gives its caption, an embedded video its title, a rule nothing.
    """
    match block:
        case Paragraph(spans=spans) | Heading(spans=spans) | Quote(spans=spans):
            return spans_text(spans)
        case List(items=items):
            return "\n".join(spans_text(item.spans) for item in items)
        case Table(rows=rows):
            return "\n".join("\t".join(row) for row in rows)
        case Code(text=text):
            return text
        case Image(caption=caption):
            return caption
        case Embed(title=title):
            return title
        case Rule():
            return ""


def blocks_text(blocks: tuple[Block, ...]) -> str:
    """Give the prose of a body, blocks on lines of their own, without captions, titles of videos and pull quotes."""
    texts = (
        block_text(block)
        for block in blocks
        if not isinstance(block, (Image, Embed)) and not (isinstance(block, Quote) and block.is_pull)
    )
    return "\n".join(text for text in texts if text)


def quotations(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Give blocks in order, those that are paragraphs of one quotation together and all others alone."""
    for is_quoted, run in groupby(blocks, key=lambda block: isinstance(block, Quote) and not block.is_pull):
        if is_quoted:
            yield tuple(run)
        else:
            yield from ((block,) for block in run)


def block_to_json(block: Block) -> dict[str, Any]:
    """Give a block as a JSON object: always `kind` and `text`, and what else its kind has.

    `spans` is there only where a run is a link or styled; without it the text is one plain run.
    """
    shape: dict[str, Any] = {"kind": block_kind(block).value, "text": block_text(block)}
    match block:
        case Paragraph(spans=spans):
            shape |= _spans_shape(spans)
        case Heading(spans=spans, level=level):
            shape |= {"level": level} | _spans_shape(spans)
        case Quote(spans=spans, is_pull=is_pull):
            shape |= ({"pull": True} if is_pull else {}) | _spans_shape(spans)
        case List(items=items, is_notes=is_notes):
            shape |= {"items": [_item_to_json(item) for item in items]} | ({"notes": True} if is_notes else {})
        case Table(rows=rows, header_rows=header_rows, caption=caption, header_columns=columns):
            shape |= {"rows": [list(row) for row in rows], "header_rows": header_rows, "caption": caption}
            shape |= {"header_columns": columns} if columns else {}
        case Code(language=language):
            shape["language"] = language
        case Image(url=url, alt=alt, caption=caption):
            shape |= {"url": url, "alt": alt, "caption": caption}
        case Embed(url=url):
            shape["url"] = url
        case Rule():
            pass
    return shape


def block_from_json(shape: dict[str, Any]) -> Block:
    """Read a block back from what `block_to_json` gave.

    Raises:
        KeyError, ValueError: the object is not such a block.
    """
    match BlockKind(shape["kind"]):
        case BlockKind.PARAGRAPH:
            return Paragraph(_spans_from(shape))
        case BlockKind.HEADING:
            return Heading(_spans_from(shape), level=shape["level"])
        case BlockKind.QUOTE:
            return Quote(_spans_from(shape), is_pull=shape.get("pull", False))
        case BlockKind.LIST:
            return List(tuple(map(_item_from, shape["items"])), is_notes=shape.get("notes", False))
        case BlockKind.TABLE:
            rows = tuple(tuple(row) for row in shape["rows"])
            return Table(rows, shape["header_rows"], shape["caption"], shape.get("header_columns", 0))
        case BlockKind.CODE:
            return Code(shape["text"], language=shape["language"])
        case BlockKind.IMAGE:
            return Image(shape["url"], alt=shape["alt"], caption=shape["caption"])
        case BlockKind.RULE:
            return Rule()
        case BlockKind.EMBED:
            return Embed(shape["url"], title=shape["text"])


def _item_to_json(item: ListItem) -> dict[str, Any]:
    shape: dict[str, Any] = {"text": spans_text(item.spans), "depth": item.depth, "number": item.number}
    parts = {"term": item.is_term, "continued": item.is_continued}
    return shape | {part: True for part, is_on in parts.items() if is_on} | _spans_shape(item.spans)


def _item_from(shape: dict[str, Any]) -> ListItem:
    is_term, is_continued = shape.get("term", False), shape.get("continued", False)
    return ListItem(_spans_from(shape), shape["depth"], shape["number"], is_term, is_continued)


def _spans_shape(spans: Spans) -> dict[str, Any]:
    if all(span == Span(span.text) for span in spans):
        return {}
    return {"spans": [_span_to_json(span) for span in spans]}


def _span_to_json(span: Span) -> dict[str, Any]:
    shape: dict[str, Any] = {"text": span.text}
    if span.href:
        shape["href"] = span.href
    styles = {"emphasis": span.is_emphasis, "strong": span.is_strong, "code": span.is_code}
    return shape | {style: True for style, is_on in styles.items() if is_on}


def _spans_from(shape: dict[str, Any]) -> Spans:
    if "spans" not in shape:
        return (Span(shape["text"]),) if shape["text"] else ()
    return tuple(
        Span(
            run["text"],
            href=run.get("href", ""),
            is_emphasis=run.get("emphasis", False),
            is_strong=run.get("strong", False),
            is_code=run.get("code", False),
        )
        for run in shape["spans"]
    )
