"""Leaving the screens over the main one, in the middle of everything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsreader.commands import COMMANDS
from newsreader.library import Library
from newsreader.tui.screens.add import AddScreen
from newsreader.tui.screens.health import HealthScreen
from newsreader.tui.screens.help import HelpScreen
from newsreader.tui.screens.leaving import LeavingScreen
from newsreader.tui.screens.main import MainScreen
from newsreader.tui.screens.search import SearchScreen
from tests.fakes import clock, fill
from tests.tui.driving import Reader, reader

SCREENS: dict[str, Callable[[Library], LeavingScreen[Any]]] = {
    "add": lambda library: AddScreen(library, clock),
    "health": lambda library: HealthScreen(library, clock),
    "help": lambda library: HelpScreen(COMMANDS, lambda _: True, "reader"),
    "search": lambda library: SearchScreen(library, clock),
}


async def opened_over(running: Reader, name: str) -> LeavingScreen[Any]:
    screen = SCREENS[name](running.app.library)
    await running.app.push_screen(screen)
    await running.settle()
    return screen


@pytest.mark.parametrize("name", SCREENS)
async def test_leaving_twice_leaves_once(tmp_path: Path, name: str) -> None:
    fill(tmp_path)
    async with reader(tmp_path) as running:
        screen = await opened_over(running, name)
        screen.dismiss(None)
        screen.dismiss(None)
        await running.settle()
        assert isinstance(running.app.screen, MainScreen)


async def test_leaving_takes_along_what_stands_over_it(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reader(tmp_path) as running:
        screen = await opened_over(running, "add")
        await running.press("ctrl+p")
        assert running.app.screen is not screen
        screen.dismiss(None)
        await running.settle()
        assert isinstance(running.app.screen, MainScreen)


async def test_what_is_going_on_ends_before_the_widgets_do(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reader(tmp_path) as running:
        screen = await opened_over(running, "search")
        assert isinstance(screen, SearchScreen)
        worker = screen.look("pilots")
        screen.dismiss(None)
        assert worker.is_cancelled
        assert screen.look("typed before, come after").is_cancelled
        await running.settle()
        assert isinstance(running.app.screen, MainScreen)


async def test_paging_through_commands_that_have_no_room(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reader(tmp_path, size=(20, 3)) as running:
        await running.press("ctrl+p", "pagedown", "pageup", "down")
        assert running.app.is_running
        await running.press("escape")
        assert isinstance(running.app.screen, MainScreen)
