"""The person's end of plain mode: a line is asked for, lines are said, and ^C is heard."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from newsreader.text import clean_line

MAX_LINE_CHARS = 10_000
_SHOWN_CHARS = 200  # of a line that came through a pipe
_LEAST_ROWS, _MOST_ROWS = 5, 50  # said before the person is asked again
_ROWS_AROUND = 4  # the prompt, and what stands above the next page


class Console:
    """Standard input and output; words and new lines only, in whatever a pipe or terminal shows them."""

    def __init__(self) -> None:
        self._is_typed = sys.stdin.isatty() and sys.stdout.isatty()
        for stream in (sys.stdin, sys.stdout):
            if hasattr(stream, "reconfigure"):  # what a caller put in its place may not have it
                stream.reconfigure(errors="replace")  # a letter of another encoding must not end the session
        if self._is_typed:
            _let_lines_be_edited()

    @property
    def width_cells(self) -> int:
        """How wide lines may be."""
        return shutil.get_terminal_size().columns

    @property
    def rows(self) -> int:
        """How many lines are said at once."""
        return min(max(shutil.get_terminal_size().lines - _ROWS_AROUND, _LEAST_ROWS), _MOST_ROWS)

    def say(self, *lines: str) -> None:
        """Say lines."""
        for line in lines:
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    def ask(self, prompt: str) -> str | None:
        """Ask for a line; None when there are no more, or the person has pressed ^C.

        Nothing else goes on meanwhile: what is said would come between the letters that are typed.
        """
        try:
            with _heard(signal.default_int_handler):
                line = input(prompt) if self._is_typed else self._read(prompt)
        except (EOFError, KeyboardInterrupt):
            self.say("")
            return None
        return line[:MAX_LINE_CHARS]

    def _read(self, prompt: str) -> str:
        """Read a line that nobody sees being typed, and show it behind the prompt as a terminal would."""
        sys.stdout.write(prompt)
        sys.stdout.flush()
        line = sys.stdin.readline(MAX_LINE_CHARS)
        if not line:
            raise EOFError
        rest = line
        while rest and not rest.endswith("\n"):  # of a line that is longer than any command
            rest = sys.stdin.readline(MAX_LINE_CHARS)
        line = line.rstrip("\r\n")
        self.say(clean_line(line)[:_SHOWN_CHARS])
        return line


@contextmanager
def interrupted_by(stop: Callable[[], object]) -> Iterator[None]:
    """Let ^C call this while something runs."""
    with _heard(lambda *_: stop()):
        yield


@contextmanager
def _heard(handler: Callable[..., object]) -> Iterator[None]:
    """Let ^C do this, unless it is to be ignored, as in a shell's background job."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:
        yield
        return
    signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _let_lines_be_edited() -> None:
    """Edit lines and recall earlier ones where there is a library for it, without the sequences it marks pastes by."""
    with suppress(ImportError):
        import readline

        readline.parse_and_bind("set enable-bracketed-paste off")
        readline.parse_and_bind("tab: self-insert")
