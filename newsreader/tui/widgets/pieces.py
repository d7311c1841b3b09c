"""What is drawn over a line of an article: the letters of a link, the marks of what was found."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style

Pieces = list[tuple[str, Style]]  # of one line, from left to right


def overwritten(pieces: Pieces, start: int, label: str, style: Style) -> Pieces:
    """Replace the characters from `start` by a label of the same number of cells where it can be."""
    result: Pieces = []
    at, rest = 0, len(label)
    for text, piece_style in pieces:
        end = at + len(text)
        if end <= start or rest == 0:
            result.append((text, piece_style))
        else:
            cut_at = max(0, start - at)
            if cut_at or rest == len(label):
                result.append((text[:cut_at], piece_style))
                result.append((label, style))
            covered, cells = 0, 0
            while cut_at + covered < len(text) and cells < rest:
                cells += cell_len(text[cut_at + covered])
                covered += 1
            while cells and cut_at + covered < len(text) and not cell_len(text[cut_at + covered]):
                covered += 1  # a mark on the last character goes with it
            rest = max(0, rest - cells)
            result.append((text[cut_at + covered :], piece_style))
        at = end
    return result


def restyled(pieces: Pieces, ranges: list[tuple[int, int]], style: Style) -> Pieces:
    """Put a style on ranges of characters."""
    result: Pieces = []
    at = 0
    for text, piece_style in pieces:
        position = 0
        for first, last in ranges:
            begin, finish = max(first - at, position), min(last - at, len(text))
            if begin < finish:
                result.append((text[position:begin], piece_style))
                result.append((text[begin:finish], piece_style + style))
                position = finish
        result.append((text[position:], piece_style))
        at += len(text)
    return result
