"""What an article leads to, in a pane of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.model import RelatedLink
from newsreader.store import articles
from newsreader.store.connection import open_library
from newsreader.tui.widgets.related_list import IN_THE_TEXT, RelatedList
from newsreader.typeset.document import Link
from tests.fakes import NOW, article_url, paths_in, story
from tests.tui.driving import Reader, reader, to_ports


def groups(running: Reader) -> list[str]:
    return [row for row in running.screen.reader.related.rows if isinstance(row, str)]


async def test_it_is_shown_walked_followed_and_hidden(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter", "p")
        pane = running.screen.reader.related
        assert running.screen.reader.in_related
        assert groups(running) == ["PORTS", "SHIPS"]
        assert running.status.startswith("● in the library")
        await running.press("j")
        current = pane.current
        assert current is not None
        assert current.url == article_url(40)
        assert running.status.startswith("○ on line")
        await running.press("y")
        assert running.app.clipboard == article_url(40)
        await running.press("k", "k", "k", "enter")
        assert running.headline.startswith("Story number 1 ")
        assert len(running.screen.reader.title.headlines) == 2
        assert pane.display
        first = next(row for row in pane.rows if isinstance(row, Link))
        assert first.url == article_url(2)
        await running.press("p") if running.screen.reader.in_related else await running.press("p", "p")
        assert not pane.display
        assert running.screen.reader.view.has_focus


async def test_escape_gives_the_keys_back_to_the_article_first(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter", "p", "escape")
        assert not running.screen.reader.in_related
        assert running.screen.pane == "reader"
        await running.press("j")
        assert running.screen.reader.view.scroll_offset.y == 1
        await running.press("p")
        assert running.screen.reader.in_related
        await running.press("escape", "escape")
        assert running.screen.pane == "articles"


@pytest.mark.parametrize(("size", "is_beside"), [((240, 50), True), ((120, 40), False), ((50, 20), False)])
async def test_it_stands_beside_or_below(filled: Path, size: tuple[int, int], is_beside: bool) -> None:
    async with reader(filled, size=size) as running:
        await to_ports(running)
        await running.press("enter", "p")
        view, pane = running.screen.reader.view.region, running.screen.reader.related.region
        assert view.area
        assert pane.area
        assert (pane.x >= view.right) is is_beside
        assert (pane.y >= view.bottom) is not is_beside


async def test_it_is_remembered(filled: Path) -> None:
    async with reader(filled) as running:
        await running.press("p")
        assert "open one first" in running.status
        await to_ports(running)
        await running.press("enter", "p")
    async with reader(filled) as running:
        assert not running.screen.query(RelatedList)  # nothing to show yet
        await to_ports(running)
        await running.press("enter")
        assert running.screen.reader.related.display
        assert running.screen.reader.view.has_focus
        await running.press("p", "p")
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter")
        assert not running.screen.query(RelatedList)


async def test_hostile_titles_and_links_of_the_text_and_an_article_that_leads_nowhere(filled: Path) -> None:
    hostile = "[b]x[/] [@click=app.quit]quit[/]"
    db = open_library(paths_in(filled).library_file)
    related = (RelatedLink(url=article_url(9), title=hostile, group="[/]"),)
    articles.save_article(db, replace(story(0), related=related), None, NOW)
    articles.save_article(db, replace(story(1), related=(), blocks=story(1).blocks[1:]), None, NOW)
    db.close()
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter", "p")
        assert groups(running) == ["[/]", IN_THE_TEXT]
        assert hostile in running.text()
        await running.press("escape", "J")
        assert "Nothing related" in running.text()
        await running.press("p", "j", "k", "enter", "y")
        assert running.headline.startswith("Story number 1 ")


async def test_a_click_opens(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter", "p")
        await running.pilot.click(RelatedList, offset=(5, 2))
        await running.settle()
        assert running.headline.startswith("Story number 1 ")
