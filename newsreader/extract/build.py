"""The body's elements as pieces: blocks in reading order, each with what the rules need to judge it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from newsreader.address import resolve_address
from newsreader.blocks import (
    Block,
    Code,
    Heading,
    Image,
    List,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    block_text,
    spans_text,
)
from newsreader.extract.classwords import is_pull_quote
from newsreader.extract.images import caption_of, framed_picture, picture_key, read_image
from newsreader.extract.inline import Flow
from newsreader.extract.tables import all_text, read_table
from newsreader.extract.tree import HEADING_TAGS, Element
from newsreader.text import clean_block, clean_line

MAX_BOLD_HEADING_CHARS = 100  # a longer line in bold type is an emphasised paragraph
MAX_DASHED_HEADING_CHARS = 100
MAX_CODE_CHARS = 200_000
MAX_ITEM_BYTES = 1500  # a longer list item is a section of the article in list markup
_DASHED = re.compile(r"[-–—]{1,2} (\S.*\S) [-–—]{1,2}")
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|highlight-source|brush:)[-\s]?([A-Za-z0-9+#]{1,20})(?:$|[\s;])")
_PLAYERS = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|twitter\.com|x\.com|tiktok\.com|"
    r"instagram\.com|facebook\.com|soundcloud\.com|spotify\.com|brightcove\.net|twitch\.tv|bsky\.app)$"
)
_LIST_TAGS = frozenset(("ul", "ol", "menu"))
_LIST_ITEM_PARTS = frozenset(("p", "ul", "ol", "div", "span"))


@dataclass(slots=True)
class Piece:
    """One block with where it stood."""

    block: Block
    element: Element  # the innermost block element that holds it
    text: str
    links: int = 0  # characters of it inside links

    @property
    def is_prose(self) -> bool:
        """Say whether it is running text, as against headings, pictures and rules."""
        return isinstance(self.block, (Paragraph, Quote, List))


class Builder:
    """Turns elements into pieces.

    Args:
        base_url: what relative addresses resolve against, absolute.
    """

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._seen_pictures: set[str] = set()
        self.pieces: list[Piece] = []

    def add(self, element: Element, *, quote: bool = False, pull: bool = False) -> None:
        """Take in everything below an element that is not marked as junk."""
        children = element.children
        if len(children) == 1 and isinstance(children[0], str):  # as most paragraphs are
            if text := clean_line(children[0]):
                self._add_line((Span(text),), element, quote, pull)
            return
        flow: Flow | None = None
        for child in children:
            if isinstance(child, str):
                if flow is None:
                    if child.isspace():
                        continue
                    flow = Flow(self._base_url)
                flow.add(child)
            elif child.junk:
                continue
            elif child.is_block:
                if flow is not None:
                    self._flush(flow, element, quote, pull)
                    flow = None
                self._add_block(child, quote, pull)
            else:
                flow = flow or Flow(self._base_url)
                flow.add(child)
        if flow is not None:
            self._flush(flow, element, quote, pull)

    def _add_block(self, element: Element, quote: bool, pull: bool) -> None:
        tag = element.tag
        if tag == "p" and not element.attrs:
            self.add(element, quote=quote, pull=pull)
        elif tag in HEADING_TAGS:
            self._add_heading(element, int(tag[1]))
        elif tag in _LIST_TAGS:
            self._add_list(element, quote, pull)
        elif tag == "table":
            self._add_table(element, quote, pull)
        elif tag == "pre" or tag == "listing":
            self._add_code(element)
        elif tag == "figure":
            self._add_figure(element, quote, pull)
        elif tag == "hr":
            self.pieces.append(Piece(Rule(), element, ""))
        elif tag in ("iframe", "embed", "video"):
            self._add_embed(element)
        elif tag in ("blockquote", "q") or is_pull_quote(element.get("class")):
            self.add(element, quote=True, pull=pull or is_pull_quote(element.get("class")))
        elif tag not in ("figcaption", "caption"):
            self.add(element, quote=quote, pull=pull)

    def _flush(self, flow: Flow, element: Element, quote: bool, pull: bool) -> None:
        for spans in flow.lines():
            self._add_line(spans, element, quote, pull)
        for image in flow.images:
            self._add_image(image, "")

    def _add_line(self, spans: Spans, element: Element, quote: bool, pull: bool) -> None:
        if len(spans) == 1:
            text = spans[0].text
            links = len(text) if spans[0].href else 0
        else:
            text = spans_text(spans)
            links = sum(len(span.text) for span in spans if span.href)
        block = Quote(spans, is_pull=pull) if quote else _paragraph_or_heading(spans, text)
        text = spans_text(block.spans) if isinstance(block, Heading) else text  # without the dashes
        self.pieces.append(Piece(block, element, text, links))

    def _add_heading(self, element: Element, level: int) -> None:
        flow = Flow(self._base_url)
        _add_all(flow, element)
        lines = flow.lines()
        spans: Spans = tuple(
            span for number, line in enumerate(lines) for span in ((Span(" "), *line) if number else line)
        )
        if spans:
            links = sum(len(span.text) for span in spans if span.href)
            self.pieces.append(Piece(Heading(spans, level=level), element, spans_text(spans), links))
        for image in flow.images:
            self._add_image(image, "")

    def _add_list(self, element: Element, quote: bool, pull: bool) -> None:
        if not _is_plain_list(element):
            self.add(element, quote=quote, pull=pull)
            return
        items: list[ListItem] = []
        images: list[Element] = []
        self._gather_items(element, 0, items, images)
        if items:
            text = "\n".join(spans_text(item.spans) for item in items)
            links = sum(len(span.text) for item in items for span in item.spans if span.href)
            self.pieces.append(Piece(List(tuple(items)), element, text, links))
        for image in images:
            self._add_image(image, "")

    def _gather_items(self, element: Element, depth: int, items: list[ListItem], images: list[Element]) -> None:
        start = element.get("start")
        number = int(start) if start.isdecimal() and len(start) < 7 else 1
        for child in element.children:
            if not isinstance(child, Element) or child.junk:
                continue
            if child.tag in _LIST_TAGS:
                self._gather_items(child, depth + 1, items, images)
                continue
            flow = Flow(self._base_url)
            nested: list[Element] = []
            _add_item(flow, child, nested)
            images.extend(flow.images)
            lines = flow.lines()
            spans = tuple(span for place, line in enumerate(lines) for span in ((Span(" "), *line) if place else line))
            if spans:
                items.append(ListItem(spans, depth=depth, number=number if element.tag == "ol" else None))
                number += 1
            for inner in nested:
                self._gather_items(inner, depth + 1, items, images)

    def _add_table(self, element: Element, quote: bool, pull: bool) -> None:
        table = read_table(element)
        if table is None:
            if not self._add_photo_table(element):
                self.add(element, quote=quote, pull=pull)
        else:
            self.pieces.append(Piece(table, element, block_text(table), element.links))

    def _add_photo_table(self, element: Element) -> bool:
        """Take a table that only sets a caption under a picture as that picture."""
        picture = framed_picture(element)
        if picture is None or read_image(picture, self._base_url) is None:
            return False
        self._add_image(picture, caption_of(picture))
        return True

    def _add_code(self, element: Element) -> None:
        text = _preformatted(element)
        if text.strip():
            code = Code(text, language=_code_language(element))
            self.pieces.append(Piece(code, element, code.text))

    def _add_figure(self, element: Element, quote: bool, pull: bool) -> None:
        """A figure is its pictures with the caption; one round a table, a quotation or code is looked through."""
        caption = ""
        images: list[Element] = []
        stack: list[Element] = [element]
        while stack:
            for child in stack.pop().children:
                if not isinstance(child, Element):
                    continue
                if child.tag in ("table", "blockquote", "pre", "p", "ul", "ol"):
                    self.add(element, quote=quote, pull=pull)
                    return
                if child.tag == "figcaption":
                    caption = caption or all_text(child)
                elif child.tag in ("iframe", "video"):
                    self._add_embed(child)
                elif child.tag in ("img", "picture", "amp-img"):
                    images.append(child)
                else:
                    stack.append(child)
        for image in images:
            self._add_image(image, caption)

    def _add_image(self, element: Element, caption: str) -> None:
        image = read_image(element, self._base_url)
        if image is None or (key := picture_key(image.url)) in self._seen_pictures:
            return
        self._seen_pictures.add(key)
        captioned = Image(image.url, image.alt, caption or caption_of(element))
        self.pieces.append(Piece(captioned, element, ""))

    def _add_embed(self, element: Element) -> None:
        """An embedded video or post becomes a paragraph that links to it."""
        address = resolve_address(self._base_url, element.get("src") or element.get("data-src"))
        host = urlsplit(address).hostname or ""
        if address and (element.tag == "video" or _PLAYERS.search(host)):
            label = clean_line(element.get("title")) or f"Video: {host.removeprefix('www.')}"
            self.pieces.append(Piece(Paragraph((Span(label, href=address),)), element, label, len(label)))


def _paragraph_or_heading(spans: Spans, text: str) -> Paragraph | Heading:
    """Read a line as a paragraph, or as a subhead when it is set as one: in bold, or between dashes."""
    if len(text) <= MAX_DASHED_HEADING_CHARS and (match := _DASHED.fullmatch(text)):
        return Heading((Span(match[1]),))
    is_bold = all(span.is_strong and not span.href for span in spans if span.text != " ")
    if is_bold and len(text) <= MAX_BOLD_HEADING_CHARS and text[-1] not in '.,:;!…"”':
        return Heading(tuple(Span(span.text, is_emphasis=span.is_emphasis) for span in spans), level=3)
    return Paragraph(spans)


def _add_all(flow: Flow, element: Element) -> None:
    for child in element.children:
        if isinstance(child, Element) and child.is_block:
            flow.add(" ")
            _add_all(flow, child)
            flow.add(" ")
        else:
            flow.add(child)


def _add_item(flow: Flow, item: Element, nested: list[Element]) -> None:
    for child in item.children:
        if isinstance(child, Element) and child.is_block:
            if child.tag in _LIST_TAGS:
                nested.append(child)
            elif not child.junk:
                flow.add(" ")
                _add_item(flow, child, nested)
                flow.add(" ")
        else:
            flow.add(child)


def _is_plain_list(element: Element) -> bool:
    """Say whether every item is a line or a paragraph, as against a list that lays out cards or sections."""
    stack = [child for child in element.children if isinstance(child, Element)]
    if any(item.text > MAX_ITEM_BYTES for item in stack):
        return False
    while stack:
        for child in stack.pop().children:
            if not isinstance(child, Element):
                continue
            if child.is_block and child.tag not in _LIST_ITEM_PARTS and child.tag != "li":
                return False
            stack.append(child)
    return True


def _preformatted(element: Element) -> str:
    parts: list[str] = []
    _gather_preformatted(element, parts)
    lines = clean_block("".join(parts)[:MAX_CODE_CHARS]).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _gather_preformatted(element: Element, parts: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag == "br":
            parts.append("\n")
        elif not child.junk:
            _gather_preformatted(child, parts)
            if child.is_block:
                parts.append("\n")


def _code_language(element: Element) -> str:
    """Find the language in the class of the element, of a code element in it, or of the box round it."""
    inner = [child for child in element.children if isinstance(child, Element) and child.tag == "code"]
    for place in (*inner, element, element.parent, element.parent.parent if element.parent else None):
        if place is not None and (match := _LANGUAGE.search(place.get("class")[:500])):
            return match[1].lower()
    return ""
