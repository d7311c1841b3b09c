"""Marks of very many articles, a slice at a time."""

from __future__ import annotations

import pytest

from newsreader.model import ArticleId
from newsreader.store import sweeps
from newsreader.store.connection import Connection
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries
from newsreader.store.marks import set_read, undo_marks
from newsreader.store.sections import load_counts
from newsreader.store.sweeps import Sweep, begin_marking_read, begin_marking_these_read, begin_undoing, go_on
from tests.store.made import NOON, NUKES, STANS, assert_sound, hours, make_entry


@pytest.fixture
def ids(db: Connection, monkeypatch: pytest.MonkeyPatch) -> list[ArticleId]:
    monkeypatch.setattr(sweeps, "_AT_ONCE", 2)
    monkeypatch.setattr(sweeps, "_SLICE_S", 0.0)
    save_entries(db, STANS.key, [make_entry(number) for number in range(9)], NOON)
    save_entries(db, NUKES.key, [make_entry(number) for number in range(7, 12)], NOON)
    return [row.id for row in load_summaries(db, limit=99)]


def unread(db: Connection) -> set[ArticleId]:
    return {row.id for row in load_summaries(db, limit=99, unread_only=True)}


def finished(db: Connection, sweep: Sweep) -> Sweep:
    while sweep.rest is not None:
        sweep = go_on(db, sweep)
    return sweep


def test_each_slice_marks_some_and_all_are_one_change(db: Connection, ids: list[ArticleId]) -> None:
    set_read(db, ids[:1], True, NOON)
    sweep = go_on(db, begin_marking_read(db, None, NOON))
    assert (sweep.change.count, sweep.total) == (2, 11)
    assert len(unread(db)) == 9
    sweep = finished(db, sweep)
    assert unread(db) == set()
    assert sweep.change.count == 11
    assert_sound(db)
    back = finished(db, begin_undoing(sweep.change))
    assert (back.change.count, back.total) == (11, 11)
    assert unread(db) == set(ids[1:])
    assert finished(db, begin_undoing(back.change)).change.count == 11
    assert unread(db) == set()
    assert_sound(db)


def test_only_the_section_and_only_what_was_there_in_the_beginning(db: Connection, ids: list[ArticleId]) -> None:
    sweep = go_on(db, begin_marking_read(db, STANS.key, NOON))
    save_entries(db, STANS.key, [make_entry(20, published=NOON - hours(999))], NOON + hours(1))
    finished(db, sweep)
    assert load_counts(db, STANS.key).unread == 1
    assert load_counts(db, NUKES.key).unread == 3


def test_what_was_marked_by_itself_meanwhile_stays_so(db: Connection, ids: list[ArticleId]) -> None:
    set_read(db, ids[-1:], True, NOON)
    sweep = go_on(db, begin_marking_read(db, None, NOON + hours(1)))
    set_read(db, ids[-1:], False, NOON + hours(2))
    while sweep.rest is not None:
        sweep = go_on(db, sweep, but=ids[-1:])
    assert unread(db) == {ids[-1]}


def test_these_articles_and_no_others(db: Connection, ids: list[ArticleId]) -> None:
    nobody = ArticleId(10**9)
    sweep = begin_marking_these_read(db, [*ids[:5], nobody], NOON)
    set_read(db, ids[:1], True, NOON - hours(1))
    sweep = finished(db, sweep)
    assert sweep.change.count == 4
    assert unread(db) == set(ids[5:])
    undo_marks(db, sweep.change)
    assert unread(db) == set(ids[1:])
    assert_sound(db)


def test_half_an_undo_can_be_gone_on_with(db: Connection, ids: list[ArticleId]) -> None:
    change = finished(db, begin_marking_read(db, None, NOON)).change
    go_on(db, begin_undoing(change))
    assert len(unread(db)) == 2
    finished(db, begin_undoing(change))
    assert unread(db) == set(ids)
