"""The terminal as Textual draws on it on Unix, and an orderly end when it goes away or a signal asks for one."""

from __future__ import annotations

import asyncio
import select
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, cast

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App

LOOK_S = 1.0
_ASK_FOR_THE_END = (signal.SIGHUP, signal.SIGTERM)


class TerminalDriver(LinuxDriver):
    """Textual's driver, which ends the program when its terminal is gone, or when it is told to end.

    Textual's own would read the end of a closed terminal over and over, and wait for ever to write to it; and a
    program that is told to end would leave the terminal without an echo, and the place in the article as it was.
    """

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        assert self._file is not None  # the reader is begun on a terminal only
        self._file = cast(Any, _Outlet(self._file, self._has_gone))
        self._poll = select.poll()
        self._poll.register(self.fileno, 0)  # that it was hung up is told without being asked for
        self._look: asyncio.TimerHandle | None = None

    def start_application_mode(self) -> None:
        """Begin to draw, and to listen for the end."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        for number in _ASK_FOR_THE_END:
            if signal.getsignal(number) is signal.SIG_DFL:  # else it is to be passed over, as under nohup
                self._loop.add_signal_handler(number, self._end, number)
        if self._look is None:
            self._look_whether_it_is_there()

    def close(self) -> None:
        """Stop drawing and looking."""
        if self._look is not None:
            self._look.cancel()
            self._look = None  # after a stop, what begins again looks again
        super().close()

    def _look_whether_it_is_there(self) -> None:
        """Look once a second: a terminal that does not lead our session sends no signal."""
        if any(event & select.POLLHUP for _, event in self._poll.poll(0)):
            self._end(signal.SIGHUP)
        else:
            self._look = self._loop.call_later(LOOK_S, self._look_whether_it_is_there)

    def _has_gone(self) -> None:
        """End, as nothing can be written; called by the thread that writes."""
        with suppress(RuntimeError):  # the loop has ended by now
            self._loop.call_soon_threadsafe(self._end, signal.SIGHUP)

    def _end(self, number: signal.Signals) -> None:
        """Leave as by the key, and say as shells do which signal it was."""
        self._app.exit(return_code=128 + number)


class _Outlet:
    """What is written to; whatever comes after it has gone is dropped, so that nobody waits to write."""

    def __init__(self, file: IO[str], tell: Callable[[], None]) -> None:
        self._file = file
        self._tell = tell
        self._has_gone = False

    def fileno(self) -> int:
        """Give the file's number."""
        return self._file.fileno()

    def write(self, text: str) -> None:
        """Write, or drop it."""
        self._unless_gone(lambda: self._file.write(text))

    def flush(self) -> None:
        """Send what was written."""
        self._unless_gone(self._file.flush)

    def _unless_gone(self, write: Callable[[], object]) -> None:
        if self._has_gone:
            return
        try:
            write()
        except OSError:
            self._has_gone = True
            self._tell()
