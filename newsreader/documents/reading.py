"""From Markdown to blocks, so that a document is set in lines as an article is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

from newsreader.blocks import (
    Block,
    Code,
    Heading,
    List,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
    spans_text,
)
from newsreader.documents import markdown, topic_of

if TYPE_CHECKING:
    from markdown_it.token import Token


class Text(NamedTuple):
    """A document as it is read: what it is called, and its blocks."""

    title: str
    blocks: tuple[Block, ...]


def read(topic: str) -> Text:
    """Read one of the documents.

    Args:
        topic: one of `newsreader.documents.TOPICS`.
    """
    return read_markdown(markdown(topic))


def read_markdown(source: str) -> Text:
    """Read Markdown: CommonMark with tables; raw HTML in it, as the marks round generated parts, says nothing.

    Returns:
        Its first heading of the first level as the title, "" for none, and the rest as blocks.
    """
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    blocks = list(_blocks(tokens))
    first = blocks[0] if blocks else None
    if isinstance(first, Heading) and first.level == 1:
        return Text(spans_text(first.spans), tuple(blocks[1:]))
    return Text("", tuple(blocks))


def _blocks(tokens: Iterable[Token]) -> Iterator[Block]:
    reading = iter(tokens)
    quotes = 0
    for token in reading:
        match token.type:
            case "heading_open":
                yield Heading(_inline(next(reading)), level=int(token.tag[1:]))
            case "paragraph_open":
                spans = _inline(next(reading))
                yield Quote(spans) if quotes else Paragraph(spans)
            case "blockquote_open":
                quotes += 1
            case "blockquote_close":
                quotes -= 1
            case "fence" | "code_block":
                yield Code(token.content.rstrip("\n"), language=token.info.partition(" ")[0])
            case "hr":
                yield Rule()
            case "table_open":
                yield _table(reading)
            case "bullet_list_open" | "ordered_list_open":
                yield List(tuple(_items(token, reading, depth=0)))


def _items(opening: Token, reading: Iterator[Token], depth: int) -> Iterator[ListItem]:
    """Read a list up to its end, those within it flattened to a depth."""
    number = int(opening.attrGet("start") or 1) if opening.type == "ordered_list_open" else None
    is_first = True
    for token in reading:
        match token.type:
            case "list_item_open":
                is_first = True
            case "paragraph_open":
                item = ListItem(_inline(next(reading)), depth, number)
                yield item if is_first else replace(item, number=None, is_continued=True)
                is_first = False
            case "fence":
                yield ListItem((Span(token.content.strip(), is_code=True),), depth, None, is_continued=True)
            case "bullet_list_open" | "ordered_list_open":
                yield from _items(token, reading, depth + 1)
            case "list_item_close":
                number = number + 1 if number is not None else None
            case "bullet_list_close" | "ordered_list_close":
                return


def _table(reading: Iterator[Token]) -> Table:
    rows: list[tuple[str, ...]] = []
    cells: list[str] = []
    heads = 0
    for token in reading:
        match token.type:
            case "tr_open":
                cells = []
            case "inline":
                cells.append(spans_text(_inline(token)))
            case "thead_close":
                heads = len(rows)
            case "tr_close":
                rows.append(tuple(cells))
            case "table_close":
                break
    return Table(tuple(rows), header_rows=heads if any(rows[0]) else 0)


def _inline(token: Token) -> Spans:
    """Read the text of a block; a link elsewhere is followed by its address, which a terminal cannot show otherwise."""
    spans: list[Span] = []
    look = Span("")
    begin = 0
    for child in token.children or ():
        match child.type:
            case "text" | "text_special":
                spans.append(replace(look, text=child.content))
            case "softbreak" | "hardbreak":
                spans.append(replace(look, text=" "))
            case "code_inline":
                spans.append(replace(look, text=child.content, is_code=True))
            case "em_open" | "em_close":
                look = replace(look, is_emphasis=child.nesting > 0)
            case "strong_open" | "strong_close":
                look = replace(look, is_strong=child.nesting > 0)
            case "link_open":
                look = replace(look, href=str(child.attrGet("href") or ""))
                begin = len(spans)
            case "link_close":
                address, text = look.href, spans_text(tuple(spans[begin:]))
                look = replace(look, href="")
                if not topic_of(address) and text not in (address, address.partition("://")[2]):
                    spans.append(replace(look, text=f" ({address})"))
            case "image":
                spans.append(replace(look, text=child.content))
    return tuple(spans)
