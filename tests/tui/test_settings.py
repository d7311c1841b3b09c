"""Settings that change while the reader is open."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Input

from newsreader.config.live import FROM_THE_NEXT_START, SettingsFile
from newsreader.config.overview import grouped
from newsreader.config.settings import ALL_KINDS
from newsreader.tui.screens.settings import SettingsScreen
from newsreader.tui.widgets.setting_list import SettingList
from tests.fakes import fill, paths_in
from tests.tui.driving import Reader, reader, to_ports


@pytest.fixture
def home(tmp_path: Path) -> Path:
    fill(tmp_path)
    return tmp_path


@asynccontextmanager
async def set_up(
    home: Path, environ: dict[str, str] | None = None, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Reader]:
    """Open a reader with a settings file, which need not be there."""
    async with reader(home, size=size) as running:
        file = SettingsFile(paths_in(home), environ or {})
        running.app.library.settings = file.load()
        running.app.library.settings_file = file
        yield running


def write(home: Path, text: str, name: str = "config.toml") -> Path:
    path = paths_in(home).config_dir / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


async def looked(running: Reader) -> None:
    """Let the next look round come."""
    running.screen.look_around()
    await running.settle()


async def test_a_saved_file_holds_at_once(home: Path) -> None:
    async with set_up(home) as running:
        await to_ports(running)
        await running.press("enter")
        write(
            home, 'measure = 44\ntheme = "paper"\ntotal = 3\n[keys]\n"read.next" = "ctrl+n"\n"read.next_unread" = "*"\n'
        )
        await looked(running)
        assert "· * next unread" in "".join(line.text for line in running.screen.reader.view._document.lines)
        assert running.screen.reader.view.measure == 44
        assert running.app.theme == "paper"
        assert running.status == "The settings as they are now hold; total from the next start."
        first = running.headline
        await running.press("J")
        assert running.headline == first
        await running.press("ctrl+n")
        assert running.headline != first
        await looked(running)
        write(home, "")
        await looked(running)
        assert (running.screen.reader.view.measure, running.app.theme) == (72, "ink")


async def test_notes_name_the_keys_that_hold(home: Path) -> None:
    async with set_up(home) as running:
        write(home, '[keys]\n"refresh.show" = "ctrl+n"\n"pane.out" = "ctrl+b"\nhelp = "ctrl+k"\nmark.undo = "ctrl+y"\n')
        await looked(running)
        await to_ports(running)
        running.screen.waiting = 2
        running.screen.describe_place()
        assert running.screen.articles.title.right.endswith("2 new: ^N shows")
        assert "^K help" in running.text()
        await running.press("slash", *"nothing like it", "enter")
        assert running.screen.articles.note.text == "Nothing in this list matches. ^B shows it whole."
        await running.press("ctrl+b", "s")
        assert running.status.endswith("^Y undoes it.")


async def test_what_did_not_change_is_not_named(home: Path) -> None:
    site = '[network]\nproxy = "http://anna:pw@proxy.example"\n[site."paper.example"]\npassword = { env = "PAPER" }\n'
    write(home, site)
    async with set_up(home) as running:
        write(home, f"measure = 50\n{site}")
        await looked(running)
        assert running.status == "The settings as they are now hold."
        running.app.theme = "nord"  # chosen for now
        write(home, f"measure = 51\n{site}user_agent = 'us'\n")
        await looked(running)
        assert running.app.theme == "nord"
        assert running.status == "The settings as they are now hold; access from the next start."


async def test_what_an_editor_wrote_holds_when_the_screen_opens(home: Path) -> None:
    async with set_up(home) as running:
        write(home, "measure = 50\n")
        await on(running, "measure")
        assert running.app.library.settings.measure == 50
        await running.press("q")
        assert running.screen.reader.measure == 50


async def test_a_file_with_mistakes_is_told_in_a_sentence_and_changes_nothing(home: Path) -> None:
    async with set_up(home) as running:
        write(home, "measure = 44\n")
        await looked(running)
        write(home, "measure = 50\ntotal = 0\nper_hosts = 1\n")
        await looked(running)
        assert running.app.library.settings.measure == 44
        assert running.status.startswith("config.toml, line 2, total: 0 is not allowed; allowed: a whole number")
        assert running.status.endswith("; 1 mistake more: newsreader config check. The settings before hold.")


async def test_a_theme_of_ones_own_changes_with_its_file(home: Path) -> None:
    path = write(home, 'primary = "#123456"\nbackground = "#000000"\n', "themes/mine.toml")
    os.utime(path, ns=(1, 1))
    async with set_up(home) as running:
        write(home, 'theme = "mine"\n')
        await looked(running)
        assert running.app.theme == "mine"
        before = running.app.theme_variables["primary"]
        write(home, 'primary = "#ff0000"\n', "themes/mine.toml")
        await looked(running)
        assert running.app.current_theme.primary == "#ff0000"
        assert running.app.theme_variables["primary"] != before


def test_every_setting_has_a_group() -> None:
    groups = dict(grouped(tuple(ALL_KINDS)))
    assert all(groups.values())
    assert sum(map(len, groups.values())) == len(ALL_KINDS)
    network = {name.partition(".")[0] for name in groups["Network"]}
    assert network == {"network"} | FROM_THE_NEXT_START - {"access", "plain"}


async def on(running: Reader, name: str) -> SettingsScreen:
    """Open the screen, with the cursor on a setting."""
    if not isinstance(running.app.screen, SettingsScreen):
        await running.press("comma")
    screen = running.over(SettingsScreen)
    screen.list.cursor = [row.name for row in screen.list.rows].index(name)
    await running.settle()
    return screen


async def test_a_number_is_stepped_typed_and_put_back(home: Path) -> None:
    write(home, "# mine\nmeasure = 70 # narrow\n")
    async with set_up(home) as running:
        await on(running, "measure")
        assert "Width of the text in cells, 40 to 120." in running.text()
        await running.press("right", "right")
        assert (home / "config/config.toml").read_text() == "# mine\nmeasure = 72 # narrow\n"
        await running.press("enter", "6", "6", "enter")
        assert (home / "config/config.toml").read_text() == "# mine\nmeasure = 66 # narrow\n"
        assert running.app.library.settings.measure == 66
        await running.press("d")
        assert (home / "config/config.toml").read_text() == "# mine\n"
        await running.press("q")
        assert running.screen.reader.measure == 72


async def test_a_key_that_is_held_down_takes_one_step_after_the_other(home: Path) -> None:
    async with set_up(home) as running:
        await on(running, "retention.megabytes")
        await running.pilot.press("right", "right", "right", "left")
        await running.settle()
        assert running.app.library.settings.retention.megabytes == 5200
        await on(running, "deadline_s")
        await running.press("left")
        assert running.app.library.settings.deadline_s == 29


async def test_what_is_not_allowed_is_refused_beside_the_line(home: Path) -> None:
    async with set_up(home) as running:
        screen = await on(running, "measure")
        await running.press("enter", "0", "enter")
        assert screen.refused.text == "0 is not allowed; allowed: a whole number from 40 to 120"
        assert screen.query_one(Input).has_focus
        await running.press("escape")
        assert screen.refused.text == ""
        assert screen.query_one(SettingList).has_focus
        await on(running, "network.proxy")
        await running.press("enter", "f", "t", "p", ":", "slash", "slash", "x", "enter")
        assert "network.proxy: allowed:" in screen.refused.text
        assert not (home / "config").exists()


async def test_what_is_not_shown_is_not_lost(home: Path) -> None:
    text = '[network]\nproxy = { url = "http://proxy.example", user = "berta", password = { env = "PW" } }\n'
    write(home, text)
    async with set_up(home) as running:
        screen = await on(running, "network.proxy")
        for key in ("enter", "d", "right"):
            screen.refused.text = ""
            await running.press(key)
            assert "newsreader config edit changes it in the file" in screen.refused.text
        assert "http://proxy.example:80" in running.text()
        assert "berta" not in running.text()
        assert (home / "config/config.toml").read_text() == text


async def test_switches_and_choices_change_in_place(home: Path) -> None:
    async with set_up(home) as running:
        screen = await on(running, "refresh.while_open")
        await running.press("enter")
        assert running.app.library.settings.refresh.while_open
        await on(running, "theme")
        await running.press("right")
        assert running.app.theme == "paper"
        await running.press("left")
        assert running.app.theme == "ink"
        await on(running, "player")
        await running.press("enter", *"mpv --no-video", "enter")
        assert running.app.library.settings.player == ("mpv", "--no-video")
        assert screen.list.current is not None
        assert screen.list.current.is_own


async def test_what_the_environment_says_is_shown_as_that(home: Path) -> None:
    async with set_up(home, {"NEWSREADER_TOTAL": "3"}) as running:
        await on(running, "total")
        assert "NEWSREADER_TOTAL says 3 for this run." in running.text()


async def test_a_broken_file_shows_what_is_wrong(home: Path) -> None:
    async with set_up(home) as running:
        write(home, "mesure = 3\n")
        screen = await on(running, "measure")
        assert "line 1, unknown key 'mesure'" in screen.refused.text
        await running.press("right")  # is written, and holds once the rest is right
        assert "measure = 73" in (home / "config/config.toml").read_text()
        assert running.app.library.settings.measure == 72


@pytest.mark.parametrize("size", [(80, 24), (50, 20), (30, 8)])
async def test_it_fits_small_terminals(home: Path, size: tuple[int, int]) -> None:
    async with set_up(home, size=size) as running:
        await on(running, "keep_articles_per_refresh")
        assert "keep_artic" in running.text()
        await running.press("enter")
        assert running.app.screen.query_one(Input).region.height == 1


async def test_without_a_file_the_screen_is_not_shown(home: Path) -> None:
    async with reader(home) as running:
        await running.press("comma")
        assert running.status == "These settings stay as they are."


async def test_a_theme_of_the_environment_stays_and_choosing_another_says_so(home: Path) -> None:
    async with set_up(home, {"NEWSREADER_THEME": "nord"}) as running:
        running.app.theme = "nord"
        write(home, 'theme = "paper"\nmeasure = 60\n')
        await looked(running)
        assert (running.app.theme, running.screen.reader.measure) == ("nord", 60)
        await running.press("T", "home", "enter")
        assert running.app.theme == "ink"
        assert running.status == "ink until you leave: NEWSREADER_THEME says nord at every start."
        write(home, 'theme = "ink"\nmeasure = 66\n')
        await looked(running)
        assert (running.app.theme, running.screen.reader.measure) == ("ink", 66)


async def test_pictures_and_broken_words_hold_at_once_too(home: Path) -> None:
    async with set_up(home) as running:
        write(home, 'pictures = "off"\nhyphenate = true\n')
        await looked(running)
        assert running.status == "The settings as they are now hold."
        assert not running.screen.showing().is_on
