"""Runs of inline content as lines of styled spans, white space collapsed as a browser does it.

A reference to a footnote is written `[1]`. A raised figure is another number than the same figure on the line, so it
becomes a raised character (`10⁶`, `m²`); a lowered one after a letter stays on the line (`CO2`, `H2O`), where it means
the same, is what people type when they search, and breaks no word.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newsreader.address import resolve_address
from newsreader.blocks import Span, Spans
from newsreader.extract.classwords import is_drop_cap
from newsreader.extract.embeds import is_embed
from newsreader.extract.tree import Element
from newsreader.text import clean_block, clean_line

_SPACES = re.compile(r"\s+")
_EMPHASIS = frozenset(("em", "i", "cite", "dfn", "var"))
_STRONG = frozenset(("strong", "b"))
_CODE = frozenset(("code", "kbd", "samp", "tt"))
IMAGE_TAGS = frozenset(("img", "picture", "amp-img"))
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
# A line shorter than this was broken by its author, not by the width of an old editor.
MIN_WRAPPED_CHARS = 40
_SENTENCE_END = re.compile(r"[.!?:;。！？…؟।][\"'”’»)\]]*$")

MAX_RAISED_BYTES = 24  # a longer text in small type is prose
MAX_NOTE_LABEL_CHARS = 4  # "12", "*", "iii"; more is a link to a part of the page
_NOTE_FRAGMENT = re.compile(
    r"#(?:_?ftn|_?edn|fn|sdfootnote|sdendnote|(?:easy-|mod_)?(?:foot|end|cite_|side)?note)(?:[-_:\d.]|$|ref)",
    re.IGNORECASE,
)
_BACK_REFERENCE = re.compile(
    r"#(?:\w{0,12}[-_:]?)?(?:ftn|edn|fn|cite_|note|anc|foot\w{0,6}|end\w{0,6})?[-_:]?ref", re.IGNORECASE
)
_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_RAISABLE = re.compile(r"[0-9+\-−=()ni]*[0-9][0-9+\-−=()ni]*")
_LOWERABLE = re.compile(r"[0-9+\-−=()]+")
_DECIMAL = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_HAS_FIGURE = re.compile(r"[0-9]")
_ONE_LETTER_WORDS = frozenset("aioyeuóàéавикоуя")  # in some language: a space after one of them is one


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

    __slots__ = ("_base_url", "_cap", "_is_raised", "_lines", "embeds", "images")

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._lines: list[list[Run]] = [[]]
        self._cap = ""  # the drop cap that the next text goes on from
        self._is_raised = False
        self.images: list[Element] = []
        self.embeds: list[Element] = []

    def add(self, item: Element | str, style: Style = PLAIN) -> None:
        """Take in a text or an inline element."""
        if isinstance(item, str):
            if self._cap:
                item = self._after_cap(item)
            self._lines[-1].append((item, style))
            return
        tag = item.tag
        if tag == "br":
            self._lines.append([])
        elif tag in IMAGE_TAGS:
            self.images.append(item)
        elif item.junk:
            return
        elif tag == "a":
            self._add_link(item, style)
        elif (tag == "sup" or tag == "sub") and item.text <= MAX_RAISED_BYTES:
            self._add_shifted(item, style)
        elif tag == "q":
            self._add_quoted(item, style)
        elif "-" in tag and is_embed(item):
            self.embeds.append(item)
        else:
            self._add_children(item, self._styled(item, style))
            if 0 < item.text <= MAX_NOTE_LABEL_CHARS and item.attrs and is_drop_cap(item.get("class")):
                self._begin_cap(style)

    def lines(self) -> list[Spans]:
        """Give the lines that are paragraphs of their own; hard-wrapped ones are joined."""
        if len(self._lines) == 1:
            spans = join_runs(self._lines[0])
            return [spans] if spans else []
        lines: list[list[Spans]] = []  # with the parts of hard-wrapped ones
        before = ""  # the end of the text directly before, "" after an empty line
        for runs in self._lines:
            spans = join_runs(runs)
            words = "".join(span.text for span in spans)
            if before and words and _is_wrapped(before, words):
                lines[-1].append(spans)
                before = f"{before} {words}"[-MIN_WRAPPED_CHARS:]
            else:
                if spans:
                    lines.append([spans])
                before = words[-MIN_WRAPPED_CHARS:]
        return [parts[0] if len(parts) == 1 else _glued(parts) for parts in lines]

    def line(self) -> Spans:
        """Give everything as one line, breaks as spaces."""
        lines = self.lines()
        if len(lines) < 2:
            return lines[0] if lines else ()
        return tuple(span for place, line in enumerate(lines) for span in ((Span(" "), *line) if place else line))

    def _add_children(self, element: Element, style: Style) -> None:
        for child in element.children:
            self.add(child, style)

    def _add_quoted(self, element: Element, style: Style) -> None:
        """Set the quotation marks that a browser puts round the element."""
        self.add("“", style)
        self._add_children(element, style)
        self.add("”", style)

    def _begin_cap(self, style: Style) -> None:
        """Hold the drop cap just read, the last run of the line, without the space round it."""
        line = self._lines[-1]
        if line and (cap := line[-1][0].strip()):
            line[-1] = (cap, style)
            self._cap = cap

    def _after_cap(self, text: str) -> str:
        """Join a drop cap with the rest of its word, whatever space the page's lines put between."""
        cap, self._cap = self._cap, ""
        rest = text.lstrip()
        if not rest:
            self._cap = cap
            return ""
        is_word = cap[-1:].lower() in _ONE_LETTER_WORDS and rest is not text
        return text if is_word or not rest[0].isalpha() else rest

    def _add_link(self, link: Element, style: Style) -> None:
        href = link.get("href")
        if "#" in href and link.text <= MAX_RAISED_BYTES:
            label = _words(link).strip("[]() ^")
            is_note = self._is_note(link, href, label)
            is_back = is_note and not label.isdecimal() and _BACK_REFERENCE.search(href) is not None
            if is_back or (href[0] == "#" and not is_note and not any(map(str.isalnum, label))):
                return  # the sign on a heading that links to itself, or the way back from a note
            if is_note:
                self._lines[-1].append((f"[{label}]", style))
                return
        if href and href[0] != "#":
            href = resolve_address(self._base_url, href)
            style = Style(href, style.is_emphasis, style.is_strong, style.is_code)
        self._add_children(link, style)

    def _is_note(self, link: Element, href: str, label: str) -> bool:
        if not label or len(label) > MAX_NOTE_LABEL_CHARS or label[0] in "↩↑⤴⏎¶#§":
            return False
        is_raised = self._is_raised or any(isinstance(child, Element) and child.tag == "sup" for child in link.children)
        return is_raised or _NOTE_FRAGMENT.search(href) is not None

    def _add_shifted(self, element: Element, style: Style) -> None:
        """Take in raised or lowered text so that it is no part of the word or figure before it."""
        if element.links or any(isinstance(child, Element) and child.tag != "span" for child in element.children):
            self._is_raised = element.tag == "sup"
            self._add_children(element, style)
            self._is_raised = False
            return
        text = _words(element)
        before = self._lines[-1][-1][0][-1:] if self._lines[-1] else ""
        set_text = _raised(text, before) if element.tag == "sup" else _lowered(text, before)
        self._lines[-1].append((set_text, style))

    def _styled(self, element: Element, style: Style) -> Style:
        tag = element.tag
        if tag in _STRONG:
            return Style(style.href, style.is_emphasis, True, style.is_code)
        if tag in _EMPHASIS:
            return Style(style.href, True, style.is_strong, style.is_code)
        if tag in _CODE:
            return Style(style.href, style.is_emphasis, style.is_strong, True)
        if tag == "span" and element.attrs and "font-" in (css := element.get("style")[:500]):
            is_strong = style.is_strong or _BOLD_STYLE.search(css) is not None
            is_emphasis = style.is_emphasis or _ITALIC_STYLE.search(css) is not None
            return Style(style.href, is_emphasis, is_strong, style.is_code)
        return style


def join_runs(runs: list[Run]) -> Spans:
    """Make spans of runs: cleaned, white space collapsed over their borders, equal neighbours merged."""
    if len(runs) == 1:
        text, style = runs[0]
        text = clean_line(text)
        return (Span(text, *style),) if text else ()
    merged: list[tuple[str, Style]] = []
    ends_in_space = True
    has_gap = False  # a space that may stand between two words of one style
    for raw, style in runs:
        text = raw if raw.isprintable() and raw.isascii() and "  " not in raw else _cleaned(raw)
        if ends_in_space:
            text = text.lstrip(" ")
        if not text:
            continue
        ends_in_space = text[-1] == " "
        if style is PLAIN:
            if merged and merged[-1][1] is PLAIN:
                merged[-1] = (merged[-1][0] + text, style)
            else:
                has_gap = has_gap or text == " "
                merged.append((text, style))
            continue
        has_gap = has_gap or ends_in_space or text[0] == " "
        words = text.strip(" ")  # a space at the border of a link or of bold type stands outside
        if text[0] == " ":
            _append(merged, " ", PLAIN if words else (merged[-1][1] if merged else PLAIN))
        if words:
            _append(merged, words, style)
            if ends_in_space:
                _append(merged, " ", PLAIN)
    if merged:
        merged[-1] = (merged[-1][0].rstrip(" "), merged[-1][1])
    if has_gap:
        merged = _bridged(merged)
    return tuple([Span(text, *style) for text, style in merged if text])


def _cleaned(raw: str) -> str:
    """Clean a run as a line is, but keep one space where it has white space at its ends."""
    words = raw.split()
    if not words:
        return " " if raw else ""
    text = " ".join(words)
    if raw[0].isspace():
        text = " " + text
    if raw[-1].isspace():
        text += " "
    if text.isascii() and text.isprintable():  # white space was all there was to clean
        return text
    text = clean_block(text)
    return _SPACES.sub(" ", text) if "  " in text else text


def _append(merged: list[tuple[str, Style]], text: str, style: Style) -> None:
    if merged and merged[-1][1] == style:
        merged[-1] = (merged[-1][0] + text, style)
    else:
        merged.append((text, style))


def _bridged(runs: list[tuple[str, Style]]) -> list[tuple[str, Style]]:
    """Give a lone space between two runs of one style that style: words of one link are one link."""
    joined: list[tuple[str, Style]] = []
    for number, (text, style) in enumerate(runs):
        if text == " " and joined and number + 1 < len(runs) and joined[-1][1] == runs[number + 1][1]:
            style = joined[-1][1]
        _append(joined, text, style)
    return joined


def _raised(text: str, before: str) -> str:
    if not _HAS_FIGURE.search(text):
        return text  # "1st", "Mme", a trademark, a dagger
    if (before.isalnum() or before == ")") and _RAISABLE.fullmatch(text):
        return text.translate(_RAISED)
    if before.isdecimal():
        return f"^({text})"
    return text if text[0] in "[(" else f"[{text}]"


def _lowered(text: str, before: str) -> str:
    if not text or (before.isalpha() and _DECIMAL.fullmatch(text)):
        return text
    if _LOWERABLE.fullmatch(text):
        return text.translate(_LOWERED)
    return f"_{text}" if before.isalnum() else text


def _words(element: Element) -> str:
    parts = [child if isinstance(child, str) else _words(child) for child in element.children]
    return clean_line("".join(parts))


def _is_wrapped(before: str, following: str) -> bool:
    """Say whether a single line break stands in the middle of a sentence."""
    return len(before) >= MIN_WRAPPED_CHARS and not _SENTENCE_END.search(before[-6:]) and following[:1].islower()


def _glued(parts: list[Spans]) -> Spans:
    runs: list[Run] = []
    for spans in parts:
        runs.extend((span.text, _style_of(span)) for span in spans)
        runs.append((" ", PLAIN))
    return join_runs(runs[:-1])


def _style_of(span: Span) -> Style:
    return Style(span.href, span.is_emphasis, span.is_strong, span.is_code)
