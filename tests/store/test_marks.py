import pytest

from newsreader.errors import NotFoundError
from newsreader.model import ArticleId, SectionKey
from newsreader.store.connection import Connection
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries, load_summary
from newsreader.store.marks import (
    Mark,
    load_anchor,
    mark_all_read,
    save_anchor,
    set_read,
    set_starred,
    undo_marks,
)
from newsreader.store.sections import load_counts
from tests.store.made import NOON, NUKES, STANS, assert_sound, hours, make_entry

NOBODY = ArticleId(10**9)


@pytest.fixture
def ids(db: Connection) -> list[ArticleId]:
    save_entries(db, STANS.key, [make_entry(n) for n in range(6)], NOON)
    save_entries(db, NUKES.key, [make_entry(n) for n in range(4, 9)], NOON)
    return [summary.id for summary in load_summaries(db, limit=100)]


def read_ids(db: Connection) -> set[ArticleId]:
    return {summary.id for summary in load_summaries(db, limit=9999) if summary.state.is_read}


def test_only_what_changed_is_undone(db: Connection, ids: list[ArticleId]) -> None:
    set_read(db, ids[:2], True, NOON)
    change = set_read(db, [*ids[:4], ids[0], NOBODY], True, NOON)
    assert (change.mark, change.is_set, change.count, change.ids) == (Mark.READ, True, 2, tuple(ids[2:4]))
    assert read_ids(db) == set(ids[:4])
    redo = undo_marks(db, change)
    assert read_ids(db) == set(ids[:2])
    undo_marks(db, redo)
    assert read_ids(db) == set(ids[:4])
    assert_sound(db)


def test_unread_again(db: Connection, ids: list[ArticleId]) -> None:
    set_read(db, ids, True, NOON)
    change = set_read(db, ids[:3], False, NOON + hours(1))
    assert read_ids(db) == set(ids[3:])
    undo_marks(db, change)
    assert read_ids(db) == set(ids)
    moments = db.execute("SELECT DISTINCT read_at FROM mark").fetchall()
    assert len(moments) == 1  # undoing gave back the moment they were read at


def test_a_star_and_a_read_mark_are_apart(db: Connection, ids: list[ArticleId]) -> None:
    set_starred(db, ids[:1], True, NOON)
    change = set_read(db, ids[:1], True, NOON)
    undo_marks(db, change)
    summary = load_summary(db, ids[0])
    assert summary is not None
    assert summary.state.is_starred
    assert not summary.state.is_read


def test_marks_of_no_article_leave_nothing(db: Connection) -> None:
    assert set_read(db, [NOBODY], True, NOON).ids == ()
    save_anchor(db, NOBODY, "p1")
    assert db.execute("SELECT count(*) FROM mark").fetchone() == (0,)


def test_all_of_a_section(db: Connection, ids: list[ArticleId]) -> None:
    change = mark_all_read(db, STANS.key, NOON)
    assert change.count == 6
    assert load_counts(db, STANS.key).unread == 0
    assert load_counts(db, NUKES.key).unread == load_counts(db, None).unread == 3
    undo_marks(db, change)
    assert load_counts(db, None).unread == 9
    assert_sound(db)


def test_all_of_the_library(db: Connection, ids: list[ArticleId]) -> None:
    assert set(mark_all_read(db, None, NOON).ids) == set(ids)
    assert mark_all_read(db, None, NOON).count == 0
    assert load_counts(db, None).unread == load_counts(db, STANS.key).unread == 0
    assert_sound(db)


def test_a_section_that_is_not_there(db: Connection) -> None:
    with pytest.raises(NotFoundError):
        mark_all_read(db, SectionKey("no/such"), NOON)


def test_the_place_in_the_text_is_kept_beside_the_marks(db: Connection, ids: list[ArticleId]) -> None:
    assert load_anchor(db, ids[0]) == ""
    save_anchor(db, ids[0], "block 7 'quoted'")
    set_read(db, ids[:1], True, NOON)
    assert load_anchor(db, ids[0]) == "block 7 'quoted'"
    save_anchor(db, ids[0], "")
    assert load_anchor(db, ids[0]) == ""
    assert read_ids(db) == {ids[0]}
    assert_sound(db)


@pytest.fixture
def thousands(db: Connection) -> list[ArticleId]:
    save_entries(db, STANS.key, [make_entry(number, published=NOON) for number in range(2500)], NOON)
    return [summary.id for summary in load_summaries(db, limit=3000)]


def test_thousands_at_once_undo_exactly(db: Connection, thousands: list[ArticleId]) -> None:
    set_read(db, thousands[:900], True, NOON)
    change = mark_all_read(db, STANS.key, NOON)
    assert (change.count, change.rows) == (1600, ())  # not remembered one by one
    redo = undo_marks(db, change)
    assert read_ids(db) == set(thousands[:900])
    undo_marks(db, redo)
    assert load_counts(db, STANS.key).unread == 0
    assert_sound(db)


def test_undoing_thousands_leaves_what_was_done_to_single_ones_since(
    db: Connection, thousands: list[ArticleId]
) -> None:
    change = mark_all_read(db, None, NOON)
    unread_since, read_again = thousands[0], thousands[1]
    set_read(db, [unread_since, read_again], False, NOON + hours(1))
    set_read(db, [read_again], True, NOON + hours(2))
    set_starred(db, thousands[2:3], True, NOON + hours(3))
    undo_marks(db, change)
    assert read_ids(db) == {read_again}
    assert load_counts(db, None).starred == 1
    assert_sound(db)


def test_single_changes_undone_first_are_undone_with_the_thousands(db: Connection, thousands: list[ArticleId]) -> None:
    every = mark_all_read(db, None, NOON)
    unread = set_read(db, thousands[:1], False, NOON + hours(1))
    again = set_read(db, thousands[:1], True, NOON + hours(2))
    for change in (again, unread, every):
        undo_marks(db, change)
    assert read_ids(db) == set()


def test_thousands_at_the_moment_of_others_are_told_apart(db: Connection, thousands: list[ArticleId]) -> None:
    set_read(db, thousands[:1100], True, NOON)
    change = set_read(db, thousands, True, NOON)  # a clock that stands still, or went back
    assert change.count == 1400
    undo_marks(db, change)
    assert read_ids(db) == set(thousands[:1100])


def test_undo_leaves_what_another_process_did_since(db: Connection, ids: list[ArticleId]) -> None:
    change = set_read(db, ids[:3], True, NOON)
    set_read(db, ids[:1], False, NOON)
    set_read(db, ids[:1], True, NOON + hours(1))
    undone = undo_marks(db, change)
    assert undone.count == 2
    assert read_ids(db) == {ids[0]}


def test_undo_after_the_article_is_gone(db: Connection, ids: list[ArticleId]) -> None:
    change = set_read(db, ids[:2], True, NOON)
    db.execute("DELETE FROM article WHERE id = ?", (ids[0],))
    undo_marks(db, change)
    assert load_counts(db, None).unread == 8
    assert_sound(db)
