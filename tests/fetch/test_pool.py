"""Which connection serves a request, and which are kept."""

from __future__ import annotations

import asyncio

import httpcore
import pytest

from newsreader.fetch.pool import Pool


class Line(httpcore.AsyncConnectionInterface):
    """A connection that answers when it is let."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.is_busy = False
        self.was_closed = False
        self.has_died = False
        self.is_full = False
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.version = b"HTTP/1.1"

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        if self.is_full:
            raise httpcore.ConnectionNotAvailable
        await asyncio.sleep(0)  # others run meanwhile
        await self.may_answer.wait()
        return httpcore.Response(200, content=b"words", extensions={"http_version": self.version})

    async def aclose(self) -> None:
        self.was_closed = True

    def is_available(self) -> bool:
        return not self.was_closed

    def has_expired(self) -> bool:
        return self.has_died

    def is_idle(self) -> bool:
        return not self.was_closed

    def is_closed(self) -> bool:
        return self.was_closed

    def can_handle_request(self, origin: httpcore.Origin) -> bool:
        raise NotImplementedError

    def info(self) -> str:
        raise NotImplementedError


class Lines:
    """A pool and the connections it has made."""

    def __init__(self, *, most_idle: int = 10, keep_s: float = 600) -> None:
        self.made: list[Line] = []
        self.pool = Pool(self._connect, most_idle=most_idle, keep_s=keep_s)

    def _connect(self, origin: httpcore.Origin) -> Line:
        self.made.append(Line(origin.host.decode()))
        return self.made[-1]

    async def ask(self, site: str) -> bytes:
        _, body = await self.pool.send(httpcore.Request("GET", f"http://{site}/"))
        try:
            return b"".join([piece async for piece in body])
        finally:
            await body.aclose()

    def closed(self) -> list[bool]:
        return [line.was_closed for line in self.made]


async def test_one_connection_serves_a_site_again() -> None:
    lines = Lines()
    assert [await lines.ask("a.example") for _ in range(3)] == [b"words"] * 3
    await lines.ask("b.example")
    assert [line.site for line in lines.made] == ["a.example", "b.example"]
    await lines.pool.aclose()
    assert lines.closed() == [True, True]


async def test_requests_at_once_have_connections_of_their_own() -> None:
    lines = Lines()
    await asyncio.gather(*(lines.ask("a.example") for _ in range(3)))
    assert len(lines.made) == 3
    await asyncio.gather(*(lines.ask("a.example") for _ in range(3)))
    assert len(lines.made) == 3


async def test_one_of_http_2_serves_many_at_once() -> None:
    lines = Lines()
    await lines.ask("a.example")
    lines.made[0].version = b"HTTP/2"
    await lines.ask("a.example")
    await asyncio.gather(*(lines.ask("a.example") for _ in range(3)))
    assert len(lines.made) == 1


async def test_one_that_has_died_is_closed_and_serves_nobody() -> None:
    lines = Lines()
    await lines.ask("a.example")
    lines.made[0].has_died = True
    await lines.ask("a.example")
    assert lines.closed() == [True, False]


async def test_one_that_takes_no_more_is_passed_over() -> None:
    lines = Lines()
    await lines.ask("a.example")
    lines.made[0].is_full = True
    lines.made[0].was_closed = False
    with pytest.raises(httpcore.ConnectError):
        await lines.ask("a.example")  # it says that it could, and never does
    lines.made[0].was_closed = True
    assert await lines.ask("a.example") == b"words"


async def test_the_idle_ones_are_bounded_and_the_oldest_go() -> None:
    lines = Lines(most_idle=2)
    for site in ("a.example", "b.example", "a.example", "c.example"):
        await lines.ask(site)
    assert {line.site: line.was_closed for line in lines.made} == {
        "a.example": False,
        "b.example": True,
        "c.example": False,
    }


async def test_none_is_kept_for_long() -> None:
    lines = Lines(keep_s=-1)
    await lines.ask("a.example")
    await lines.ask("b.example")
    assert lines.closed() == [True, False]


async def test_one_in_which_a_cancellation_strikes_is_closed_and_no_other() -> None:
    lines = Lines()
    await asyncio.gather(lines.ask("a.example"), lines.ask("a.example"))
    lines.made[0].may_answer.clear()
    asking = asyncio.create_task(lines.ask("a.example"))
    for _ in range(3):
        await asyncio.sleep(0)
    asking.cancel()
    await asyncio.wait([asking])
    assert asking.cancelled()
    assert lines.closed() == [True, False]


async def test_one_that_others_still_use_is_closed_after_them() -> None:
    lines = Lines()
    await lines.ask("a.example")
    (line,) = lines.made
    line.version = b"HTTP/2"
    await lines.ask("a.example")
    line.may_answer.clear()
    struck, going_on = (asyncio.create_task(lines.ask("a.example")) for _ in range(2))
    for _ in range(3):
        await asyncio.sleep(0)
    struck.cancel()
    await asyncio.wait([struck])
    assert not line.was_closed
    line.may_answer.set()
    assert await going_on == b"words"
    assert line.was_closed
