"""Space reads everything, Backspace takes each step back, and the next article is ready before it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.library.shelves import Shelf
from newsreader.model import ArticleId
from newsreader.tui.screens import stepping
from tests.fakes import SHIPS, FakeFetcher
from tests.tui.driving import Reader, reader, to_ports


@pytest.fixture(autouse=True)
def only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is made ready by the clock: the tests say when."""
    monkeypatch.setattr(stepping, "AHEAD_AFTER_S", 10_000.0)


async def to_end(running: Reader) -> None:
    await running.press("G")
    assert running.screen.reader.view.is_at_end


async def unread(running: Reader) -> int:
    window = await running.screen.library.window(Shelf.ALL, limit=50)
    return sum(not row.state.is_read for row in window.rows)


async def test_pages_are_taken_back_one_by_one(filled: Path) -> None:
    async with reader(filled, size=(80, 20)) as running:
        await to_ports(running)
        await running.press("enter")
        view = running.screen.reader.view
        tops = [view.scroll_offset.y]
        for _ in range(3):
            await running.press("space")
            tops.append(view.scroll_offset.y)
        assert tops == sorted(set(tops))
        for top in reversed(tops[:-1]):
            await running.press("backspace")
            assert view.scroll_offset.y == top
        await running.press("backspace")
        assert running.status.startswith("There is no step to go back")


async def test_a_step_to_the_next_article_is_taken_back_with_its_read_mark(filled: Path) -> None:
    async with reader(filled, size=(80, 20)) as running:
        await to_ports(running)
        await running.press("enter")
        before = await unread(running)
        await to_end(running)
        top = running.screen.reader.view.scroll_offset.y
        await running.press("space")
        assert running.headline.startswith("Story number 1 ")
        assert await unread(running) == before - 1
        await running.press("backspace")
        assert running.headline.startswith("Story number 0 ")
        assert running.screen.reader.view.scroll_offset.y == top
        assert await unread(running) == before
        assert running.status == "Back; the article is unread again."
        current = running.screen.articles.list.current
        assert current is not None
        assert current.headline.startswith("Story number 0 ")
        await running.press("space")
        assert running.headline.startswith("Story number 1 ")


async def test_a_mark_that_the_step_did_not_set_stays(filled: Path) -> None:
    async with reader(filled, size=(80, 20)) as running:
        await to_ports(running)
        await running.press("space", "m")  # read by the step, unread by hand
        before = await unread(running)
        await running.press("backspace")
        assert running.screen.pane == "articles"
        assert await unread(running) == before
        await running.press("j", "m", "space")  # read by hand before
        before = await unread(running)
        await running.press("backspace")
        assert await unread(running) == before
        await running.press("space", "J")  # no step of Space's
        before = await unread(running)
        await running.press("backspace")
        assert await unread(running) == before


async def test_a_step_to_the_next_section_is_taken_back(filled: Path) -> None:
    async with reader(filled, size=(120, 20)) as running:
        await to_ports(running)
        await running.press("A", "enter")
        await to_end(running)
        await running.press("space")
        assert running.status == "Nothing unread is left in Ports. Now in Ships."
        assert running.screen.place == SHIPS
        assert running.headline.startswith("Story number 12 ")
        await running.press("backspace")
        assert running.screen.place != SHIPS
        assert running.headline.startswith("Story number 0 ")
        assert len(running.rows) == 12
        assert await unread(running) == 1


async def test_steps_over_panes_and_with_a_trail(filled: Path) -> None:
    async with reader(filled, size=(120, 20)) as running:
        await running.press("space")
        assert running.screen.pane == "articles"
        await running.press("space")
        assert running.screen.pane == "reader"
        await running.press("f", "a")
        headline = running.headline
        await to_end(running)
        await running.press("space")
        assert len(running.screen.reader.title.headlines) == 1
        await running.press("backspace")
        assert running.headline == headline
        assert len(running.screen.reader.title.headlines) == 2  # the trail too
        await running.press("backspace", "backspace", "backspace")
        assert running.screen.pane == "sections"


async def test_the_next_article_is_ready_and_shown_as_it_is_now(filled: Path) -> None:
    async with reader(filled, size=(80, 20)) as running:
        await to_ports(running)
        await running.press("enter")
        screen = running.screen
        screen.look_ahead()
        await running.settle()
        view = screen.reader.view
        assert view._prepared is not None
        assert view._prepared.reading.article.headline.startswith("Story number 1 ")
        assert view._prepared.setting.document().is_whole
        ready = view._prepared.reading
        await to_end(running)
        await running.press("space")
        assert view.reading is ready
        assert running.text().count("Story number 1") >= 1


async def test_what_was_made_ready_is_not_shown_when_its_article_changed(filled: Path) -> None:
    async with reader(filled, size=(80, 20)) as running:
        await to_ports(running)
        await running.press("enter")
        screen = running.screen
        screen.look_ahead()
        await running.settle()
        await screen.library.set_starred([ready_id(running)], is_starred=True)
        await to_end(running)
        await running.press("space")
        assert running.headline.startswith("Story number 1 ")
        assert screen.reader.view.reading is not None
        assert screen.reader.view.reading.state.is_starred


def ready_id(running: Reader) -> ArticleId:
    prepared = running.screen.reader.view._prepared
    assert prepared is not None
    return prepared.reading.id


async def test_another_width_sets_what_was_made_ready_anew(filled: Path) -> None:
    async with reader(filled, size=(80, 20)) as running:
        await to_ports(running)
        await running.press("enter")
        running.screen.look_ahead()
        await running.settle()
        await running.pilot.resize_terminal(50, 20)
        await running.settle()
        await to_end(running)
        await running.press("space")
        assert running.headline.startswith("Story number 1 ")
        assert all(len(line) <= 50 for line in running.text().splitlines())


async def test_nothing_is_fetched_ahead(filled: Path) -> None:
    fetcher = FakeFetcher()
    async with reader(filled, fetcher, size=(80, 20), is_offline=False) as running:
        await to_ports(running)
        for _ in range(3):
            await running.press("j")
        await running.press("enter")
        running.screen.look_ahead()
        await running.settle()
        assert running.screen.reader.view._prepared is None
        assert fetcher.asked == []
