"""The storyline by its keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.model import ArticleId
from newsreader.store.connection import open_library
from newsreader.tui.screens.main import MainScreen
from newsreader.tui.screens.storyline import StorylineScreen
from tests.fakes import paths_in
from tests.labelled import fill, labelled
from tests.tui.driving import Reader, reader

PROBE = "Lantern turns its antenna home and resumes work at Europa"


@pytest.fixture
def told(tmp_path: Path) -> Path:
    db = open_library(paths_in(tmp_path).library_file)
    fill(db, labelled(), texts_of_each=1)
    db.close()
    return tmp_path


def ladder_of(running: Reader) -> StorylineScreen:
    return running.over(StorylineScreen)


def headlines(running: Reader) -> list[str]:
    return [rung.row.headline for rung in ladder_of(running).ladder.rungs]


async def to_article(running: Reader, headline: str) -> None:
    """Stand on an article in the list of all."""
    await running.press("l", "slash")
    running.screen.find_bar.value = headline
    await running.settle()
    await running.press("enter")
    assert running.rows == [headline]


async def test_a_ladder_over_all_sections_with_why(told: Path) -> None:
    async with reader(told) as running:
        await to_article(running, PROBE)
        await running.press("S")
        assert len(headlines(running)) == 3
        assert headlines(running)[-1] == PROBE
        ladder = ladder_of(running).ladder
        assert ladder.current is not None
        assert ladder.current.row.headline == PROBE
        text = running.text()
        assert "3 articles, 3 unread" in text
        assert "you came from here" in text
        assert "same place · Lantern" in text
        assert "3 Mar 2026 ─" in text
        await running.press("q")
        assert isinstance(running.app.screen, MainScreen)
        assert running.screen.pane == "articles"


async def test_enter_opens_n_goes_on_and_q_comes_back_to_the_place(told: Path) -> None:
    async with reader(told) as running:
        await to_article(running, PROBE)
        await running.press("S", "k")
        chosen = headlines(running)[1]
        await running.press("enter")
        assert running.screen.pane == "reader"
        assert running.headline == chosen
        await running.press("n")
        assert running.headline == PROBE
        await running.press("q")
        ladder = ladder_of(running).ladder
        assert ladder.current is not None
        assert ladder.current.row.headline == PROBE
        assert [rung.row.state.is_read for rung in ladder.rungs] == [False, True, True]
        assert "1 unread" in running.text()
        await running.press("n")
        assert running.headline == "Lantern probe falls silent behind Europa"
        await running.press("n")
        assert "You have read all of this story" in running.status
        await running.press("q", "n")
        assert "You have read all of this story" in running.text()
        await running.press("q")
        assert running.screen.pane == "reader"
        await running.press("q")
        assert running.screen.pane == "articles"


async def test_another_article_from_the_list_ends_the_way(told: Path) -> None:
    async with reader(told) as running:
        await to_article(running, PROBE)
        await running.press("S", "enter", "q", "q", "q")
        assert running.screen.pane == "articles"
        await running.press("enter", "q")
        assert isinstance(running.app.screen, MainScreen)
        assert running.screen.pane == "articles"


async def test_from_the_reader_and_without_an_article(told: Path) -> None:
    async with reader(told) as running:
        await to_article(running, "Central bank leaves its interest rate where it is")
        await running.press("enter", "S")
        assert "Nothing else in the library belongs to this story yet" in running.text()
        await running.press("S")
        assert running.screen.pane == "reader"


async def test_an_article_that_is_gone_is_said(told: Path) -> None:
    async with reader(told) as running:
        running.screen._show_storyline(ArticleId(99_999))
        await running.settle()
        assert "99999" in running.text()
        await running.press("enter", "n", "q")
        assert isinstance(running.app.screen, MainScreen)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 20)])
async def test_it_fits(told: Path, size: tuple[int, int]) -> None:
    async with reader(told, size=size) as running:
        await to_article(running, PROBE)
        await running.press("S")
        lines = running.text().splitlines()
        assert lines[0].startswith(" Storyline")
        assert sum("same place" in line for line in lines) == 2
        assert lines[-1].split()[-2:] == ["q", "back"]
