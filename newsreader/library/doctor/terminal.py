"""What the terminal can do, as far as the environment tells; it is not asked, so nothing is written to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsreader.errors import MissingDecoderError
from newsreader.library.decoding import can_decode
from newsreader.library.doctor.finding import Finding, broken, found, skipped, warning
from newsreader.library.graphics import Graphics, graphics_of, has_colours, is_direct, is_remote

LEAST_COLUMNS, LEAST_LINES = 50, 20  # what every screen is made for

_TOLD = {
    Graphics.KITTY: "the kitty graphics protocol, by the environment",
    Graphics.SIXEL: "sixel, by the environment",
    Graphics.BLOCKS: "half blocks, as the environment tells of nothing finer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """What is known of the terminal."""

    environ: Mapping[str, str]
    is_terminal: bool  # input and output are one
    encoding: str  # of the output
    columns: int = 0
    lines: int = 0

    @property
    def name(self) -> str:
        """What TERM says."""
        return self.environ.get("TERM", "")


def check_terminal(terminal: Terminal) -> Iterator[Finding]:
    """Look at everything the reader needs of a terminal."""
    yield check_kind(terminal)
    yield check_size(terminal)
    yield check_colours(terminal)
    yield check_encoding(terminal)
    yield check_pictures(terminal)


def check_kind(terminal: Terminal) -> Finding:
    """Look whether there is a terminal, and one that takes a screen."""
    if terminal.name in ("dumb", "unknown"):
        advice = "Set TERM to what the terminal is, such as xterm-256color."
        return broken(
            "terminal", "the terminal takes no screen", advice, subject="TERM", why=f"TERM is {terminal.name}"
        )
    if not terminal.is_terminal:
        return skipped("terminal", "the reader needs a terminal", "input or output is a file or a pipe here")
    if not terminal.name:
        advice = "Set TERM to what the terminal is, such as xterm-256color."
        return warning(
            "terminal", "the terminal does not say what it is", advice, subject="TERM", why="TERM is not set"
        )
    return found("terminal", "input and output are a terminal", terminal.name)


def check_size(terminal: Terminal) -> Finding:
    """Look whether a screen fits."""
    if not terminal.columns or not terminal.lines:
        return skipped("size", "how large the terminal is", "it does not say")
    told = f"{terminal.columns} columns and {terminal.lines} lines"
    if terminal.columns < LEAST_COLUMNS or terminal.lines < LEAST_LINES:
        advice = f"Make the window larger, at least {LEAST_COLUMNS} by {LEAST_LINES}, or its letters smaller."
        return warning("size", told, advice, why="parts of screens do not fit")
    return found("size", told)


def check_colours(terminal: Terminal) -> Finding:
    """Look how many colours there are."""
    if terminal.environ.get("NO_COLOR"):
        return found("colours", "none, as NO_COLOR asks", "NO_COLOR")
    if is_direct(terminal.environ):
        return found("colours", "16 million")
    if has_colours(terminal.environ):
        return found("colours", "256; the themes are drawn with the nearest ones")
    if not terminal.name:
        return skipped("colours", "how many there are", "TERM is not set")
    advice = "Where the terminal has more, set COLORTERM=truecolor or a TERM that ends in -256color."
    return warning("colours", "16 or fewer, as far as the environment tells", advice, subject="COLORTERM")


def check_encoding(terminal: Terminal) -> Finding:
    """Look whether every letter can be shown."""
    if terminal.encoding.lower().replace("-", "") in ("utf8", "cp65001"):
        return found("encoding", "UTF-8")
    advice = "Set a locale of UTF-8, such as LANG=C.UTF-8, or PYTHONUTF8=1."
    why = "other scripts, dashes and marks come out as question marks"
    return warning("encoding", terminal.encoding or "none", advice, subject="LANG", why=why)


def check_pictures(terminal: Terminal) -> Finding:
    """Say which kind of pictures the terminal should be able to show, and whether articles show them unasked."""
    told = _TOLD[graphics_of(terminal.environ)]
    if not can_decode():
        return found("pictures", f"left out, for want of the package Pillow: {MissingDecoderError.hint}")
    if not has_colours(terminal.environ):
        return found("pictures", f"{told}; left out until i is pressed, as there are few colours")
    if is_remote(terminal.environ):
        return found("pictures", f"{told}; left out until i is pressed, as this is ssh")
    return found("pictures", told)
