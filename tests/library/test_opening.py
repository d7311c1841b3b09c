"""Opening a library: what it begins with, and what can be in its way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.config.catalogue import Catalogue, load_catalogue
from newsreader.config.settings import Settings
from newsreader.errors import StoreError
from newsreader.library import Library, utc_now
from newsreader.library.demo import open_demo
from newsreader.library.shelves import Shelf
from tests.fakes import paths_in
from tests.library.paper import CATALOGUE, SITE, SPORT, WORLD, Paper, feed, paper_library, refreshed, rows_of


async def test_a_new_library_shows_the_catalogue_and_follows_its_starters(tmp_path: Path) -> None:
    async with paper_library(tmp_path, Paper()) as library:
        assert [status.section for status in await library.sections()] == list(CATALOGUE.sections)
        assert await library.followed() == (SPORT,)
        assert await library.section_at(f"{SITE}/b.xml#top") == WORLD
        assert await library.section_at(f"{SITE}/nowhere") is None


async def test_the_built_in_catalogue_has_the_network_in_it(tmp_path: Path) -> None:
    async with Library.open(paths_in(tmp_path), Settings(), fetcher=Paper()) as library:
        assert len(await library.named("the stans")) == 1
        assert await library.followed()
        assert library.problems == ()


async def test_a_section_that_the_catalogue_drops_keeps_its_articles(tmp_path: Path) -> None:
    paper = Paper()
    paper.pages = {f"{SITE}/a.xml": feed(1)}
    async with paper_library(tmp_path, paper) as library:
        await refreshed(library, WORLD)
    smaller = replace(CATALOGUE, sections=CATALOGUE.sections[1:2], digest="smaller")
    async with paper_library(tmp_path, paper, catalogue=smaller) as library:
        assert {status.section.key for status in await library.sections()} == {WORLD, SPORT}
        assert len(await rows_of(library, WORLD)) == 1


async def test_a_file_of_the_persons_own_with_a_mistake_is_told_and_the_rest_works(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    paths.catalogues_dir.mkdir(parents=True)
    (paths.catalogues_dir / "broken.toml").write_text("[[source]\n", encoding="utf-8")
    async with Library.open(paths, Settings(), fetcher=Paper()) as library:
        (problem,) = library.problems
        assert "broken.toml" in problem.user_text
        assert await library.sections()


async def test_two_libraries_on_one_file_see_each_others_work(tmp_path: Path) -> None:
    paper = Paper()
    paper.pages = {f"{SITE}/a.xml": feed(1, 2)}
    async with paper_library(tmp_path, paper) as reader, paper_library(tmp_path, paper) as command:
        await refreshed(command, WORLD)
        rows = await rows_of(reader)
        assert len(rows) == 2
        await reader.set_read([rows[0].id], is_read=True)
        assert (await rows_of(command))[0].state.is_read


async def test_a_file_that_is_no_library_is_left_alone(tmp_path: Path) -> None:
    file = paths_in(tmp_path).library_file
    file.parent.mkdir(parents=True)
    file.write_text("a diary, not a library\n" * 100, encoding="utf-8")
    before = file.read_bytes()
    with pytest.raises(StoreError):
        async with paper_library(tmp_path, Paper()):
            pass
    assert file.read_bytes() == before


async def test_the_demo_edition_is_there_in_full(tmp_path: Path) -> None:
    async with open_demo(paths_in(tmp_path), Settings(offline=True), utc_now) as library:
        statuses = await library.sections()
        assert [status.section.name for status in statuses] == ["Start here", "World", "Science", "Sea & Sky"]
        assert all(status.total and not status.error for status in statuses)
        rows = await rows_of(library, Shelf.ALL)
        assert [row.url for row in rows if not row.is_cached] == []
        for row in rows:
            reading = await library.read(row.id)
            assert len(reading.article.blocks) > 2


async def test_catalogues_are_read_again_only_when_a_file_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = paths_in(tmp_path)
    loaded: list[Path | None] = []

    def counted(user_dir: Path | None = None) -> Catalogue:
        loaded.append(user_dir)
        return load_catalogue(user_dir)

    async def names() -> set[str]:
        async with Library.open(paths, Settings(), fetcher=Paper()) as library:
            return {status.section.name for status in await library.sections()}

    monkeypatch.setattr("newsreader.config.catalogue.load_catalogue", counted)
    first = await names()
    assert await names() == first
    assert len(loaded) == 1
    own = paths.catalogues_dir / "own.toml"
    own.parent.mkdir(parents=True)
    section = '[[source.section]]\nkey = "home"\nname = "{}"\naddresses = ["https://own.example/{}.xml"]\n'
    own.write_text('[[source]]\nkey = "own"\nname = "Own"\n' + section.format("Fern", 1), encoding="utf-8")
    assert await names() == first | {"Fern"}
    own.write_text('[[source]]\nkey = "own"\nname = "Own"\n' + section.format("Moss", 1), encoding="utf-8")
    assert await names() == first | {"Moss"}
    own.unlink()
    assert await names() == first
    assert len(loaded) == 4


async def test_a_mistake_is_told_at_every_start_until_it_is_mended(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    paths.catalogues_dir.mkdir(parents=True)
    own = paths.catalogues_dir / "broken.toml"
    own.write_text("[[source]\n", encoding="utf-8")
    for _ in range(2):
        async with Library.open(paths, Settings(), fetcher=Paper()) as library:
            assert len(library.problems) == 1
    own.unlink()
    async with Library.open(paths, Settings(), fetcher=Paper()) as library:
        assert library.problems == ()
