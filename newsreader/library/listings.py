"""Reading listings beside the event loop: in a thread while few wait, in processes that can be ended when many do.

A thread shares the interpreter with the loop, so that a large refresh would be felt in every key; a process does
not, and when a feed holds it for too long, or fills it, it is ended and only that feed fails.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import queue
import signal
import threading
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from newsreader.errors import (
    BotWallError,
    ConsentWallError,
    ExtractError,
    InternalError,
    NewsError,
    NoListingError,
    ScriptedPageError,
    UnreadableError,
    WalledListingError,
)
from newsreader.library.processes import begun_process
from newsreader.model import Listing, Page
from newsreader.store.listed import Listed, listed

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
log = logging.getLogger(__name__)
MANY = 12  # listings that wait are worth the third of a second that a process takes to begin
LARGE_BYTES = 1_000_000  # a listing of this size is always read in a process
MAX_READ_S = 20.0  # the largest real feeds take one
MAX_MEMORY_BYTES = 1_500_000_000  # of a process with all that it maps; reading the largest page takes a third
_MOST = 3
_MOST_TOGETHER = 8  # listings handed to a process at a time: each handing over waits for the loop to take a breath
_MOST_TOGETHER_BYTES = 200_000

Fault: TypeAlias = NewsError | str  # what went wrong; a string is the trace of our own fault
Told: TypeAlias = Listed | Fault  # what a process answers
_Job: TypeAlias = "tuple[Page, Future[Listed]]"


def read_listing(page: Page) -> Listing:
    """Read what a page or feed lists.

    Raises:
        ExtractError: it lists nothing that can be read.
        InternalError: our own fault.
    """
    try:
        return _read(page)
    except NewsError:
        raise
    except Exception as error:  # a strange feed costs one section, never the program
        log.exception("reading a listing failed: %s", page.url)
        raise InternalError(page.url) from error


def read_rows(page: Page) -> Listed:
    """Read what a page or feed lists, ready to be kept; as `read_listing`."""
    return listed(read_listing(page))


def read_rows_here(page: Page) -> Listed:
    """As `read_rows`, where our own fault is for another to log."""
    return listed(_read(page))


def _read(page: Page) -> Listing:
    from newsreader.extract.listing import extract_listing  # here, because the first screen does not need it

    try:
        return extract_listing(page.body, page.url, content_type=page.content_type, charset=page.charset)
    except ExtractError as error:
        if isinstance(error, NoListingError) and not error.detail and (wall := _wall(page)):
            raise WalledListingError(page.url, wall) from error
        raise type(error)(page.url, error.detail) from error


def _wall(page: Page) -> str:
    """Say what stands in the place of a section page that lists nothing; "" where it is the page itself."""
    from newsreader.extract.article import extract_article

    try:
        extract_article(page.body, page.url, charset=page.charset)
    except BotWallError:
        return "the site asks for proof that a person is reading"
    except ConsentWallError:
        return "the site asks for consent to cookies first"
    except ScriptedPageError:
        return "the page shows its text only after running scripts"
    except ExtractError:
        pass
    return ""


class ListingReaders:
    """Reads the listings of one refresh. Close it when that is over; what has begun then ends unheard.

    Args:
        expected: how many are likely to come.
        begin: begins what reads when there are many; a process.
    """

    def __init__(self, expected: int = 0, begin: Callable[[], Reader] | None = None) -> None:
        self._begin = begin or ReadingProcess
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="listings")
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._waiting = 0
        self._helpers: list[threading.Thread] = []
        self._readers: list[Reader] = []  # those that run
        self._is_closed = False
        self._is_helped = False
        if expected >= MANY:
            self._call_helpers()

    async def read(self, page: Page) -> Listed:
        """Read a listing.

        Raises:
            ExtractError: it lists nothing that can be read, or is built to hold its reader.
            InternalError: our own fault.
        """
        self._waiting += 1
        try:
            if self._waiting >= MANY or len(page.body) > LARGE_BYTES:
                self._call_helpers()
            if self._is_helped or len(page.body) > LARGE_BYTES:
                outcome: Future[Listed] = Future()
                self._jobs.put((page, outcome))
                return await asyncio.wrap_future(outcome)
            return await asyncio.get_running_loop().run_in_executor(self._thread, read_rows, page)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Begin nothing more, and end what has begun."""
        self._is_closed = True
        self._thread.shutdown(wait=False, cancel_futures=True)
        for _ in self._helpers:
            self._jobs.put(None)
        for reader in tuple(self._readers):
            reader.end()

    def _call_helpers(self) -> None:
        if self._helpers:
            return
        for _ in range(min(max(1, (os.cpu_count() or 1) - 1), _MOST)):
            helper = threading.Thread(target=self._help, name="listings-helper", daemon=True)
            self._helpers.append(helper)
            helper.start()

    def _help(self) -> None:
        """Hand jobs to a process of one's own, until there are no more."""
        reader: Reader | None = None
        while True:
            if reader is None and not self._is_closed:
                reader = self._begun()
            jobs = self._next_jobs()
            if reader is None or not jobs:
                break
            reader = self._read_all(reader, [job for job in jobs if job[1].set_running_or_notify_cancel()])
        if reader is not None:
            reader.end()

    def _next_jobs(self) -> list[_Job]:
        """Wait for a job, and take those that wait beside it where they are small; none when there are no more."""
        jobs: list[_Job] = []
        room = _MOST_TOGETHER_BYTES
        with suppress(queue.Empty):
            while room > 0 and len(jobs) < _MOST_TOGETHER:
                job = self._jobs.get(block=not jobs)
                if job is None:
                    if jobs:
                        self._jobs.put(None)  # once more, for after these
                    break
                jobs.append(job)
                room -= len(job[0].body)
        return jobs

    def _read_all(self, reader: Reader, jobs: Sequence[_Job]) -> Reader | None:
        """Let some pages be read; gives the reader for the next ones, None where it was given up."""
        told = reader.read([page for page, _ in jobs])
        if told is not None:
            for (page, outcome), each in zip(jobs, told, strict=True):
                settle(outcome, each, page.url)
            return reader
        self._readers.remove(reader)
        if len(jobs) > 1 and not self._is_closed:
            following: Reader | None = None
            for job in jobs:  # whichever it was, the others are read
                following = self._read_all(following or self._begun(), [job])
            return following
        for page, outcome in jobs:
            outcome.set_exception(given_up(page.url))
        return None

    def _begun(self) -> Reader:
        try:
            reader = self._begin()
        except (OSError, ValueError, RuntimeError) as error:  # no room for another process, or none allowed
            log.warning("listings are read without a process of their own: %s", error)
            reader = ReaderHere()
        self._readers.append(reader)
        self._is_helped = True
        return reader


def settle(outcome: Future[T] | asyncio.Future[T], told: T | Fault, url: str) -> None:
    """Tell who waits for it what came of an address, and log our own faults."""
    if isinstance(told, NewsError):
        outcome.set_exception(told)
    elif isinstance(told, str):
        log.error("reading a listing failed: %s\n%s", url, told)
        outcome.set_exception(InternalError(url))
    else:
        outcome.set_result(told)


def given_up(url: str) -> UnreadableError:
    """Log that a process ended over a listing, and make the error that says so."""
    log.warning("reading a listing was given up: %s", url)
    return UnreadableError(url, "it takes too long or too much memory to read")


class Reader:
    """What a helper hands its jobs to."""

    def read(self, pages: Sequence[Page]) -> list[Told] | None:
        """Read some listings; None when that was given up, and with it this reader."""
        raise NotImplementedError

    def end(self) -> None:
        """End at once, also out of another thread, where `read` then gives None."""
        raise NotImplementedError


class ReaderHere(Reader):
    """Reads in the thread that asks."""

    def read(self, pages: Sequence[Page]) -> list[Told] | None:
        """As `Reader.read`."""
        return [told_of(page, read_rows_here) for page in pages]

    def end(self) -> None:
        """As `Reader.end`; what has begun goes on."""


class ReadingProcess(Reader):
    """A process that reads listings.

    Args:
        max_read_s: for one listing.
        work: what it does; a test's own in a test.

    Raises:
        OSError: it could not begin.
    """

    def __init__(self, *, max_read_s: float = MAX_READ_S, work: Callable[[Page], Listed] = read_rows_here) -> None:
        self._max_read_s = max_read_s
        self._process, self._ours = begun_process("listings", _serve, work)
        try:
            self._ours.recv()  # it is ready
        except EOFError as error:
            raise OSError("a process ended before it began") from error

    def read(self, pages: Sequence[Page]) -> list[Told] | None:
        """As `Reader.read`."""
        try:
            self._ours.send(pages)
            if self._ours.poll(self._max_read_s):
                told: list[Told] = self._ours.recv()
                return told
        except (EOFError, OSError):
            pass
        self.end()
        return None

    def end(self) -> None:
        """As `Reader.end`."""
        self._process.kill()


def _serve(pipe: Connection[list[Told] | None, Sequence[Page]], work: Callable[[Page], Listed]) -> None:
    """Answer pages with what they list, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # stopping is for the process that began this one
    logging.getLogger("newsreader").addHandler(logging.NullHandler())
    bound_memory()
    from newsreader.extract import listing  # noqa: F401 (so that the first page need not wait for it)

    gc.freeze()  # what is here now stays to the end, so that nobody need look through it
    pipe.send(None)
    with suppress(EOFError, OSError):  # the other process has ended
        while True:
            pipe.send([told_of(page, work) for page in pipe.recv()])


def told_of(page: Page, work: Callable[[Page], Listed]) -> Told:
    """Do some work on a page; gives what came of it, whatever that is."""
    try:
        return work(page)
    except NewsError as error:
        return error
    except MemoryError:
        return UnreadableError(page.url, "it takes too much memory to read")
    except Exception:  # noqa: BLE001 (a strange feed costs one section)
        return traceback.format_exc()


def bound_memory() -> None:
    """Let the system refuse this process more than it may take."""
    try:
        import resource  # Unix only
    except ImportError:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
