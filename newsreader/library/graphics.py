"""What pictures a terminal can show, as far as the environment tells: it is never asked, so it never answers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

_KITTY_TERMS = ("xterm-kitty", "xterm-ghostty")
_KITTY_PROGRAMS = ("ghostty", "WezTerm")
_SIXEL_TERMS = ("foot", "mlterm", "contour", "yaft", "sixel")
_SIXEL_PROGRAMS = ("iTerm.app",)
_DIRECT = ("truecolor", "24bit")
_TMUX_FEATURES = ("tmux", "display-message", "-p", "#{client_termfeatures}")
_TMUX_S = 1.0  # it answers in some milliseconds
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

    code, told = await ask_program(_TMUX_FEATURES, limit_s=_TMUX_S)
    return graphics_of(environ, told if code == 0 else "")
