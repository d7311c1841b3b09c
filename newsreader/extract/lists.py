"""Lists as items with a depth; what no item can hold (code, tables, quotations) parts them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from newsreader.blocks import ListItem, Span, Spans
from newsreader.extract.inline import Flow
from newsreader.extract.tree import Element
from newsreader.text import clean_line

MAX_ITEM_BYTES = 1500  # a longer list item is a section of the article in list markup
MAX_NOTE_LEVELS = 3  # from a list of notes up to the box that says so
LIST_TAGS = frozenset(("ul", "ol", "menu", "dir", "dl"))
_ITEM_PARTS = frozenset(("p", "ul", "ol", "div", "span", "li", "label", "dl", "dt", "dd"))
_APART = frozenset(("pre", "blockquote", "table", "figure", "iframe", "video", "audio"))
_NOTES_NAME = re.compile(
    r"(?:^|[\s_-])(?:foot-?notes?|end-?notes?|reflist|references|footnotes?-list|sidenotes)(?:$|[\s_-])", re.IGNORECASE
)
_NOTES_ROLES = frozenset(("doc-endnotes", "doc-footnote", "doc-endnote"))
_NOTES_TYPES = frozenset(("footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes"))
_NOTE_ID = re.compile(
    r"(?:_?ftn|_?edn|fn|sdfootnote|sdendnote|(?:foot|end|cite_)?note)[-_:.]?[\w.:-]{0,40}", re.IGNORECASE
)
_NOTE_ID_BEGINS = frozenset("_fFeEsScCnN")  # looked at first: few ids begin so
_LABEL = re.compile(r"\s*(?:\[(\d{1,4})\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,4}(?=\s|\w)|(\d{1,3})[.)]?(?=\s))[\s:.]*|\s*[↑^]\s+")


class ListReader:
    """Reads one list, nested ones with it.

    Args:
        base_url: what relative links resolve against, absolute.
    """

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self.parts: list[list[ListItem] | Element] = []  # in reading order

    def read(self, element: Element, depth: int = 0) -> None:
        """Take in the items of a list."""
        number = _start(element)
        step = -1 if "reversed" in element.attrs else 1
        is_numbered = element.tag == "ol"
        for child in element.children:
            if not isinstance(child, Element) or child.junk:
                continue
            if child.tag in LIST_TAGS:
                self.read(child, depth + 1)
            elif child.tag == "div" and element.tag == "dl":
                self.read(child, depth)
            else:
                number = _number(child.get("value"), number) if is_numbered else number
                number += step * self._add_item(child, depth, number if is_numbered else None)

    def read_item(self, element: Element) -> None:
        """Take in a paragraph or box as an item without a mark."""
        self._add_item(element, 0, None)

    def _add_item(self, item: Element, depth: int, number: int | None) -> bool:
        """Add an item and say whether it has text of its own."""
        children = item.children
        if len(children) == 1 and isinstance(children[0], str):  # as most items are
            text = clean_line(children[0])
            if text:
                self.put(ListItem((Span(text),), depth, number, item.tag == "dt", item.tag == "dd"))
            return bool(text)
        collector = _Item(self, item.tag, depth, number)
        collector.add(item)
        collector.flush()
        return collector.has_mark

    def put(self, item: ListItem) -> None:
        """Add one item behind the others."""
        if not self.parts or isinstance(self.parts[-1], Element):
            self.parts.append([])
        last = self.parts[-1]
        if isinstance(last, list):
            last.append(item)


class _Item:
    """Gathers what stands in one list item."""

    __slots__ = ("_depth", "_flow", "_number", "_reader", "_tag", "has_mark")

    def __init__(self, reader: ListReader, tag: str, depth: int, number: int | None) -> None:
        self._reader = reader
        self._tag = tag
        self._depth = depth
        self._number = number
        self._flow: Flow | None = None  # made when there is something to take in
        self.has_mark = False

    def add(self, element: Element) -> None:
        for child in element.children:
            if isinstance(child, str) or not child.is_block:
                self._take(child)
            elif child.junk:
                continue
            elif child.tag in LIST_TAGS:
                self.flush()
                self._reader.read(child, self._depth + 1)
            elif child.tag in _APART:
                self.flush()
                self._reader.parts.append(child)
            elif child.tag == "p":
                self.flush()
                self.add(child)
                self.flush()
            else:
                self._take(" ")
                self.add(child)
                self._take(" ")

    def _take(self, item: Element | str) -> None:
        if self._flow is None:
            if isinstance(item, str) and item.isspace():
                return
            self._flow = Flow(self._reader._base_url)
        self._flow.add(item)

    def flush(self) -> None:
        flow, self._flow = self._flow, None
        if flow is None:
            return
        spans = flow.line()
        if spans:
            is_term = self._tag == "dt"
            is_further = self.has_mark and not is_term
            number = None if is_further else self._number
            is_continued = is_further or self._tag == "dd"
            self._reader.put(ListItem(spans, self._depth, number, is_term, is_continued))
            self.has_mark = True
        self._reader.parts.extend(flow.images)
        self._reader.parts.extend(flow.embeds)


def is_list_of_lines(element: Element) -> bool:
    """Say whether every item is a line, paragraphs or code, as against a list that lays out cards or sections."""
    stack = [child for child in element.children if isinstance(child, Element)]
    if any(item.text > MAX_ITEM_BYTES for item in stack):
        return False
    while stack:
        for child in stack.pop().children:
            if not isinstance(child, Element) or child.tag in _APART:
                continue
            if child.is_block and child.tag not in _ITEM_PARTS:
                return False
            stack.append(child)
    return True


def is_notes(element: Element) -> bool:
    """Say whether a list or a box holds the notes of the text: by its name, its role or the names of its items."""
    place: Element | None = element
    for _ in range(MAX_NOTE_LEVELS):
        if place is None:
            break
        if place.attrs and is_notes_box(place):
            return True
        place = place.parent
    first = next((child for child in element.children if isinstance(child, Element)), None)
    return first is not None and is_note_id(first.get("id"))


def is_notes_box(element: Element) -> bool:
    """Say whether an element's own name, role or type in an e-book says that it holds notes."""
    attrs = element.attrs
    return (
        is_notes_name(element.get("class"))
        or attrs.get("role") in _NOTES_ROLES
        or attrs.get("epub:type") in _NOTES_TYPES
    )


@lru_cache(maxsize=4096)
def is_notes_name(names: str) -> bool:
    """Say whether a class attribute names footnotes."""
    return bool(names) and _NOTES_NAME.search(names[:200]) is not None


def is_note_id(identity: str) -> bool:
    """Say whether an id is one that references in a text lead to."""
    return (
        bool(identity)
        and identity[0] in _NOTE_ID_BEGINS
        and _NOTE_ID.fullmatch(identity[:60]) is not None
        and any(map(str.isdecimal, identity))
    )


def as_note(item: ListItem) -> ListItem:
    """Take the label at the head of a note (`[1]`, `1.`, `^`) as its number."""
    if item.is_continued or not item.spans:
        return item
    first = item.spans[0]
    match = _LABEL.match(first.text)
    if match is None:
        return item
    number = item.number
    if number is None and (digits := match[1] or match[2]):
        number = int(digits)
    spans: Spans = item.spans[1:]
    if rest := first.text[match.end() :]:
        spans = (replace(first, text=rest), *spans)
    elif spans:
        spans = (replace(spans[0], text=spans[0].text.lstrip() or spans[0].text), *spans[1:])
    return replace(item, spans=spans or (Span(first.text),), number=number)


def _start(element: Element) -> int:
    if "reversed" in element.attrs:
        items = sum(isinstance(child, Element) and child.tag == "li" for child in element.children)
        return _number(element.get("start"), items)
    return _number(element.get("start"), 1)


def _number(value: str, otherwise: int) -> int:
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 7 else otherwise
