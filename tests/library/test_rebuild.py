"""Making articles again from their kept pages."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.blocks import Paragraph, Span
from newsreader.library import Library
from newsreader.library.processes import Processes
from newsreader.library.rebuild import Rebuilt, read_again
from newsreader.model import ArticleId, SectionKey
from newsreader.store import articles, pages, texts
from newsreader.store.connection import open_library
from newsreader.store.marks import load_anchor, save_anchor
from tests.fakes import paths_in
from tests.library.paper import SPORT, WORLD, Paper, feed, paper_library, refreshed, rows_of, story_page, story_url

ROOT = Path(__file__).parents[2]
STORIES = 3
OLD_TEXT = "The text that an early version made of it."


@pytest.fixture
def paper() -> Paper:
    """Three stories in World, in full; Sport lists the first."""
    made = Paper()
    made.pages["https://paper.example/a.xml"] = feed(*range(1, STORIES + 1))
    made.pages["https://paper.example/sport.xml"] = feed(1)
    made.pages |= {story_url(number): story_page(number) for number in range(1, STORIES + 1)}
    return made


async def filled(library: Library) -> list[ArticleId]:
    await refreshed(library, WORLD, SPORT)
    await library.fetch_full_texts((WORLD,), lambda _: None)
    return [row.id for row in await rows_of(library)]


def age(folder: Path, ids: list[ArticleId], text: str = OLD_TEXT) -> None:
    """Let texts be those of an early extractor."""

    db = open_library(paths_in(folder).library_file)
    for number in ids:
        loaded = articles.load_article(db, number)
        kept = texts.load_text(db, number)
        assert loaded is not None
        assert kept is not None
        old = replace(loaded[0], blocks=(Paragraph((Span(text),)),))
        texts.replace_text(db, number, old, kept.fetched_at, 0)
    db.close()


async def rebuilt(library: Library, *keys: SectionKey, also_current: bool = False) -> Rebuilt:
    return await library.upkeep.rebuild(keys, lambda _: None, also_current=also_current)


async def text_of(library: Library, number: ArticleId) -> str:
    reading = await library.cached(number)
    assert reading is not None
    return reading.article.text


async def test_only_what_an_older_extractor_read_is_made_again(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        ids = await filled(library)
        asked = len(paper.asked)
        assert await rebuilt(library) == Rebuilt()
        age(tmp_path, ids[:2])
        seen: list[Rebuilt] = []
        done = await library.upkeep.rebuild((), seen.append)
        assert done == seen[-1] == Rebuilt(total=2, done=2, better=2)
        assert await rebuilt(library) == Rebuilt()
        assert OLD_TEXT not in [await text_of(library, number) for number in ids]
        assert len(paper.asked) == asked


async def test_a_section_and_all_of_them(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        ids = await filled(library)
        age(tmp_path, ids)
        assert (await rebuilt(library, SPORT)).better == 1
        assert (await rebuilt(library, SPORT, WORLD)).better == STORIES - 1
        assert (await rebuilt(library, WORLD, also_current=True)).better == STORIES


async def test_marks_and_place_stay(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        ids = await filled(library)
        await library.set_starred(ids[:1], is_starred=True)
        age(tmp_path, ids)
        db = open_library(paths_in(tmp_path).library_file)
        save_anchor(db, ids[0], "3")
        before = await rows_of(library)
        fetched = (await library.read(ids[1])).fetched_at
        await rebuilt(library)
        assert await rows_of(library) == before
        assert load_anchor(db, ids[0]) == "3"
        assert (await library.read(ids[1])).fetched_at == fetched
        db.close()


async def test_what_would_come_out_much_worse_keeps_its_text(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        ids = await filled(library)
        longer = OLD_TEXT * 100
        age(tmp_path, ids[:1], longer)
        assert await rebuilt(library) == Rebuilt(total=1, done=1, kept=1)
        assert await text_of(library, ids[0]) == longer
        assert await rebuilt(library) == Rebuilt()  # it is not tried again and again


async def test_what_is_no_article_any_more_keeps_its_text(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        ids = await filled(library)
        age(tmp_path, ids[:1])
        db = open_library(paths_in(tmp_path).library_file)
        (page,) = pages.load_pages(db, ids[0])

        pages.save_pages(db, ids[0], (pages.page_row(replace(page, body=b"<p>Gone.")),))
        db.close()
        assert (await rebuilt(library)).kept == 1
        assert await text_of(library, ids[0]) == OLD_TEXT


async def test_an_article_opened_with_an_old_text_is_made_again_at_once(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        ids = await filled(library)
        age(tmp_path, ids)
        assert await text_of(library, ids[1]) != OLD_TEXT
        assert (await rebuilt(library)).total == STORIES - 1


async def test_a_text_that_came_meanwhile_is_not_replaced(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        ids = await filled(library)
    db = open_library(paths_in(tmp_path).library_file)
    loaded = articles.load_article(db, ids[0])
    assert loaded is not None
    assert not texts.replace_text(db, ids[0], loaded[0], 5, 1)
    assert not texts.replace_text(db, ArticleId(99), loaded[0], 5, 1)
    db.close()


async def test_work_in_processes_outlives_one_that_ends(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        ids = await filled(library)
    db = open_library(paths_in(tmp_path).library_file)
    kept = pages.load_pages(db, ids[0])
    db.close()
    processes = Processes()
    try:
        assert await processes.run(os._exit, 3) is None
        article = await processes.run(read_again, kept, [None])
    finally:
        processes.close()
    assert article is not None
    assert article == read_again_here(kept)


KILLED = """
import asyncio, os
from newsreader.library.processes import Processes

async def main():
    processes = Processes()
    assert await processes.run(abs, -1) == 1
    os._exit(9)  # as one that is killed

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_processes_end_with_the_one_that_began_them(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, env=dict(os.environ, PYTHONPATH=str(ROOT))
    ) as process:
        assert process.stdout is not None
        process.communicate(timeout=60)  # they hold its output open for as long as they live
    assert process.returncode == 9


def read_again_here(kept: tuple) -> object:
    with ThreadPoolExecutor(1) as thread:  # it runs a loop of its own
        return thread.submit(read_again, kept, [None]).result()


async def test_stopped_it_leaves_nothing_at_work_on_a_library_that_closes(tmp_path: Path, paper: Paper) -> None:
    begun = asyncio.Event()
    async with paper_library(tmp_path, paper) as library:
        await filled(library)
        mine = asyncio.all_tasks()
        rebuilding = asyncio.ensure_future(library.upkeep.rebuild((), lambda _: begun.set(), also_current=True))
        await begun.wait()
        rebuilding.cancel()
        with pytest.raises(asyncio.CancelledError):
            await rebuilding
        assert asyncio.all_tasks() <= mine
