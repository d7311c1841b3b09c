"""Turns and pauses."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from newsreader.errors import RateLimitedError
from newsreader.fetch.limits import FetchLimits
from newsreader.fetch.politeness import MAX_PAUSE, Politeness, retry_after_wait
from tests.fetch.conftest import NOW


def politeness(**limits: int) -> Politeness:
    return Politeness(FetchLimits(**limits), lambda: NOW)


class Visit:
    """Holds a turn until it is told to end."""

    def __init__(self, manners: Politeness, site: str, *, is_own: bool = False) -> None:
        self.has_begun = False
        self._end = asyncio.Event()
        self._task = asyncio.create_task(self._stay(manners, site, is_own=is_own))

    async def _stay(self, manners: Politeness, site: str, *, is_own: bool) -> None:
        async with manners.turn(site, f"http://{site}/", is_own=is_own):
            self.has_begun = True
            await self._end.wait()

    async def end(self) -> None:
        self._end.set()
        await self._task


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_so_many_for_one_site() -> None:
    manners = politeness(per_host=2, total=16)
    visits = [Visit(manners, "a.example:80") for _ in range(4)]
    await settle()
    assert [visit.has_begun for visit in visits] == [True, True, False, False]
    await visits[0].end()
    await settle()
    assert [visit.has_begun for visit in visits] == [True, True, True, False]
    for visit in visits[1:]:
        await visit.end()


@pytest.mark.parametrize(("per_own_host", "at_once"), [(None, 1), (3, 3)])
async def test_a_server_of_the_persons_own_may_have_a_limit_of_its_own(per_own_host: int | None, at_once: int) -> None:
    manners = politeness(per_host=1, per_own_host=per_own_host)
    visits = [Visit(manners, "127.0.0.1:8080", is_own=True) for _ in range(4)]
    await settle()
    assert sum(visit.has_begun for visit in visits) == at_once
    for visit in visits:
        await visit.end()


async def test_a_slow_site_takes_no_turns_from_others() -> None:
    manners = politeness(per_host=1, total=2)
    slow = [Visit(manners, "slow.example:80") for _ in range(10)]
    await settle()
    other = Visit(manners, "a.example:80")
    await settle()
    assert [visit.has_begun for visit in slow] == [True] + [False] * 9
    assert other.has_begun
    await other.end()
    for visit in slow:
        await visit.end()


async def test_so_many_in_all() -> None:
    manners = politeness(per_host=1, total=2)
    visits = [Visit(manners, f"{name}.example:80") for name in "abc"]
    await settle()
    assert [visit.has_begun for visit in visits] == [True, True, False]
    for visit in visits:
        await visit.end()


async def test_those_who_wait_when_the_pause_begins_are_not_let_through() -> None:
    manners = politeness(per_host=1)
    visit = Visit(manners, "a.example:80")
    waiting = Visit(manners, "a.example:80")
    await settle()
    manners.rate_limited("a.example:80", "http://a.example/", 429, "60")
    await visit.end()
    with pytest.raises(RateLimitedError):
        await waiting.end()


async def test_a_thousand_pauses_are_remembered_not_more() -> None:
    manners = politeness()
    for number in range(1500):
        manners.rate_limited(f"{number}.example:80", "", 429, "60")
    async with manners.turn("0.example:80", ""):
        pass
    with pytest.raises(RateLimitedError):
        async with manners.turn("1499.example:80", ""):
            pass


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Sun, 01 Feb 2026 12:01:00 GMT", 60),
        ("Sun, 01 Feb 2026 12:01:00", 60),
        ("Sunday, 01-Feb-26 12:01:00 GMT", 60),
        ("Sun, 01 Feb 2026 11:00:00 GMT", 0),
        ("99999999999999999999", MAX_PAUSE.total_seconds()),
        ("9" * 5000, MAX_PAUSE.total_seconds()),
        ("Fri, 31 Dec 9999 23:59:59 GMT", MAX_PAUSE.total_seconds()),
    ],
)
def test_retry_after(header: str, seconds: float) -> None:
    assert retry_after_wait(header, NOW) == timedelta(seconds=seconds)


@pytest.mark.parametrize("header", ["", "soon", "-1", "1.5", "²", "Sun, 99 Feb 2026 12:00:00 GMT", "\xff" * 99])
def test_retry_after_that_says_nothing(header: str) -> None:
    assert retry_after_wait(header, NOW) is None
