"""A place in an article that is found again: in another width, in a newer reading of its page, in a revision."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from newsreader.typeset.document import Document
from newsreader.typeset.line import Line

_KEPT_LETTERS = 40
_BLANK = " "
_LOOKED_FOR = (40, 24, 12)  # letters: fewer when a word or two were changed
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place by what stands there; counted in letters and figures, which no width changes."""

    block: int  # 0 for the head, then those of the body
    letters: int  # of the block that stand before
    words: str  # the letters that follow, in lower case without white space and marks; a space first for a blank line

    def __str__(self) -> str:
        """Write it as `from_text` reads it."""
        return f"{self.block}:{self.letters}:{self.words}"

    @classmethod
    def from_text(cls, text: str) -> Anchor | None:
        """Read an anchor; None for "", which is the top, and for what is none."""
        block, _, rest = text.partition(":")
        letters, _, words = rest.partition(":")
        if not (block.isdecimal() and letters.isdecimal() and len(block) + len(letters) < 18):
            return None
        return cls(int(block), int(letters), words[: _KEPT_LETTERS + len(_BLANK)])


def anchor_at(document: Document, line: int) -> Anchor | None:
    """Name the place where a line begins; None for the top."""
    if line <= 0 or line >= len(document.lines):
        return None
    starts = _starts(document)
    block = bisect_right(starts, line) - 1
    before = _letters(document.lines[starts[block] : line])
    blank = "" if _letters((document.lines[line],)) else _BLANK
    return Anchor(block, len(before), blank + _first_letters(document.lines[line:]))


def line_of(document: Document, anchor: Anchor) -> int | None:
    """Find the line of a place; None where the document is not set as far.

    Where the words are gone, that is the line of what stands there now.
    """
    starts = _starts(document)
    if not document.is_whole and anchor.block + 1 >= len(starts):
        return None
    if anchor.block < len(starts):
        end = starts[anchor.block + 1] if anchor.block + 1 < len(starts) else len(document.lines)
        line = _line_in(document.lines[starts[anchor.block] : end], anchor)
        if line is not None:
            return starts[anchor.block] + line
    if not document.is_whole:
        return None
    return _looked_for(document, anchor)


def _starts(document: Document) -> tuple[int, ...]:
    return (0, *document.block_lines)


def _line_in(lines: tuple[Line, ...], anchor: Anchor) -> int | None:
    """Find the place in its block, None when other words stand there."""
    ends = list(accumulate(len(_letters((line,))) for line in lines))
    words = anchor.words.removeprefix(_BLANK)
    following = _letters(lines)[anchor.letters :][: len(words)]
    if not ends or anchor.letters > ends[-1] or not words.startswith(following):
        return None
    if words != anchor.words or anchor.letters == ends[-1]:
        line = bisect_left(ends, anchor.letters)
        return min(line + (ends[line] == anchor.letters), len(lines) - 1)
    return bisect_right(ends, anchor.letters)


def _looked_for(document: Document, anchor: Anchor) -> int:
    """Find the words anywhere, those nearest to where they were; else what stands there now."""
    ends = list(accumulate(len(_letters((line,))) for line in document.lines))
    starts = _starts(document)
    block = min(anchor.block, len(starts) - 1)
    first = starts[block]
    was_at = (ends[first - 1] if first else 0) + (anchor.letters if block == anchor.block else 0)
    text = _letters(document.lines)
    for length in _LOOKED_FOR:
        words = anchor.words.removeprefix(_BLANK)[:length]
        places = [match.start() for match in re.finditer(re.escape(words), text)] if words else []
        if places:
            return bisect_right(ends, min(places, key=lambda place: abs(place - was_at)))
    return first


def _first_letters(lines: Iterable[Line]) -> str:
    found = ""
    for line in lines:
        found += _letters((line,))
        if len(found) >= _KEPT_LETTERS:
            break
    return found[:_KEPT_LETTERS]


def _letters(lines: Iterable[Line]) -> str:
    """Give the letters and figures of lines; the shape of marks and white space changes with the width."""
    return _NO_LETTER.sub("", " ".join(line.text for line in lines).lower())
