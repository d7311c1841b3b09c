"""The room of a picture in the text, reserved before it is there: two pixels of a cell stand one over the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from newsreader.blocks import Image
from newsreader.typeset.galley import Galley
from newsreader.typeset.line import Line, Role, Run

Extents = Mapping[str, tuple[int, int]]  # by address: width and height in pixels, (0, 0) for one not known yet
Shape = tuple[str, int, int]  # address, columns and rows

MAX_ROWS = 18  # what is taller than a screen cannot be looked at
MIN_SIDE_PX = 48  # smaller ones are marks of some kind, not pictures
CELL_PX = 8  # pixels of a picture to a cell at least, so that small ones are not blown up
_USUAL = (16, 9)  # the shape of a picture that is not known yet
_NAMELESS = "picture"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture stands."""

    url: str
    link: int  # index into the document's links
    line: int  # its first
    columns: int
    rows: int
    is_known: bool  # whether its own size is reserved, and not the usual one

    @property
    def shape(self) -> Shape:
        """What its drawing depends on."""
        return self.url, self.columns, self.rows


def fit(width_px: int, height_px: int, columns: int, rows: int) -> tuple[int, int]:
    """Give the columns and rows of a picture in a room of cells that are twice as high as wide.

    Args:
        width_px: of the picture, over 0.
        height_px: likewise.
        columns: of the room.
        rows: likewise.
    """
    columns = min(columns, 2 * rows * width_px // height_px) or 1
    return columns, min(max(round(columns * height_px / width_px / 2), 1), rows)


def has_room(image: Image, extents: Extents) -> bool:
    """Say whether a picture is given room."""
    extent = extents.get(image.url)
    return extent is not None and (extent == (0, 0) or min(extent) >= MIN_SIDE_PX)


def set_picture(galley: Galley, image: Image, extent: tuple[int, int]) -> Place:
    """Leave room for a picture, in the middle, over its caption."""
    width, height = extent if all(extent) else _USUAL
    room = min(galley.width, width // CELL_PX) if all(extent) else galley.width
    columns, rows = fit(width, height, room, MAX_ROWS)
    words = image.caption or image.alt
    number = galley.link(image.url, words or _NAMELESS, is_picture=True)
    line = len(galley.lines)
    margin = (galley.width - columns) // 2
    blank = Run(" " * columns, Role.PICTURE, link=number)
    galley.lines += [Line((Run(" " * margin), blank) if margin else (blank,)) for _ in range(rows)]
    galley.add_runs([Run(words or _NAMELESS, Role.CAPTION, link=number)], Run("▣ ", Role.CAPTION), is_prose=True)
    return Place(image.url, number, line, columns, rows, all(extent))
