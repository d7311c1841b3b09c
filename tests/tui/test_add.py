"""Adding a source, by its keys."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from newsreader.errors import HttpStatusError
from newsreader.model import NotModified, Page, Validators
from newsreader.tui.screens.add import AddScreen
from newsreader.tui.screens.main import MainScreen
from tests.fakes import HOSTILE, FakeFetcher
from tests.tui.driving import Reader, reader

HOME = "https://paper.example"
SENTENCE = "The council met on Tuesday evening and talked about the bridge until the lamps went out."


def page(title: str, *numbers: int, head: str = "") -> bytes:
    items = "".join(
        f'<div class="c"><h2><a href="{HOME}/story-{number}.html">Story {number} of the bridge and boats</a></h2>'
        f"<p>{SENTENCE}</p></div>"
        for number in numbers
    )
    nav = '<nav><a href="/world/">World</a><a href="/login">Log in</a><a href="/gone/">Gone</a></nav>'
    return f"<html><head><title>{title}</title>{head}</head><body>{nav}{items}</body></html>".encode()


def feed(title: str, *numbers: int) -> bytes:
    items = "".join(
        f"<item><title>{HOSTILE} {number}</title><link>{HOME}/story-{number}.html</link>"
        f"<description>{SENTENCE}</description></item>"
        for number in numbers
    )
    return f"<rss><channel><title>{title}</title>{items}</channel></rss>".encode()


def paper() -> FakeFetcher:
    link = '<link rel="alternate" type="application/rss+xml" href="/news.xml">'
    return FakeFetcher(
        {
            HOME: page("The Paper [/b]", *range(12), head=link),
            f"{HOME}/news.xml": feed("[bold]Paper[/] feed", *range(12)),
            f"{HOME}/world/": page("World", *range(20, 30)),
            f"{HOME}/feed.xml": feed("Lone", 50, 51),
        }
    )


def screen_of(running: Reader) -> AddScreen:
    return running.over(AddScreen)


async def look_at(running: Reader, address: str) -> None:
    if isinstance(running.app.screen, MainScreen):
        await running.press("a")
    screen_of(running).address_bar.value = address
    await running.press("enter")


def own_names(running: Reader) -> list[str]:
    return [status.section.name for status in running.screen.sections.statuses if status.section.is_own]


async def test_an_address_is_looked_at_and_added(filled: Path) -> None:
    async with reader(filled, paper(), is_offline=False) as running:
        await running.press("a")
        assert "YouTube channel" in running.text()
        await look_at(running, "paper.example")
        shown = running.text()
        assert "[bold]Paper[/] feed" in shown
        assert f"• {HOSTILE} 0" in shown
        assert "teasers" in shown
        assert "The best, because the feed is no worse" in shown
        await running.press("enter")
        assert own_names(running) == ["Front page"]
        assert running.status.startswith("Added: The Paper [/b] / Front page, 12 new.")
        assert running.rows[0].startswith(HOSTILE)


async def test_another_choice_is_added(filled: Path) -> None:
    async with reader(filled, paper(), is_offline=False) as running:
        await look_at(running, HOME)
        await running.press("down")
        assert "Story 0 of the bridge" in running.text()
        await running.press("enter")
        (section,) = [each.section for each in running.screen.sections.statuses if each.section.is_own]
        assert section.addresses[0] == HOME


async def test_the_whole_site_or_one_of_its_sections(filled: Path) -> None:
    async with reader(filled, paper(), is_offline=False) as running:
        await look_at(running, HOME)
        await running.press("up", "down", "down", "enter")
        assert "The whole site: 2 sections" in running.text()
        await running.press("enter")
        assert own_names(running) == ["Front page", "World"]
        assert running.status == "2 sections of The Paper [/b] added."
        await look_at(running, HOME)
        assert "Already there: The Paper [/b] / Front page" in running.text()
        await running.press("enter")
        assert running.status == "Already there: The Paper [/b] / Front page."
        assert own_names(running) == ["Front page", "World"]


async def test_a_mistake_is_told_and_can_be_mended(filled: Path) -> None:
    fetcher = paper()
    fetcher.pages[f"{HOME}/broken"] = HttpStatusError(f"{HOME}/broken", 500)
    async with reader(filled, fetcher, is_offline=False) as running:
        await look_at(running, "nonsense")
        assert "This is no web address: nonsense." in running.text()
        await look_at(running, f"{HOME}/broken")
        assert "HTTP 500" in running.text()
        await running.press("down", "up", "pagedown", "pageup")
        await look_at(running, f"{HOME}/feed.xml")
        assert "Lone" in running.text()
        screen_of(running).address_bar.value = HOME
        await running.press("enter")  # another address: looked at, not added
        assert "The best, because" in running.text()
        await running.press("escape")
        assert own_names(running) == []


async def test_offline_is_said(filled: Path) -> None:
    async with reader(filled, paper()) as running:
        await look_at(running, HOME)
        assert "Offline" in running.text()


class SlowFetcher(FakeFetcher):
    """Answers never."""

    async def fetch(
        self, url: str, *, validators: Validators = Validators(), max_bytes: int | None = None
    ) -> Page | NotModified:
        """Wait for good."""
        await asyncio.Event().wait()
        raise AssertionError(url)


async def test_a_slow_site_can_be_left(filled: Path) -> None:
    async with reader(filled, SlowFetcher(), is_offline=False) as running:
        await running.press("a")
        screen_of(running).address_bar.value = HOME
        await running.pilot.press("enter")
        await running.pilot.pause()
        assert f"Looking at {HOME}" in running.text()
        await running.pilot.press("enter", "escape")
        await running.settle()
        assert isinstance(running.app.screen, MainScreen)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 20), (30, 10)])
async def test_it_fits(filled: Path, size: tuple[int, int]) -> None:
    async with reader(filled, paper(), is_offline=False, size=size) as running:
        await look_at(running, HOME)
        screen = screen_of(running)
        assert screen.choices.size.height >= 2
        assert screen.preview_pane.size.height >= 1
        assert screen.status.message[:20] in running.text()
