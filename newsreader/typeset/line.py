"""Lines of styled text, and breaking text into them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rich.cells import cell_len, split_graphemes

NO_LINK = -1
CACHED_MARK, TEASER_MARK, REMOTE_MARK = "●", "◐", "○"  # opens offline, as far as a teaser goes, is fetched when opened

# Scripts written without spaces may break between any two characters.
_BREAK_ANYWHERE = (
    *(("\u2e80", "\u303f"), ("\u3040", "\u30ff"), ("\u3130", "\u318f"), ("\u31f0", "\u31ff"), ("\u3400", "\u4dbf")),
    *(("\u4e00", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"), ("\U00020000", "\U0003ffff")),
)
_FIRST_OF_THEM = _BREAK_ANYWHERE[0][0]
# Marks that may not begin a line, and marks that may not end one (after JIS X 4051).
_NEVER_FIRST = frozenset("、。，．・：；？！ー」』）】〉》〕］｝’”々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}%…")
_NEVER_LAST = frozenset("「『（【〈《〔［｛‘“([{")
_WORDS = re.compile(r"[ \t\n]+|[^ \t\n]+")


class Role(StrEnum):
    """What a run of text is; a front gives each role its look."""

    TEXT = "text"
    LABEL = "label"
    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    SUBHEAD = "subhead"
    QUOTE = "quote"
    MARKER = "marker"
    CODE = "code"
    TABLE_HEAD = "table-head"
    CAPTION = "caption"
    RULE = "rule"
    PANEL = "panel"
    GROUP = "group"
    TEASER = "teaser"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one look."""

    text: str
    role: Role = Role.TEXT
    is_emphasis: bool = False
    is_strong: bool = False
    is_code: bool = False
    link: int = NO_LINK  # index into the document's links

    def saying(self, text: str) -> Run:
        """Give other text the look of this."""
        return Run(text, self.role, self.is_emphasis, self.is_strong, self.is_code, self.link)

    def looks_like(self, other: Run) -> bool:
        """Say whether it differs at most in its text."""
        return self.saying("") == other.saying("")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document, no wider than it was set for."""

    runs: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(run.text for run in self.runs)

    @property
    def width_cells(self) -> int:
        """How many terminal cells the line takes."""
        return sum(cell_len(run.text) for run in self.runs)

    def indented(self, prefix: Run) -> Line:
        """Put a run before the line."""
        return Line((prefix, *self.runs))


class _Word:
    """Runs that must stay on one line, and the white space before them."""

    __slots__ = ("pieces", "space", "width")

    def __init__(self, pieces: list[Run], width: int, space: Run | None = None) -> None:
        self.pieces = pieces
        self.width = width
        self.space = space


def wrap(runs: Iterable[Run], width_cells: int) -> list[Line]:
    """Break runs into lines of at most `width_cells` cells, at least one cell each.

    Breaks at white space, between characters of scripts that have none, and inside a word only where the
    word alone is wider than a line.
    """
    lines: list[Line] = []
    current: list[Run] = []
    used = 0
    width_cells = max(width_cells, 2)  # a wide character must fit
    for word in _fitting_words(runs, width_cells):
        gap = 1 if word.space is not None and current else 0
        if current and used + gap + word.width > width_cells:
            lines.append(Line(_merged(current)))
            current, used, gap = [], 0, 0
        if gap and word.space is not None:
            current.append(word.space)
        current.extend(word.pieces)
        used += gap + word.width
    if current:
        lines.append(Line(_merged(current)))
    return lines


def cut(text: str, width_cells: int) -> str:
    """Shorten text to at most `width_cells` cells, with an ellipsis where something was left out."""
    if cell_len(text) <= width_cells:
        return text
    if width_cells < 1:
        return ""
    used, end = 0, 0
    for _start, stop, cells in split_graphemes(text)[0]:
        if used + cells > width_cells - 1:
            break
        used, end = used + cells, stop
    return text[:end].rstrip() + "…"


def _fitting_words(runs: Iterable[Run], width_cells: int) -> Iterator[_Word]:
    """Words no wider than a line, over-long ones cut into pieces."""
    for word in _words(runs):
        if word.width <= width_cells:
            yield word
            continue
        space = word.space
        for piece in _chopped(word, width_cells):
            yield _Word(piece.pieces, piece.width, space)
            space = None


def _chopped(word: _Word, width_cells: int) -> Iterator[_Word]:
    pieces: list[Run] = []
    used = 0
    for run in word.pieces:
        for start, stop, cells in split_graphemes(run.text)[0]:
            if pieces and used + cells > width_cells:
                yield _Word(pieces, used)
                pieces, used = [], 0
            pieces.append(run.saying(run.text[start:stop]))
            used += cells
    if pieces:
        yield _Word(pieces, used)


def _words(runs: Iterable[Run]) -> Iterator[_Word]:
    """Join what stands together without a break, across runs: a link and the full stop after it."""
    word = _Word([], 0)
    for run in runs:
        for match in _WORDS.finditer(run.text):
            token = match[0]
            if token[0] in " \t\n":
                if word.pieces:
                    yield word
                word = _Word([], 0, space=run.saying(" "))
                continue
            for unit in _units(token):
                if word.pieces and _may_break(word.pieces[-1].text[-1], unit[0]):
                    yield word
                    word = _Word([], 0)
                word.pieces.append(run.saying(unit))
                word.width += cell_len(unit)
    if word.pieces:
        yield word


def _units(token: str) -> Iterator[str]:
    """Cut a token where its script allows a break; most tokens are one unit."""
    if token.isascii() or max(token) < _FIRST_OF_THEM or not any(map(_breaks_anywhere, token)):
        yield token
        return
    start = 0
    for begin, _stop, _cells in split_graphemes(token)[0]:
        if begin > start and _may_break(token[begin - 1], token[begin]):
            yield token[start:begin]
            start = begin
    yield token[start:]


def _may_break(before: str, after: str) -> bool:
    if before in _NEVER_LAST or after in _NEVER_FIRST:
        return False
    return _breaks_anywhere(before) or _breaks_anywhere(after)


@lru_cache(maxsize=8192)  # more than most texts have characters; a pattern would take long to be made
def _breaks_anywhere(character: str) -> bool:
    return any(first <= character <= last for first, last in _BREAK_ANYWHERE)


def _merged(runs: list[Run]) -> tuple[Run, ...]:
    """Join neighbours of one look."""
    merged: list[Run] = []
    for run in runs:
        if merged and run.looks_like(merged[-1]):
            merged[-1] = run.saying(merged[-1].text + run.text)
        else:
            merged.append(run)
    return tuple(merged)
