"""What pictures a terminal can show, as far as the environment tells: it is never asked, so it never answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

_GHOSTTY_TERM = "xterm-ghostty"
_KITTY_TERMS = ("xterm-kitty", _GHOSTTY_TERM)
_KITTY_VERSION = ("kitty", "--version")
_FIRST_WITH_PLACEHOLDERS = (0, 28)
_KITTY_PROGRAMS = ("ghostty", "WezTerm")
_SIXEL_TERMS = ("foot", "mlterm", "contour", "yaft", "sixel")
_SIXEL_PROGRAMS = ("iTerm.app",)
_DIRECT = ("truecolor", "24bit")
_TMUX_FEATURES = ("tmux", "display-message", "-p", "#{client_termfeatures}")
_PROGRAM_S = 1.0  # it answers in some milliseconds
_REMOTE = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


class Graphics(StrEnum):
    """How pictures get to a terminal."""

    KITTY = "kitty"  # the kitty graphics protocol
    SIXEL = "sixel"  # DEC sixels
    BLOCKS = "blocks"  # half blocks, two pixels to a cell


def graphics_of(environ: Mapping[str, str], tmux_features: str = "") -> Graphics:
    """Tell the best way to show a picture.

    Args:
        environ: the environment.
        tmux_features: what tmux says of the terminal it is shown on. The names of that terminal in the environment
            may be those of one that is long gone, and what is meant for it does not pass through tmux at its place.
    """
    if is_multiplexed(environ):
        return Graphics.SIXEL if "sixel" in tmux_features.split(",") else Graphics.BLOCKS
    term, program = environ.get("TERM", ""), environ.get("TERM_PROGRAM", "")
    if "KITTY_WINDOW_ID" in environ or term in _KITTY_TERMS or program in _KITTY_PROGRAMS:
        return Graphics.KITTY
    if any(name in term for name in _SIXEL_TERMS) or program in _SIXEL_PROGRAMS:
        return Graphics.SIXEL
    return Graphics.BLOCKS


async def has_placeholders(environ: Mapping[str, str]) -> bool:
    """Say whether characters can stand for pictures in the text, as ghostty and kitty from 0.28 on have it.

    Only TERM is trusted: a program started from kitty has its other names in the environment, wherever it is shown. An
    older kitty would draw pictures at the cursor; its program, where it is not at the other end of a connection, is
    asked which it is.
    """
    if environ.get("TERM", "") not in _KITTY_TERMS or not can_place(environ):
        return False
    if environ["TERM"] == _GHOSTTY_TERM:
        return True
    from newsreader.library.programs import ask_program  # here, because most are not in kitty

    code, told = await ask_program(_KITTY_VERSION, limit_s=_PROGRAM_S)
    version = re.match(r"kitty (\d{1,4})\.(\d{1,4})", told)
    return code == 0 and version is not None and (int(version[1]), int(version[2])) >= _FIRST_WITH_PLACEHOLDERS


def can_place(environ: Mapping[str, str]) -> bool:
    """Say whether the colour of such a character gets to the terminal as it is, and what is sent at all."""
    return is_direct(environ) and not environ.get("NO_COLOR") and not is_multiplexed(environ)


def is_multiplexed(environ: Mapping[str, str]) -> bool:
    """Say whether another program, tmux or screen, stands between this one and the terminal."""
    return "TMUX" in environ or "STY" in environ or environ.get("TERM", "").startswith(("tmux", "screen"))


def has_colours(environ: Mapping[str, str]) -> bool:
    """Say whether there are colours enough for pictures, 256 at least, and they are wanted."""
    term = environ.get("TERM", "")
    if environ.get("NO_COLOR") or term in ("", "dumb", "unknown"):
        return False
    return is_direct(environ) or "256color" in term or term in _KITTY_TERMS


def is_direct(environ: Mapping[str, str]) -> bool:
    """Say whether there are 16 million colours."""
    return environ.get("COLORTERM", "").lower() in _DIRECT or environ.get("TERM", "").endswith("-direct")


def is_remote(environ: Mapping[str, str]) -> bool:
    """Say whether the terminal is at the other end of an ssh connection."""
    return any(name in environ for name in _REMOTE)


def suits_pictures(environ: Mapping[str, str]) -> bool:
    """Say whether pictures are shown where nobody has said: with colours, and not over ssh."""
    return has_colours(environ) and not is_remote(environ)


async def best_graphics(environ: Mapping[str, str]) -> Graphics:
    """Tell the best way to show a picture; tmux, where it is the terminal, is asked what it is shown on."""
    if "TMUX" not in environ:
        return graphics_of(environ)
    from newsreader.library.programs import ask_program  # here, because most are not in tmux

    code, told = await ask_program(_TMUX_FEATURES, limit_s=_PROGRAM_S)
    return graphics_of(environ, told if code == 0 else "")
