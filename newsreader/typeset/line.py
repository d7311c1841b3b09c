"""Lines of styled text, and breaking text into them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len, split_graphemes

from newsreader.typeset.breaking import line_ranges, without_runt

if TYPE_CHECKING:
    from newsreader.typeset.hyphens import Hyphenator, WordBreaks

NO_LINK = -1
CACHED_MARK, TEASER_MARK, REMOTE_MARK = "●", "◐", "○"  # opens offline, as far as a teaser goes, is fetched when opened
UNREAD_MARK = "•"

_SPACE = re.compile(r"[ \t\n]*[\t\n][ \t\n]*|  +")  # what is not a single space


class Role(StrEnum):
    """What a run of text is; a front gives each role its look."""

    TEXT = "text"
    LABEL = "label"
    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    SUBHEAD = "subhead"
    MINOR_SUBHEAD = "minor-subhead"
    QUOTE = "quote"
    MARKER = "marker"
    CODE = "code"
    CODE_KEYWORD = "code-keyword"
    CODE_NAME = "code-name"
    CODE_STRING = "code-string"
    CODE_NUMBER = "code-number"
    CODE_COMMENT = "code-comment"
    TABLE_HEAD = "table-head"
    CAPTION = "caption"
    PICTURE = "picture"  # blanks over which one is drawn
    RULE = "rule"
    PANEL = "panel"
    GROUP = "group"
    TEASER = "teaser"
    NOTE = "note"
    END = "end"
    ADDED = "added"
    REMOVED = "removed"


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
    carried: str | None = None  # where its last word goes on in the next line, what was set to show it: "-" or ""

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
        return Line((prefix, *self.runs), self.carried)


def wrap(
    runs: Iterable[Run], width_cells: int, hyphenator: Hyphenator | None = None, *, is_prose: bool = False
) -> list[Line]:
    """Break runs into lines of at most `width_cells` cells, at least two: every white space is one space.

    Breaks at white space, between characters of scripts that have none, and inside a word only where the
    word alone is wider than a line, or where `hyphenator` allows it. The last line of prose is no single short word
    where that can be helped.
    """
    tidy = merged(_single_spaced(runs))
    text = "".join(run.text for run in tidy)
    words = _word_breaks(text, hyphenator, _code_in(tidy)) if hyphenator is not None else None
    ranges = line_ranges(text, max(width_cells, 2), words)  # a wide character must fit
    if is_prose:
        ranges = without_runt(text, ranges, width_cells)
    if len(tidy) == 1:
        lines = [Line((tidy[0].saying(text[start:end]),)) for start, end in ranges]
    else:
        lines = _cut_up(tidy, ranges)
    for number, ((_, end), (start, _)) in enumerate(pairwise(ranges)):
        if start == end:
            lines[number] = _carrying(lines[number], words.hyphens.get(end, "") if words is not None else "")
    return lines


def _word_breaks(text: str, hyphenator: Hyphenator, kept_whole: list[tuple[int, int]]) -> WordBreaks:
    from newsreader.typeset.hyphens import WordBreaks  # here, because most texts are set without

    return WordBreaks(text, hyphenator, kept_whole)


def _carrying(line: Line, hyphen: str) -> Line:
    """Let the last word of a line go on in the next one."""
    *before, last = line.runs
    return Line((*before, last.saying(last.text + hyphen)), hyphen)


def _code_in(runs: Iterable[Run]) -> list[tuple[int, int]]:
    """Give where code begins and ends: its words are not broken."""
    found, at = [], 0
    for run in runs:
        if run.is_code:
            found.append((at, at + len(run.text)))
        at += len(run.text)
    return found


def _single_spaced(runs: Iterable[Run]) -> Iterator[Run]:
    """Make every run of white space one space, and none at the beginning and the end."""
    pending: Run | None = None  # a space that only further words will need
    has_words = False
    for run in runs:
        if not run.text:
            continue
        text = _SPACE.sub(" ", run.text)
        if text.startswith(" "):
            pending = pending or run
            text = text[1:]
        if not text:
            continue
        if pending is not None and has_words:
            yield pending.saying(" ")
        pending, has_words = None, True
        if text.endswith(" "):
            pending, text = run, text[:-1]
        yield run.saying(text)


def _cut_up(runs: Sequence[Run], ranges: Iterable[tuple[int, int]]) -> list[Line]:
    """Give each line its pieces of the runs."""
    lines: list[Line] = []
    number, at = 0, 0  # the run that holds the next character, and where it begins
    for start, end in ranges:
        pieces: list[Run] = []
        while at < end:
            run = runs[number]
            stop = at + len(run.text)
            if stop > start:
                pieces.append(run.saying(run.text[max(start - at, 0) : end - at]))
            if stop > end:
                break
            number, at = number + 1, stop
        lines.append(Line(tuple(pieces)))
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


def cut_lines(text: str, width_cells: int, most: int) -> list[str]:
    """Break text into at most so many lines, one or more, the last one shortened where there is more."""
    lines = [line.text for line in wrap([Run(text)], width_cells)]
    if len(lines) > most:
        lines[most - 1 :] = [cut(" ".join(lines[most - 1 :]), width_cells)]
    return lines


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Join neighbours of one look."""
    joined: list[Run] = []
    for run in runs:
        if joined and run.looks_like(joined[-1]):
            joined[-1] = run.saying(joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)
