"""The reader driven by its keys over a small library."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from newsreader.address import host_of
from newsreader.config.settings import Settings
from newsreader.errors import HttpStatusError, UnreachableError
from newsreader.library.shelves import Shelf
from newsreader.tui.app import NewsApp
from newsreader.tui.screens.main import MainScreen
from newsreader.tui.widgets.panes import NO_NETWORK
from tests.fakes import HOSTILE, PORTS, SHIPS, SITE, FakeFetcher, article_url, clock, fill, offline, opened, paths_in


class Reader:
    """The running app, as a test looks at it."""

    def __init__(self, app: NewsApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> MainScreen:
        screen = self.app.screen
        assert isinstance(screen, MainScreen)
        return screen

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        is_busy = True
        while is_busy:
            is_busy = False
            try:
                await self.app.workers.wait_for_complete()
            except WorkerCancelled:  # a newer one took its place
                is_busy = True
        await self.pilot.pause()

    @property
    def headline(self) -> str:
        reading = self.screen.reader.view.reading
        return reading.article.headline if reading else ""

    @property
    def status(self) -> str:
        return self.screen.status.message

    @property
    def rows(self) -> list[str]:
        return [row.headline for row in self.screen.articles.list.window.rows]

    def text(self) -> str:
        """What the terminal shows."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in strips[:height]) if width else ""


@asynccontextmanager
async def reader(
    folder: Path,
    fetcher: FakeFetcher | None = None,
    *,
    size: tuple[int, int] = (120, 40),
    is_offline: bool = True,
    settings: Settings = Settings(),
) -> AsyncIterator[Reader]:
    async with opened(folder, fetcher, settings=offline() if is_offline else settings) as library:
        app = NewsApp(library, clock)
        async with app.run_test(size=size) as pilot:
            running = Reader(app, pilot)
            await running.settle()
            yield running


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    fill(tmp_path)
    return tmp_path


def crumbs(running: Reader) -> list[str]:
    """The first words of the stops on the trail, a star before the present one."""
    title = running.screen.reader.title
    shown = [crumb for crumb in title.crumbs if crumb.stop is not None]
    return [("*" if crumb.stop == title.at else "") + " ".join(crumb.text.rstrip("…").split()[:3]) for crumb in shown]


async def to_ports(running: Reader) -> None:
    running.screen.sections.select(PORTS)
    await running.settle()
    await running.press("enter")


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


async def test_markup_in_remote_text_is_shown_as_it_is(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("j", "j", "j", "enter")
        assert running.headline == HOSTILE
        assert "[@click=app.quit]" in running.text()
        await running.press("f", "a", "y")
        assert running.app.is_running


async def test_marks_and_undo(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)

        def state() -> tuple[bool, bool]:
            row = running.screen.articles.list.current
            assert row is not None
            return row.state.is_read, row.state.is_starred

        await running.press("m")
        assert state() == (True, False)
        await running.press("s")
        assert state() == (True, True)
        await running.press("u", "u")
        assert state() == (False, False)
        await running.press("A")
        assert running.status.startswith("12 articles marked read")
        ports = running.screen.sections.status_of(PORTS)
        assert ports is not None
        assert ports.unread == 0
        await running.press("u")
        ports = running.screen.sections.status_of(PORTS)
        assert ports is not None
        assert ports.unread == 12
        await running.press("u")
        assert running.status == "Nothing to undo."
        await running.press("U")
        assert state() == (True, False)
        await running.press("U", "U")
        ports = running.screen.sections.status_of(PORTS)
        assert ports is not None
        assert ports.unread == 0
        await running.press("U")
        assert running.status == "Nothing to do again."


async def test_opening_an_article_is_undone_like_any_mark(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter", "J")
        assert [row.state.is_read for row in running.screen.articles.list.window.rows[:3]] == [True, True, False]
        await running.press("u", "u")
        assert [row.state.is_read for row in running.screen.articles.list.window.rows[:3]] == [False, False, False]


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


async def test_both_sections_of_one_article_share_its_marks(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("m")
        ships = running.screen.sections.status_of(SHIPS)
        assert ships is not None
        assert ships.unread == 1


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


async def test_all_read_marks_only_what_the_list_shows(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("s", "j", "s", "q")
        running.screen.sections.select(Shelf.STARRED)
        await running.settle()
        assert running.screen.place is Shelf.STARRED
        await running.press("A")
        assert running.status.startswith("2 articles marked read")
        await to_ports(running)
        await running.press("slash", *"number 7", "enter", "A")
        assert running.status.startswith("1 article marked read")
        ports = running.screen.sections.status_of(PORTS)
        assert ports is not None
        assert ports.unread == 12 - 3


async def test_marks_of_another_newsreader_appear_where_the_list_stands(filled: Path) -> None:
    async with reader(filled) as running, opened(filled) as other:
        await to_ports(running)
        running.screen.look_around()
        await running.settle()
        await running.press("j", "j", "j")
        rows = running.screen.articles.list.window.rows
        await other.set_read([rows[0].id, rows[5].id], is_read=True)
        running.screen.look_around()
        await running.settle()
        articles = running.screen.articles.list
        assert [row.state.is_read for row in articles.window.rows[:6]] == [True, False, False, False, False, True]
        assert articles.current == rows[3]
        ports = running.screen.sections.status_of(PORTS)
        assert ports is not None
        assert ports.unread == 10


async def test_a_library_that_may_not_be_written_is_said_and_read(filled: Path) -> None:
    file = paths_in(filled).library_file
    newer = sqlite3.connect(file)
    newer.execute("PRAGMA user_version = 999")
    newer.close()
    async with reader(filled, size=(120, 40)) as running:
        assert any("newer newsreader" in notice.message for notice in running.app._notifications)
        await to_ports(running)
        await running.press("enter")
        assert running.headline.startswith("Story number 0 ")
        assert running.status == ""
        await running.press("m")
        assert "read but not changed" in running.status


async def test_how_to_undo_is_said_on_a_narrow_terminal_too(filled: Path) -> None:
    async with reader(filled, size=(40, 20)) as running:
        await to_ports(running)
        await running.press("h", "X")
        assert "… u undoes it. offline" in running.text()
        await running.press("u")
        assert "… U does it again." in running.text()


async def test_removing_a_publication_and_everything_back(filled: Path) -> None:
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("j", "s", "m", "h")  # the second is starred and read
        assert running.screen.pane == "sections"
        await running.press("X")
        assert running.status == "Harbour News / Ports removed with 10 articles. u undoes it."
        assert running.screen.sections.status_of(PORTS) is None
        assert running.screen.place is Shelf.ALL
        assert len(running.rows) == 3  # the starred one, and what Ships lists
        await running.press("u")
        ports = running.screen.sections.status_of(PORTS)
        assert ports is not None
        assert (ports.total, ports.unread) == (12, 11)
        await running.press("U")
        assert running.screen.sections.status_of(PORTS) is None
        await running.press("u", "u", "u")
        ports = running.screen.sections.status_of(PORTS)
        assert ports is not None
        assert (ports.total, ports.unread) == (12, 12)
