"""Numbers, sequences, help, palette and the status bar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.events import Key
from textual.geometry import Offset
from textual.widgets import Input

from newsreader.commands import COMMANDS, hint_text, hints
from newsreader.config.live import SettingsFile
from newsreader.documents import TOPICS
from newsreader.model import ArticleId
from newsreader.model.stops import Stop, Trail
from newsreader.screen_commands import (
    EDITION,
    FACETS,
    HISTORY,
    OPTIONS,
    QUEUE,
    STORYLINE,
    THEMES,
    commands_of,
    hinted,
)
from newsreader.tui.screens.health import HealthScreen
from newsreader.tui.screens.help import HelpScreen
from newsreader.tui.screens.main import MainScreen
from newsreader.tui.screens.menu import Menu
from newsreader.tui.screens.palette import CommandScreen, Palette
from newsreader.tui.widgets.bars import StatusBar
from newsreader.tui.widgets.command_list import CommandRow, MenuList
from newsreader.tui.widgets.row_list import RowList
from tests.fakes import offline, paths_in
from tests.tui.driving import Reader, reader, to_ports
from tests.tui.test_links import ELSEWHERE, linked, put


def commands_in(rows: Iterable[CommandRow]) -> list[str]:
    return [row.command.id for row in rows if row.command is not None]


def commands_shown(running: Reader) -> list[str]:
    return commands_in(running.over(CommandScreen).list.rows)


async def test_numbers_and_sequences_are_shown_while_they_are_typed(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("G", "g")
        assert "g To the beginning" in running.text()
        await running.press("g")
        assert running.screen.articles.list.cursor == 0
        await running.press("5")
        assert running.screen.status.typed == ("5", ())
        await running.press("j")
        assert running.screen.articles.list.cursor == 5
        assert running.screen.status.typed == ("", ())
        await running.press("3", "G")
        assert running.screen.articles.list.cursor == 2
        await running.press("9", "escape")
        assert running.screen.pane == "articles"
        await running.press("j")
        assert running.screen.articles.list.cursor == 3


async def test_help_shows_the_keys_of_the_pane_and_finds_them(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("question_mark")
        assert isinstance(running.app.screen, HelpScreen)
        documents = {f"document.{topic}" for topic in TOPICS}
        assert set(commands_shown(running)) == {command.id for command in COMMANDS} | documents
        assert "Enter l →" in running.text()
        await running.press(*"unread")
        assert commands_shown(running)
        assert all(
            "unread" in next(c.help.lower() for c in COMMANDS if c.id == name) for name in commands_shown(running)
        )
        await running.press("escape")
        assert isinstance(running.app.screen, MainScreen)


async def test_help_does_what_is_chosen_and_nothing_that_cannot_be_done(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("question_mark", *"new articles that wait", "enter")
        assert isinstance(running.app.screen, HelpScreen)  # none wait: it is dimmed
        await running.press("escape", "question_mark", *"to the end", "enter")
        assert isinstance(running.app.screen, MainScreen)
        assert running.screen.articles.list.cursor == 11


async def test_the_palette_offers_what_can_be_done_and_shows_its_key(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("ctrl+p")
        assert isinstance(running.app.screen, Palette)
        assert "mark.read" in commands_shown(running)
        assert "refresh.show" not in commands_shown(running)
        await running.press(*"tte")
        assert commands_shown(running)[0] == "move.end"
        await running.press("enter")
        assert running.screen.articles.list.cursor == 11
        await running.press(":", *"[b]", "enter")
        assert commands_shown(running) == []
        assert "No command is called so" in running.text()
        await running.press("escape")
        assert isinstance(running.app.screen, MainScreen)


async def test_a_key_finds_its_command(filled: Path) -> None:
    async with reader(filled) as running:
        await running.press(":", "A")
        assert commands_shown(running)[0] == "mark.all_read"


async def test_commands_are_chosen_with_the_mouse(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("ctrl+p")
        screen = running.over(Palette)
        row = next(n for n, each in enumerate(screen.list.rows) if each.command and each.command.id == "move.end")
        await running.pilot.click(screen.list, offset=(5, row))
        await running.settle()
        assert running.screen.articles.list.cursor == 11
        await running.press("ctrl+p")
        await running.pilot.click(None, offset=(1, 1))
        await running.settle()
        assert isinstance(running.app.screen, MainScreen)


async def test_the_status_bar_names_the_keys_of_the_pane_and_takes_clicks(filled: Path) -> None:
    async with reader(filled) as running:
        assert "a add" in running.text().splitlines()[-1]
        await to_ports(running)
        line = running.text().splitlines()[-1]
        assert "m read/unread" in line
        assert "a add" not in line
        await running.pilot.click(running.screen.status, offset=(line.index("m read/unread") + 3, 0))
        await running.settle()
        assert running.rows
        assert running.screen.articles.list.window.rows[0].state.is_read
        assert "1 article marked read" in running.status
        await running.pilot.click(running.screen.status, offset=(2, 0))
        assert running.status == ""


async def test_a_message_goes_with_the_next_key_and_an_error_stays(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("m")
        assert running.status
        await running.press("j")
        assert running.status == ""
        running.screen.status.say("It failed.", is_error=True)
        await running.press("j")
        assert running.status == "It failed."
        running.screen.status.say("3 of 9 …", "^X stops", is_going_on=True)
        await running.press("j")
        assert running.status == "3 of 9 … ^X stops"


async def test_what_cannot_be_done_is_not_named(filled: Path) -> None:
    async with reader(filled) as running:
        running.screen.sections.select("harbour/empty")
        await running.settle()
        await running.press("enter")
        named = [hint_text(command) for command in hints("articles")]
        assert "m read/unread" in named
        assert "m read/unread" not in running.text().splitlines()[-1]


@pytest.mark.parametrize("typed", ["", "q", "[/]", "\\", "m", "   "])
async def test_help_and_palette_in_a_very_small_terminal(filled: Path, typed: str) -> None:
    async with reader(filled, size=(20, 6)) as running:
        for key in ("question_mark", "ctrl+p"):
            await running.press(key)
            running.app.screen.query_one(Input).value = typed
            await running.settle()
            await running.press("pagedown", "pageup", "down", "up", "escape")
            assert isinstance(running.app.screen, MainScreen)


async def test_what_is_typed_ahead_goes_to_the_screen_that_opens(filled: Path) -> None:
    async with reader(filled) as running:
        for key in (":", "u", "n", "d"):
            running.app.simulate_key(key)  # as they come in one go: nothing is done between them
        await running.settle()
        await running.settle()
        assert running.app.screen.query_one(Input).value == "und"
        assert "mark.undo" in commands_shown(running)


async def test_a_screen_over_the_panes_has_a_help_of_its_own(filled: Path) -> None:
    async with reader(filled) as running:
        await running.press("!", "f1")
        assert isinstance(running.app.screen, HelpScreen)
        documents = {f"document.{topic}" for topic in TOPICS}
        assert set(commands_shown(running)) == {command.id for command in commands_of("sources")} | documents
        await running.press(*"back to the panes", "enter")
        assert isinstance(running.app.screen, MainScreen)


def menu(running: Reader) -> list[str]:
    return commands_in(running.over(Menu).list.rows)


async def test_a_right_click_offers_what_can_be_done_there(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("g", "m")
        assert "mark.star" in menu(running)
        screen = running.over(Menu)
        offset = screen.list.region.offset
        await running.press("s")  # its own key does it
        assert offset == running.screen.articles.list.below_cursor
        assert running.screen.articles.list.window.rows[0].state.is_starred
        await running.pilot.click("#sections", offset=(5, 1), button=3)
        await running.settle()
        assert "refresh.section" in menu(running)
        assert running.app.screen.query_one(MenuList).region.offset == (5, 2)
        await running.press("escape")
        assert isinstance(running.app.screen, MainScreen)


async def test_a_right_click_on_a_link_offers_what_can_be_done_with_it(filled: Path) -> None:
    put(filled, *linked(("the harbour plan", ELSEWHERE)))
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter")
        view = running.screen.reader.view
        link = view.walk_links(1)
        assert link is not None
        spot = view.below_cursor - (0, 1)
        view.stop_walking()
        line = view.render_line(spot.y - view.scrollable_content_region.y)
        at = line.text.index(link.text)
        await running.pilot.click(None, offset=(view.scrollable_content_region.x + at + 1, spot.y), button=3)
        await running.settle()
        assert menu(running) == ["pane.in", "link.browser", "link.copy", "link.later"]
        await running.press("y")
        assert running.app.clipboard == link.url
        await running.pilot.click(running.screen.reader.view, offset=(0, 0), button=3)
        await running.settle()
        assert "mark.star" in menu(running)


@pytest.mark.parametrize("size", [(120, 40), (50, 20), (24, 6)])
async def test_a_menu_stays_within_the_screen(filled: Path, size: tuple[int, int]) -> None:
    async with reader(filled, size=size) as running:
        await to_ports(running)
        await running.screen.show_menu(Offset(size[0] - 1, size[1] - 1))
        await running.settle()
        box = running.app.screen.query_one(MenuList)
        assert running.app.screen.region.contains_region(box.region)
        await running.press("end", "enter")
        assert isinstance(running.app.screen, MainScreen)


@pytest.mark.parametrize(
    ("key", "scope"),
    [("S", STORYLINE), ("E", EDITION), ("F", FACETS), ("comma", OPTIONS), ("H", HISTORY), ("W", QUEUE), ("T", THEMES)],
)
async def test_each_key_that_a_screen_names_takes_clicks(filled: Path, key: str, scope: str) -> None:
    async with reader(filled) as running:
        running.app.library.settings_file = SettingsFile(paths_in(filled), {})
        await to_ports(running)
        await running.press(key)
        assert not isinstance(running.app.screen, MainScreen)
        status = running.app.screen.query_one(StatusBar)
        *_, leave = hinted(scope)
        at = running.text().splitlines()[status.region.y].index(hint_text(leave))
        await running.pilot.click(None, offset=(at + 1, status.region.y))
        await running.settle()
        assert isinstance(running.app.screen, MainScreen)


async def test_arrows_move_in_a_list_over_the_panes_that_is_longer_than_the_screen(filled: Path) -> None:
    async with reader(filled, size=(80, 12)) as running:
        await running.press("T")
        rows = running.app.screen.query_one(RowList)
        assert rows.virtual_size.height > rows.size.height
        await running.press("down")
        assert (rows.cursor, rows.scroll_offset.y) == (1, 0)
        await running.press("end")
        assert rows.cursor == rows.row_count - 1


async def test_a_number_repeats_what_says_so(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        rows = running.screen.articles.list
        await running.press("3", "n")
        assert rows.cursor == 3
        await running.press("2", "N")
        assert rows.cursor == 1
        await running.press("m", "j", "m", "j", "m", "2", "u")
        unread = [not row.state.is_read for row in rows.window.rows[1:4]]
        assert sorted(unread) == [False, True, True]
        await running.press("2", "U")
        assert not any(not row.state.is_read for row in rows.window.rows[1:4])
        await running.press("g", "g", "3", "V")
        assert (len(rows.selected), rows.cursor) == (3, 3)
        await running.press("escape", "5", "J")
        assert (running.screen.pane, rows.cursor) == ("reader", 8)
        await running.press("9", "0", "n")  # as far as there are any
        assert rows.cursor == 11


async def test_a_number_goes_back_along_the_trail(filled: Path) -> None:
    trail = Trail((Stop(ArticleId(1), "a"), Stop(ArticleId(2), "b"), Stop(ArticleId(3), "c")), 2)
    back = trail.stepped(-2)
    assert back is not None
    assert back.at == 0
    assert back.stepped(-1) is None
    forward = back.stepped(9)
    assert forward is not None
    assert forward.at == 2


async def test_what_is_typed_ahead_of_the_line_to_find_goes_into_it(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        for key in ("/", "n", "é", "q", "enter"):
            character = key if len(key) == 1 else None
            running.app.post_message(Key("slash" if key == "/" else key, character))  # in one go
        for _ in range(8):  # each key goes round once
            await running.settle()
        assert running.screen.find_bar.value == running.screen.wanted.words == "néq"
        assert not running.screen.find_bar.display  # as Enter was typed too


async def test_screens_over_the_panes_follow_the_keys_of_the_settings(filled: Path) -> None:
    keys = {"sources.leave": ("Z", "+"), "list.down": ("e",), "sources.browser": ()}
    settings = replace(offline(), keys=keys)
    async with reader(filled, settings=settings, is_offline=False) as running:
        await running.press("!", "q", "escape", "j")
        screen = running.over(HealthScreen)
        assert screen.list.cursor == 0
        await running.press("e")
        assert screen.list.cursor == 1
        assert "Z back" in running.text()
        assert "browser" not in running.text()
        await running.press("f1")
        assert "sources.browser" not in commands_shown(running)
        await running.press(*"previous row", "enter")
        assert screen.list.cursor == 0
        await running.press("plus")
        assert isinstance(running.app.screen, MainScreen)
