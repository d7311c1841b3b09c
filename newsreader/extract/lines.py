"""The page as lines, in document order: what the head of an article and a related panel are read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsreader.extract.tree import HEADING_TAGS, Element
from newsreader.text import clean_line

MAX_LINE_CHARS = 5000
LINK_SHARE = 0.8  # a line with this much of its text in one link is that link


@dataclass(slots=True, eq=False)  # made by the thousand: frozen ones take three times as long to make
class Line:
    """One line of text as a reader sees it."""

    text: str
    element: Element  # the innermost block element that holds it
    href: str = ""  # as written, when the line is one link
    links: tuple[tuple[str, str], ...] = ()  # text and address as written of every link in it
    is_heading: bool = False

    @property
    def is_link(self) -> bool:
        """Say whether the line is one link."""
        return bool(self.href)


def lines_of(element: Element) -> Iterator[Line]:
    """Read the lines of an element."""
    return _lines(element, element.children)


def lines_after(element: Element, child: int | None = None) -> Iterator[Line]:
    """Read the lines that follow an element, or one of its children, to the end of the page."""
    if child is not None:
        yield from _lines(element, element.children[child + 1 :])
    parent = element.parent
    while parent is not None:
        place = parent.children.index(element)
        yield from _lines(parent, parent.children[place + 1 :])
        element, parent = parent, parent.parent


def lines_before(element: Element) -> Iterator[Line]:
    """Read the lines that precede an element, nearest first."""
    parent = element.parent
    while parent is not None:
        place = parent.children.index(element)
        yield from _lines_backwards(parent, parent.children[:place])
        element, parent = parent, parent.parent


def _lines_backwards(parent: Element, children: Sequence[Element | str]) -> Iterator[Line]:
    run: list[Element | str] = []  # inline content, the last first
    for child in reversed(children):
        if isinstance(child, str):
            if run or not child.isspace():
                run.append(child)
            continue
        if not child.is_block:
            run.append(child)
            continue
        if run:
            yield from _inline_backwards(parent, run)
            run = []
        if not child.text:
            continue
        if child.tag in HEADING_TAGS or child.tag == "a":
            yield from reversed(list(_lines(parent, (child,))))
        else:
            yield from _lines_backwards(child, child.children)
    if run:
        yield from _inline_backwards(parent, run)


def _inline_backwards(parent: Element, run: list[Element | str]) -> Iterator[Line]:
    return reversed(list(_lines(parent, run[::-1])))


def _lines(
    parent: Element, children: Sequence[Element | str], is_heading: bool = False, href: str = ""
) -> Iterator[Line]:
    if parent.tag == "a":
        href = parent.get("href") or href
    reader: _LineReader | None = None
    for child in children:
        if isinstance(child, str):
            if reader is None:
                if child.isspace():
                    continue
                reader = _LineReader(parent, is_heading)
            reader.add_text(child, href)
        elif child.is_block:
            if reader is not None:
                yield from reader.lines()
                reader = None
            if child.text:
                yield from _lines(child, child.children, is_heading or child.tag in HEADING_TAGS, href)
        elif reader is not None or child.text:
            reader = reader or _LineReader(parent, is_heading)
            reader.add(child, href)
    if reader is not None:
        yield from reader.lines()


class _LineReader:
    """Gathers inline content until a block boundary and splits it at line breaks."""

    def __init__(self, element: Element, is_heading: bool) -> None:
        self._element = element
        self._is_heading = is_heading
        self._texts: list[list[tuple[str, str]]] = [[]]

    def add(self, element: Element, href: str) -> None:
        if element.tag == "br":
            if not self._is_heading:
                self._texts.append([])
            else:
                self.add_text(" ", "")
            return
        if element.tag == "a":
            href = element.get("href") or href
        for child in element.children:
            if isinstance(child, str):
                self.add_text(child, href)
            else:
                self.add(child, href)

    def add_text(self, text: str, href: str) -> None:
        self._texts[-1].append((text, href))

    def lines(self) -> list[Line]:
        """Give the lines gathered."""
        return [line for parts in self._texts if (line := self._line(parts)) is not None]

    def _line(self, parts: list[tuple[str, str]]) -> Line | None:
        if len(parts) == 1:
            raw, href = parts[0]
            text = clean_line(raw[:MAX_LINE_CHARS])
            return Line(text, self._element, href, ((text, href),) if href else (), self._is_heading) if text else None
        text = clean_line("".join(text for text, _ in parts)[:MAX_LINE_CHARS])
        if not text:
            return None
        joined: dict[str, str] = {}
        for part, href in parts:
            if href:
                joined[href] = joined.get(href, "") + part
        links = tuple((words, href) for href, raw in joined.items() if (words := clean_line(raw[:MAX_LINE_CHARS])))
        whole = [href for words, href in links if len(words) >= LINK_SHARE * len(text)]
        return Line(text, self._element, whole[0] if whole else "", links, self._is_heading)
