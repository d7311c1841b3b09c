"""Keeping a library in bounds, by hand and by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newsreader.config.retention import Retention
from newsreader.config.settings import Settings
from newsreader.config.wishes import Wishes
from newsreader.errors import ConfigError
from newsreader.library import Library
from newsreader.library.limits import Bounds
from newsreader.model import ArticleId
from tests.library.paper import (
    OLD,
    SITE,
    WORLD,
    Clock,
    Paper,
    feed,
    paper_library,
    refreshed,
    rows_of,
    story_page,
    story_url,
)

LATER = timedelta(days=40)
MONTH = timedelta(days=30)


def paper(stories: int = 6) -> Paper:
    """Print stories in World, of which Old lists the sixth too."""
    made = Paper()
    made.pages[f"{SITE}/a.xml"] = feed(*range(1, stories + 1))
    made.pages["https://elsewhere.example/old.xml"] = feed(6)
    for number in range(1, stories + 1):
        made.pages[story_url(number)] = story_page(number)
    return made


def limited(section: Mapping[str, Wishes] | None = None, **limits: Any) -> Settings:
    return replace(Settings(), retention=Retention(**{"unread_days": 0} | limits), section=section or {})


async def filled(library: Library) -> list[ArticleId]:
    """Fetch all stories in full; gives their numbers, the newest first."""
    await refreshed(library, WORLD, OLD)
    await library.fetch_full_texts((WORLD,), lambda _: None)
    return [row.id for row in await rows_of(library)]


async def left(library: Library) -> list[tuple[ArticleId, bool]]:
    return [(row.id, row.is_cached) for row in await rows_of(library)]


async def tidied(library: Library) -> None:
    await refreshed(library, WORLD)
    await library.upkeep.settled()


async def test_sizes(tmp_path: Path) -> None:
    async with paper_library(tmp_path, paper()) as library:
        await filled(library)
        sizes = await library.upkeep.sizes()
    by_key = {size.key: size for size in sizes.sections}
    assert (sizes.whole.articles, sizes.whole.texts) == (by_key[WORLD].articles, by_key[WORLD].texts) == (6, 6)
    assert (by_key[OLD].articles, by_key[OLD].texts) == (1, 1)
    assert 0 < by_key[OLD].page_bytes < sizes.whole.page_bytes < sizes.file.file_bytes


async def test_a_section_keeps_its_newest_and_what_another_wants(tmp_path: Path) -> None:
    async with paper_library(tmp_path, paper(), settings=limited()) as library:
        ids = await filled(library)
        before = await left(library)
        trial = await library.upkeep.prune((WORLD,), Bounds(articles=2), is_trial=True)
        assert await left(library) == before
        assert (trial.articles, trial.texts) == (3, 3)
        assert await library.upkeep.prune((WORLD,), Bounds(articles=2)) == trial
        assert [number for number, _ in await left(library)] == [*ids[:2], ids[5]]
        assert await library.upkeep.undo_prune() == 3
        assert await left(library) == before
        assert await library.upkeep.undo_prune() == 0


async def test_old_texts_go_and_headlines_where_it_is_asked(tmp_path: Path) -> None:
    clock = Clock()
    async with paper_library(tmp_path, paper(), settings=limited(), clock=clock) as library:
        ids = await filled(library)
        await library.set_starred(ids[1:2], is_starred=True)
        library.open_ids = frozenset(ids[2:3])
        assert (await library.upkeep.prune((), Bounds(age=MONTH))).texts == 0
        clock.now += LATER
        pruned = await library.upkeep.prune((), Bounds(age=MONTH))
        assert (pruned.articles, pruned.texts, pruned.spared) == (0, 4, 2)
        assert [cached for _, cached in await left(library)] == [False, True, True, False, False, False]
        pruned = await library.upkeep.prune((), Bounds(age=MONTH, listed_age=MONTH), is_final=True)
        assert (pruned.articles, pruned.texts) == (4, 0)
        assert [number for number, _ in await left(library)] == ids[1:3]


async def test_a_trial_counts_a_text_once_that_goes_with_its_article(tmp_path: Path) -> None:
    clock = Clock()
    async with paper_library(tmp_path, paper(), settings=limited(), clock=clock) as library:
        await filled(library)
        clock.now += LATER
        bounds = Bounds(age=MONTH, listed_age=MONTH)
        trial = await library.upkeep.prune((), bounds, is_trial=True)
        assert (trial.articles, trial.texts) == (6, 6)
        assert await library.upkeep.prune((), bounds) == trial


async def test_size_takes_the_texts_of_the_oldest(tmp_path: Path) -> None:
    async with paper_library(tmp_path, paper(), settings=limited()) as library:
        ids = await filled(library)
        await library.set_starred(ids[5:], is_starred=True)
        room = (await library.upkeep.sizes()).whole.total_bytes * 6 // 10
        await library.upkeep.prune((), Bounds(bytes=room))
        after = await left(library)
        assert [number for number, _ in after] == ids
        assert [cached for _, cached in after] == [True, True, False, False, False, True]
        assert (await library.upkeep.sizes()).whole.total_bytes <= room


async def test_the_limits_of_the_settings_are_kept_after_a_refresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    asked = limited(days=20, section={"the paper": Wishes(articles=4), "Old": Wishes(days=0)})
    async with paper_library(tmp_path, paper(), settings=asked, clock=clock) as library:
        with monkeypatch.context() as held:  # nothing goes before all is there
            held.setattr(library.upkeep, "tidy_soon", lambda: None)
            await refreshed(library, OLD)
            ids = await filled(library)
        clock.now += timedelta(days=2)  # what was fetched today is spared
        await tidied(library)
        assert [number for number, _ in await left(library)] == [*ids[:4], ids[5]]
        clock.now += LATER
        await tidied(library)
        assert [cached for _, cached in await left(library)] == [False] * 4 + [True]
        assert not (await library.upkeep.sizes()).file.has_trash


async def test_unread_and_recent_articles_stay_whatever_the_limits(tmp_path: Path) -> None:
    clock = Clock()
    asked = limited(articles=1, unread_days=7)
    async with paper_library(tmp_path, paper(), settings=asked, clock=clock) as library:
        ids = await filled(library)
        assert len(await left(library)) == 6
        await library.set_read(ids[3:], is_read=True)
        assert (await library.upkeep.prune()).articles == 3
        clock.now += timedelta(days=8)
        assert (await library.upkeep.prune()).articles == 2


async def test_a_section_the_settings_name_and_nobody_knows_is_said(tmp_path: Path) -> None:
    asked = limited(section={"Wrold": Wishes(days=3)})
    async with paper_library(tmp_path, paper(), settings=asked) as library:
        await tidied(library)  # goes on without
        with pytest.raises(ConfigError, match=r"Wrold.*did you mean World"):
            await library.upkeep.prune()


async def test_the_trash_goes_a_day_later(tmp_path: Path) -> None:
    clock = Clock()
    async with paper_library(tmp_path, paper(), settings=limited(), clock=clock) as library:
        await filled(library)
        await library.upkeep.prune((), Bounds(articles=1))
        await tidied(library)
        assert (await library.upkeep.sizes()).file.has_trash
        clock.now += timedelta(days=2)
        await tidied(library)
        assert not (await library.upkeep.sizes()).file.has_trash
        assert await library.upkeep.undo_prune() == 0


async def test_what_returns_is_not_new(tmp_path: Path) -> None:
    async with paper_library(tmp_path, paper(), settings=limited()) as library:
        ids = await filled(library)
        await library.set_read(ids[4:], is_read=True)
        await library.upkeep.prune((), Bounds(articles=2))
    async with paper_library(tmp_path, paper(stories=7), settings=limited()) as library:
        (result,) = await refreshed(library, WORLD)
        assert result.new_articles == 1
        rows = {row.id: row.state.is_read for row in await rows_of(library)}
        assert [rows[number] for number in ids] == [False] * 4 + [True] * 2
