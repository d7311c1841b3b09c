"""Notices for the desktop by way of the terminal, which knows where the person sits, over ssh too."""

from __future__ import annotations

from collections.abc import Mapping

from newsreader.library.notices import Notice
from newsreader.text import clean_line

MAX_CHARS = 200
_BY_777 = ("rxvt", "foot", "ghostty", "contour")  # the beginnings of TERM of those that know this one better
_SET_APART = ("4;", "9;")  # what these begin with means something else to some terminals


def notice_sequence(notice: Notice, environ: Mapping[str, str]) -> str:
    """Write a notice as the terminal takes it: OSC 777 of rxvt-unicode where TERM says so, else OSC 9 of iTerm2.

    Args:
        notice: cleaned here once more, as what it says comes from a site.
        environ: the environment.
    """
    title, text = (clean_line(each)[:MAX_CHARS] for each in notice)
    term = environ.get("TERM", "").removeprefix("xterm-")
    if term.startswith(_BY_777):
        sequence = f"\x1b]777;notify;{title.replace(';', ',')};{text}\x07"  # a semicolon would end the title
    else:
        whole = f"{title}: {text}"
        sequence = f"\x1b]9;{' ' if whole.startswith(_SET_APART) else ''}{whole}\x07"
    if "TMUX" in environ:
        return f"\x1bPtmux;{sequence.replace(chr(27), chr(27) * 2)}\x1b\\"  # to the terminal around it
    return sequence
