"""Pictures of half blocks: each cell shows two pixels, one over the other."""

from __future__ import annotations

from itertools import groupby

from rich.color import Color
from rich.style import Style

from newsreader.library.decoding import Pixels
from newsreader.tui.widgets.pieces import Pieces

_UPPER = "▀"
_SHADES = 0xFC  # of each colour: what no eye tells apart is one, and takes fewer bytes to the terminal


def half_blocks(pixels: Pixels) -> tuple[Pieces, ...]:
    """Give a picture as lines of as many cells as it has pixels; an odd last row stands on its own shadow."""
    stride = pixels.width * 3
    rgb = bytes(value & _SHADES for value in pixels.rgb)
    rows = [rgb[at : at + stride] for at in range(0, len(rgb), stride)]
    if len(rows) % 2:
        rows.append(rows[-1])
    return tuple(_line(upper, lower) for upper, lower in zip(rows[::2], rows[1::2], strict=True))


def _line(upper: bytes, lower: bytes) -> Pieces:
    pairs = ((upper[at : at + 3], lower[at : at + 3]) for at in range(0, len(upper), 3))
    pieces: Pieces = []
    for (above, below), same in groupby(pairs):
        cells = sum(1 for _ in same)
        style = Style(color=_colour(above), bgcolor=_colour(below))
        pieces.append(((" " if above == below else _UPPER) * cells, style))
    return pieces


def _colour(rgb: bytes) -> Color:
    return Color.from_rgb(*rgb)
