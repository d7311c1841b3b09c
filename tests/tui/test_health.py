"""The list of how the sources fare, driven by its keys."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsreader.errors import FetchError, HttpStatusError, UnreachableError
from newsreader.library import Library
from newsreader.library.health import State
from newsreader.library.shelves import Shelf
from newsreader.model import AddressHealth, Validators
from newsreader.store.connection import open_library
from newsreader.store.health import save_address_failed, save_listed
from newsreader.store.sections import follow_section, save_address_ok, save_refresh_failed
from newsreader.tui.app import NewsApp
from newsreader.tui.screens.health import HealthScreen
from newsreader.tui.screens.main import MainScreen
from newsreader.tui.screens.source import SourceScreen
from tests.fakes import EMPTY, NOW, PORTS, SECTIONS, SHIPS, FakeFetcher, clock, fill, offline, opened, paths_in
from tests.library.paper import feed
from tests.tui.driving import Reader, reader

PORTS_FEED, SHIPS_FEED, LETTERS = (section.addresses[0] for section in SECTIONS)
SIZES = ((120, 40), (80, 24), (50, 20))
REFUSED = "the site answered 403: it refuses automated readers"


@pytest.fixture
def ailing(tmp_path: Path) -> Path:
    """A library whose ports are refused for three days, and whose ships have had nothing new for 14 months."""
    fill(tmp_path)
    db = open_library(paths_in(tmp_path).library_file)
    for days in (3, 2, 0):
        at = NOW - timedelta(days=days)
        failed = AddressHealth(url=PORTS_FEED, tried_at=at, error="Long.", reason=REFUSED, trouble="refused")
        save_address_failed(db, PORTS, failed)
    save_refresh_failed(db, PORTS, "Long.")
    old = NOW - timedelta(days=430, hours=2)  # the same day nearly everywhere
    save_address_ok(db, SHIPS, SHIPS_FEED, NOW, Validators(), "hash")
    save_listed(db, SHIPS, SHIPS_FEED, old, listed=2, listed_as="feed", newest_at=old)
    follow_section(db, EMPTY)
    db.close()
    return tmp_path


@pytest.fixture
def ailing_library(ailing: Path) -> Iterator[Library]:
    """Open it so that several event loops may use it one after the other."""
    context = opened(ailing, settings=offline())
    with asyncio.Runner() as runner:
        yield runner.run(context.__aenter__())
        runner.run(context.__aexit__(None, None, None))


@pytest.mark.parametrize("size", [pytest.param(size, id="x".join(map(str, size))) for size in SIZES])
def test_look(ailing_library: Library, snap_compare: Callable[..., bool], size: tuple[int, int]) -> None:
    async def press(pilot: Pilot[None]) -> None:
        await pilot.press("!")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    assert snap_compare(NewsApp(ailing_library, clock), terminal_size=size, run_before=press)


def health_of(running: Reader) -> HealthScreen:
    return running.over(HealthScreen)


def said(running: Reader) -> str:
    return health_of(running).status.message


@asynccontextmanager
async def health_list(
    folder: Path, pages: dict[str, bytes | FetchError] | None = None, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Reader]:
    async with reader(folder, FakeFetcher(pages), size=size, is_offline=pages is None) as running:
        await running.press("!")
        yield running


async def test_the_worst_come_first_with_a_sentence_each(ailing: Path) -> None:
    async with health_list(ailing) as running:
        rows = health_of(running).list.rows
        assert [(row.status.section.key, row.state) for row in rows] == [
            (PORTS, State.FAILING),
            (SHIPS, State.QUIET),
            (EMPTY, State.UNTRIED),
        ]
        text = running.text()
        assert f"{REFUSED}, for 3 days (3 tries)" in text
        assert "nothing new for 14 months" in text
        assert "1 failing, 1 quiet of 3" in text
        assert "Harbour News / Ports" in text


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_shows_name_age_and_the_beginning_of_the_sentence(ailing: Path, size: tuple[int, int]) -> None:
    async with health_list(ailing, size=size) as running:
        text = running.text()
        for words in ("! ", "Harbour News / P", "5m", "the site answered 403", "not fetched yet", "Enter details"):
            assert words in text


async def test_ages_go_on_while_the_list_stays(ailing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with health_list(ailing) as running:
        await running.press("G")
        monkeypatch.setattr(health_of(running).list, "_clock", lambda: clock() + timedelta(minutes=3))
        await running.press("k")  # the first row is no matter of it
        assert "8m" in running.text()
        assert "5m" not in running.text()


async def test_details_show_every_address_and_lead_to_the_section(ailing: Path) -> None:
    async with health_list(ailing) as running:
        await running.press("enter")
        assert isinstance(running.app.screen, SourceScreen)
        text = running.text()
        assert PORTS_FEED in text
        assert "Open it in a web browser" in text
        await running.press("escape")
        health_of(running)
        await running.press("enter", "enter")
        assert isinstance(running.app.screen, MainScreen)
        assert (running.screen.place, running.screen.pane) == (PORTS, "articles")


async def test_one_is_tried_again(ailing: Path) -> None:
    async with health_list(ailing, {PORTS_FEED: UnreachableError(PORTS_FEED, "no answer within 30 s")}) as running:
        await running.press("r")
        assert said(running) == "It failed again."
        health = health_of(running).list.rows[0]
        assert (health.failures, health.failed and health.failed.reason) == (4, "no answer within 30 s")
        assert health_of(running).list.busy == frozenset()


async def test_all_that_fail_are_tried_again_and_the_cursor_stays_with_its_source(ailing: Path) -> None:
    async with health_list(ailing, {PORTS_FEED: feed(1), LETTERS: HttpStatusError(LETTERS, 500)}) as running:
        health = health_of(running)
        await running.press("R")
        assert said(running) == "It works."
        assert {row.state for row in health.list.rows} & {State.FAILING} == set()
        assert health.list.current is not None
        assert health.list.current.status.section.key == PORTS
        await running.press("R")
        assert said(running) == "Nothing fails."


async def test_offline_nothing_is_asked(ailing: Path) -> None:
    async with health_list(ailing) as running:
        await running.press("r")
        assert said(running).startswith("Offline")


async def test_removing_is_undone_and_what_is_gone_is_not_shown(ailing: Path) -> None:
    async with health_list(ailing) as running:
        await running.press("X")
        assert "u undoes it" in said(running)
        assert PORTS not in [row.status.section.key for row in health_of(running).list.rows]
        await running.press("u")
        assert said(running).startswith("Undone: ")
        assert health_of(running).list.rows[0].status.section.key == PORTS
        await running.press("u")
        assert said(running) == "Nothing to undo."
        await running.press("g", "X", "q")
        assert running.screen.sections.status_of(PORTS) is None


async def test_the_section_shown_may_be_the_one_that_goes(ailing: Path) -> None:
    async with reader(ailing) as running:
        running.screen.sections.select(PORTS)
        await running.settle()
        await running.press("!", "X", "q")
        assert running.screen.place is Shelf.ALL


async def test_the_sentence_is_copied_and_the_address_opened(ailing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("newsreader.tui.browsing.takes_terminal", lambda: False)
    monkeypatch.setattr("newsreader.tui.browsing.open_in_browser", lambda url: opened.append(url) or True)
    async with health_list(ailing) as running:
        await running.press("y", "o")
        copied = running.app.clipboard
        assert copied == f"Harbour News / Ports ({PORTS_FEED}): {REFUSED}, for 3 days (3 tries)"
        assert opened == [PORTS_FEED]


async def test_nothing_followed_says_so(tmp_path: Path) -> None:
    async with health_list(tmp_path) as running:
        assert "Nothing is followed yet" in running.text()
        await running.press("enter", "r", "o", "y", "X", "R", "j", "q")
        assert isinstance(running.app.screen, MainScreen)


async def test_words_of_a_site_are_no_markup(ailing: Path) -> None:
    db = open_library(paths_in(ailing).library_file)
    hostile = AddressHealth(
        url=PORTS_FEED, tried_at=NOW, error="x", reason="[b]bold[/b] [/] [@click=app.quit]", trouble="?"
    )
    save_address_failed(db, PORTS, hostile)
    db.close()
    async with health_list(ailing) as running:
        assert "[b]bold[/b] [/] [@click=app.quit]" in running.text()
        await running.press("enter")
        assert "[b]bold[/b] [/] [@click=app.quit]" in running.text()


async def test_a_failing_section_is_marked_in_the_sections_with_its_count_and_folded_too(ailing: Path) -> None:
    async with reader(ailing) as running:
        (line,) = [each for each in running.text().splitlines() if each.lstrip().startswith("Ports")]
        assert "! 12 " in line
        sections = running.screen.sections
        sections.select(PORTS)
        sections.move(-1)
        sections.fold_current()
        await running.settle()
        (line,) = [each for each in running.text().splitlines() if each.lstrip().startswith("▸ Harbour News")]
        assert "! 14 " in line
