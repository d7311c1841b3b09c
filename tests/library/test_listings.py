"""Reading listings beside the loop: in order or out of it, many at once, and those that cannot be read in time."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing

import pytest

from newsreader.errors import InternalError, NewsError, NoListingError, UnreadableError
from newsreader.library import listings
from newsreader.library.listings import MANY, ListingReaders, Reader, ReadingProcess, read_rows
from newsreader.model import Page
from newsreader.store.listed import Listed
from tests.fakes import NOW
from tests.library.paper import feed


def page(number: int, body: bytes = b"") -> Page:
    return Page(
        url=f"https://a.example/{number}.xml", body=body or feed(number), content_type="text/xml", fetched_at=NOW
    )


def large(number: int) -> Page:
    return page(number, feed(number) + b" " * listings.LARGE_BYTES)


class Scripted(Reader):
    """Reads in its thread; gives up on the pages it was told of."""

    def __init__(self, given_up: frozenset[int] = frozenset()) -> None:
        self.given_up = {page(number).url for number in given_up}
        self.read_by_it: list[str] = []
        self.is_ended = False

    def read(self, pages: Sequence[Page]) -> list[Listed | NewsError | str] | None:
        if any(page.url in self.given_up for page in pages):
            return None
        self.read_by_it += [page.url for page in pages]
        return [read_rows(page) for page in pages]

    def end(self) -> None:
        self.is_ended = True


def forever(_page: Page) -> Listed:
    while True:
        time.sleep(60)


def greedy(page: Page) -> Listed:
    raise MemoryError


def broken(page: Page) -> Listed:
    raise ZeroDivisionError(page.url)


async def test_a_few_need_no_helper() -> None:
    with closing(ListingReaders(begin=_must_not_begin)) as readers:
        found = await asyncio.gather(*(readers.read(page(number)) for number in range(1, MANY)))
    assert [listing.rows[0].words.headline for listing in found] == [f"Story {n} of the bridge" for n in range(1, MANY)]


def _must_not_begin() -> Reader:
    raise AssertionError


async def test_many_are_read_by_helpers_and_each_gets_its_own() -> None:
    begun: list[Scripted] = []

    def begin() -> Reader:
        begun.append(Scripted())
        return begun[-1]

    with closing(ListingReaders(begin=begin)) as readers:
        found = await asyncio.gather(*(readers.read(page(number)) for number in range(1, 20)))
        assert [listing.rows[0].words.headline for listing in found] == [
            f"Story {n} of the bridge" for n in range(1, 20)
        ]
        await readers.read(page(20))
    assert begun
    assert all(reader.is_ended for reader in begun)


async def test_one_that_is_given_up_costs_itself_and_its_reader() -> None:
    begun: list[Scripted] = []

    def begin() -> Reader:
        begun.append(Scripted(frozenset({3})))
        return begun[-1]

    with closing(ListingReaders(begin=begin)) as readers:
        waiting = (readers.read(large(number)) for number in range(1, 20))
        results = await asyncio.gather(*waiting, return_exceptions=True)
    failed = {number: result for number, result in enumerate(results, start=1) if isinstance(result, Exception)}
    assert list(failed) == [3]
    assert isinstance(failed[3], UnreadableError)
    assert len(begun) > 1


async def test_of_those_that_are_read_together_only_the_one_at_fault_fails() -> None:
    begun: list[Scripted] = []
    all_wait = threading.Event()

    def begin() -> Reader:
        all_wait.wait(10)
        begun.append(Scripted(frozenset({3})))
        return begun[-1]

    with closing(ListingReaders(begin=begin)) as readers:
        readers._is_helped = True  # as when they have been called for others
        waiting = [asyncio.ensure_future(readers.read(page(number))) for number in range(1, 20)]
        await asyncio.sleep(0)
        all_wait.set()
        results = await asyncio.gather(*waiting, return_exceptions=True)
    failed = [number for number, result in enumerate(results, start=1) if isinstance(result, Exception)]
    assert failed == [3]
    assert len(begun) > 1


@pytest.mark.parametrize("trouble", [OSError("no room")])
async def test_where_no_process_can_begin_the_thread_reads(trouble: OSError, caplog: pytest.LogCaptureFixture) -> None:
    def begin() -> Reader:
        raise trouble

    with closing(ListingReaders(MANY, begin=begin)) as readers:
        found = await asyncio.gather(*(readers.read(large(number)) for number in range(1, 20)))
    assert len(found) == 19
    assert "without a process of their own: no room" in caplog.text


async def test_our_own_fault_in_a_helper_is_logged_with_its_trace(logged_errors: list[str]) -> None:
    class Faulty(Scripted):
        def read(self, pages: Sequence[Page]) -> list[Listed | NewsError | str] | None:
            return [listings.told_of(page, broken) for page in pages]

    with closing(ListingReaders(begin=Faulty)) as readers, pytest.raises(InternalError):
        await readers.read(large(1))
    (line,) = logged_errors
    assert "ZeroDivisionError: https://a.example/1.xml" in line
    logged_errors.clear()


@pytest.mark.parametrize(("work", "kind"), [(greedy, UnreadableError), (broken, str)])
def test_what_a_helper_tells_of_trouble(work: Callable[[Page], Listed], kind: type) -> None:
    assert isinstance(listings.told_of(page(1), work), kind)


def test_a_process_reads_and_is_ended_when_it_takes_too_long() -> None:
    reader = ReadingProcess()
    try:
        told = reader.read([page(1), page(2, b"<rss><channel></channel></rss>"), page(3)])
        assert told is not None
        first, second, third = told
        assert first == read_rows(page(1))
        assert isinstance(second, NoListingError)
        assert third == read_rows(page(3))
    finally:
        reader.end()
    assert reader.read([page(3)]) is None
    slow = ReadingProcess(max_read_s=0.01, work=forever)
    assert slow.read([page(1)]) is None
    slow._process.join(10)
    assert not slow._process.is_alive()
