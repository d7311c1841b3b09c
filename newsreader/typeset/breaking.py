"""Where a text may be broken into lines, and where it is broken for a width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len, split_graphemes

if TYPE_CHECKING:
    from newsreader.typeset.hyphens import WordBreaks

# Scripts written without spaces may break between any two characters.
_BREAK_ANYWHERE = (
    *(("\u2e80", "\u303f"), ("\u3040", "\u30ff"), ("\u3130", "\u318f"), ("\u31f0", "\u31ff"), ("\u3400", "\u4dbf")),
    *(("\u4e00", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"), ("\U00020000", "\U0003ffff")),
)
_FIRST_OF_THEM = _BREAK_ANYWHERE[0][0]
# Marks that may not begin a line, and marks that may not end one (after JIS X 4051).
_NEVER_FIRST = frozenset(
    "、。，．・：；？！ー」』）】〉》〕］｝’”々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}%…"
    "゛゜ヽヾゝゞ〜～–‐〟゠‼⁇⁈⁉％℃｡｣､･ｰﾞﾟｧｨｩｪｫｬｭｮｯ"
)
_NEVER_LAST = frozenset("「『（【〈《〔［｛‘“([{〝｢￥＄£€")
# One cell each, and nothing that joins the letter before: most of what is written in Latin, Greek and Cyrillic.
NARROW = re.compile(
    r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)
# Likewise where a space parts them from the words, as a dash in a sentence or the colon of French.
_NEVER_FIRST_ALONE = frozenset("–—:;!?»%…€")
_NEVER_LAST_ALONE = frozenset("«")
_SPACE = frozenset((" ", ""))
_RUNT_LETTERS = 5
_LEAST_FULL = 0.6  # of a line that gives a word away
_TOKEN = re.compile(r"[^ ]+")


def line_ranges(text: str, width_cells: int, words: WordBreaks | None = None) -> list[tuple[int, int]]:
    """Break a text into lines, each given by where it begins and ends.

    Breaks at spaces, between characters of scripts that have none, and inside a word only where the word alone is
    wider than a line, or where its language allows it.

    Args:
        text: no white space but single spaces, none at its ends.
        width_cells: at least 2, so that a wide character fits.
        words: where its words may be broken, and takes down where they are.
    """
    if not text:
        return []
    if NARROW.fullmatch(text):
        return _narrow_ranges(text, width_cells, words)
    ranges: list[tuple[int, int]] = []
    begin, used = 0, 0
    end = 0
    for start, stop, cells in _units(text, width_cells):
        gap = 1 if start > end and used else 0
        if used and used + gap + cells > width_cells:
            if words is not None and (cut := words.cut(begin, start, stop, width_cells - used - gap)):
                start, end = cut, cut
                cells = cell_len(text[start:stop])
            ranges.append((begin, end))
            used, gap = 0, 0
        if not used:
            begin = start
        used += gap + cells
        end = stop
    ranges.append((begin, end))
    return ranges


def without_runt(text: str, ranges: list[tuple[int, int]], width_cells: int) -> list[tuple[int, int]]:
    """Give a last line of one short word another for company, where the line before it can spare one."""
    if len(ranges) < 2:
        return ranges
    (begin, end), (start, stop) = ranges[-2:]
    space = text.rfind(" ", begin + 1, end)
    if space < 0 or start == end or stop - start > _RUNT_LETTERS or " " in text[start:stop]:
        return ranges
    is_short = cell_len(text[begin:space]) < width_cells * _LEAST_FULL
    if is_short or cell_len(text[space + 1 : stop]) > width_cells:
        return ranges
    return [*ranges[:-2], (begin, space), (space + 1, stop)]


def _last_space(text: str, start: int, stop: int) -> int:
    """Find where a line ends at the latest; a mark that stands alone between spaces keeps to one side."""
    space = text.rfind(" ", start + 1, stop)
    if space > start and text[space + 1 : space + 2] in _NEVER_FIRST_ALONE and text[space + 2 : space + 3] in _SPACE:
        earlier = text.rfind(" ", start + 1, space)
        return earlier if earlier > start else space
    if space > start + 1 and text[space - 1] in _NEVER_LAST_ALONE and text[space - 2] == " ":
        return space - 2
    return space


def _narrow_ranges(text: str, width: int, words: WordBreaks | None) -> list[tuple[int, int]]:
    """Break a text whose characters take one cell each."""
    ranges: list[tuple[int, int]] = []
    start, length = 0, len(text)
    while length - start > width:
        space = _last_space(text, start, start + width + 1)
        if words is not None and (cut := _cut_after(text, start, space, width, words)):
            ranges.append((start, cut))
            start = cut
        elif space < 0:
            ranges.append((start, start + width))
            start += width
            if text[start] == " ":
                start += 1
        else:
            ranges.append((start, space))
            start = space + 1
    if start < length:
        ranges.append((start, length))
    return ranges


def _cut_after(text: str, start: int, space: int, width: int, words: WordBreaks) -> int | None:
    """Break the word after the last space of a line, the only word of the line where it has none."""
    word = space + 1 if space >= 0 else start
    stop = text.find(" ", word)
    return words.cut(start, word, stop if stop >= 0 else len(text), start + width - word)


def _units(text: str, width_cells: int) -> Iterator[tuple[int, int, int]]:
    """Give what must stay together, none wider than a line: begin, end and cells."""
    for match in _TOKEN.finditer(text):
        for start, stop in _parts(text, match.start(), match.end()):
            cells = cell_len(text[start:stop])
            if cells <= width_cells:
                yield start, stop, cells
            else:
                yield from _chopped(text[start:stop], start, width_cells)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a token where its script allows a break; most tokens are one part."""
    token = text[start:end]
    if token.isascii() or max(token) < _FIRST_OF_THEM or not any(map(_breaks_anywhere, token)):
        yield start, end
        return
    begun = 0
    for begin, _stop, _cells in split_graphemes(token)[0]:
        if begin > begun and _may_break(token[begin - 1], token[begin]):
            yield start + begun, start + begin
            begun = begin
    yield start + begun, end


def _chopped(word: str, at: int, width_cells: int) -> Iterator[tuple[int, int, int]]:
    begin, end, used = 0, 0, 0
    for _start, stop, cells in split_graphemes(word)[0]:
        if used and used + cells > width_cells:
            yield at + begin, at + end, used
            begin, used = end, 0
        used, end = used + cells, stop
    yield at + begin, at + len(word), used


def _may_break(before: str, after: str) -> bool:
    if before in _NEVER_LAST or after in _NEVER_FIRST:
        return False
    return _breaks_anywhere(before) or _breaks_anywhere(after)


@lru_cache(maxsize=8192)  # more than most texts have characters; a pattern would take long to be made
def _breaks_anywhere(character: str) -> bool:
    return any(first <= character <= last for first, last in _BREAK_ANYWHERE)
