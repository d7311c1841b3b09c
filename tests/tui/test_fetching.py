"""What is fetched as one reads, and what is said when that fails."""

from __future__ import annotations

from pathlib import Path

from newsreader.address import host_of
from newsreader.errors import HttpStatusError, UnreachableError
from newsreader.tui.widgets.panes import NO_NETWORK
from tests.fakes import SITE, FakeFetcher, article_url, paths_in
from tests.tui.driving import reader, to_ports


async def test_what_is_not_cached_shows_its_teaser_and_says_why(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("G", "enter")
        text = " ".join(running.text().split())
        assert "Teaser of story 11" in text
        assert "Offline" in text
        current = running.screen.articles.list.current
        assert current is not None
        assert not current.state.is_read


async def test_a_failed_fetch_says_why_and_loses_nothing(filled: Path) -> None:
    fetcher = FakeFetcher({article_url(11): UnreachableError(article_url(11), "connection refused")})
    async with reader(filled, fetcher, is_offline=False) as running:
        await to_ports(running)
        await running.press("G", "enter")
        assert "connection refused" in running.screen.reader.view.note
        await running.press("q", "g", "g", "enter")
        assert running.headline.startswith("Story number 0 ")


async def test_a_wall_leaves_the_teaser_and_says_what_to_do(filled: Path) -> None:
    wall = b"<html><body><article><h1>Ships</h1><p>The ships came.</p><h3>Subscribe to continue reading</h3></article>"
    async with reader(filled, FakeFetcher({article_url(11): wall}), is_offline=False) as running:
        await to_ports(running)
        await running.press("G", "enter")
        text = " ".join(running.text().split())
        assert "Teaser of story 11" in text
        assert "is for subscribers of the site only" in text


async def test_a_site_rule_with_a_mistake_is_told_and_one_that_no_longer_fits_stands_above_the_text(
    filled: Path,
) -> None:
    rules = paths_in(filled).site_rules_dir
    rules.mkdir(parents=True)
    (rules / "a.toml").write_text("bdoy = 'p'", encoding="utf-8")
    (rules / "b.toml").write_text(f"hosts = '{host_of(SITE)}'\nbody = '.gone'", encoding="utf-8")
    page = (
        f"<html><body><article><h1>Ships</h1><p>{'The ships came in at noon with all their flags set. ' * 9}".encode()
    )
    async with reader(filled, FakeFetcher({article_url(11): page}), is_offline=False) as running:
        await to_ports(running)
        await running.press("G", "enter")
        assert "Layout changed" in running.text()
        assert [note.message for note in running.app._notifications if "did you mean 'body'" in note.message]


async def test_a_dead_network_is_told_once(filled: Path) -> None:
    dead = UnreachableError(article_url(11), "no network", is_network_down=True)
    async with reader(filled, FakeFetcher({article_url(11): dead}), is_offline=False) as running:
        await to_ports(running)
        await running.press("G", "enter", "q", "enter")
        assert len(running.app._notifications) == 1
        assert running.screen.status.state == "no network"


async def test_a_section_says_that_the_network_is_dead_and_not_that_its_site_may_be_gone(filled: Path) -> None:
    feed = f"{SITE}/ports.xml"
    dead = UnreachableError(feed, "the name is not known", is_name_unknown=True)
    fetcher = FakeFetcher({feed: dead})
    async with reader(filled, fetcher, is_offline=False) as running:
        await to_ports(running)
        await running.press("r")
        assert running.screen.articles.note.text == NO_NETWORK
        await running.press("!")
        assert NO_NETWORK in running.text()
        await running.press("q")
        fetcher.pages[f"{SITE}/ships.xml"] = HttpStatusError(f"{SITE}/ships.xml", 500)
        await running.press("R")
        assert running.screen.articles.note.text != NO_NETWORK  # a site answered


async def test_a_section_never_fetched_is_fetched_when_opened(filled: Path) -> None:
    feed = (
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>Letters</title><item><title>A letter</title>'
        b"<link>https://quiet.example/a-letter-to-the-editor.html</link></item><item><title>Another letter</title>"
        b"<link>https://quiet.example/another-letter-to-the-editor.html</link></item></channel></rss>"
    )
    fetcher = FakeFetcher({"https://quiet.example/letters.xml": feed})
    async with reader(filled, fetcher, is_offline=False) as running:
        running.screen.sections.select("harbour/empty")
        await running.settle()
        await running.press("enter")
        assert running.rows == ["A letter", "Another letter"]
        ahead = [f"https://quiet.example/{which}-letter-to-the-editor.html" for which in ("a", "another")]
        assert fetcher.asked == ["https://quiet.example/letters.xml", *ahead]


async def test_a_failed_refresh_is_said_and_the_list_stays(filled: Path) -> None:
    async with reader(filled, FakeFetcher(), is_offline=False) as running:
        await to_ports(running)
        await running.press("r")
        assert running.status.startswith("Ports could not be fetched")
        assert len(running.rows) == 12
        assert "404" in running.screen.articles.note.text
