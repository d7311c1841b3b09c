"""Breaking words at the ends of lines, by the rules of good setting."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rich.cells import cell_len

Hyphenator = Callable[[str], Sequence[int]]  # of a word, after how many letters it may be broken, in order

HYPHEN = "-"
MOST_IN_A_ROW = 2  # lines that end so; more are a ladder
LEAST_ROOM_CELLS = 4  # that a line must leave empty otherwise: a ragged edge is quieter than a hyphen
_LEAST_LETTERS = 5
_MOST_CHARS = 80  # of a word with what stands around it; what is longer is none
_LETTER = r"[^\W\d_]"
_BEFORE, _AFTER = r"[(\[{«‹„“”‘’\"']*", r"[)\]}»›“”‘’\"'.,:;!?…]*"
# One word, with what is left out before or after it: l'international, government's.
_WORD = re.compile(rf"{_BEFORE}(?:{_LETTER}{{1,2}}['’])?({_LETTER}+)(?:['’]{_LETTER}{{1,2}})?{_AFTER}")
# Words joined by hyphens or dashes: these, and only these, are where it is broken.
_JOINED = re.compile(rf"{_BEFORE}(?:{_LETTER}|['’])+(?:[-‐–—](?:{_LETTER}|['’])+)+{_AFTER}")
_JOINT = re.compile(rf"(?<={_LETTER}{_LETTER})[-‐–—](?={_LETTER}{_LETTER})")


class WordBreaks:
    """The words of one paragraph: where they may be broken, and where they were.

    The last word of a paragraph stays whole, and so does what is no plain word: addresses, code, what has figures.

    Args:
        text: of the paragraph.
        hyphenator: of its language.
        kept_whole: ranges of the text in which nothing is broken.
    """

    def __init__(self, text: str, hyphenator: Hyphenator, kept_whole: Sequence[tuple[int, int]] = ()) -> None:
        self.hyphens: dict[int, str] = {}  # by where a line ends inside a word, what is set there: "-" or nothing
        self._text = text
        self._hyphenator = hyphenator
        self._kept_whole = kept_whole
        self._in_a_row: dict[int, int] = {}  # by the end of a line, how many so far

    def cut(self, line: int, start: int, stop: int, room_cells: int) -> int | None:
        """Break a word that a line has no room for.

        Args:
            line: where the line begins.
            start: where the word begins.
            stop: where it ends.
            room_cells: what the line has left for it.

        Returns:
            Where the line is to end, None where it ends before the word.
        """
        in_a_row = self._in_a_row.get(line, 0)
        is_last = stop == len(self._text)
        if room_cells < LEAST_ROOM_CELLS or in_a_row == MOST_IN_A_ROW or (is_last and line != start):
            return None
        if any(begin < stop and start < end for begin, end in self._kept_whole):
            return None
        for letters, hyphen in self._breaks(self._text[start:stop]):
            if cell_len(self._text[start : start + letters]) + len(hyphen) <= room_cells:
                end = start + letters
                self.hyphens[end], self._in_a_row[end] = hyphen, in_a_row + 1
                return end
        return None

    def _breaks(self, token: str) -> list[tuple[int, str]]:
        """Give where a word may be broken, and with what: the last place first."""
        if len(token) > _MOST_CHARS:
            return []
        if word := _WORD.fullmatch(token):
            if len(word[1]) < _LEAST_LETTERS:
                return []
            return [(word.start(1) + letters, HYPHEN) for letters in reversed(self._hyphenator(word[1]))]
        if _JOINED.fullmatch(token):
            return [(joint.end(), "") for joint in _JOINT.finditer(token)][::-1]
        return []
