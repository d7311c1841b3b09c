"""What changed between two texts, word by word.

Words that stand once in each text are lined up first (the patience method), then those between them; only short
stretches are compared each word with each. The work is counted, not timed, so the same texts always give the
same result: where the allowance is used up, the rest counts as replaced.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

# Scripts that do not part words by spaces are compared by the character.
_BY_CHARACTER = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_WORD = rf"[^\W{_BY_CHARACTER}]+"
_TOKEN = re.compile(rf"(\d+(?:[.,:]\d+)+(?!\w)|{_WORD}(?:['’.\-]{_WORD})*|\S)\s*")
_EACH_WITH_EACH = 250_000  # pairs of words that are compared so at a time
_ALLOWANCE = 6_000_000  # words looked at and pairs compared in all: about three seconds
_STRAY_WORDS = 2  # as few as these between two longer changes are part of the change


class DiffKind(StrEnum):
    """What became of a run of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class DiffRun:
    """A run of text that stayed, went or came."""

    kind: DiffKind
    text: str  # with the white space that follows it


@dataclass(frozen=True, slots=True)
class Match:
    """A run of words that two texts have in common."""

    old: int  # where it begins
    new: int
    size: int


@dataclass(frozen=True, slots=True)
class _Box:
    """A stretch of the old text and one of the new that are to be compared."""

    old: int
    old_end: int
    new: int
    new_end: int


def words_of(text: str) -> list[str]:
    """Give the words and marks of a text in order, without white space; characters where a script has no spaces."""
    return _TOKEN.findall(text)


def diff_texts(old: str, new: str) -> tuple[DiffRun, ...]:
    """Compare two texts word by word.

    White space alone is no difference.

    Returns:
        Runs that, without the removed ones, give the new text, and without the added ones the old one's words.
        What replaces something stands behind it.
    """
    old, new = old.strip(), new.strip()
    before, after = list(_TOKEN.finditer(old)), list(_TOKEN.finditer(new))
    matches = matches_of([match[1] for match in before], [match[1] for match in after])
    runs: list[DiffRun] = []
    at_old = at_new = 0
    end = Match(len(before), len(after), 0)
    for match in (*_readable(matches, end), end):
        runs.append(DiffRun(DiffKind.REMOVED, _slice(old, before, at_old, match.old)))
        runs.append(DiffRun(DiffKind.ADDED, _slice(new, after, at_new, match.new)))
        at_old, at_new = match.old + match.size, match.new + match.size
        runs.append(DiffRun(DiffKind.SAME, _slice(new, after, match.new, at_new)))
    return tuple(run for run in runs if run.text)


def paragraphs_of(runs: Iterable[DiffRun]) -> Iterator[list[DiffRun]]:
    """Cut runs at the ends of lines; what was removed over several lines ends none that stayed."""
    paragraph: list[DiffRun] = []
    for run in runs:
        for line in run.text.splitlines(keepends=True):
            paragraph.append(DiffRun(run.kind, line))
            if line.endswith("\n") and run.kind is not DiffKind.REMOVED:
                yield paragraph
                paragraph = []
    if paragraph:
        yield paragraph


def matches_of(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """Line two lists of words up: the runs they have in common, in order, none overlapping."""
    found: list[Match] = []
    allowance = _ALLOWANCE
    boxes = [_Box(0, len(old), 0, len(new))]
    while boxes:
        box = _trimmed(boxes.pop(), old, new, found)
        length, width = box.old_end - box.old, box.new_end - box.new
        if not length or not width:
            continue
        allowance -= length + width
        if anchors := _anchors(box, old, new) if allowance > 0 else []:
            boxes.extend(_between(box, anchors))
        elif length * width <= min(_EACH_WITH_EACH, allowance):
            allowance -= length * width
            found += _each_with_each(box, old, new)
    found.sort(key=lambda match: match.old)
    return _joined(found)


def _trimmed(box: _Box, old: Sequence[str], new: Sequence[str], found: list[Match]) -> _Box:
    """Take off what both begin and end with."""
    start = 0
    most = min(box.old_end - box.old, box.new_end - box.new)
    while start < most and old[box.old + start] == new[box.new + start]:
        start += 1
    end = 0
    while end < most - start and old[box.old_end - 1 - end] == new[box.new_end - 1 - end]:
        end += 1
    if start:
        found.append(Match(box.old, box.new, start))
    if end:
        found.append(Match(box.old_end - end, box.new_end - end, end))
    return _Box(box.old + start, box.old_end - end, box.new + start, box.new_end - end)


def _anchors(box: _Box, old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Give the places of words that stand once in each, in an order that both texts have."""
    old_counts = Counter(old[box.old : box.old_end])
    new_counts = Counter(new[box.new : box.new_end])
    new_places = {new[at]: at for at in range(box.new, box.new_end) if new_counts[new[at]] == 1}
    pairs = [
        (at, new_places[old[at]])
        for at in range(box.old, box.old_end)
        if old_counts[old[at]] == 1 and old[at] in new_places
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest run of pairs, not all neighbours, in which both numbers rise."""
    ends: list[int] = []  # the lowest end of a rising run of each length
    at_end: list[int] = []  # which pair that is
    before: list[int] = []  # the pair before each one in its run
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(at_end[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        at_end[length : length + 1] = [number]
    run: list[tuple[int, int]] = []
    number = at_end[-1] if at_end else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def _between(box: _Box, anchors: list[tuple[int, int]]) -> Iterator[_Box]:
    """Give the stretches that begin with each anchor, and the one before the first."""
    places = [(box.old, box.new), *anchors, (box.old_end, box.new_end)]
    for (old, new), (old_end, new_end) in pairwise(places):
        yield _Box(old, old_end, new, new_end)


def _each_with_each(box: _Box, old: Sequence[str], new: Sequence[str]) -> list[Match]:
    matcher = SequenceMatcher(None, old[box.old : box.old_end], new[box.new : box.new_end], autojunk=False)
    return [Match(box.old + block.a, box.new + block.b, block.size) for block in matcher.get_matching_blocks()[:-1]]


def _joined(matches: list[Match]) -> list[Match]:
    joined: list[Match] = []
    for match in matches:
        last = joined[-1] if joined else None
        if last and (last.old + last.size, last.new + last.size) == (match.old, match.new):
            joined[-1] = Match(last.old, last.new, last.size + match.size)
        else:
            joined.append(match)
    return joined


def _readable(matches: list[Match], end: Match) -> Iterator[Match]:
    """Leave out single words that stayed by chance in the middle of what was written anew."""
    at_old = at_new = 0
    for match, following in pairwise((*matches, end)):
        changed_before = max(match.old - at_old, match.new - at_new)
        at_old, at_new = match.old + match.size, match.new + match.size
        changed_after = max(following.old - at_old, following.new - at_new)
        if match.size > _STRAY_WORDS or min(changed_before, changed_after) <= 2 * match.size:
            yield match


def _slice(text: str, tokens: list[re.Match[str]], start: int, end: int) -> str:
    return text[tokens[start].start() : tokens[end - 1].end()] if end > start else ""
