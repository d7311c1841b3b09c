"""The edition by its keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.tui.screens.edition import EditionScreen
from newsreader.tui.screens.main import MainScreen
from tests.fakes import offline
from tests.tui.driving import Reader, reader

FOUR = replace(offline(), edition_minutes=4)


def edition_of(running: Reader) -> EditionScreen:
    return running.over(EditionScreen)


def headlines(running: Reader) -> list[str]:
    return [each.row.headline for each in edition_of(running).list.chosen]


async def test_space_walks_it_to_its_end(filled: Path) -> None:
    async with reader(filled, is_offline=False, settings=FOUR) as running:
        await running.press("E")
        chosen = headlines(running)
        assert 1 < len(chosen) <= 4
        assert f"0 of {len(chosen)} · " in running.text()
        await running.press("space")
        assert running.headline == chosen[0]
        assert running.status.startswith(f"Edition: 1 of {len(chosen)} · ")
        for number in range(2, len(chosen) + 1):
            await running.press("G", "space")
            assert running.headline == chosen[number - 1]
            assert running.status.startswith(f"Edition: {number} of {len(chosen)} · ")
        await running.press("G", "space")
        text = running.text()
        assert "That was your edition." in text
        assert f"all {len(chosen)} articles" in text
        assert "━" in text
        assert "─" * 5 not in text.splitlines()[1]
        await running.press("space")
        assert headlines(running) == chosen
        await running.press("q")
        assert isinstance(running.app.screen, MainScreen)
        await running.press("E")
        assert "That was your edition." in running.text()


async def test_its_next_article_is_made_ready(filled: Path) -> None:
    async with reader(filled, is_offline=False, settings=FOUR) as running:
        await running.press("E")
        chosen = [each.row for each in edition_of(running).list.chosen]
        await running.press("space")
        running.screen.look_ahead()
        await running.settle()
        prepared = running.screen.reader.view._prepared
        cached = [row.id for row in chosen[1:2] if row.is_cached]
        assert cached == ([prepared.reading.id] if prepared is not None else [])
        assert cached


async def test_q_comes_back_to_it_and_it_is_resumed(filled: Path) -> None:
    async with reader(filled, is_offline=False, settings=FOUR) as running:
        await running.press("E", "j", "enter")
        chosen = headlines_of(running)
        await running.press("q")
        screen = edition_of(running)
        assert screen.list.current is not None
        assert screen.list.current.row.headline == chosen
        assert "✓" in running.text()
        await running.press("q", "E")
        assert f"1 of {len(headlines(running))}" in running.text()
        assert edition_of(running).list.cursor == 0  # the first that is unread
        await running.press("n")
        assert running.headline != chosen


def headlines_of(running: Reader) -> str:
    assert running.headline
    return running.headline


async def test_of_nothing_it_says_what_to_do(tmp_path: Path) -> None:
    async with reader(tmp_path) as running:
        await running.press("E")
        assert "R refreshes what you follow" in running.text()
        await running.press("space", "enter", "q")
        assert isinstance(running.app.screen, MainScreen)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 20)])
async def test_it_fits(filled: Path, size: tuple[int, int]) -> None:
    async with reader(filled, size=size, is_offline=False, settings=FOUR) as running:
        await running.press("E")
        lines = running.text().splitlines()
        assert lines[0].startswith(" Edition · ")
        assert lines[0].rstrip().endswith("min left")
        assert sum(line.rstrip().endswith(" min") for line in lines) == len(headlines(running))
        assert lines[-1].split()[-2:] == ["q", "back"]
