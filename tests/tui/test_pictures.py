"""Pictures in the reader: shown, left out, large on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsreader.blocks import Block, Image, Paragraph, Span
from newsreader.config.settings import Settings
from newsreader.library import Library
from newsreader.model import ArticleId, Picture
from newsreader.store import articles, pictures
from newsreader.store.connection import open_library
from newsreader.tui.app import NewsApp
from newsreader.tui.graphics import Cell
from newsreader.tui.screens import picture as picture_screen
from newsreader.tui.screens.picture import PictureScreen
from newsreader.tui.widgets.pictured_view import PicturedView
from tests.fakes import NOW, SITE, FakeFetcher, article_url, clock, fill, offline, opened, paths_in, story
from tests.painted import painted
from tests.tui.driving import Reader, reader, to_ports

QUAY, CRANE, GONE, LOST = (f"{SITE}/photos/{name}.png" for name in ("quay", "crane", "gone", "lost"))
ON = Settings(pictures="on")
PROSE = Paragraph((Span("The pilots went back to work and the ships came in on the evening tide. " * 3),))


def fill_with(folder: Path, *blocks: Block, kept: tuple[str, ...] = ()) -> None:
    """Write a library whose first story consists of these blocks; some of its pictures are kept."""
    fill(folder)
    db = open_library(paths_in(folder).library_file)
    articles.save_article(db, replace(story(0), blocks=blocks), None, NOW)
    article_id = articles.find_article(db, article_url(0))
    assert article_id is not None
    for url in kept:
        pictures.save_picture(db, kept_picture(url), ArticleId(article_id))
    db.close()


def kept_picture(url: str) -> Picture:
    body = painted(640, 320)
    return Picture(url=url, content_type="image/png", width=640, height=320, body=body, fetched_at=NOW)


def fetcher() -> FakeFetcher:
    return FakeFetcher({QUAY: painted(640, 320), CRANE: painted(800, 200)})


def view(running: Reader) -> PicturedView:
    return running.screen.reader.view


def blocks_in(running: Reader) -> int:
    """How many cells in sight show two pixels, or one twice."""
    count = 0
    for strip in running.app.screen._compositor.render_strips():
        for text, style, _ in strip:
            if style is not None and style.bgcolor is not None and style.bgcolor.triplet in PAINTED:
                count += len(text)
    return count


PAINTED = {(200, 40, 40), (40, 40, 200)}


async def test_the_lead_picture_is_fetched_after_the_text_kept_and_drawn(tmp_path: Path) -> None:
    fill_with(tmp_path, Image(QUAY, caption="The quay."), PROSE)
    site = fetcher()
    async with reader(tmp_path, site, is_offline=False, settings=ON) as running:
        await to_ports(running)
        await running.press("enter")
        assert site.asked.count(QUAY) == 1
        assert blocks_in(running) > 500
        assert "▣ The quay." in running.text()
        assert await running.app.library.picture(QUAY) is not None


async def test_offline_it_is_drawn_from_the_library_in_its_own_size(tmp_path: Path) -> None:
    fill_with(tmp_path, Image(QUAY, caption="The quay."), Image(CRANE, caption="A crane."), PROSE, kept=(QUAY,))
    site = fetcher()
    settings = replace(offline(), pictures="on")
    async with reader(tmp_path, site, is_offline=False, settings=settings) as running:
        await to_ports(running)
        await running.press("enter")
        (place,) = view(running).places
        assert place.is_known
        assert blocks_in(running) >= place.columns * place.rows * 0.8
        assert site.asked == []
        assert "▣ A crane." in running.text()


@pytest.mark.parametrize("setting", ["off", "auto"])
async def test_off_means_that_nothing_is_fetched_nor_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 50000 10.0.0.2 22")
    fill_with(tmp_path, Image(QUAY, caption="The quay."), Image(CRANE), PROSE, kept=(CRANE,))
    site = fetcher()
    async with reader(tmp_path, site, is_offline=False, settings=Settings(pictures=setting)) as running:
        await to_ports(running)
        await running.press("enter")
        assert QUAY not in site.asked
        assert view(running).places == ()
        assert blocks_in(running) == 0
        assert "▣ The quay." in running.text()


async def test_auto_shows_them_in_a_local_terminal_with_colours_and_spares_a_slow_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    fill_with(tmp_path, Image(QUAY), PROSE, Image(CRANE, caption="A crane."), PROSE, kept=(QUAY,))
    site = fetcher()
    async with reader(tmp_path, site, is_offline=False) as running:
        running.app.library.pictures.is_link_slow = True
        await to_ports(running)
        await running.press("enter")
        assert [place.url for place in view(running).places] == [QUAY]
        await running.press("i")  # off
        assert view(running).places == ()
        await running.press("i")  # on, whatever it costs
        assert [place.url for place in view(running).places] == [QUAY, CRANE]
        assert CRANE in site.asked


async def test_i_shows_pictures_and_leaves_them_out_with_the_place_kept(tmp_path: Path) -> None:
    fill_with(tmp_path, Image(QUAY, caption="The quay."), *(PROSE for _ in range(20)))
    async with reader(tmp_path, fetcher(), is_offline=False, settings=Settings(pictures="off")) as running:
        await to_ports(running)
        await running.press("enter", *"jjjjjjjjjjjj")
        before = view(running).place
        await running.press("i")
        assert running.status.startswith("Pictures are shown.")
        assert view(running).place == before
        await running.press("i")
        assert running.status.startswith("Pictures are left out.")
        assert view(running).place == before
        await running.press("i", "n")
        await running.press("i", "i")
        assert running.status == "Pictures are shown; this article has none."


async def test_what_is_in_sight_never_moves_when_a_picture_turns_out_otherwise(tmp_path: Path) -> None:
    far = [PROSE for _ in range(3)]
    fill_with(tmp_path, Image(CRANE, caption="A crane."), PROSE, Image(GONE), *far, Image(LOST), Image(QUAY), PROSE)
    async with reader(tmp_path, fetcher(), is_offline=False, settings=ON) as running:
        await to_ports(running)
        await running.press("enter")
        first, second, third = view(running).places
        assert (first.url, second.url, third.url) == (CRANE, GONE, QUAY)  # LOST, out of sight, is left out
        assert not first.is_known  # four times as wide as high, and in the usual room as long as it is seen
        assert 0 < blocks_in(running) < first.columns * first.rows
        said = view(running)._pieces(second.line + second.rows // 2, view(running).rich_style)
        assert "not to be had" in "".join(text for text, _ in said)
        assert third.is_known
        await running.pilot.resize_terminal(110, 40)
        await running.settle()
        assert [place.is_known for place in view(running).places] == [True, True]


async def test_enter_on_a_picture_shows_it_large_and_q_goes_back(tmp_path: Path) -> None:
    fill_with(tmp_path, Image(QUAY, caption="The quay [/b] at dusk."), PROSE, kept=(QUAY,))
    async with reader(tmp_path, is_offline=False, settings=replace(offline(), pictures="on")) as running:
        await to_ports(running)
        await running.press("enter", "tab")
        assert running.status.endswith("Enter shows it large.")
        await running.press("enter")
        assert isinstance(running.app.screen, PictureScreen)
        assert "The quay [/b] at dusk." in running.text()
        assert blocks_in(running) > 100 * 30
        await running.pilot.resize_terminal(60, 20)
        await running.settle()
        assert 0 < blocks_in(running) <= 60 * 18
        await running.press("q")
        assert running.headline.startswith("Story number 0")


async def test_a_click_on_a_picture_shows_it_large(tmp_path: Path) -> None:
    fill_with(tmp_path, Image(QUAY), PROSE, kept=(QUAY,))
    async with reader(tmp_path, is_offline=False, settings=replace(offline(), pictures="on")) as running:
        await to_ports(running)
        await running.press("enter")
        (place,) = view(running).places
        await running.pilot.click("#reader", offset=(20, place.line + 3))
        await running.settle()
        assert isinstance(running.app.screen, PictureScreen)


async def test_a_picture_that_cannot_be_shown_large_says_why(tmp_path: Path) -> None:
    fill_with(tmp_path, Image(QUAY), PROSE)
    site = FakeFetcher({QUAY: painted(640, 320)[:200]})
    async with reader(tmp_path, site, is_offline=False, settings=ON) as running:
        await to_ports(running)
        await running.press("enter", "tab", "enter")
        screen = running.over(PictureScreen)
        assert screen.status.message.startswith("The picture cannot be shown: ")
        assert screen.status.is_error


async def test_letters_on_links_stand_on_pictures_too(tmp_path: Path) -> None:
    fill_with(tmp_path, Image(QUAY), PROSE, kept=(QUAY,))
    async with reader(tmp_path, is_offline=False, settings=replace(offline(), pictures="on")) as running:
        await to_ports(running)
        await running.press("enter", "f")
        hints = view(running).hints
        assert hints is not None
        label = hints.labels[view(running).places[0].link]
        line = view(running)._pieces(view(running).places[0].line, view(running).rich_style)
        assert any(text == label for text, _ in line)
        await running.press(*label)
        assert isinstance(running.app.screen, PictureScreen)


async def test_without_pillow_i_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsreader.library.pictures.can_decode", lambda: False)
    fill_with(tmp_path, Image(QUAY, caption="The quay."), PROSE)
    site = fetcher()
    async with reader(tmp_path, site, is_offline=False, settings=ON) as running:
        await to_ports(running)
        await running.press("enter", "i")
        assert running.status == "Pictures need the package Pillow. python3 -m pip install pillow"
        assert "▣ The quay." in running.text()
        assert QUAY not in site.asked


@pytest.mark.parametrize(("term", "begins"), [("xterm-kitty", "\x1b_Ga=T,"), ("foot", "\x1bP0;1q")])
async def test_terminals_that_know_pixels_get_them_at_one_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, term: str, begins: str
) -> None:
    for name in ("TMUX", "STY", "KITTY_WINDOW_ID", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(NewsApp, "is_headless", False)
    monkeypatch.setattr(picture_screen, "cell_size", lambda: Cell(8, 16))
    fill_with(tmp_path, Image(QUAY), PROSE, kept=(QUAY,))
    settings = replace(offline(), pictures="on")
    async with reader(tmp_path, is_offline=False, settings=settings, size=(100, 30)) as running:
        await to_ports(running)
        await running.press("enter", "tab", "enter")
        screen = running.over(PictureScreen)
        written = [text for strip in running.app.screen._compositor.render_strips() for text, _, _ in strip]
        (pixels,) = (text for text in written if begins in text)
        assert pixels.startswith("\x1b7\x1b[5;11H")  # 80 by 20 cells in the middle of 100 by 28
        assert pixels.endswith("\x1b\\\x1b8")
        await running.press("ctrl+p")
        assert not any(begins in text for strip in screen._compositor.render_strips() for text, _, _ in strip)
        await running.press("escape", "q")


SIZES = {"120x40": (120, 40), "80x24": (80, 24), "50x20": (50, 20)}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    fill_with(tmp_path, Image(QUAY, caption="The quay at dusk."), PROSE, Image(CRANE, alt="A crane"), kept=(QUAY,))
    context = opened(tmp_path, settings=replace(offline(), pictures="on"))
    with asyncio.Runner() as runner:
        yield runner.run(context.__aenter__())
        runner.run(context.__aexit__(None, None, None))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [(), ("tab", "enter")], ids=["text", "large"])
def test_look_of_pictures(
    library: Library, snap_compare: Callable[..., bool], size: str, keys: tuple[str, ...]
) -> None:
    async def press(pilot: Pilot[None]) -> None:
        for key in (*("j",) * 7, "enter", "enter", *keys):
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    assert snap_compare(NewsApp(library, clock), terminal_size=SIZES[size], run_before=press)
