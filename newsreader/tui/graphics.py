"""What is written to a terminal to show a picture in pixels, at one place of the screen."""

from __future__ import annotations

import sys
import zlib
from base64 import standard_b64encode
from typing import NamedTuple

from newsreader.library.decoding import Pixels, Sixels

_CHUNK = 4096  # bytes of a kitty command, by its protocol
_KITTY_ID = 5_120_914  # of ours; any number that others will hardly choose
MOST_SIXELS_PX = 1000  # a side: xterm shows no larger ones
_USUAL_CELL = (8, 16)
_MOST_CELL_PX = 64


class Cell(NamedTuple):
    """The size of a character cell in pixels."""

    width: int
    height: int


def cell_size() -> Cell:
    """Give the size of a cell as the system knows it; a usual one where it does not. The terminal is not asked."""
    try:
        from fcntl import ioctl
        from struct import unpack
        from termios import TIOCGWINSZ

        rows, columns, width, height = unpack("HHHH", ioctl(sys.__stdout__.fileno(), TIOCGWINSZ, bytes(8)))  # type: ignore[union-attr]
    except (ImportError, OSError, ValueError, AttributeError):  # no such system, or no terminal
        return Cell(*_USUAL_CELL)
    if not (rows and columns and width >= columns and height >= rows):
        return Cell(*_USUAL_CELL)
    return Cell(min(width // columns, _MOST_CELL_PX), min(height // rows, _MOST_CELL_PX))


def at_place(x: int, y: int, sequence: str) -> str:
    """Let something be written with its upper left corner at a cell, and the cursor be where it was."""
    return f"\x1b7\x1b[{y + 1};{x + 1}H{sequence}\x1b8"


def kitty_picture(pixels: Pixels) -> str:
    """Write a picture for the kitty graphics protocol; the terminal is to answer nothing, and move no cursor."""
    return _kitty_commands(pixels, f"i={_KITTY_ID},p=1,C=1")


def kitty_virtual(pixels: Pixels, number: int, columns: int, rows: int) -> str:
    """Write a picture that is shown where characters stand for it.

    Args:
        pixels: of the picture.
        number: that names it, of 24 bits.
        columns: of the room that it is fitted into, its shape kept.
        rows: likewise.
    """
    return _kitty_commands(pixels, f"U=1,i={number},c={columns},r={rows}")


def _kitty_commands(pixels: Pixels, keys_of_it: str) -> str:
    data = standard_b64encode(zlib.compress(pixels.rgb, 6))
    chunks = [data[at : at + _CHUNK].decode("ascii") for at in range(0, len(data), _CHUNK)]
    head = f"a=T,f=24,o=z,s={pixels.width},v={pixels.height},{keys_of_it},q=2"
    written = []
    for number, chunk in enumerate(chunks):
        keys = f"{head if number == 0 else 'q=2'},m={int(number + 1 < len(chunks))}"
        written.append(f"\x1b_G{keys};{chunk}\x1b\\")
    return "".join(written)


def kitty_nothing(number: int = _KITTY_ID) -> str:
    """Take a picture away again, and out of the terminal's memory."""
    return f"\x1b_Ga=d,d=I,i={number},q=2\x1b\\"


def sixel_picture(sixels: Sixels) -> str:
    """Write a picture as sixels."""
    return f"\x1bP0;1q{sixels.text}\x1b\\"
