"""Where words stand in an article that is set in lines."""

from __future__ import annotations

import re

from newsreader.typeset.line import Line

Matches = dict[int, list[tuple[int, int]]]  # by the line's number: from and to, in characters of it


def find_words(lines: tuple[Line, ...], words: str) -> tuple[Matches, int]:
    """Find every place where the words stand one after the other, over line ends too, and count them.

    Args:
        lines: the article.
        words: white space apart; case does not matter.

    Returns:
        What to mark on each line, and how many places there are: one over two lines counts once.
    """
    matches: Matches = {}
    found = 0
    if not words.split():
        return matches, found
    pattern = re.compile(r"[\s│•]+".join(map(re.escape, words.split())), re.IGNORECASE)
    starts = _line_starts(lines)
    line = 0
    for match in pattern.finditer("\n".join(line.text for line in lines)):
        found += 1
        while line + 1 < len(starts) and starts[line + 1] <= match.start():
            line += 1
        _mark(matches, match.start(), match.end(), line, lines, starts)
    return matches, found


def _mark(matches: Matches, start: int, end: int, line: int, lines: tuple[Line, ...], starts: list[int]) -> None:
    """Remember a match as ranges of characters on the lines it stands on."""
    while line < len(starts) and starts[line] < end:
        first, last = max(0, start - starts[line]), min(len(lines[line].text), end - starts[line])
        if first < last:
            matches.setdefault(line, []).append((first, last))
        line += 1


def _line_starts(lines: tuple[Line, ...]) -> list[int]:
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line.text) + 1
    return starts
