"""Words broken at the ends of lines, as the settings and the article's language have it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.blocks import Paragraph, Span
from newsreader.config.live import SettingsFile
from newsreader.library.hyphens import Hyphenator, Hyphens
from newsreader.store import articles
from newsreader.store.connection import open_library
from tests.fakes import NOW, fill, paths_in, story
from tests.tui.driving import Reader, reader, to_ports

TEXT = "The ministers had negotiated internationally about {}, and many governments understood the consequences. "
PARAGRAPHS = tuple(
    Paragraph((Span("".join(TEXT.format(f"subject {number}{letter}") for letter in "abc")),)) for number in range(30)
)


@asynccontextmanager
async def open_in(folder: Path, language: str, settings: str) -> AsyncIterator[Reader]:
    """Open an article in a language, with these settings."""
    fill(folder)
    db = open_library(paths_in(folder).library_file)
    articles.save_article(db, replace(story(0), lang=language, blocks=PARAGRAPHS), None, NOW)
    articles.save_article(db, replace(story(1), lang="en-US", blocks=PARAGRAPHS), None, NOW)
    db.close()
    async with reader(folder) as running:
        write(folder, settings)
        running.app.library.settings_file = SettingsFile(paths_in(folder), {})
        await looked(running)
        await to_ports(running)
        await running.press("enter")
        yield running


def write(folder: Path, settings: str) -> None:
    file = paths_in(folder).config_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(settings, encoding="utf-8")


async def looked(running: Reader) -> None:
    running.screen.look_around()
    await running.settle()


def broken(running: Reader) -> list[str]:
    """The ends of the lines whose last word goes on in the next."""
    lines = running.screen.reader.view._document.lines
    return [line.text.split()[-1] for line in lines if line.carried == "-"]


async def test_words_are_broken_where_the_settings_have_it_and_the_place_is_kept(tmp_path: Path) -> None:
    async with open_in(tmp_path, "en", "measure = 44") as running:
        view = running.screen.reader.view
        assert broken(running) == []
        await running.press("space", "space")
        place = view.place
        write(tmp_path, "measure = 44\nhyphenate = true")
        await looked(running)
        assert broken(running)
        assert view.scroll_offset.y
        assert view.place.split(":")[0] == place.split(":")[0]
        write(tmp_path, "measure = 44")
        await looked(running)
        assert broken(running) == []


async def test_what_is_looked_for_is_found_in_broken_words_too(tmp_path: Path) -> None:
    async with open_in(tmp_path, "en-GB", "measure = 44\nhyphenate = true") as running:
        view = running.screen.reader.view
        assert broken(running)
        for word in ("internationally", "governments", "consequences", "negotiated"):
            view.find(word)
            assert view.found == "1 of 90", word


async def test_a_language_that_comes_while_another_is_loaded_is_loaded_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load, may_go_on = Hyphens.load, asyncio.Event()

    async def slow(self: Hyphens, language: str) -> Hyphenator | None:
        await may_go_on.wait()
        return await load(self, language)

    async with open_in(tmp_path, "tlh", "measure = 44\nhyphenate = true") as running:
        monkeypatch.setattr(Hyphens, "load", slow)
        running.app.library.hyphens = Hyphens()
        running.screen.hyphenator_of("de")
        await running.pilot.press("J")
        while (reading := running.screen.reader.view.reading) is None or reading.article.lang != "en-US":
            await running.pilot.pause()
        assert broken(running) == []
        may_go_on.set()
        for _ in range(2):  # one language after the other
            await running.settle()
        assert broken(running)


async def test_a_language_without_patterns_stays_as_it_is(tmp_path: Path) -> None:
    async with open_in(tmp_path, "tlh", "measure = 44\nhyphenate = true") as running:
        assert broken(running) == []
        assert running.status == ""


async def test_without_the_package_it_is_said_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsreader.library.hyphens.is_installed", lambda: False)
    async with open_in(tmp_path, "en", "measure = 44\nhyphenate = true") as running:
        assert broken(running) == []
        assert running.status == "Hyphenation needs the package Pyphen. python3 -m pip install pyphen"
