import pytest

from newsreader.errors import NotFoundError
from newsreader.model import ArticleId, SectionKey
from newsreader.store.articles import find_article
from newsreader.store.connection import Connection
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries, load_summary
from newsreader.store.marks import (
    Mark,
    MarkChange,
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
    return {summary.id for summary in load_summaries(db, limit=100) if summary.state.is_read}


def test_only_what_changed_is_undone(db: Connection, ids: list[ArticleId]) -> None:
    set_read(db, ids[:2], True, NOON)
    change = set_read(db, [*ids[:4], ids[0], NOBODY], True, NOON)
    assert change == MarkChange(mark=Mark.READ, is_set=True, ids=tuple(ids[2:4]))
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
    assert len(change.ids) == 6
    assert load_counts(db, STANS.key).unread == 0
    assert load_counts(db, NUKES.key).unread == load_counts(db, None).unread == 3
    undo_marks(db, change)
    assert load_counts(db, None).unread == 9
    assert_sound(db)


def test_all_of_the_library(db: Connection, ids: list[ArticleId]) -> None:
    assert set(mark_all_read(db, None, NOON).ids) == set(ids)
    assert mark_all_read(db, None, NOON).ids == ()
    assert load_counts(db, None).unread == load_counts(db, STANS.key).unread == 0
    assert_sound(db)


def test_what_came_since_stays_unread(db: Connection, ids: list[ArticleId]) -> None:
    save_entries(db, STANS.key, [make_entry(20)], NOON + hours(2))
    mark_all_read(db, STANS.key, NOON + hours(3), seen_before=NOON + hours(1))
    (unread,) = load_summaries(db, STANS.key, limit=9, unread_only=True)
    assert unread.id == find_article(db, make_entry(20).url)


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


def test_thousands_at_once_undo_exactly(db: Connection) -> None:
    entries = [make_entry(number, published=NOON) for number in range(5000)]
    save_entries(db, STANS.key, entries, NOON)
    some = [summary.id for summary in load_summaries(db, limit=1700)]
    set_read(db, some, True, NOON)
    change = mark_all_read(db, STANS.key, NOON)
    assert len(change.ids) == 3300
    undo_marks(db, change)
    assert read_ids(db) <= set(some)
    assert load_counts(db, STANS.key).unread == 3300
