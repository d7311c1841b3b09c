"""Places and agencies of lists are counted over their last days, and lists are filtered by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.errors import NotFoundError
from newsreader.library import facets
from newsreader.library.facets import DAYS, FacetCount
from newsreader.library.shelves import Facet, FacetKind, ListFilter, Shelf
from newsreader.model import Dateline, Entry, SectionKey
from newsreader.store import sections
from newsreader.store.connection import open_library
from newsreader.store.entries import save_entries
from newsreader.store.facets import load_mentions
from newsreader.store.search import Found
from tests.fakes import NOW, PORTS, SECTIONS, SHIPS, opened, paths_in

PARIS = Facet(FacetKind.PLACE, "Paris")
_WHOLE = re.compile(r"SCAN (?:TABLE )?(?:article|mark)\b")


def entry(number: int, place: str, agency: str = "AFP", days_ago: float = 0) -> Entry:
    return Entry(
        url=f"https://harbour.example/{number}.html",
        headline=f"Report {number} of the harbour",
        dateline=Dateline(place=place, agency=agency) if place or agency else None,
        published=NOW - timedelta(days=days_ago, minutes=number),
    )


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    db = open_library(paths_in(tmp_path).library_file)
    sections.sync_catalogue(db, SECTIONS, "1")
    entries = [
        *[entry(number, "Paris", days_ago=number % 3) for number in range(6)],
        entry(6, "PARIS", "Reuters"),
        entry(7, "Paris, Texas", "AP"),
        entry(8, "Oslo", "AP", 13),
        entry(9, "Bergen", "AP", 15),
        entry(10, "", ""),
        entry(11, "—", "AP"),
    ]
    save_entries(db, PORTS, entries[:9], NOW)
    save_entries(db, SHIPS, entries[8:], NOW)
    db.close()
    return tmp_path


def told(counts: Sequence[FacetCount]) -> dict[str, int]:
    return {count.facet.name: count.total for count in counts}


async def test_of_all_articles_of_the_last_days(filled: Path) -> None:
    async with opened(filled) as library:
        counts = await library.facets.count(Shelf.ALL)
        assert told(counts.of(FacetKind.PLACE)) == {"Paris": 7, "Oslo": 1, "Paris, Texas": 1}
        assert told(counts.of(FacetKind.AGENCY)) == {"AFP": 6, "AP": 3, "Reuters": 1}
        assert (counts.articles, counts.is_whole) == (11, True)
        assert counts.since == NOW.astimezone().date() - timedelta(days=DAYS - 1)
        paris = counts.of(FacetKind.PLACE)[0]
        assert sum(paris.by_day) == 7
        assert len(paris.by_day) == DAYS
        assert sum(count.by_day[0] for count in counts.of(FacetKind.PLACE)) <= 1  # Oslo, where the day is so late


async def test_of_a_section_a_filter_and_what_was_read(filled: Path) -> None:
    async with opened(filled) as library:
        ships = await library.facets.count(SHIPS)
        assert told(ships.of(FacetKind.PLACE)) == {"Oslo": 1}
        words = await library.facets.count(PORTS, ListFilter(words="texas"))
        assert told(words.of(FacetKind.PLACE)) == {"Paris, Texas": 1}
        window = await library.window(Shelf.ALL, limit=99)
        await library.set_read(
            [row.id for row in window.rows if row.dateline and row.dateline.agency == "AFP"], is_read=True
        )
        paris = (await library.facets.count(Shelf.ALL, ListFilter(facet=PARIS))).of(FacetKind.PLACE)[0]
        assert (paris.total, paris.unread) == (7, 1)
        unread = await library.facets.count(Shelf.UNREAD)
        assert told(unread.of(FacetKind.AGENCY)) == {"AP": 3, "Reuters": 1}
        with pytest.raises(NotFoundError):
            await library.facets.count(SectionKey("no/such"))


async def test_of_a_saved_search(filled: Path) -> None:
    async with opened(filled) as library:
        key = await library.search.save("Wire", "agency:ap")
        counts = await library.facets.count(key)
        assert told(counts.of(FacetKind.PLACE)) == {"Oslo": 1, "Paris, Texas": 1}


async def test_a_list_is_filtered_by_exactly_that(filled: Path) -> None:
    async with opened(filled) as library:
        wanted = ListFilter(facet=PARIS)
        window = await library.window(Shelf.ALL, wanted, limit=4)
        assert {row.dateline.place for row in window.rows if row.dateline} == {"Paris", "PARIS"}
        assert window.has_later_rows
        later = await library.window(Shelf.ALL, wanted, limit=99, after=window.rows[-1])
        assert len(window.rows) + len(later.rows) == 7
        reuters = await library.window(PORTS, ListFilter(facet=Facet(FacetKind.AGENCY, "Reuters")), limit=9)
        assert [row.headline for row in reuters.rows] == ["Report 6 of the harbour"]
        both = await library.window(PORTS, ListFilter(facet=PARIS, words="report 3"), limit=9)
        assert [row.headline for row in both.rows] == ["Report 3 of the harbour"]
        done = await library.mark_all_read(Shelf.ALL, wanted)
        assert done.count == 7
        assert await library.next_unread(Shelf.ALL, None, 1, wanted) is None
        assert await library.next_unread(Shelf.ALL, None, 1) is not None


async def test_a_busy_list_is_counted_as_far_as_it_goes_and_says_so(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "MOST_ARTICLES", 1)
    async with opened(filled) as library:
        counts = await library.facets.count(Shelf.ALL)
        assert not counts.is_whole  # it stops at the end of a period of the index
        assert counts.since == (NOW - timedelta(days=13, minutes=8)).astimezone().date()


def test_no_article_is_looked_at_that_was_not_found(filled: Path) -> None:
    db = open_library(paths_in(filled).library_file)
    statements: list[str] = []
    db.set_trace_callback(statements.append)
    assert len(load_mentions(db, [Found(0, 1), Found(0, 2)], [0, 1])) == 2
    db.set_trace_callback(None)
    (asked,) = [each for each in statements if each.startswith("SELECT")]
    plan = "\n".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {asked}"))
    assert not _WHOLE.search(plan), plan
    db.close()
