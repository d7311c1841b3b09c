"""Runs of inline content as lines of styled spans, white space collapsed as a browser does it."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsreader.address import resolve_address
from newsreader.blocks import Span, Spans
from newsreader.extract.tree import Element
from newsreader.text import clean_block, clean_line

_SPACES = re.compile(r"\s+")
_EMPHASIS = frozenset(("em", "i", "cite", "dfn", "var"))
_STRONG = frozenset(("strong", "b"))
_CODE = frozenset(("code", "kbd", "samp", "tt"))
_IMAGE_TAGS = frozenset(("img", "picture", "amp-img"))
# A line shorter than this was broken by its author, not by the width of an old editor.
MIN_WRAPPED_CHARS = 40
_SENTENCE_END = re.compile(r"[.!?:;。！？…؟।][\"'”’»)\]]*$")


class Style(NamedTuple):
    """How a run of text is set."""

    href: str = ""
    is_emphasis: bool = False
    is_strong: bool = False
    is_code: bool = False


PLAIN = Style()
Run = tuple[str, Style]


class Flow:
    """The inline content between two block boundaries, split at line breaks.

    Args:
        base_url: what relative links resolve against, absolute.
    """

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._lines: list[list[Run]] = [[]]
        self._breaks: list[int] = []  # how many breaks stand before each line but the first
        self.images: list[Element] = []

    def add(self, item: Element | str, style: Style = PLAIN) -> None:
        """Take in a text or an inline element."""
        if isinstance(item, str):
            self._lines[-1].append((item, style))
            return
        tag = item.tag
        if tag == "br":
            self._break()
        elif tag in _IMAGE_TAGS:
            self.images.append(item)
        elif not item.junk:
            style = self._styled(item, style)
            for child in item.children:
                self.add(child, style)

    def lines(self) -> list[Spans]:
        """Give the lines that are paragraphs of their own; hard-wrapped ones are joined."""
        if not self._breaks:
            spans = join_runs(self._lines[0])
            return [spans] if spans else []
        lines: list[Spans] = []
        breaks = 0
        for number, runs in enumerate(self._lines):
            breaks += self._breaks[number - 1] if number else 0
            spans = join_runs(runs)
            if not spans:
                continue
            if lines and breaks == 1 and _is_wrapped(lines[-1], spans):
                lines[-1] = _glue(lines[-1], spans)
            else:
                lines.append(spans)
            breaks = 0
        return lines

    def _break(self) -> None:
        self._lines.append([])
        self._breaks.append(1)

    def _styled(self, element: Element, style: Style) -> Style:
        tag = element.tag
        if tag == "a":
            href = element.get("href")
            if href and not href.startswith("#"):
                return style._replace(href=resolve_address(self._base_url, href))
        elif tag in _STRONG:
            return style._replace(is_strong=True)
        elif tag in _EMPHASIS:
            return style._replace(is_emphasis=True)
        elif tag in _CODE:
            return style._replace(is_code=True)
        return style


def join_runs(runs: list[Run]) -> Spans:
    """Make spans of runs: cleaned, white space collapsed over their borders, equal neighbours merged."""
    if len(runs) == 1:
        text, style = runs[0]
        text = clean_line(text)
        return (Span(text, *style),) if text else ()
    merged: list[tuple[str, Style]] = []
    ends_in_space = True
    for raw, style in runs:
        text = raw if raw.isascii() and raw.isprintable() else clean_block(raw.replace("\n", " "))
        if "  " in text or not text.isprintable():
            text = _SPACES.sub(" ", text)
        if ends_in_space:
            text = text.lstrip(" ")
        if not text:
            continue
        ends_in_space = text.endswith(" ")
        if text == " " and merged:
            style = merged[-1][1]  # a space between two runs needs no style of its own
        if merged and merged[-1][1] == style:
            merged[-1] = (merged[-1][0] + text, style)
        else:
            merged.append((text, style))
    if merged:
        merged[-1] = (merged[-1][0].rstrip(" "), merged[-1][1])
    return tuple(Span(text, *style) for text, style in merged if text)


def _is_wrapped(line: Spans, following: Spans) -> bool:
    """Say whether a single line break stands in the middle of a sentence."""
    text = "".join(span.text for span in line)
    return len(text) >= MIN_WRAPPED_CHARS and not _SENTENCE_END.search(text[-6:]) and following[0].text[:1].islower()


def _glue(line: Spans, following: Spans) -> Spans:
    runs = [(span.text, _style_of(span)) for span in line]
    runs.append((" ", PLAIN))
    runs.extend((span.text, _style_of(span)) for span in following)
    return join_runs(runs)


def _style_of(span: Span) -> Style:
    return Style(span.href, span.is_emphasis, span.is_strong, span.is_code)
