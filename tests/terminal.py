"""A terminal to run a program in: a pseudo-terminal, and a screen that shows what the program wrote to it.

The screen knows the part of ECMA-48 that Textual writes. Anything else is an error, so that it never shows
something other than what a person would see.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from types import TracebackType

from rich.cells import cell_len

TIMEOUT_S = 30.0  # until something is called missing; slow machines take a few seconds
_SEQUENCE = re.compile(
    r"\x1b(?:"
    r"\[(?P<private>[<=>?]?)(?P<parameters>[0-9;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\][^\x07\x1b]*(?:\x07|\x1b\\)"  # operating system command: titles, the clipboard
    r"|[78=>]"
    r")"
)
_FIRST_SIGN_S, _QUIET_S = 0.1, 0.03
_LONGEST_SEQUENCE = 4096
_SYNCHRONIZED = "2026"  # the mode in which a program marks the beginning and end of each frame


class Screen:
    """The characters on a screen of some size; looks are not kept."""

    is_drawing = False  # inside a frame that the program has not finished

    def __init__(self, columns: int, rows: int, answer: Callable[[str], None]) -> None:
        self._answer = answer
        self._columns = columns
        self._cells = [[" "] * columns for _ in range(rows)]
        self._row = self._column = 0
        self._pending = ""
        self._decode = codecs.getincrementaldecoder("utf-8")()

    @property
    def lines(self) -> list[str]:
        """The rows from the top, without blanks at their ends."""
        return ["".join(row).rstrip() for row in self._cells]

    @property
    def text(self) -> str:
        """All rows."""
        return "\n".join(self.lines)

    def feed(self, written: bytes) -> None:
        """Show what was written, all of it or up to a sequence of which the end is still to come."""
        text = self._pending + self._decode.decode(written)
        at = 0
        while at < len(text):
            if text[at] != "\x1b":
                self._put(text[at])
                at += 1
            elif match := _SEQUENCE.match(text, at):
                if match["final"]:
                    self._control(match["private"], match["parameters"], match["between"], match["final"])
                at = match.end()
            else:
                break
        self._pending = text[at:]
        assert len(self._pending) < _LONGEST_SEQUENCE, repr(self._pending[:80])

    def _put(self, character: str) -> None:
        if character == "\r":
            self._column = 0
        elif character == "\n":
            if self._row == len(self._cells) - 1:
                self._cells = [*self._cells[1:], [" "] * self._columns]
            else:
                self._row += 1
        elif character == "\b":
            self._column = max(0, self._column - 1)
        elif character == "\u00a0":  # a blank that no line ends at
            self._put(" ")
        elif character != "\x07":
            assert character.isprintable() or character == "\xa0", repr(character)
            width = cell_len(character)
            if width == 0:
                return
            row = self._cells[self._row]
            for offset, cell in enumerate((character, "")[:width]):
                if self._column + offset < self._columns:
                    row[self._column + offset] = cell
            self._column += width

    def _control(self, private: str, parameters: str, between: str, final: str) -> None:
        if (private, parameters) == ("?", _SYNCHRONIZED):
            if final == "p":
                self._answer(f"\x1b[?{_SYNCHRONIZED};2$y")
            else:
                self.is_drawing = final == "h"
            return
        if private or between or final in "mnctu":  # other modes, looks, questions we do not answer
            return
        numbers = [int(number or 0) for number in parameters.split(";")]
        if final in "Hf":
            row, column = (*numbers, 1)[:2]
            self._row = min(max(row, 1), len(self._cells)) - 1
            self._column = min(max(column, 1), self._columns) - 1
        elif final == "J":
            assert numbers[0] == 2, parameters
            self._cells = [[" "] * self._columns for _ in self._cells]
        elif final == "K":
            assert numbers[0] == 0, parameters
            self._cells[self._row][self._column :] = [" "] * (self._columns - self._column)
        elif final in "ABCD":
            step = max(numbers[0], 1)
            self._row += {"A": -step, "B": step}.get(final, 0)
            self._column += {"C": step, "D": -step}.get(final, 0)
        else:
            raise AssertionError(f"unknown sequence CSI {parameters}{final}")


class Terminal:
    """A program in a terminal of its own. Ends it when the `with` block does.

    Args:
        arguments: the program and its arguments.
        environ: its environment, but for the terminal's own variables.
        size: columns and rows.
        term: what TERM says.
    """

    def __init__(
        self,
        arguments: list[str],
        environ: Mapping[str, str],
        size: tuple[int, int] = (120, 40),
        term: str = "xterm-256color",
    ) -> None:
        self.screen = Screen(*size, answer=self.press)
        self.written = bytearray()  # all of it, as it came
        self._master, program_end = os.openpty()
        self._is_there = True
        fcntl.ioctl(program_end, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self._running = subprocess.Popen(
            arguments,
            stdin=program_end,
            stdout=program_end,
            stderr=program_end,
            env={**environ, "TERM": term},
            start_new_session=True,
        )
        os.close(program_end)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if self._running.poll() is None:
            self._running.send_signal(signal.SIGKILL)
        self._running.wait()
        self.hang_up()

    def hang_up(self) -> None:
        """Close the terminal; nothing of the program is seen any more."""
        if self._is_there:
            os.close(self._master)
            self._is_there = False

    def press(self, *keys: str) -> None:
        """Type keys, each as the terminal sends it."""
        for key in keys:
            os.write(self._master, key.encode())

    def interrupt(self) -> None:
        """Do what a terminal does at ^C."""
        self.signal(signal.SIGINT)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._running.send_signal(number)

    def stop(self) -> None:
        """Do what a shell does at ^Z, and wait until the program stands still."""
        self.signal(signal.SIGTSTP)
        self.wait_for(lambda _: self.written.endswith(b"\x1b[?1004l"), "the last that it writes before it stops")
        assert os.WIFSTOPPED(os.waitpid(self._running.pid, os.WUNTRACED)[1])

    def wait_for(self, is_there: Callable[[Screen], bool], what: str = "") -> None:
        """Let the program run until the screen shows something.

        Raises:
            AssertionError: it did not within `TIMEOUT_S`; says what the screen shows instead.
        """
        deadline = time.monotonic() + TIMEOUT_S
        while self.screen.is_drawing or not is_there(self.screen):
            left = deadline - time.monotonic()
            assert left > 0, f"never seen: {what}\n{self.screen.text}"
            assert self._take(left), f"it ended before this was seen: {what}\n{self.screen.text}"

    def wait_for_text(self, *texts: str) -> None:
        """Let the program run until the screen shows some texts, each on one row."""
        self.wait_for(lambda screen: all(text in screen.text for text in texts), ", ".join(texts))

    def wait_until_quiet(self) -> None:
        """Let the program run until it has written nothing for a moment; the first sign of a key may take longer."""
        left = _FIRST_SIGN_S
        while self._can_take(left) and self._take(0.0):
            left = _QUIET_S

    def _can_take(self, timeout_s: float) -> bool:
        return bool(select.select([self._master], [], [], timeout_s)[0])

    def wait_for_end(self) -> int:
        """Let the program run to its end and give its exit code."""
        deadline = time.monotonic() + TIMEOUT_S
        while self._is_there and self._take(deadline - time.monotonic()):
            assert time.monotonic() < deadline, f"it does not end\n{self.screen.text}"
        return self._running.wait(TIMEOUT_S)

    def _take(self, timeout_s: float) -> bool:
        """Take what the program writes next, waiting for it; False when it has ended."""
        readable, _, _ = select.select([self._master], [], [], max(0.0, timeout_s))
        if readable:
            try:
                written = os.read(self._master, 65536)
            except OSError:  # Linux's way of saying that the program's end is closed
                return False
            if not written:
                return False
            self.written += written
            self.screen.feed(written)
        return True


def newsreader_in_terminal(
    environ: Mapping[str, str], *arguments: str, size: tuple[int, int] = (120, 40), term: str = "xterm-256color"
) -> Terminal:
    """Start the program in a terminal."""
    return Terminal([sys.executable, "-m", "newsreader", *arguments], environ, size, term)
