"""How the reader looks in three sizes. Look at each picture before `pytest --snapshot-update`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from newsreader.commands import Command
from newsreader.library import Library
from newsreader.tui.app import NewsApp
from newsreader.tui.screens.help import HelpScreen
from tests.fakes import clock, fill, offline, opened
from tests.tui.driving import greeted
from tests.tui.test_add import HOME, paper

SIZES = {"120x40": (120, 40), "80x24": (80, 24), "50x20": (50, 20)}
TO_PORTS = ("j",) * 7  # past the shelves and the publication
STATES = {
    "sections": TO_PORTS,
    "articles": (*TO_PORTS, "enter", "j"),
    "article": (*TO_PORTS, "enter", "j", "enter"),
    "outline": (*TO_PORTS, "enter", "j", "enter", "t"),
    "found": (*TO_PORTS, "enter", "j", "enter", "slash", *"tide", "enter", "n"),
    "links": (*TO_PORTS, "enter", "enter", "G", "f"),
    "uncached": (*TO_PORTS, "enter", "G", "enter"),
    "search": ("ctrl+f", *"evening", "down"),
}
KEYS = (  # of every kind, and none that changes with the command table: what it holds is tested by words
    Command("move.down", ("j", "down"), "move(1)", "Next line or row", "Move"),
    Command("move.end", ("G", "end"), "go_end(True)", "To the end", "Move"),
    Command("refresh.stop", ("ctrl+x",), "stop", "Stop what is being fetched", "Move"),
    Command("pane.in", ("enter", "l", "right"), "go_in", "In: open the section, article or link", "Panes"),
    Command("mark.read", ("m",), "toggle_read", "Mark read or unread", "Marks", panes=("articles", "reader")),
)


async def settle(pilot: Pilot[None]) -> None:
    """Wait for what a key asked for: what it posts is handled first, which may begin a worker."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await greeted(pilot)
    await pilot.pause()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Open a library that several event loops may use one after the other."""
    fill(tmp_path)
    context = opened(tmp_path, settings=offline())
    with asyncio.Runner() as runner:
        yield runner.run(context.__aenter__())
        runner.run(context.__aexit__(None, None, None))


@pytest.fixture
def library_online(tmp_path: Path) -> Iterator[Library]:
    """Open one for which there is a site to add."""
    fill(tmp_path)
    context = opened(tmp_path, paper())
    with asyncio.Runner() as runner:
        yield runner.run(context.__aenter__())
        runner.run(context.__aexit__(None, None, None))


@pytest.mark.parametrize("size", SIZES)
def test_look_of_adding(library_online: Library, snap_compare: Callable[..., bool], size: str) -> None:
    async def press(pilot: Pilot[None]) -> None:
        await pilot.press("a")
        await pilot.pause()
        address = pilot.app.screen.query_one("#add-address", Input)
        address.cursor_blink = False
        address.value = HOME
        await pilot.press("enter")
        await settle(pilot)
        assert pilot.app.is_running

    assert snap_compare(NewsApp(library_online, clock), terminal_size=SIZES[size], run_before=press)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_look(library: Library, snap_compare: Callable[..., bool], state: str, size: str) -> None:
    async def press(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in STATES[state]:
            await pilot.press(key)
            await settle(pilot)
        assert pilot.app.is_running

    assert snap_compare(NewsApp(library, clock), terminal_size=SIZES[size], run_before=press)


@pytest.mark.parametrize("size", SIZES)
def test_look_of_help(library: Library, snap_compare: Callable[..., bool], size: str) -> None:
    async def press(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.app.push_screen(HelpScreen(KEYS, lambda command: command.id != "refresh.stop", "sections"))
        pilot.app.screen.query_one(Input).cursor_blink = False
        await settle(pilot)
        assert pilot.app.is_running

    assert snap_compare(NewsApp(library, clock), terminal_size=SIZES[size], run_before=press)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", ["article", "starred"])
def test_look_in_light(
    library: Library, snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch, state: str, size: str
) -> None:
    monkeypatch.setattr(library, "settings", replace(library.settings, theme="paper"))

    async def press(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in {"starred": ("j",) * 3 + ("enter",)}.get(state) or STATES[state]:
            await pilot.press(key)
            await settle(pilot)
        assert pilot.app.theme == "paper"

    assert snap_compare(NewsApp(library, clock), terminal_size=SIZES[size], run_before=press)
