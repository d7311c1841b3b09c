from datetime import timedelta

import pytest

from newsreader.errors import NotFoundError
from newsreader.model import ArticleId, ArticleSummary, SectionKey
from newsreader.store.connection import Connection
from newsreader.store.entries import save_entries
from newsreader.store.lists import (
    load_summaries,
    load_summaries_before,
    load_summary,
)
from newsreader.store.marks import set_later, set_read, set_starred
from newsreader.store.sections import load_counts
from tests.store.made import NOON, NUKES, STANS, make_entry


@pytest.fixture
def rows(db: Connection) -> tuple[ArticleSummary, ...]:
    """Twenty articles of The Stans, many at one moment, among ten of Nukes."""
    save_entries(db, STANS.key, [make_entry(n, published=NOON + timedelta(minutes=n // 6)) for n in range(20)], NOON)
    save_entries(db, NUKES.key, [make_entry(n, published=NOON) for n in range(20, 30)], NOON)
    return load_summaries(db, STANS.key, limit=100)


def test_windows_join_into_the_list_both_ways(db: Connection, rows: tuple[ArticleSummary, ...]) -> None:
    assert len(rows) == 20
    assert [row.sort_at for row in rows] == sorted((row.sort_at for row in rows), reverse=True)

    down: list[ArticleSummary] = []
    while window := load_summaries(db, STANS.key, limit=3, after=down[-1] if down else None):
        down.extend(window)
    assert tuple(down) == rows

    up: list[ArticleSummary] = []
    while window := load_summaries_before(db, STANS.key, limit=3, before=up[0] if up else None):
        up[:0] = window
    assert tuple(up) == rows


def test_the_last_window(db: Connection, rows: tuple[ArticleSummary, ...]) -> None:
    assert load_summaries_before(db, STANS.key, limit=4) == rows[-4:]
    assert load_summaries_before(db, STANS.key, limit=4, before=rows[2]) == rows[:2]
    assert load_summaries(db, STANS.key, limit=4, after=rows[-1]) == ()


def test_a_window_goes_on_from_a_row_that_is_gone(db: Connection, rows: tuple[ArticleSummary, ...]) -> None:
    db.execute("DELETE FROM article WHERE id = ?", (rows[4].id,))
    assert load_summaries(db, STANS.key, limit=2, after=rows[4]) == rows[5:7]


@pytest.mark.parametrize("key", [STANS.key, None])
def test_nothing_older_than_a_moment(db: Connection, rows: tuple[ArticleSummary, ...], key: SectionKey | None) -> None:
    since = NOON + timedelta(minutes=2)
    newer = [row for row in load_summaries(db, key, limit=100) if row.sort_at >= since]
    assert len(newer) == 8
    assert load_summaries(db, key, limit=100, since=since) == tuple(newer)
    assert load_summaries_before(db, key, limit=3, since=since) == tuple(newer[-3:])
    assert load_summaries(db, key, limit=100, since=since, after=newer[2]) == tuple(newer[3:])


@pytest.mark.parametrize("key", [STANS.key, None])
def test_filters(db: Connection, rows: tuple[ArticleSummary, ...], key: SectionKey | None) -> None:
    every = [row.id for row in load_summaries(db, key, limit=100)]
    read, starred, later = set(every[::2]), set(every[1:10]), set(every[5:15])
    set_read(db, read, True, NOON)
    set_starred(db, starred, True, NOON)
    set_later(db, later, True, NOON)

    def ids(**only: bool) -> list[ArticleId]:
        forward = [row.id for row in load_summaries(db, key, limit=100, **only)]
        assert [row.id for row in load_summaries_before(db, key, limit=100, **only)] == forward
        return forward

    assert ids(unread_only=True) == [number for number in every if number not in read]
    assert ids(starred_only=True) == [number for number in every if number in starred]
    assert ids(starred_only=True, unread_only=True) == [n for n in every if n in starred - read]
    assert ids(later_only=True) == [number for number in every if number in later]
    assert ids(later_only=True, unread_only=True) == [n for n in every if n in later - read]
    counts = load_counts(db, key)
    assert (counts.total, counts.unread, counts.starred) == (len(every), len(every) - len(read), len(starred))
    assert counts.later == len(later)


def test_words_filter_without_case_and_accents(db: Connection) -> None:
    titles = ("Élysée talks resume", "Talks end in Oslo", "Nothing of the kind")
    articles = [make_entry(n, headline=title, published=NOON - timedelta(minutes=n)) for n, title in enumerate(titles)]
    save_entries(db, STANS.key, articles, NOON)

    def found(words: str) -> list[str]:
        rows = load_summaries(db, STANS.key, limit=9, words=words)
        assert rows[::-1] == load_summaries_before(db, STANS.key, limit=9, words=words)[::-1]
        return [row.headline for row in rows]

    assert found("talks") == list(titles[:2])
    assert found("ELYSEE talks") == [titles[0]]
    assert found("tal% k_") == []
    assert found("  ") == list(titles)


def test_nothing_is_an_empty_window(db: Connection) -> None:
    assert load_summaries(db, limit=5) == load_summaries_before(db, limit=5) == ()
    assert load_summary(db, ArticleId(1)) is None


def test_no_such_section(db: Connection) -> None:
    with pytest.raises(NotFoundError):
        load_summaries(db, SectionKey("no/such"), limit=5)
    with pytest.raises(NotFoundError):
        load_counts(db, SectionKey("no/such"))
