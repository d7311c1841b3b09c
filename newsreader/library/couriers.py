"""Processes that fetch and read the listings of one large refresh, seen from the process that they work for.

What holds one of them up, or fills it, costs the listing that it was reading: the process is ended and another one
begun for the other errands.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from zlib import crc32

from newsreader.access import Proxy
from newsreader.address import host_and_port
from newsreader.config.settings import Settings
from newsreader.library.courier import BEAT_S, Answer, Errand, Fetched, LogLine, serve
from newsreader.library.listings import MAX_READ_S, given_up, settle
from newsreader.library.processes import begun_process
from newsreader.model import Validators

log = logging.getLogger(__name__)
_MOST = 3
_ENOUGH = 250  # errands that are worth a process more
_BEGIN_S = 30.0  # a busy machine takes seconds
_MOST_TRIES = 2  # of an errand whose process ended over something


@dataclass(slots=True)
class _Open:
    """An errand that is being run."""

    errand: Errand
    answer: asyncio.Future[Fetched]
    tries: int = 1


def can_carry(settings: Settings) -> bool:
    """Say whether errands can be run by these settings: passwords stay in the process that has read them."""
    is_secret = isinstance(proxy := settings.network.proxy, Proxy) and (proxy.user or proxy.password)
    return not settings.access and not is_secret


class Couriers:
    """Runs errands in some processes, those to one site in one of them. Close it when the refresh is over.

    Args:
        settings: for the network.
        allowed: `host:port` pairs that the person named beside those of the settings.
        expected: how many errands there are likely to be.
        max_read_s: for one listing.
    """

    def __init__(
        self, settings: Settings, allowed: Collection[str], *, expected: int = 0, max_read_s: float = MAX_READ_S
    ) -> None:
        self._count = min(os.cpu_count() or 1, _MOST, settings.total, max(1, expected // _ENOUGH))
        each = settings.total // self._count  # so that there are no more requests in all
        plain = replace(settings, total=each, section={}, site={}, keys={})  # what it needs, and can be handed over
        self._begun: Callable[[], _Line] = lambda: _Line(plain, tuple(allowed), max_read_s)
        self._lines: dict[int, _Line] = {}
        self._number = 0

    async def take(self, url: str, validators: Validators, known_hash: str) -> Fetched:
        """Fetch an address and read what it lists.

        Raises:
            FetchError: it could not be had.
            ExtractError: it lists nothing that can be read, or is built to hold its reader.
            InternalError: our own fault.
            NoCourierError: no process could be begun.
        """
        which = crc32(host_and_port(url).encode()) % self._count
        if which not in self._lines:
            self._lines[which] = self._begun()
        self._number += 1
        return await self._lines[which].run(Errand(self._number, url, validators, known_hash))

    def close(self) -> None:
        """End the processes."""
        for line in self._lines.values():
            line.close()


class _Line:
    """One process at a time, and the errands it runs."""

    def __init__(self, settings: Settings, allowed: tuple[str, ...], max_read_s: float) -> None:
        self._settings = settings
        self._allowed = allowed
        self._silent_s = max_read_s + 2 * BEAT_S
        self._loop = asyncio.get_running_loop()
        self._open: dict[int, _Open] = {}
        self._waiting: list[Errand] = []  # to be handed over in the loop's next round
        self._process: _Process | None = None
        self._is_beginning = False
        self._is_closed = False

    async def run(self, errand: Errand) -> Fetched:
        """Run an errand; raises what went wrong."""
        entry = self._open[errand.number] = _Open(errand, self._loop.create_future())
        self._hand_over(errand)
        try:
            return await entry.answer
        finally:
            self._open.pop(errand.number, None)

    def close(self) -> None:
        """End the process; errands that still run are never answered."""
        self._is_closed = True
        if self._process is not None:
            self._process.end()

    def _hand_over(self, errand: Errand) -> None:
        if not self._waiting:
            self._loop.call_soon(self._send)
        self._waiting.append(errand)

    def _send(self) -> None:
        if self._is_closed or self._is_beginning or not self._waiting:
            return
        if self._process is None:
            self._is_beginning = True
            threading.Thread(target=self._work, name="couriers", daemon=True).start()
            return
        errands, self._waiting = self._waiting, []
        self._process.send(errands)

    def _work(self) -> None:
        """Begin a process and take what it says, on a thread of its own, until it is silent."""
        try:
            process = _Process(self._settings, self._allowed)
        except Exception as error:  # noqa: BLE001 (whatever the system says, or a setting that cannot be handed over)
            log.warning("listings are fetched without a process of their own: %s", error)
            self._tell(self._could_not_begin)
            return
        if not self._tell(self._began, process):
            process.end()
        silent_s = _BEGIN_S
        while (message := process.heard(silent_s)) is not _SILENCE:
            silent_s = self._silent_s
            if isinstance(message, LogLine):
                log.log(message.level, "%s", message.text)
            elif isinstance(message, list):
                self._tell(self._take, message)
        process.end()
        self._tell(self._begin_again, process)

    def _tell(self, function: Callable[..., None], *what: object) -> bool:
        """Let the loop do something; gives whether there is one still."""
        try:
            self._loop.call_soon_threadsafe(function, *what)
        except RuntimeError:
            return False
        return True

    def _began(self, process: _Process) -> None:
        self._is_beginning = False
        self._process = process
        if self._is_closed:
            process.end()
        self._send()

    def _could_not_begin(self) -> None:
        self._is_beginning = False
        self._is_beginning = False
        self._waiting = []
        for entry in self._open.values():
            if not entry.answer.done():
                entry.answer.set_exception(NoCourierError())

    def _take(self, answers: Sequence[tuple[int, Answer]]) -> None:
        for number, answer in answers:
            self._settle(number, answer)

    def _settle(self, number: int, answer: Answer) -> None:
        entry = self._open.get(number)
        if entry is None or entry.answer.done():  # nobody waits any more
            return
        settle(entry.answer, answer, entry.errand.url)

    def _begin_again(self, process: _Process) -> None:
        """Let another process run what one has not that ended; what it ended over is not tried again."""
        if process is not self._process or self._is_closed:
            return
        self._process = None
        for entry in list(self._open.values()):
            if entry.errand.number == process.being_read or entry.tries == _MOST_TRIES:
                self._settle(entry.errand.number, given_up(entry.errand.url))
            else:
                entry.tries += process.being_read < 0  # it is not known who was at fault
                self._hand_over(entry.errand)


class NoCourierError(Exception):
    """No process could be begun: there is no room, or none is allowed."""


_SILENCE = object()


class _Process:
    """A process that runs errands.

    Raises:
        OSError: it could not begin.
    """

    def __init__(self, settings: Settings, allowed: tuple[str, ...]) -> None:
        from multiprocessing import get_context

        self._being_read = get_context("spawn").Value("q", -1, lock=False)
        self._process, self._ours = begun_process("courier", serve, self._being_read, settings, allowed)

    @property
    def being_read(self) -> int:
        """The number of the errand whose listing it is or was reading; negative for none."""
        return int(self._being_read.value)

    def send(self, errands: Sequence[Errand]) -> None:
        """Hand errands over; where it has ended, that is heard elsewhere."""
        with suppress(OSError):
            self._ours.send(errands)

    def heard(self, seconds: float) -> object:
        """Wait for what it says next; `_SILENCE` where it says nothing for so long or has ended, or makes no sense."""
        try:
            return self._ours.recv() if self._ours.poll(seconds) else _SILENCE
        except (EOFError, OSError):
            return _SILENCE
        except Exception:  # else nobody would hear it any more, and its errands would never end
            log.exception("what a process said cannot be read")
            return _SILENCE

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
