"""Windows on a list with what is unread first are runs of one order, whichever way one comes to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.library.shelves import Facet, FacetKind, ListFilter, Place, Shelf, Window, has_parts, saved_search_key
from newsreader.library.windows import load_window, next_unread
from newsreader.model import ArticleId
from newsreader.store.connection import Connection, open_library
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries
from newsreader.store.marks import set_read, set_starred
from newsreader.store.sections import sync_catalogue
from tests.store.made import NOON, STANS, make_entry

COUNT = 14
UNREAD_FIRST = ListFilter(is_unread_first=True)
numbers = st.sets(st.integers(0, COUNT - 1))
orders = st.builds(lambda is_oldest: replace(UNREAD_FIRST, is_oldest_first=is_oldest), st.booleans())


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Some articles, several of a moment, half of them starred."""
    path: Path = tmp_path_factory.mktemp("windows") / "library.sqlite3"
    db = open_library(path)
    sync_catalogue(db, (STANS,), "one")
    entries = [make_entry(n, published=NOON - timedelta(minutes=n // 3)) for n in range(COUNT)]
    save_entries(db, STANS.key, entries, NOON)
    set_starred(db, [row.id for row in load_summaries(db, limit=COUNT)][::2], True, NOON)
    yield db
    db.close()


def marked(db: Connection, read: set[int]) -> list[ArticleId]:
    """Mark some articles read and no others; gives all, the newest first."""
    ids = [row.id for row in load_summaries(db, limit=COUNT)]
    set_read(db, ids, False, NOON)
    set_read(db, [ids[number] for number in read], True, NOON)
    return ids


def in_order(db: Connection, place: Place, wanted: ListFilter) -> list[ArticleId]:
    rows = load_window(db, place, replace(wanted, is_unread_first=False), limit=99).rows
    return [row.id for row in sorted(rows, key=lambda row: row.state.is_read)]


def ids_of(window: Window) -> list[ArticleId]:
    return [row.id for row in window.rows]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers, st.sampled_from([Shelf.ALL, STANS.key, Shelf.STARRED]), orders, st.integers(1, 9))
def test_windows_join_down_and_up(
    filled: Connection, read: set[int], place: Place, wanted: ListFilter, limit: int
) -> None:
    marked(filled, read)
    expected = in_order(filled, place, wanted)
    unread = load_window(filled, place, replace(wanted, unread_only=True), limit=99).rows
    down = load_window(filled, place, wanted, limit=limit)
    up = load_window(filled, place, wanted, limit=limit, is_last=True)
    assert not down.has_earlier_rows
    assert not up.has_later_rows
    found, in_first = ids_of(down), down.unread_rows or 0
    while down.has_later_rows:
        down = load_window(filled, place, wanted, limit=limit, after=down.rows[-1])
        found, in_first = [*found, *ids_of(down)], in_first + (down.unread_rows or 0)
        assert down.has_earlier_rows
    assert (found, in_first) == (expected, len(unread))
    found = ids_of(up)
    while up.has_earlier_rows:
        up = load_window(filled, place, wanted, limit=limit, before=up.rows[0])
        found = [*ids_of(up), *found]
    assert found == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers, orders, st.integers(0, COUNT - 1), st.sampled_from([2, 6, 40]))
def test_a_window_round_an_article_is_a_run_with_it(
    filled: Connection, read: set[int], wanted: ListFilter, at: int, limit: int
) -> None:
    around = marked(filled, read)[at]
    expected = in_order(filled, Shelf.ALL, wanted)
    window = load_window(filled, Shelf.ALL, wanted, limit=limit, around=around)
    start = expected.index(window.rows[0].id)
    assert around in ids_of(window)
    assert ids_of(window) == expected[start : start + len(window.rows)]
    assert window.has_earlier_rows == (start > 0)
    assert window.has_later_rows == (start + len(window.rows) < COUNT)
    assert window.unread_rows == sum(not row.state.is_read for row in window.rows)


def test_a_row_that_was_read_meanwhile_leads_on_from_where_it_stood(filled: Connection) -> None:
    ids = marked(filled, {0, 1, 2})
    first = load_window(filled, Shelf.ALL, UNREAD_FIRST, limit=4)
    assert ids_of(first) == ids[3:7]
    set_read(filled, [ids[6]], True, NOON)
    (edge,) = (row for row in load_summaries(filled, limit=COUNT) if row.id == ids[6])
    then = load_window(filled, Shelf.ALL, UNREAD_FIRST, limit=4, after=edge, is_in_unread=True)
    assert ids_of(then) == ids[7:11]
    assert ids_of(load_window(filled, Shelf.ALL, UNREAD_FIRST, limit=4, after=edge))[:1] != ids[7:8]
    before = load_window(filled, Shelf.ALL, UNREAD_FIRST, limit=2, before=edge, is_in_unread=True)
    assert ids_of(before) == ids[4:6]


def test_the_next_unread_article_is_that_of_the_first_part(filled: Connection) -> None:
    ids = marked(filled, {1, 4})
    row = next_unread(filled, Shelf.ALL, UNREAD_FIRST, ids[0], 1)
    assert row is not None
    assert row.id == ids[2]


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        (Shelf.UNREAD, UNREAD_FIRST),
        (Shelf.RECENT, UNREAD_FIRST),
        (saved_search_key("x"), UNREAD_FIRST),
        (Shelf.ALL, replace(UNREAD_FIRST, words="x")),
        (Shelf.ALL, replace(UNREAD_FIRST, facet=Facet(FacetKind.PLACE, "Oslo"))),
        (Shelf.ALL, replace(UNREAD_FIRST, unread_only=True)),
        (Shelf.ALL, ListFilter()),
    ],
)
def test_lists_without_parts(place: Place, wanted: ListFilter) -> None:
    assert not has_parts(place, wanted)
    assert has_parts(Shelf.STARRED, UNREAD_FIRST)
