"""The reader driven by its keys over a small library."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes import HOSTILE, PORTS, SHIPS, SITE, article_url
from tests.tui.driving import crumbs, reader, to_ports


async def test_it_begins_with_everything_there_is(filled: Path) -> None:
    async with reader(filled) as running:
        assert running.screen.pane == "sections"
        assert len(running.rows) == 13
        text = running.text()
        assert "Harbour News" in text
        assert "Ports" in text
        assert "offline" in text


async def test_opening_an_article_shows_it_and_marks_it_read(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        before = running.screen.sections.status_of(PORTS)
        await running.press("j", "enter")
        after = running.screen.sections.status_of(PORTS)
        assert running.headline.startswith("Story number 1 ")
        assert running.screen.pane == "reader"
        assert before is not None
        assert after is not None
        assert after.unread == before.unread - 1
        current = running.screen.articles.list.current
        assert current is not None
        assert current.state.is_read
        assert "by Kari Nes" in running.text()


async def test_links_are_followed_inside_with_a_trail_back_and_forward(filled: Path) -> None:
    async with reader(filled, size=(180, 40)) as running:
        await to_ports(running)
        await running.press("enter", "f")
        assert running.screen.reader.view.has_hints
        await running.press("a")
        assert running.headline.startswith("Story number 1 ")
        assert crumbs(running) == ["Story number 0", "*Story number 1"]
        await running.press("[")
        assert running.headline.startswith("Story number 0 ")
        assert crumbs(running) == ["*Story number 0", "Story number 1"]
        await running.press("]")
        assert running.headline.startswith("Story number 1 ")
        await running.press("]")
        assert running.status == "The trail ends here."


async def test_back_returns_to_where_one_was(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter", "j", "j", "f", "a")
        assert running.screen.reader.view.scroll_offset.y == 0
        await running.press("[")
        assert running.screen.reader.view.scroll_offset.y == 2


async def test_a_related_link_in_the_panel_can_be_followed(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter", "G")
        text = running.text()
        assert "RELATED" in text
        assert "● Related story 1" in text
        assert "○ A story far away" in text
        await running.press("f", "a")
        assert running.headline.startswith("Story number 1 ")


async def test_markup_in_remote_text_is_shown_as_it_is(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("j", "j", "j", "enter")
        assert running.headline == HOSTILE
        assert "[@click=app.quit]" in running.text()
        await running.press("f", "a", "y")
        assert running.app.is_running


async def test_space_reads_page_by_page_and_on_to_the_next_unread(filled: Path) -> None:
    async with reader(filled, size=(120, 24)) as running:
        await to_ports(running)
        await running.press("enter")
        pages = 0
        while running.headline.startswith("Story number 0 "):
            await running.press("space")
            pages += 1
        assert 2 <= pages <= 8
        assert running.headline.startswith("Story number 1 ")


async def test_next_unread_skips_what_is_read(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("j", "m", "k", "n")
        current = running.screen.articles.list.current
        assert current is not None
        assert current.url == article_url(2)
        await running.press("N")
        current = running.screen.articles.list.current
        assert current is not None
        assert current.url == article_url(0)


async def test_next_and_previous_article_from_the_reader(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter", "J")
        assert running.headline.startswith("Story number 1 ")
        await running.press("K")
        assert running.headline.startswith("Story number 0 ")


async def test_out_goes_pane_by_pane_and_quits_at_the_top(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter", "z")
        assert running.screen.is_zoomed
        await running.press("q")
        assert not running.screen.is_zoomed
        await running.press("q", "q")
        assert running.screen.pane == "sections"
        await running.press("h")
        assert running.app.is_running
        await running.pilot.press("q")
        assert not running.app.is_running


async def test_the_list_is_filtered_as_one_types(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("slash", *"number 7", "enter")
        assert running.rows == ["Story number 7 from the harbour and the ships in it"]
        await running.press("escape")
        assert len(running.rows) == 12


async def test_finding_in_the_article_marks_and_goes_there(filled: Path) -> None:
    async with reader(filled, size=(120, 16)) as running:
        await to_ports(running)
        await running.press("enter", "slash", *"far away")
        assert running.status == "1 of 1"
        assert running.screen.reader.view.scroll_offset.y > 0
        assert "A story far away" in running.text()
        await running.press("escape")
        assert running.screen.focused is running.screen.reader.view


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((120, 40), {"sections": (1, 1, 1), "articles": (1, 1, 1), "reader": (1, 1, 1)}),
        ((80, 24), {"sections": (1, 1, 0), "articles": (1, 1, 0), "reader": (0, 0, 1)}),
        ((50, 20), {"sections": (1, 0, 0), "articles": (0, 1, 0), "reader": (0, 0, 1)}),
    ],
)
async def test_panes_that_fit_are_shown(filled: Path, size: tuple[int, int], shown: dict[str, tuple[int, ...]]) -> None:
    async with reader(filled, size=size) as running:
        for pane, expected in shown.items():
            running.screen.pane = pane
            await running.pilot.pause()
            names = ("#sections-pane", "#articles-pane", "#reader-pane")
            visible = tuple(int(bool(running.screen.query_one(name).region.width)) for name in names)
            assert visible == expected, pane


async def test_resizing_keeps_the_words_at_the_top(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter")
        view = running.screen.reader.view
        while "Broad daylight" not in view.render_line(0).text:
            await running.press("j")
        before = view.scroll_offset.y
        await running.pilot.resize_terminal(40, 30)
        await running.settle()
        assert "Broad daylight" in view.render_line(0).text
        assert view.scroll_offset.y != before


async def test_clicking_opens(filled: Path) -> None:
    async with reader(filled) as running:
        await running.pilot.click("#articles", offset=(5, 1))
        await running.settle()
        assert running.headline.startswith("Story number 0 ")


async def test_arrows_and_page_keys_move_the_cursor(filled: Path) -> None:
    async with reader(filled, size=(80, 24)) as running:
        await to_ports(running)
        articles = running.screen.articles.list
        await running.press("down", "down", "up")
        assert articles.cursor == 1
        await running.press("pagedown")
        assert articles.cursor == 8
        await running.press("end")
        assert articles.cursor == 11
        await running.press("home", "right")
        assert running.screen.pane == "reader"
        await running.press("down", "down")
        assert running.screen.reader.view.scroll_offset.y == 2
        await running.press("left")
        assert running.screen.pane == "articles"


async def test_hints_take_letters_typed_in_one_go(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter")
        await running.pilot.press("f", "a")
        await running.settle()
        assert running.headline.startswith("Story number 1 ")


async def test_a_link_to_a_section_shows_the_section(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter")
        running.screen.follow(f"{SITE}/ships.xml")
        await running.settle()
        assert running.screen.pane == "articles"
        assert running.screen.place == SHIPS
        assert len(running.rows) == 2
