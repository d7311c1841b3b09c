"""Pictures in the text by the kitty graphics protocol: the terminal draws one over characters that stand for its cells.

The picture is sent once, and then is text: it scrolls, is cut and is covered as all other text is. The foreground
colour of the characters names the picture, two marks on each of them its row and column.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rich.color import Color
from rich.style import Style

from newsreader.library.decoding import Pixels
from newsreader.tui.graphics import Cell, kitty_nothing, kitty_virtual
from newsreader.tui.widgets.pictured_view import Drawn

MOST_KEPT = 24  # pictures that the terminal keeps for us: 60 MB at most
_NUMBERS = MOST_KEPT + 8  # of pictures, used again one after the other: by then nothing shows the one before
_FIRST_NUMBER = 0x4E5200  # of ours; any that others will hardly choose
_MOST_PIXELS = 600_000
_STAND_IN = "\U0010eeee"
# The marks that the protocol counts with, in order: those above a letter that do not become one with it (class 230
# in Unicode 6.0, without decomposition); here as many as the widest text has cells.
_MARKS = range(0x305, 0x82E)
_FUSING = frozenset((*range(0x306, 0x30D), 0x30F, 0x311, 0x313, 0x314, 0x342, 0x653, 0x654))


class Placeholders:
    """Sends pictures, and gives the characters that stand for them."""

    def __init__(self) -> None:
        self._sent = 0

    def place(self, pixels: Pixels, columns: int, rows: int) -> tuple[str, Drawn]:
        """Give what is to be written to the terminal, and what then shows the picture.

        Args:
            pixels: of the picture, no more than `room_px` allows.
            columns: that it takes; at most 120, as a text has.
            rows: likewise.
        """
        number = _FIRST_NUMBER + self._sent % _NUMBERS
        self._sent += 1
        style = Style(color=Color.from_rgb(number >> 16, number >> 8 & 0xFF, number & 0xFF))
        drawn = tuple([(_stand_ins(row, columns), style)] for row in range(rows))
        return kitty_virtual(pixels, number, columns, rows), drawn

    def nothing(self) -> str:
        """Give what takes all of them out of the terminal's memory."""
        return "".join(kitty_nothing(_FIRST_NUMBER + each) for each in range(min(self._sent, _NUMBERS)))


def room_px(columns: int, rows: int, cell: Cell) -> tuple[int, int]:
    """Give how large a picture for so many cells is sent: as the terminal shows it, or less where that is much."""
    width, height = columns * cell.width, rows * cell.height
    share = min(1.0, (_MOST_PIXELS / (width * height)) ** 0.5)
    return max(1, int(width * share)), max(1, int(height * share))


def _stand_ins(row: int, columns: int) -> str:
    marks = _marks()
    return "".join(f"{_STAND_IN}{marks[row]}{marks[column]}" for column in range(columns))


@lru_cache(maxsize=1)
def _marks() -> tuple[str, ...]:
    return tuple(
        mark
        for mark in map(chr, _MARKS)
        if unicodedata.combining(mark) == 230 and not unicodedata.decomposition(mark) and ord(mark) not in _FUSING
    )
