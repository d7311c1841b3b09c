"""Progress is for a terminal that watches, on one line, and leaves nothing behind."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys

import pytest

from newsreader.cli.output import Colour, Output
from tests.cli.program import Program
from tests.site import NewsSite

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals as Unix has them")


def words_on_terminal(program: Program, *arguments: str, columns: int) -> str:
    """Run with standard error on a terminal of some width, and give what was written there."""
    import fcntl
    import struct
    import termios

    terminal, end = os.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    written = b""
    with program.start(*arguments, stdout=subprocess.PIPE, stderr=end) as running:
        os.close(end)
        while chunk := _read(terminal):
            written += chunk
        running.communicate(timeout=30)
    os.close(terminal)
    assert running.returncode == 0
    return written.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux's way of saying that the other end is closed
        return b""


@pytest.mark.parametrize("columns", [80, 30])
def test_progress_on_one_line(program: Program, news_site: NewsSite, columns: int) -> None:
    program.done(
        "add", news_site.url("/straits.xml"), "--section", "Everything that happens on the water and beside it"
    )
    written = words_on_terminal(program, "fetch", "--full-text", columns=columns)
    assert "\n" not in written
    assert "Fetching 1 section" in written
    assert "1 of 1 section" in written
    steps = [step for step in re.split("\r+", written) if step.strip()]
    assert max(map(len, steps)) < columns
    assert written.endswith("\r" + " " * (columns - 1) + "\r")


def test_no_progress_where_nobody_watches(program: Program, news_site: NewsSite) -> None:
    assert program("add", news_site.url("/straits.xml")).err == ""
    assert program("fetch", "--full-text").err == ""


class Watched(io.StringIO):
    """A terminal to write to."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environ", "has_colour"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_are_for_a_person_who_wants_them(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], has_colour: bool
) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert Output().painted("mended", Colour.GREEN) == "mended"  # captured, so no terminal
    monkeypatch.setattr(sys, "stdout", Watched())
    assert Output().has_colour is has_colour
    assert Output().painted("mended", Colour.GREEN) == ("\x1b[32mmended\x1b[0m" if has_colour else "mended")
    assert Output().painted("mended") == "mended"
    assert Output().painted("", Colour.GREEN) == ""
