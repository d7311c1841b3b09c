"""Finding in an article, and going about in it by its subheads."""

from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.blocks import Heading, Paragraph, Span
from newsreader.store import articles
from newsreader.store.connection import open_library
from newsreader.tui.screens.main import MainScreen
from newsreader.tui.screens.outline import OutlineScreen
from tests.fakes import NOW, fill, paths_in, story
from tests.tui.driving import Reader, reader, to_ports

HEADS = (("The quays", 2), ("The cranes", 3), ("The ships", 2))


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """Give the first story subheads, each over two screens of text."""
    fill(tmp_path)
    text = tuple(Paragraph((Span(f"The pilots of quay {n} went home on the tide. " * 8),)) for n in range(6))
    blocks = [block for head, level in HEADS for block in (Heading((Span(head),), level=level), *text)]
    db = open_library(paths_in(tmp_path).library_file)
    articles.save_article(db, replace(story(0), blocks=(*text[:2], *blocks)), None, NOW)
    db.close()
    return tmp_path


def top(running: Reader) -> str:
    return running.screen.reader.view.render_line(0).text.strip()


async def test_subheads_one_after_the_other_and_back(filled: Path) -> None:
    async with reader(filled, size=(120, 20)) as running:
        await to_ports(running)
        await running.press("enter")
        for head, _ in HEADS:
            await running.press("right_curly_bracket")
            assert top(running) == head
        await running.press("right_curly_bracket")
        assert running.status == "No more subheads."
        await running.press("j", "j", "left_curly_bracket")
        assert top(running) == "The ships"
        await running.press("left_curly_bracket", "left_curly_bracket", "left_curly_bracket")
        assert running.screen.reader.view.scroll_offset.y == 0


async def test_the_outline_shows_where_one_is_and_goes_elsewhere(filled: Path) -> None:
    async with reader(filled, size=(120, 20)) as running:
        await to_ports(running)
        await running.press("enter", "right_curly_bracket", "j", "t")
        assert isinstance(running.app.screen, OutlineScreen)
        text = running.text()
        assert "    The cranes" in text
        assert running.app.screen._list.cursor == 1
        await running.press("j", "j", "enter")
        assert isinstance(running.app.screen, MainScreen)
        assert top(running) == "The ships"
        await running.press("t", "k", "k", "k", "enter")
        assert running.screen.reader.view.scroll_offset.y == 0
        await running.press("t", "q")
        assert isinstance(running.app.screen, MainScreen)


async def test_without_subheads_there_is_no_outline(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("G", "enter")
        for key in ("t", "right_curly_bracket"):
            await running.press(key)
            assert running.status == "This article has no subheads."


async def test_places_are_counted_and_stepped_through_and_n_is_next_unread_again(filled: Path) -> None:
    async with reader(filled, size=(120, 20)) as running:
        await to_ports(running)
        await running.press("enter", "slash", *"quay 1")
        assert running.status == "1 of 32"
        await running.press("enter", "n")
        assert running.status.startswith("2 of 32 n next")
        await running.press("N", "N")
        assert running.status.startswith("32 of 32")
        assert "quay 1 " in running.text()
        assert running.headline.startswith("Story number 0 ")
        await running.press("escape")
        assert running.screen.pane == "reader"
        await running.press("n")
        assert running.headline.startswith("Story number 1 ")


async def test_looking_goes_on_from_where_one_reads_and_says_when_there_is_nothing(filled: Path) -> None:
    async with reader(filled, size=(120, 20)) as running:
        await to_ports(running)
        await running.press("enter", "right_curly_bracket", "right_curly_bracket", "slash", *"quay 2")
        here = running.screen.reader.view.scroll_offset.y
        assert running.status == "9 of 24"
        assert here > 0
        await running.press(*"xyz")
        assert running.status == "Not in this article."
        await running.press("escape")
        assert running.screen.reader.view.scroll_offset.y == here


async def test_what_is_looked_for_stays_marked_in_another_width(filled: Path) -> None:
    async with reader(filled, size=(120, 20)) as running:
        await to_ports(running)
        await running.press("enter", "slash", *"quay 1", "enter", "n", "n")
        await running.pilot.resize_terminal(60, 20)
        await running.settle()
        await running.press("n")
        assert running.status.startswith("4 of 32")
