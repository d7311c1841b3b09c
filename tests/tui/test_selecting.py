"""Choosing several articles and marking them together; what is above and below."""

from __future__ import annotations

from pathlib import Path

from newsreader.library.shelves import Shelf
from tests.tui.driving import Reader, reader, to_ports


def states(running: Reader, mark: str) -> list[int]:
    rows = running.screen.articles.list.window.rows
    return [number for number, row in enumerate(rows) if getattr(row.state, mark)]


async def test_several_are_starred_together_and_it_is_undone(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("V", "j", "V")
        assert running.status.startswith("2 articles chosen")
        assert running.text().count("▌") == 6  # on each line of both
        await running.press("s")
        assert states(running, "is_starred") == [0, 2]
        assert not running.screen.articles.list.selected
        await running.press("u")
        assert states(running, "is_starred") == []


async def test_all_of_a_list_and_letting_go(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("ctrl+a")
        assert running.status.startswith("12 articles chosen")
        await running.press("L")
        assert len(states(running, "is_later")) == 12
        await running.press("ctrl+a", "escape")
        assert running.screen.pane == "articles"
        assert not running.screen.articles.list.selected
        await running.press("m")
        assert states(running, "is_read") == [0]
        await running.press("V")
        running.screen.sections.select(Shelf.ALL)
        await running.settle()
        assert not running.screen.articles.list.selected


async def test_above_and_below_the_cursor(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("j", "j", "left_parenthesis")
        assert states(running, "is_read") == [0, 1]
        await running.press("u", "right_parenthesis")
        assert states(running, "is_read") == list(range(3, 12))
        assert running.screen.articles.list.cursor == 2
        await running.press("u")
        assert states(running, "is_read") == []
