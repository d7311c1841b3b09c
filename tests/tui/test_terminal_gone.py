"""The program ends in good order when its terminal goes away, or when it is told to end."""

from __future__ import annotations

import signal
import sqlite3
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("signals and pseudo-terminals as Unix has them", allow_module_level=True)

from tests.cli.program import environment
from tests.terminal import Terminal, newsreader_in_terminal

BEGUN, RESTORED = b"\x1b[?1049h", b"\x1b[?1049l"


def started(folder: Path) -> Terminal:
    """Start the reader and wait for its first screen."""
    terminal = newsreader_in_terminal(environment(folder), "--offline")
    terminal.wait_for_text("Choose a section")
    return terminal


def was_left_in_good_order(folder: Path) -> bool:
    """Whether the end of the visit was kept, which is the last that an orderly end does."""
    with sqlite3.connect(folder / "data" / "newsreader" / "library.sqlite3") as db:
        return db.execute("SELECT count(*) FROM meta WHERE name = 'habit.left_at'").fetchone() == (1,)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_the_terminal_is_as_it_was(tmp_path: Path, number: signal.Signals) -> None:
    with started(tmp_path) as terminal:
        terminal.signal(number)
        assert terminal.wait_for_end() == 128 + number
        assert RESTORED in terminal.written
    assert was_left_in_good_order(tmp_path)


def test_a_terminal_that_is_closed_ends_it(tmp_path: Path) -> None:
    with started(tmp_path) as terminal:
        terminal.hang_up()
        terminal.wait_for_end()
    assert was_left_in_good_order(tmp_path)


def test_a_terminal_that_is_closed_ends_what_was_stopped_and_goes_on(tmp_path: Path) -> None:
    with started(tmp_path) as terminal:
        terminal.stop()
        terminal.signal(signal.SIGCONT)
        terminal.wait_for(lambda _: terminal.written.count(BEGUN) == 2, "that it goes on")
        terminal.wait_until_quiet()
        terminal.hang_up()
        terminal.wait_for_end()
    assert was_left_in_good_order(tmp_path)
