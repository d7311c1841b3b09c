from datetime import timedelta

import pytest

from newsreader.errors import NotFoundError
from newsreader.model import ArticleId, ArticleSummary, SectionKey
from newsreader.store.articles import save_article
from newsreader.store.connection import Connection
from newsreader.store.entries import save_entries
from newsreader.store.lists import (
    load_summaries,
    load_summaries_before,
    load_summary,
    next_unread,
    previous_unread,
)
from newsreader.store.marks import set_read, set_starred
from newsreader.store.sections import load_counts
from tests.store.made import NOON, NUKES, STANS, make_article, make_entry


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
def test_filters(db: Connection, rows: tuple[ArticleSummary, ...], key: SectionKey | None) -> None:
    every = [row.id for row in load_summaries(db, key, limit=100)]
    read, starred = set(every[::2]), set(every[1:10])
    set_read(db, read, True, NOON)
    set_starred(db, starred, True, NOON)

    def ids(**only: bool) -> list[ArticleId]:
        forward = [row.id for row in load_summaries(db, key, limit=100, **only)]
        assert [row.id for row in load_summaries_before(db, key, limit=100, **only)] == forward
        return forward

    assert ids(unread_only=True) == [number for number in every if number not in read]
    assert ids(starred_only=True) == [number for number in every if number in starred]
    assert ids(starred_only=True, unread_only=True) == [n for n in every if n in starred - read]
    counts = load_counts(db, key)
    assert (counts.total, counts.unread, counts.starred) == (len(every), len(every) - len(read), len(starred))


def test_unread_ones_before_and_after(db: Connection, rows: tuple[ArticleSummary, ...]) -> None:
    set_read(db, [row.id for row in rows if row not in (rows[3], rows[15])], True, NOON)

    def number(row: ArticleSummary | None) -> ArticleId | None:
        return row.id if row else None

    assert number(next_unread(db, STANS.key)) == rows[3].id
    assert number(next_unread(db, STANS.key, after=rows[3].id)) == rows[15].id
    assert number(next_unread(db, STANS.key, after=rows[15].id)) is None
    assert number(previous_unread(db, STANS.key)) == rows[15].id
    assert number(previous_unread(db, STANS.key, before=rows[15].id)) == rows[3].id
    assert number(previous_unread(db, STANS.key, before=rows[0].id)) is None
    assert number(next_unread(db, STANS.key, after=ArticleId(10**9))) == rows[3].id


def test_next_unread_from_an_article_of_another_section(db: Connection, rows: tuple[ArticleSummary, ...]) -> None:
    elsewhere = save_article(db, make_article(99, published=rows[2].sort_at), None, NOON)
    assert next_unread(db, STANS.key, after=elsewhere) == rows[2]  # of one moment, and it came first


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
    assert next_unread(db) is previous_unread(db) is None
    assert load_summary(db, ArticleId(1)) is None


def test_no_such_section(db: Connection) -> None:
    with pytest.raises(NotFoundError):
        load_summaries(db, SectionKey("no/such"), limit=5)
    with pytest.raises(NotFoundError):
        load_counts(db, SectionKey("no/such"))
