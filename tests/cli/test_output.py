"""Progress is for a terminal that watches, on one line, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

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
