"""The process that fetches and reads listings for a large refresh, so that the reader's own has no part in it.

It asks sites for the listings it is given the addresses of, and tells what each lists. Whether a site may be asked, and
what the library makes of the answers, is for the process that began it.
"""

from __future__ import annotations

import asyncio
import gc
import hashlib
import logging
import os
import signal
import threading
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing.sharedctypes import Synchronized
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from newsreader.config.settings import Settings
from newsreader.errors import NewsError
from newsreader.library.arenas import share_arenas
from newsreader.library.listings import Fault, bound_memory, read_rows_here, told_of
from newsreader.model import NotModified, Page, Validators
from newsreader.store.listed import Listed

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from newsreader.library.web import Fetcher

BEAT_S = 1.0  # between two signs of life
_GATHER_S = 0.01  # so long answers wait for others that are told with them
_NOBODY = -1
_STACK_BYTES = 1024 * 1024  # of a thread; many look up names at once


class Errand(NamedTuple):
    """A listing that is to be fetched."""

    number: int
    url: str
    validators: Validators
    known_hash: str  # of the body that was read last


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave."""

    answer: Page | NotModified  # a page without its body, which is read
    body_hash: str = ""
    listing: Listed | None = None  # None where nothing has changed


class LogLine(NamedTuple):
    """What is to be written in the log."""

    level: int
    text: str


Answer: TypeAlias = Fetched | Fault
Message: TypeAlias = "list[tuple[int, Answer]] | LogLine | None"  # None is a sign of life


def unread_page(page: Page, known_hash: str) -> Fetched | str:
    """Say whether a page is the one that was read last; else gives its hash."""
    body_hash = hashlib.sha256(page.body).hexdigest()
    if body_hash != known_hash:
        return body_hash
    return Fetched(answer=replace(page, body=b""), body_hash=body_hash)


def serve(
    pipe: Connection[Message, Sequence[Errand]],
    being_read: Synchronized[int],
    settings: Settings,
    allowed: Sequence[str],
) -> None:
    """Run errands until there is nobody any more to run them for.

    Args:
        pipe: errands come over it, and messages go back.
        being_read: tells the number of the errand whose listing is being read.
        settings: for the network.
        allowed: `host:port` pairs that the person named beside those of the settings.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # stopping is for the process that began this one
    log = logging.getLogger("newsreader")
    log.addHandler(_Teller(pipe))
    log.propagate = False
    share_arenas()  # a name that is looked up has a thread of its own, and each thread would have an arena
    threading.stack_size(_STACK_BYTES)
    bound_memory()
    from newsreader.extract import listing  # noqa: F401 (so that the first page need not wait for it)
    from newsreader.library.outside import network_fetcher

    fetcher = network_fetcher(settings, lambda: datetime.now(UTC), per_own_host=settings.total)
    for named in allowed:
        fetcher.allow(named)
    gc.freeze()  # what is here now stays to the end, so that nobody need look through it
    asyncio.run(_Courier(pipe, being_read, fetcher).run())


class _Teller(logging.Handler):
    """Sends what is logged to where the log file is."""

    def __init__(self, pipe: Connection[Message, Any]) -> None:
        super().__init__(logging.INFO)
        self._pipe = pipe

    def emit(self, record: logging.LogRecord) -> None:
        self._pipe.send(LogLine(record.levelno, self.format(record)))


class _Courier:
    """Runs errands side by side, and reads one listing after the other."""

    def __init__(
        self, pipe: Connection[Message, Sequence[Errand]], being_read: Synchronized[int], fetcher: Fetcher
    ) -> None:
        self._pipe = pipe
        self._being_read = being_read
        self._fetcher = fetcher
        self._errands: set[asyncio.Task[None]] = set()
        self._answers: list[tuple[int, Answer]] = []

    async def run(self) -> None:
        """Go on until the process ends."""
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._receive, args=(loop,), name="errands", daemon=True).start()
        while True:
            self._pipe.send(None)
            await asyncio.sleep(BEAT_S)

    def _receive(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            while True:
                loop.call_soon_threadsafe(self._begin, self._pipe.recv())
        except (EOFError, OSError):
            os._exit(0)  # the other process has ended

    def _begin(self, errands: Sequence[Errand]) -> None:
        for errand in errands:
            task = asyncio.get_running_loop().create_task(self._run(errand))
            self._errands.add(task)
            task.add_done_callback(self._errands.discard)

    async def _run(self, errand: Errand) -> None:
        try:
            answer = await self._fetcher.fetch(errand.url, validators=errand.validators)
            told = Fetched(answer=answer) if isinstance(answer, NotModified) else self._read(errand, answer)
        except NewsError as error:
            told = error.with_traceback(None)  # which would hold on to all that was there when it arose
        except Exception:  # noqa: BLE001 (it costs one section)
            told = traceback.format_exc()
        if not self._answers:
            asyncio.get_running_loop().call_later(_GATHER_S, self._tell)
        self._answers.append((errand.number, told))

    def _read(self, errand: Errand, page: Page) -> Answer:
        found = unread_page(page, errand.known_hash)
        if isinstance(found, Fetched):
            return found
        self._being_read.value = errand.number
        told = told_of(page, read_rows_here)
        self._being_read.value = _NOBODY
        if not isinstance(told, Listed):
            return told
        return Fetched(answer=replace(page, body=b""), body_hash=found, listing=told)

    def _tell(self) -> None:
        answers, self._answers = self._answers, []
        try:
            self._pipe.send(answers)
        except Exception:  # noqa: BLE001 (no room for them: who waits is told so by the end of this process)
            os._exit(1)
