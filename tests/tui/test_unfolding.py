"""What lies behind an article, by its keys."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.blocks import Paragraph, Span
from newsreader.errors import HttpStatusError
from newsreader.model import Page
from newsreader.model.article import EXTRACTOR_VERSION
from newsreader.store import articles
from newsreader.store.connection import open_library
from tests.fakes import NOW, FakeFetcher, article_url, fill, paths_in, story
from tests.tui.driving import Reader, reader, to_ports

SENTENCE = "The pilots went back to work and the ships came in on the evening tide, as they had before the strike. "


def page(number: int) -> bytes:
    paragraphs = "".join(f"<p>Paragraph {part} says: {SENTENCE * 2}</p>" for part in range(9))
    return (
        "<html><body><nav><a href='/'>Home of the paper</a></nav>"
        f"<article><h1>Story number {number} of the harbour</h1>"
        f"{paragraphs}<div class='promo'>Buy our mugs&#27;[31m now and for ever, they hold tea</div></article>"
    ).encode()


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """Keep the page of the first story too."""
    fill(tmp_path)
    db = open_library(paths_in(tmp_path).library_file)
    kept = Page(url=article_url(0), body=page(0), content_type="text/html", charset="utf-8", fetched_at=NOW)
    articles.save_article(db, story(0), kept, NOW, extractor=EXTRACTOR_VERSION)
    db.close()
    return tmp_path


def revise(folder: Path) -> None:
    """Let the second story be found changed."""
    db = open_library(paths_in(folder).library_file)
    first, *rest = story(1).blocks
    changed = replace(story(1), blocks=(Paragraph((Span("The cranes stand still. "), *first.spans)), *rest))  # type: ignore[union-attr]
    articles.save_article(db, changed, None, NOW + timedelta(hours=1))
    db.close()


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
