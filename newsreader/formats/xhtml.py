"""Blocks as elements that are both XHTML 5 and HTML.

Elements are built and then serialised, so that no text of a page can ever become markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from xml.etree.ElementTree import Element, tostring

from newsreader.blocks import (
    Block,
    Code,
    Embed,
    Heading,
    Image,
    List,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
    quotations,
)
from newsreader.formats.legal import legal, uri

Content = Element | str
Linker = Callable[[str], str]  # from an article's address to where the document leads


def element(tag: str, *content: Content, **attributes: str) -> Element:
    """Make an element; in attribute names `_` stands for `-`, and a last one is dropped: `class_`.

    Args:
        tag: its name.
        content: its text and elements, in order; empty text is left out.
        attributes: those that are empty are left out.
    """
    made = Element(tag)
    for name, value in attributes.items():
        if value:
            made.set(name.rstrip("_").replace("_", "-"), legal(value))
    append(made, content)
    return made


def append(parent: Element, content: Iterable[Content]) -> None:
    """Put text and elements behind what an element holds."""
    for each in content:
        if isinstance(each, Element):
            parent.append(each)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + legal(each)
        else:
            parent.text = (parent.text or "") + legal(each)


def html_text(elements: Iterable[Element]) -> str:
    """Write elements as HTML."""
    return "".join(tostring(each, encoding="unicode", method="html") for each in elements)


def block_elements(
    blocks: Sequence[Block], link: Linker = uri, picture: Callable[[Image], Element] | None = None
) -> list[Element]:
    """Give a body as elements, in reading order.

    Args:
        blocks: the body.
        link: where an address leads.
        picture: how a picture is shown; as `picture_element` by default.
    """
    show = picture or picture_element
    elements: list[Element] = []
    for run in quotations(blocks):
        if isinstance(run[0], Quote) and not run[0].is_pull:
            elements.append(element("blockquote", *(_block_element(block, link, show) for block in run)))
        else:
            elements.append(_block_element(run[0], link, show))
    return elements


def picture_element(image: Image, source: str = "") -> Element:
    """Give a picture with its caption.

    Args:
        image: the picture.
        source: where the document has it; its own address by default.
    """
    figure = element("figure", element("img", src=source or uri(image.url)))
    figure[0].set("alt", legal(image.alt))
    if image.caption:
        figure.append(element("figcaption", image.caption))
    return figure


def _block_element(block: Block, link: Linker, show: Callable[[Image], Element]) -> Element:
    match block:
        case Paragraph(spans=spans):
            return element("p", *_spans_content(spans, link))
        case Heading(spans=spans, level=level):
            return element(f"h{min(max(level, 2), 6)}", *_spans_content(spans, link))
        case Quote(spans=spans, is_pull=is_pull):
            said = element("p", *_spans_content(spans, link))
            return element("aside", said, class_="pull") if is_pull else said
        case List():
            return _list(block, link)
        case Table():
            return _table(block)
        case Code(text=text, language=language):
            return element("pre", element("code", text, class_=f"language-{language}" if language else ""))
        case Image():
            return show(block)
        case Embed(url=url, title=title):
            return element("p", element("a", title or url, href=link(url)), class_="embed")
        case Rule():
            return element("hr")


def _spans_content(spans: Spans, link: Linker) -> list[Content]:
    """Give inline text as content of an element."""
    content: list[Content] = []
    for span in spans:
        content += _span_content(span, link)
    return content


def _span_content(span: Span, link: Linker) -> list[Content]:
    content: list[Content] = []
    for number, line in enumerate(span.text.split("\n")):
        if number:
            content.append(element("br"))
        content.append(line)
    for is_on, tag in ((span.is_code, "code"), (span.is_emphasis, "em"), (span.is_strong, "strong")):
        if is_on:
            content = [element(tag, *content)]
    return [element("a", *content, href=link(span.href))] if span.href else content


def _list(block: List, link: Linker) -> Element:
    """Nest a flattened list again; an item deeper than any before it stands one level below its neighbour."""
    root = element("div", class_="notes" if block.is_notes else "list")
    open_lists: list[Element] = []  # by depth
    for item in block.items:
        depth = min(max(item.depth, 0), len(open_lists))
        if item.is_continued and depth < len(open_lists) and len(open_lists[depth]):
            del open_lists[depth + 1 :]
            open_lists[depth][-1].append(element("p", *_spans_content(item.spans, link)))
            continue
        tag = "ul" if item.number is None else "ol"
        del open_lists[depth + 1 :]
        if depth == len(open_lists) or open_lists[depth].tag != tag:
            del open_lists[depth:]
            parent = open_lists[depth - 1][-1] if depth else root
            open_lists.append(element(tag))
            parent.append(open_lists[depth])
        open_lists[depth].append(_item(item, link))
    return root


def _item(item: ListItem, link: Linker) -> Element:
    content = _spans_content(item.spans, link)
    value = "" if item.number is None else str(item.number)
    return element("li", *([element("strong", *content)] if item.is_term else content), value=value)


def _table(block: Table) -> Element:
    made = element("table")
    if block.caption:
        made.append(element("caption", block.caption))
    parts = (("thead", block.rows[: block.header_rows]), ("tbody", block.rows[block.header_rows :]))
    for tag, rows in parts:
        if rows:
            made.append(element(tag, *(_row(row, block.header_columns, tag == "thead") for row in rows)))
    return made


def _row(row: tuple[str, ...], header_columns: int, is_head: bool) -> Element:
    return element(
        "tr",
        *(element("th" if is_head or column < header_columns else "td", cell) for column, cell in enumerate(row)),
    )
