"""Telling the desktop of new articles that are watched for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from newsreader.config.outward import Notify
from newsreader.config.settings import Settings
from newsreader.library import notices
from newsreader.library.notices import MOST_AT_ONCE, Notice, desktop_command
from newsreader.tui.notices import notice_sequence
from tests.library.paper import SITE, WORLD, Paper, feed, paper_library, refreshed

FEED = f"{SITE}/a.xml"


async def told(folder: Path, *terms: str, first: tuple[int, ...] = (), then: tuple[int, ...]) -> list[Notice]:
    """Give the notices of a refresh that brings some stories after others."""
    paper, shown = Paper(), list[Notice]()
    settings = Settings(notify=Notify(terms=terms))
    async with paper_library(folder, paper, settings=settings) as library:
        if first:
            paper.pages[FEED] = feed(*first)
            await refreshed(library, WORLD)
            await library.events.settled()
        library.show_notice = shown.append
        paper.pages[FEED] = feed(*then)
        await refreshed(library, WORLD)
        await library.events.settled()
    return shown


async def test_new_articles_that_a_term_finds(tmp_path: Path) -> None:
    shown = await told(tmp_path, '"story 3"', "nothing", '"story 1" OR bridg*  -"story 2"', first=(1,), then=(3, 2, 1))
    assert shown == [Notice("The Paper", "Story 3 of the bridge")]


async def test_off_by_default(tmp_path: Path) -> None:
    assert Settings().notify.terms == ()
    assert await told(tmp_path, then=(2, 1)) == []


async def test_sections_and_teasers_are_looked_at_too(tmp_path: Path) -> None:
    assert len(await told(tmp_path / "a", "section:world teaser", then=(2, 1))) == 2
    assert await told(tmp_path / "b", "section:sport", then=(2, 1)) == []


async def test_a_term_whose_section_is_gone_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert len(await told(tmp_path, "section:letters", "story", then=(1,))) == 1
    assert "a term of [notify] was left out" in caplog.text


async def test_of_many_the_rest_is_counted(tmp_path: Path) -> None:
    shown = await told(tmp_path, "story", then=tuple(range(1, 10)))
    assert len(shown) == MOST_AT_ONCE + 1
    assert shown[-1] == Notice("newsreader", "and 4 more articles that you watch for")


async def test_without_a_front_the_desktop_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, ...]] = []

    async def run(command: tuple[str, ...], *, limit_s: float) -> str:
        ran.append(command)
        return ""

    monkeypatch.setattr(notices, "run_program", run)
    monkeypatch.setattr(notices, "desktop_command", lambda notice: ("show", *notice))
    paper = Paper()
    paper.pages[FEED] = feed(1)
    async with paper_library(tmp_path, paper, settings=Settings(notify=Notify(terms=("story",)))) as library:
        await refreshed(library, WORLD)
        await library.events.settled()
    assert ran == [("show", "The Paper", "Story 1 of the bridge")]


def test_the_command_for_a_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    notice = Notice("-u critical", "<b>War</b> & peace")
    assert desktop_command(notice, {}) == ()
    command = desktop_command(notice, {"WAYLAND_DISPLAY": "wayland-0"})
    assert command[-3:] == ("--", "-u critical", "&lt;b&gt;War&lt;/b&gt; &amp; peace")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert desktop_command(notice, {"DISPLAY": ":0"}) == ()


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"TERM": "xterm-kitty"}, "\x1b]9;The Paper: A bridge; it is open\x07"),
        ({}, "\x1b]9;The Paper: A bridge; it is open\x07"),
        ({"TERM": "foot"}, "\x1b]777;notify;The Paper;A bridge; it is open\x07"),
        ({"TERM": "xterm-ghostty"}, "\x1b]777;notify;The Paper;A bridge; it is open\x07"),
        (
            {"TERM": "screen", "TMUX": "/tmp/tmux"},
            "\x1bPtmux;\x1b\x1b]9;The Paper: A bridge; it is open\x07\x1b\\",
        ),
    ],
)
def test_the_sequence_for_a_terminal(environ: dict[str, str], expected: str) -> None:
    assert notice_sequence(Notice("The Paper", "A bridge; it is open"), environ) == expected


def test_what_a_site_says_is_no_sequence_of_its_own() -> None:
    hostile = Notice("4;3;\x1b]0;x\x07 a", "b\x9c\x1b\\\nc" + "d" * 1000)
    for environ in ({"TERM": "foot"}, {"TERM": "xterm"}):
        sequence = notice_sequence(hostile, environ)
        assert sequence.count("\x1b") == 1
        assert sequence.count("\x07") == 1
        assert "\n" not in sequence
        assert len(sequence) < 500
    assert notice_sequence(Notice("4", "50"), {}) == "\x1b]9;4: 50\x07"
    assert notice_sequence(Notice("4;1", "50"), {}).startswith("\x1b]9; 4;1")
