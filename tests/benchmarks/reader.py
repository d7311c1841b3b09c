"""How soon keys are answered, in a pseudo-terminal, beside an empty Textual program and newsboat.

    python -m tests.benchmarks.reader --articles 100000 [--dir DIR]

A key is sent, and the time is taken until the program first writes something, and until it has written the last of it.
The machine is never quiet, so what counts are the ratios to the empty program in the same run.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from newsreader.blocks import Paragraph, Span
from newsreader.model import Article, Dateline, Entry
from newsreader.store.articles import save_article
from newsreader.store.connection import open_library
from newsreader.store.entries import save_entries
from tests.benchmarks import newsboat
from tests.benchmarks.edition import Edition
from tests.benchmarks.make_library import make_library
from tests.cli.program import environment

COLUMNS, ROWS = 120, 40
QUIET_S, GIVEN_UP_S, READY_S = 0.08, 2.0, 60.0
LONG_WORDS, SHORT_WORDS = 50_000, 5_000
LONG, SHORT = "Longest of all", "Five thousand words"
EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("ready", id="words")
    def on_key(self, event):
        self.n = getattr(self, "n", 0) + 1
        self.query_one("#words").update(f"ready {self.n}")
Empty().run()
"""


@dataclass(frozen=True)
class Answer:
    """How soon a key was answered, in milliseconds."""

    first: float
    quiet: float


class Terminal:
    """A program in a terminal; what it writes is only waited for."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        self._ours, its = os.openpty()
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        environ = {**environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self._program = subprocess.Popen(
            command, stdin=its, stdout=its, stderr=its, env=environ, start_new_session=True
        )
        os.close(its)

    def close(self) -> None:
        """End the program."""
        self._program.send_signal(signal.SIGKILL)
        self._program.wait()
        os.close(self._ours)

    def wait_for(self, shown: str) -> None:
        """Read until the program has shown something."""
        written, until = b"", time.monotonic() + READY_S
        while shown.encode() not in written:
            if not self._is_writing(until - time.monotonic()):
                raise SystemExit(f"{shown!r} was never shown: {written[-500:]!r}")
            written += os.read(self._ours, 1 << 16)

    def settle(self) -> None:
        """Read until the program is quiet."""
        while self._is_writing(QUIET_S * 4):
            os.read(self._ours, 1 << 16)

    def press(self, key: str) -> Answer | None:
        """Send a key; None when nothing came of it."""
        began = time.perf_counter()
        os.write(self._ours, key.encode())
        first = last = 0.0
        while self._is_writing(QUIET_S if first else GIVEN_UP_S):
            os.read(self._ours, 1 << 16)
            last = time.perf_counter()
            first = first or last
        return Answer((first - began) * 1000, (last - began) * 1000) if first else None

    def _is_writing(self, for_s: float) -> bool:
        return bool(select.select([self._ours], [], [], max(for_s, 0.0))[0])


@contextmanager
def running(command: Sequence[str], environ: Mapping[str, str], ready: str) -> Iterator[Terminal]:
    """Run a program in a terminal, from when it is ready."""
    terminal = Terminal(command, environ)
    try:
        terminal.wait_for(ready)
        terminal.settle()
        yield terminal
    finally:
        terminal.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--dir", type=Path, help="where the library of that size is, or is made")
    parser.add_argument("--keys", type=int, default=200, help="each, of what is measured")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base = options.dir or Path(folder)
        make_library(base / "data", options.articles, text=0.02)
        _add_long(base / "data" / "newsreader" / "library.sqlite3")
        empty = _empty(options.keys, Path(folder))
        _ours(options.keys, base, empty)
        if newsboat.IS_THERE:
            _newsboat(options.keys, Path(folder, "newsboat"), Edition(min(options.articles, 20_000), 0), empty)
        else:
            print("newsboat is not there to be measured")


def _add_long(library: Path) -> None:
    """Put two articles at the top of every list, where they are not there yet."""
    db = open_library(library)
    now = datetime.now(UTC)
    for headline, words in ((LONG, LONG_WORDS), (SHORT, SHORT_WORDS)):
        sentence = "The pilots went back to work and the ships came in on the evening tide "
        text = (sentence * (words // 14 + 1)).split()[:words]
        blocks = tuple(Paragraph((Span(" ".join(text[at : at + 80]) + "."),)) for at in range(0, words, 80))
        url = f"https://long.example/{words}.html"
        (key,) = db.execute("SELECT key FROM section ORDER BY is_own DESC LIMIT 1").fetchone()
        dateline = Dateline(place="Bergen", date=now.date())
        entry = Entry(url=url, headline=headline, published=now, dateline=dateline)
        save_entries(db, key, [entry], now)
        save_article(db, Article(url=url, headline=headline, published=now, blocks=blocks), None, now)
    db.close()


def _empty(count: int, folder: Path) -> Sequence[Answer]:
    with running([sys.executable, "-c", EMPTY], environment(folder), "ready") as terminal:
        answers = _repeated(terminal, "j", "j", count)
    _print("empty Textual program", answers, answers)
    return answers


def _ours(count: int, base: Path, empty: Sequence[Answer]) -> None:
    environ = {**environment(base), "XDG_DATA_HOME": str(base / "data")}
    with running([sys.executable, "-m", "newsreader", "--offline"], environ, SHORT) as terminal:
        terminal.press("\r")
        _print("list, a row", _repeated(terminal, "j", "j", count), empty)
        _print("list, a page", _repeated(terminal, "\x1b[6~", "\x1b[6~", count), empty)
        terminal.press("gg")
        terminal.settle()
        opened = []
        for key in ("\r", "q") * 40:
            answer = terminal.press(key)
            if key == "\r" and answer is not None:
                opened.append(answer)
        _print(f"open {SHORT_WORDS:,} words", opened, empty)
        terminal.press("j")
        terminal.press("\r")
        terminal.settle()
        _print(f"{LONG_WORDS:,} words, a line", _repeated(terminal, "j", "j", count), empty)
        _print(f"{LONG_WORDS:,} words, half a page", _repeated(terminal, "\x04", "\x15", count), empty)


def _newsboat(count: int, folder: Path, edition: Edition, empty: Sequence[Answer]) -> None:
    command = newsboat.make_cache(folder, edition)
    with running(command, environment(folder), "newsboat") as terminal:
        terminal.press("\r")
        terminal.settle()
        _print("newsboat, a row", _repeated(terminal, "j", "k", count), empty)
        terminal.press("\r")
        terminal.settle()
        _print("newsboat, next article", _repeated(terminal, "J", "K", count), empty)


def _repeated(terminal: Terminal, there: str, back: str, count: int) -> list[Answer]:
    answers = [terminal.press(back if number % 2 else there) for number in range(count)]
    return [answer for answer in answers if answer is not None]


def _print(what: str, answers: Sequence[Answer], beside: Sequence[Answer]) -> None:
    if len(answers) < 2:
        print(f"{what:<28} nothing came of it")
        return
    firsts, quiets = ([getattr(each, name) for each in answers] for name in ("first", "quiet"))
    ratio = statistics.median(firsts) / statistics.median([each.first for each in beside])
    print(f"{what:<28} {len(answers):>4} keys  first {_cuts(firsts)}  quiet {_cuts(quiets)}  {ratio:4.1f} x empty")


def _cuts(values_ms: Sequence[float]) -> str:
    cuts = statistics.quantiles(values_ms, n=100)
    return f"{cuts[49]:6.1f} {cuts[94]:6.1f} {cuts[98]:6.1f}"


if __name__ == "__main__":
    print(f"{'milliseconds: p50, p95, p99':<28}")
    main()
