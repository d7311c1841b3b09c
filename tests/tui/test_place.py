"""Reading on where one left off, in the width one likes."""

from pathlib import Path

import pytest

from newsreader.tui.widgets.article_view import ArticleView
from tests.tui.driving import Reader, reader, to_ports


def top_words(running: Reader) -> str:
    return running.screen.reader.view.render_line(0).text.strip()


async def to_the_quote(running: Reader) -> None:
    while "We are tired" not in top_words(running):
        await running.press("j")


async def test_an_article_reopens_where_it_was_left_in_another_width_too(filled: Path) -> None:
    async with reader(filled, size=(120, 20)) as running:
        await to_ports(running)
        await running.press("enter")
        await to_the_quote(running)
        await running.press("q", "j", "enter")
        assert running.screen.reader.view.scroll_offset.y == 0
        await running.press("q", "k", "enter")
        assert "We are tired" in top_words(running)
    async with reader(filled, size=(50, 20)) as running:
        await to_ports(running)
        await running.press("enter")
        assert "We are tired" in top_words(running)


async def test_what_is_read_to_its_end_begins_at_the_top_again(filled: Path) -> None:
    async with reader(filled, size=(120, 20)) as running:
        await to_ports(running)
        await running.press("enter", "G", "q", "j", "enter", "q", "k", "enter")
        assert running.screen.reader.view.scroll_offset.y == 0


async def test_what_was_read_to_its_end_in_a_wide_pane_begins_at_the_top_after_a_narrow_one(filled: Path) -> None:
    async with reader(filled, size=(120, 20)) as running:
        await to_ports(running)
        await running.press("enter", "z")
        view = running.screen.reader.view
        while not view.is_at_end:
            await running.press("j")
        await running.press("z")
        assert not view.is_at_end
        assert view.kept_place == ""
        await running.press("k")
        assert view.kept_place == view.place != ""


async def test_the_trail_goes_back_to_the_end_of_what_was_read_to_its_end(filled: Path) -> None:
    async with reader(filled, size=(120, 20)) as running:
        await to_ports(running)
        await running.press("enter", "G")
        before = running.screen.reader.view.scroll_offset.y
        running.screen.follow(running.screen.reader.view.links[0].url)
        await running.settle()
        assert running.headline.startswith("Story number 1 ")
        await running.press("[")
        assert abs(running.screen.reader.view.scroll_offset.y - before) <= 1


async def test_the_place_is_kept_while_one_reads(filled: Path) -> None:
    async with reader(filled, size=(120, 20)) as running:
        await to_ports(running)
        await running.press("enter")
        await to_the_quote(running)
        running.screen.note_place()  # as the timer does
        await running.settle()
        current = running.screen.articles.list.current
        assert current is not None
        kept = await running.screen.library.read(current.id)
        assert kept.anchor == running.screen.reader.view.place != ""


async def test_the_width_of_the_text_is_kept_for_the_next_start(filled: Path) -> None:
    async with reader(filled, size=(120, 40)) as running:
        await to_ports(running)
        await running.press("enter", "z", "less_than_sign", "less_than_sign")
        assert running.screen.reader.view.measure == 64
        assert running.status == "Text of 64 cells."
        for _ in range(20):
            await running.press("greater_than_sign")
        assert running.screen.reader.view.measure <= 116
        assert running.status.endswith("the widest here.")
        for _ in range(30):
            await running.press("less_than_sign")
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter")
        assert running.screen.reader.view.measure == 40


async def test_how_much_is_left_stands_over_the_text(filled: Path) -> None:
    async with reader(filled, size=(120, 20)) as running:
        await to_ports(running)
        await running.press("enter")
        assert running.screen.reader.title.right.endswith("2 min left")
        await running.press("G")
        assert running.screen.reader.title.right.endswith("━ end")
        assert "■ end · " in running.text() or "RELATED" in running.text()


async def test_a_long_article_is_set_in_slices_and_its_end_is_reached(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsreader.tui.widgets.article_view._SLICE_S", 0.0)  # a block at a time
    async with reader(filled, size=(120, 20)) as running:
        await to_ports(running)
        await running.press("enter")
        view = running.screen.reader.view
        await running.press("G")
        assert isinstance(view, ArticleView)
        assert "A story far away" in running.text()
        await running.press("g", "g")
        await to_the_quote(running)
        await running.press("q", "j", "enter", "q", "k", "enter")
        assert "We are tired" in top_words(running)
