"""Editions: finite, fair to sections, one article of a story, the same all day."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.blocks import Paragraph, Span
from newsreader.library.editions import UNKNOWN_MINUTES
from newsreader.library.tree import Placement, node_of
from newsreader.model import Article, Entry
from newsreader.store import sections
from newsreader.store.articles import save_article
from newsreader.store.connection import Connection, open_library
from newsreader.store.entries import save_entries
from tests.fakes import NOW, PORTS, SECTIONS, SHIPS, offline, opened, paths_in
from tests.labelled import fill as fill_labelled
from tests.labelled import labelled

WORDS_OF_A_MINUTE = 230
SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu"]


def words(number: int, minutes: int) -> str:
    """Make a text of so many minutes that no other article has words of."""
    made = (
        f"{SYLLABLES[number % 15]}{SYLLABLES[each % 15]}{SYLLABLES[each // 15 % 15]}x{number}"
        for each in range(WORDS_OF_A_MINUTE * minutes)
    )
    return " ".join(made)


def put(db: Connection, section: str, number: int, *, hours_ago: float, minutes: int = 0) -> None:
    """List an article, with a text of so many minutes; without one for 0."""
    url = f"https://harbour.example/{number}.html"
    headline = f"Of {SYLLABLES[number % 15]}{SYLLABLES[number // 15]}xen number {number}"
    published = NOW - timedelta(hours=hours_ago)
    key = {"ports": PORTS, "ships": SHIPS}[section]
    save_entries(db, key, [Entry(url=url, headline=headline, published=published)], NOW)
    if minutes:
        blocks = (Paragraph((Span(words(number, minutes)),)),)
        save_article(db, Article(url=url, headline=headline, published=published, blocks=blocks), None, NOW)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    db = open_library(paths_in(tmp_path).library_file)
    sections.sync_catalogue(db, SECTIONS, "1")
    for number in range(12):
        put(db, "ports", number, hours_ago=number, minutes=2)
    for number in range(12, 16):
        put(db, "ships", number, hours_ago=number, minutes=4)
    put(db, "ships", 16, hours_ago=30)
    db.close()
    return tmp_path


async def test_it_fills_the_minutes_and_sections_take_turns(filled: Path) -> None:
    async with opened(filled) as library:
        edition = await library.editions.today(20)
        assert 18 <= edition.minutes <= 20
        assert edition.minutes_left == edition.minutes
        had: Counter[str] = Counter()
        for each in edition.chosen:
            had[each.row.sections[0]] += each.minutes
        assert abs(had["Ports"] - had["Ships"]) <= 4
        assert edition.chosen[0].row.headline.endswith("number 0")  # the newest of all


async def test_it_is_the_same_all_day_and_what_is_read_stays(filled: Path) -> None:
    async with opened(filled) as library:
        edition = await library.editions.today(10)
        await library.set_read(edition.ids[:1], is_read=True)
        db = open_library(paths_in(filled).library_file)
        put(db, "ports", 17, hours_ago=0, minutes=2)
        db.close()
        again = await library.editions.today(10)
        assert again.ids == edition.ids
        assert (again.read, again.is_over) == (1, False)
        assert again.minutes_left == edition.minutes - edition.chosen[0].minutes
        other = await library.editions.today(5)
        assert other.ids != edition.ids
        assert edition.ids[0] not in other.ids
        await library.set_read(edition.ids, is_read=True)
        assert (await library.editions.today(10)).is_over
    async with opened(filled, now=NOW + timedelta(days=1)) as library:
        tomorrow = await library.editions.today(10)
        assert not set(tomorrow.ids) & set(edition.ids)


async def test_one_article_of_a_story(tmp_path: Path) -> None:
    db = open_library(paths_in(tmp_path).library_file)
    stories = fill_labelled(db, labelled(), texts_of_each=1)
    db.close()
    now = labelled()[-1].entry.published
    assert now is not None
    async with opened(tmp_path, now=now + timedelta(days=3)) as library:
        edition = await library.editions.today(240)
        counted = Counter(stories[number] for number in edition.ids if stories[number])
        assert counted["probe"] == 1
        assert len(edition.ids) < len(stories)


async def test_offline_there_is_only_what_can_be_read(filled: Path) -> None:
    async with opened(filled) as library:
        assert UNKNOWN_MINUTES in {each.minutes for each in (await library.editions.today(200)).chosen}
    async with opened(filled, settings=offline()) as library:
        assert all(each.row.is_cached for each in (await library.editions.today(199)).chosen)


async def test_an_article_that_is_longer_than_the_edition(tmp_path: Path) -> None:
    db = open_library(paths_in(tmp_path).library_file)
    sections.sync_catalogue(db, SECTIONS, "1")
    put(db, "ports", 1, hours_ago=1, minutes=9)
    put(db, "ports", 2, hours_ago=2, minutes=1)
    db.close()
    async with opened(tmp_path) as library:
        assert [each.minutes for each in (await library.editions.today(5)).chosen] == [9]
        assert [each.minutes for each in (await library.editions.today(20)).chosen] == [9, 1]


async def test_fresh_ones_come_before_the_turns_of_a_quiet_section(tmp_path: Path) -> None:
    db = open_library(paths_in(tmp_path).library_file)
    sections.sync_catalogue(db, SECTIONS, "1")
    for number in range(4):
        put(db, "ports", number, hours_ago=number, minutes=1)
    put(db, "ships", 5, hours_ago=24 * 300, minutes=1)
    db.close()
    async with opened(tmp_path) as library:
        assert {name for each in (await library.editions.today(4)).chosen for name in each.row.sections} == {"Ports"}
        assert len((await library.editions.today(9)).chosen) == 5


async def test_hidden_sections_offer_nothing(filled: Path) -> None:
    async with opened(filled) as library:
        await library.arrangement.keep(Placement(node_of(PORTS), is_hidden=True))
        edition = await library.editions.today(20)
        assert {name for each in edition.chosen for name in each.row.sections} == {"Ships"}


async def test_of_nothing_there_is_none_and_none_is_kept(tmp_path: Path) -> None:
    async with opened(tmp_path) as library:
        edition = await library.editions.today(20)
        assert (edition.chosen, edition.is_over, edition.minutes) == ((), False, 0)
        db = open_library(paths_in(tmp_path).library_file)
        put(db, "ports", 1, hours_ago=1, minutes=1)
        db.close()
        assert len((await library.editions.today(20)).chosen) == 1
