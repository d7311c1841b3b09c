"""How what lies behind an article looks: what it leads to, why its text came out so, its page, what changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsreader.library import Library
from newsreader.tui.app import NewsApp
from tests.fakes import clock, fill, offline, opened
from tests.tui.test_snapshots import SIZES, TO_PORTS, settle
from tests.unfolding import keep_page, revise

STATES = {
    "related": ("enter", "enter", "p", "j"),
    "why": ("enter", "enter", "x"),
    "page": ("enter", "enter", "x", "x"),
    "changes": ("enter", "j", "enter", "D"),
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Open a library with the page of the first story, and a second that was changed."""
    fill(tmp_path)
    keep_page(tmp_path)
    revise(tmp_path)
    context = opened(tmp_path, settings=offline())
    with asyncio.Runner() as runner:
        yield runner.run(context.__aenter__())
        runner.run(context.__aexit__(None, None, None))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_look(library: Library, snap_compare: Callable[..., bool], state: str, size: str) -> None:
    async def press(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in (*TO_PORTS, *STATES[state]):
            await pilot.press(key)
            await settle(pilot)
        assert pilot.app.is_running

    assert snap_compare(NewsApp(library, clock), terminal_size=SIZES[size], run_before=press)


@pytest.fixture
def new_library(tmp_path: Path) -> Iterator[Library]:
    """Open a library in which nothing is yet."""
    context = opened(tmp_path, settings=offline())
    with asyncio.Runner() as runner:
        yield runner.run(context.__aenter__())
        runner.run(context.__aexit__(None, None, None))


@pytest.mark.parametrize("size", SIZES)
def test_look_of_a_first_run(new_library: Library, snap_compare: Callable[..., bool], size: str) -> None:
    assert snap_compare(NewsApp(new_library, clock), terminal_size=SIZES[size], run_before=settle)
