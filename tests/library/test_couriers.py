"""Listings that other processes fetch: what comes back, and what becomes of those that hold their process up."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import pickle
import queue
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from newsreader.access import Access, Proxy, Secret
from newsreader.config.settings import Settings
from newsreader.errors import (
    ConfigError,
    ForbiddenAddressError,
    HttpStatusError,
    InternalError,
    NewsError,
    NoListingError,
    RateLimitedError,
    SettingsError,
    UnreachableError,
    UnreadableError,
)
from newsreader.library import courier, couriers, taking
from newsreader.library.courier import Errand, Fetched, LogLine
from newsreader.library.couriers import Couriers, NoCourierError, can_carry
from newsreader.library.taking import Taker
from newsreader.library.web import Network, Web
from newsreader.model import NotModified, Page, Validators
from tests.fakes import NOW
from tests.library.paper import Paper, feed
from tests.server import TestServer

URL = "https://a.example/1.xml"
PAGE = Page(url=URL, body=feed(1), content_type="text/xml", fetched_at=NOW)


class Scripted:
    """A process of couriers that answers at once, but for the addresses that hold it up."""

    made: list[Scripted]
    plan: tuple[frozenset[str], ...] = ()  # what holds the first of them up, the second, …
    is_told_of = True

    def __init__(self, settings: Settings, _allowed: tuple[str, ...]) -> None:
        self.settings = settings
        self.being_read = -1
        self.errands: list[Errand] = []
        self.is_ended = False
        self.holding = self.plan[len(self.made)] if len(self.made) < len(self.plan) else frozenset[str]()
        self._said: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._said.put(LogLine(logging.WARNING, "a word from afar"))
        self.made.append(self)

    def send(self, errands: Sequence[Errand]) -> None:
        self.errands += errands
        for errand in errands:
            if errand.url in self.holding:
                self.being_read = errand.number if self.is_told_of else -1
                self._said.put(couriers._SILENCE)
            elif not self.holding:
                self._said.put([(errand.number, Fetched(answer=NotModified()))])

    def heard(self, _seconds: float) -> object:
        return self._said.get()

    def end(self) -> None:
        self.is_ended = True
        self._said.put(couriers._SILENCE)


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> type[Scripted]:
    class Those(Scripted):
        made = []  # noqa: RUF012 (of this test)

    monkeypatch.setattr(couriers, "_Process", Those)
    return Those


def take(some: Couriers, *urls: str) -> Any:
    return asyncio.gather(*(some.take(url, Validators(), "") for url in urls), return_exceptions=True)


@pytest.mark.parametrize(("total", "shares"), [(64, [21, 21, 21]), (2, [1, 1])])
async def test_processes_share_the_requests_that_there_may_be_in_all(
    scripted: type[Scripted], monkeypatch: pytest.MonkeyPatch, total: int, shares: list[int]
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    with closing(Couriers(Settings(total=total), (), expected=1000)) as some:
        await take(some, *(f"https://site{number}.example/" for number in range(20)))
    assert [each.settings.total for each in scripted.made] == shares


@asynccontextmanager
async def real(server: TestServer, **options: Any) -> AsyncIterator[Couriers]:
    settings = Settings(allow_private_hosts=(server.host_and_port,))
    with closing(Couriers(settings, (), **options)) as some:
        yield some


async def test_what_a_process_brings(server: TestServer) -> None:
    server.clear()
    url = server.put("/feed.xml", feed(1), "application/rss+xml", headers={"ETag": '"1"'})
    empty = server.put("/empty.xml", b"<rss><channel/></rss>", "application/rss+xml")
    async with real(server) as some:
        first = await some.take(url, Validators(), "")
        assert isinstance(first.answer, Page)
        assert (first.answer.body, first.answer.validators.etag) == (b"", '"1"')
        assert first.listing is not None
        assert first.listing.rows[0].words.headline == "Story 1 of the bridge"
        known = await some.take(url, Validators(), first.body_hash)
        assert (known.listing, known.body_hash) == (None, first.body_hash)
        unchanged = await some.take(url, first.answer.validators, first.body_hash)
        assert isinstance(unchanged.answer, NotModified)
        missing, forbidden, nothing = await take(some, server.url("/no"), "http://127.0.0.1:1/", empty)
        assert isinstance(missing, HttpStatusError)
        assert missing.status == 404
        assert isinstance(forbidden, ForbiddenAddressError)
        assert isinstance(nothing, NoListingError)


async def test_one_that_holds_its_process_up_fails_and_the_others_are_run_again(scripted: type[Scripted]) -> None:
    urls = [f"https://a.example/{number}" for number in range(4)]
    scripted.plan = (frozenset(urls[2:3]),)
    with closing(Couriers(Settings(), ())) as some:
        results = await take(some, *urls)
    assert [type(result) for result in results] == [Fetched, Fetched, UnreadableError, Fetched]
    assert [len(each.errands) for each in scripted.made] == [4, 3]
    assert all(each.is_ended for each in scripted.made)


async def test_where_nobody_knows_what_a_process_ended_over_all_are_tried_twice(scripted: type[Scripted]) -> None:
    scripted.plan, scripted.is_told_of = (frozenset({URL}), frozenset({URL})), False
    with closing(Couriers(Settings(), ())) as some:
        results = await take(some, URL, f"{URL}?2")
    assert [type(result) for result in results] == [UnreadableError, UnreadableError]
    assert len(scripted.made) == 2


async def test_very_many_errands_are_for_several_processes_and_a_site_is_asked_by_one(
    scripted: type[Scripted], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    with closing(Couriers(Settings(), (), expected=1000)) as some:
        await take(some, *(f"https://site{number % 20}.example/{number}" for number in range(60)))
    assert len(scripted.made) == 3
    by_process = [{errand.url.rpartition("/")[0] for errand in each.errands} for each in scripted.made]
    assert sum(map(len, by_process)) == len(set().union(*by_process)) == 20


async def test_what_is_logged_afar_is_logged_here(scripted: type[Scripted], caplog: pytest.LogCaptureFixture) -> None:
    with closing(Couriers(Settings(), ())) as some:
        await take(some, URL)
    assert "a word from afar" in caplog.text


async def test_without_room_for_a_process_this_one_fetches(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(couriers, "_Process", full)
    with closing(Couriers(Settings(), ())) as some:
        for _ in range(2):
            with pytest.raises(NoCourierError):
                await some.take(URL, Validators(), "")
    paper = Paper()
    paper.pages[URL] = feed(1)
    web = Web(lambda: paper, Network(is_forced_offline=False, clock=lambda: NOW), lambda _web: None, Settings())  # type: ignore[arg-type,return-value]
    with closing(Taker(web, taking.MANY_SECTIONS, 0)) as taker:
        for _ in range(2):
            assert (await taker.take(URL, Validators(), "")).listing is not None
    assert paper.asked == [URL, URL]


async def test_processes_that_had_room_end_with_the_refresh(
    scripted: type[Scripted], monkeypatch: pytest.MonkeyPatch
) -> None:
    def roomy(*given: Any) -> Scripted:
        if scripted.made:
            raise OSError("no room for another")
        return scripted(*given)

    monkeypatch.setattr(couriers, "_Process", roomy)
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    paper = Paper()
    web = Web(lambda: paper, Network(is_forced_offline=False, clock=lambda: NOW), lambda _web: None, Settings())  # type: ignore[arg-type,return-value]
    with closing(Taker(web, 1000, 0)) as taker:
        for number in range(20):
            url = f"https://site{number}.example/"
            paper.pages[url] = feed(1)
            await taker.take(url, Validators(), "")
        (one,) = scripted.made
        assert one.errands
        assert paper.asked
        assert not one.is_ended
    assert one.is_ended


def test_what_makes_no_sense_is_as_silence(logged_errors: list[str]) -> None:
    process = object.__new__(couriers._Process)
    process._ours, theirs = multiprocessing.Pipe()
    theirs.send_bytes(b"nothing that was pickled")
    assert process.heard(5) is couriers._SILENCE
    assert "cannot be read" in logged_errors[0]
    logged_errors.clear()


def secret() -> Secret:
    return Secret("a test", lambda: "s3cret")


@pytest.mark.parametrize(
    ("settings", "can"),
    [
        (Settings(), True),
        (Settings(access={"a.example": Access(where="site", token=secret())}), False),
        (Settings(network=Settings().network), True),
    ],
)
def test_passwords_stay_here(settings: Settings, can: bool) -> None:
    assert can_carry(settings) is can


def test_a_proxys_password_stays_here() -> None:
    proxy = Proxy(scheme="http", host="a.example", port=80, named="network.proxy", password=secret())
    network = type(Settings().network)(proxy=proxy)
    assert not can_carry(Settings(network=network))


class Pipe:
    """Notes what is sent."""

    def __init__(self) -> None:
        self.sent: list[Any] = []
        self.is_over = asyncio.Event()

    def send(self, message: object) -> None:
        self.sent.append(message)

    def recv(self) -> Sequence[Errand]:
        raise NotImplementedError


async def run(fetch: Callable[[str], Page | NotModified], *urls: str) -> list[Any]:
    """Let a courier in this process run errands; gives its answers."""

    class Fetcher:
        async def fetch(self, url: str, **_: object) -> Page | NotModified:
            return fetch(url)

    pipe = Pipe()
    one = courier._Courier(pipe, SimpleNamespace(value=-1), Fetcher())  # type: ignore[arg-type]
    one._begin([Errand(number, url, Validators(), "") for number, url in enumerate(urls)])
    while sum(len(each) for each in pipe.sent) < len(urls):  # noqa: ASYNC110 (nothing tells of it)
        await asyncio.sleep(0.001)
    return [answer for message in pipe.sent for _, answer in message]


async def test_a_courier_tells_whatever_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(url: str) -> Page | NotModified:
        if url == "down":
            raise UnreachableError(url, is_network_down=True)
        if url == "fault":
            raise ZeroDivisionError
        return NotModified() if url == "same" else PAGE

    down, fault, same, page = await run(fetch, "down", "fault", "same", "page")
    assert isinstance(down, UnreachableError)
    assert "ZeroDivisionError" in fault
    assert isinstance(same.answer, NotModified)
    assert page.listing is not None
    assert page.answer.body == b""


async def test_a_courier_that_cannot_tell_what_it_has_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(Pipe):
        def send(self, message: object) -> None:
            raise MemoryError

    ended: list[int] = []
    monkeypatch.setattr("os._exit", ended.append)
    one = courier._Courier(Full(), SimpleNamespace(value=-1), SimpleNamespace())  # type: ignore[arg-type]
    one._tell()
    assert ended == [1]


async def test_our_own_fault_there_is_logged_here(scripted: type[Scripted], logged_errors: list[str]) -> None:
    with closing(Couriers(Settings(), ())) as some:
        await some.take(URL, Validators(), "")
        (line,) = some._lines.values()
        asking = asyncio.ensure_future(line.run(Errand(99, "https://a.example/2", Validators(), "")))
        await asyncio.sleep(0)
        line._take([(99, "Traceback: ZeroDivisionError"), (100, "nobody asked")])
        with pytest.raises(InternalError):
            await asking
    assert "ZeroDivisionError" in logged_errors[0]
    logged_errors.clear()


@pytest.mark.parametrize(
    "error",
    [
        UnreachableError("https://a.example/", "too far", is_network_down=True, is_name_unknown=True),
        RateLimitedError("https://a.example/", 429, timedelta(minutes=1).total_seconds()),
        HttpStatusError("https://a.example/", 500),
        SettingsError([ConfigError("config.toml", "a mistake", "key")]),
    ],
)
def test_errors_say_the_same_in_another_process(error: NewsError) -> None:
    same = pickle.loads(pickle.dumps(error))
    assert (type(same), same.user_text, same.args) == (type(error), error.user_text, error.args)
    if not isinstance(error, SettingsError):
        assert vars(same) == vars(error)
