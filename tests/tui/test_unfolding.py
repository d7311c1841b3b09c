"""What lies behind an article, by its keys."""

from pathlib import Path

import pytest

from newsreader.errors import HttpStatusError
from tests.fakes import FakeFetcher, article_url, fill
from tests.tui.driving import Reader, reader, to_ports
from tests.unfolding import keep_page, revise


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """Keep the page of the first story too."""
    fill(tmp_path)
    keep_page(tmp_path)
    return tmp_path


def lines(running: Reader) -> str:
    return "\n".join(line.text for line in running.screen.reader.view._document.lines)


async def test_x_goes_from_the_text_to_why_to_the_page_and_back_to_the_place(filled: Path) -> None:
    async with reader(filled, size=(120, 20)) as running:
        await to_ports(running)
        await running.press("enter", "j", "j", "j", "x")
        assert running.screen.reader.view.face == "why"
        assert running.screen.reader.view.scroll_offset.y == 0
        assert "Kept: 9 blocks" in lines(running)
        assert "promo" in lines(running)
        await running.press("j", "x")
        assert running.screen.reader.view.face == "page"
        assert "Home of the paper" in lines(running)
        assert "Buy our mugs now" in lines(running)
        await running.pilot.resize_terminal(60, 20)
        await running.settle()
        assert "Home of the paper" in lines(running)
        await running.pilot.resize_terminal(120, 20)
        await running.settle()
        await running.press("x")
        assert running.screen.reader.view.face == ""
        assert running.screen.reader.view.scroll_offset.y == 3


async def test_the_place_in_the_text_is_kept_while_its_page_is_looked_at(filled: Path) -> None:
    async with reader(filled, size=(120, 20)) as running:
        await to_ports(running)
        await running.press("enter", *"jjjjjjjj", "x", "G", "q", "j", "enter", "q", "k", "enter")
        assert running.screen.reader.view.face == ""
        assert running.screen.reader.view.scroll_offset.y == 8


async def test_a_page_that_is_not_to_be_had_is_said_and_the_text_stays(filled: Path) -> None:
    fetcher = FakeFetcher({article_url(1): HttpStatusError(article_url(1), 404)})
    async with reader(filled, fetcher, is_offline=False) as running:
        await to_ports(running)
        await running.press("j", "enter", "x")
        assert running.screen.reader.view.face == ""
        assert "404" in running.status
        await running.press("h", "G", "x")  # of the lists it is no key


async def test_what_changed_is_shown_and_taken_away_again(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("j", "enter", "D")
        assert running.status.startswith("Nothing has changed")
        assert running.screen.reader.view.face == ""
    revise(filled)
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("j", "enter", "D")
        assert "{+The cranes stand still.+}" in lines(running)
        await running.press("D")
        assert running.screen.reader.view.face == ""
        await running.press("D", "x")
        assert running.screen.reader.view.face == "changes"  # its page is not here
