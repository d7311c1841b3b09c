"""What a newcomer reads before anything is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.commands import COMMANDS, first_steps, key_label
from newsreader.tui.screens.greeting import GreetingScreen
from newsreader.tui.welcome import welcome
from newsreader.typeset.line import CACHED_MARK, REMOTE_MARK, TEASER_MARK, UNREAD_MARK
from newsreader.typeset.rows import LATER, NEW_MARK, STAR
from tests.tui.driving import reader

ONE_SCREEN = 22  # lines of the smallest screen that has the pane it stands in, without the bars


@pytest.mark.parametrize("width", [20, 57, 72])
def test_every_mark_of_the_lists_is_explained_in_the_width_there_is(width: int) -> None:
    lines = welcome(width)
    text = "\n".join(line.text for line in lines)
    assert all(mark in text for mark in (CACHED_MARK, TEASER_MARK, REMOTE_MARK, UNREAD_MARK, STAR, LATER, NEW_MARK))
    assert max(line.width_cells for line in lines) <= max(width, 27)  # no mark is parted from its words


def test_it_is_one_screen_with_the_keys_of_the_first_steps() -> None:
    lines = welcome(57)
    assert len(lines) <= ONE_SCREEN
    begun = [line.text.split(" ")[0] for line in lines]
    assert all(key_label(command.keys[0]) in begun for command in first_steps())


@pytest.mark.parametrize(("width", "height"), [(44, 18), (72, 16), (72, 14)])
def test_in_a_low_room_two_words_of_each_stand_in_columns(width: int, height: int) -> None:
    lines = welcome(width, COMMANDS, height)
    assert len(lines) <= height
    assert max(line.width_cells for line in lines) <= width
    text = "\n".join(line.text for line in lines)
    for command in first_steps():
        assert f"{key_label(command.keys[0])} " in text
    assert "read later" in text
    assert NEW_MARK in text


@pytest.mark.parametrize("size", [(80, 24), (50, 20), (60, 60)])
async def test_a_narrow_first_run_is_explained_once(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reader(tmp_path, size=size) as running:
        shown = running.text()
        assert isinstance(running.app.screen, GreetingScreen)
        assert "any key begins" in shown
        assert all(mark in shown for mark in (CACHED_MARK, STAR, LATER, NEW_MARK))
        await running.press("j")  # taken by the box
        assert not isinstance(running.app.screen, GreetingScreen)
        before = running.screen.sections.cursor
        await running.press("j")
        assert running.screen.sections.cursor == before + 1
    async with reader(tmp_path, size=size) as running:
        assert not isinstance(running.app.screen, GreetingScreen)


async def test_where_the_pane_explains_it_nothing_stands_over_it(tmp_path: Path) -> None:
    async with reader(tmp_path, size=(120, 40)) as running:
        assert not isinstance(running.app.screen, GreetingScreen)
        assert "Choose a section" in running.text()


async def test_the_greeting_fits_another_size_and_a_click_ends_it(tmp_path: Path) -> None:
    async with reader(tmp_path, size=(80, 24)) as running:
        await running.pilot.resize_terminal(50, 20)
        await running.settle()
        assert NEW_MARK in running.text()
        await running.pilot.click(offset=(1, 1))
        await running.settle()
        assert not isinstance(running.app.screen, GreetingScreen)
