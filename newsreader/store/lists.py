"""Lists of articles, newest first, in windows: no list is ever loaded or counted whole.

A window starts at a row one already has (keyset paging), so that the last of a million costs what the first
does, and rows that come or go meanwhile neither repeat nor skip any.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from newsreader.model import ArticleId, ArticleSummary, ReadingState, SectionKey
from newsreader.store.codec import dateline_from, from_micros, micros, moment_at, names_from_json
from newsreader.store.connection import Connection, snapshot
from newsreader.store.sections import section_id

_START = (2**63 - 1, 2**63 - 1)  # newer than anything: SQLite's largest integers
_END = (-(2**63), -(2**63))

# By (unread only, starred only). Each names its index, so that no planner ever scans a million rows instead;
# few articles are starred, so the starred are looked through for the unread ones and not the other way.
_SOURCES = {
    (False, False): "listing WHERE true",
    (True, False): "listing INDEXED BY unread_listing WHERE is_read = 0",
    (False, True): "listing INDEXED BY starred_listing WHERE is_starred = 1",
    (True, True): "listing INDEXED BY starred_listing WHERE is_starred = 1 AND is_read = 0",
}
NAMED_BY = "joined_tokens(headline || ' ' || byline || ' ' || place || ' ' || agency)"  # what an article is found by
_WORD = f" AND EXISTS (SELECT 1 FROM article WHERE id = article_id AND instr({NAMED_BY}, ?) > 0)"  # noqa: S608 constants
_SUMMARY = (
    "SELECT article.id, article.url, headline, byline, place, agency, dateline_day, published, summary, site,"
    " has_text, article.sort_at, coalesce(is_read, 0), coalesce(is_starred, 0), revised_at,"
    " coalesce(is_read AND revised_at > max(read_at, coalesce(seen_at, 0)), 0)"
)


def load_summaries(
    db: Connection,
    key: SectionKey | None = None,
    *,
    limit: int,
    after: ArticleSummary | None = None,
    unread_only: bool = False,
    starred_only: bool = False,
    words: str = "",
) -> tuple[ArticleSummary, ...]:
    """Give a window of a list, newest first.

    Args:
        db: the library.
        key: of the section; None for all articles.
        limit: how many at most.
        after: the row to go on from, towards older ones; None for the start of the list.
        unread_only: leave out what was read.
        starred_only: leave out what was not starred.
        words: leave out what does not have all of them, or words that begin so, in its headline, byline or
            dateline. Looks at each row, some 20 µs each: for what is not indexed; `newsreader.store.search` is.

    Raises:
        NotFoundError: there is no such section.
    """
    place = _place_of(after) if after else _START
    return _window(db, key, (unread_only, starred_only), "older", place, limit, words)


def load_summaries_before(
    db: Connection,
    key: SectionKey | None = None,
    *,
    limit: int,
    before: ArticleSummary | None = None,
    unread_only: bool = False,
    starred_only: bool = False,
    words: str = "",
) -> tuple[ArticleSummary, ...]:
    """Give the window that ends just before a row, newest first, as `load_summaries` does.

    Args:
        db: the library.
        key: of the section; None for all articles.
        limit: how many at most.
        before: the row to stop at; None for the end of the list, which gives its last window.
        unread_only: leave out what was read.
        starred_only: leave out what was not starred.
        words: as for `load_summaries`.

    Raises:
        NotFoundError: there is no such section.
    """
    place = _place_of(before) if before else _END
    return _window(db, key, (unread_only, starred_only), "newer", place, limit, words)[::-1]


def load_summary(db: Connection, article_id: ArticleId) -> ArticleSummary | None:
    """Give the row of one article; None when there is no such article."""
    with snapshot(db):
        rows = db.execute(
            f"{_SUMMARY} FROM article LEFT JOIN mark ON mark.article_id = article.id WHERE article.id = ?",
            (article_id,),
        ).fetchall()
        return next(iter(_summaries_from(db, rows)), None)


def summaries_of(db: Connection, ids: Iterable[int]) -> dict[int, ArticleSummary]:
    """Give the rows of some articles by their numbers, without those that are not in the library."""
    with snapshot(db):
        rows = db.execute(
            f"{_SUMMARY} FROM json_each(?) CROSS JOIN article ON article.id = value"
            " LEFT JOIN mark ON mark.article_id = article.id",
            (json.dumps(list(ids)),),
        ).fetchall()
        return {int(row.id): row for row in _summaries_from(db, rows)}


def next_unread(
    db: Connection, key: SectionKey | None = None, *, after: ArticleId | None = None
) -> ArticleSummary | None:
    """Give the next unread article of a list towards older ones; the first for None or an unknown one.

    Raises:
        NotFoundError: there is no such section.
    """
    with snapshot(db):
        place = _place_of_id(db, after) or _START
        return next(iter(_window(db, key, (True, False), "older", place, 1)), None)


def previous_unread(
    db: Connection, key: SectionKey | None = None, *, before: ArticleId | None = None
) -> ArticleSummary | None:
    """Give the next unread article of a list towards newer ones; the last for None or an unknown one.

    Raises:
        NotFoundError: there is no such section.
    """
    with snapshot(db):
        place = _place_of_id(db, before) or _END
        return next(iter(_window(db, key, (True, False), "newer", place, 1)), None)


def _window(
    db: Connection,
    key: SectionKey | None,
    only: tuple[bool, bool],
    direction: str,
    place: tuple[int, int],
    limit: int,
    words: str = "",
) -> tuple[ArticleSummary, ...]:
    with snapshot(db):
        wanted = beginnings(words) if words else []
        values = (section_id(db, key), *place, *wanted, limit)
        return _summaries_from(db, db.execute(_window_sql(only, direction, len(wanted)), values).fetchall())


def _window_sql(only: tuple[bool, bool], direction: str, words: int = 0) -> str:
    """Give the statement of a window; its values are section, moment, number, words and limit."""
    sign, order = ("<", "DESC") if direction == "older" else (">", "ASC")
    return (
        f"{_SUMMARY} FROM (SELECT sort_at, article_id FROM {_SOURCES[only]} AND section_id = ?"  # noqa: S608 constants
        f" AND (sort_at, article_id) {sign} (?, ?){_WORD * words}"
        f" ORDER BY sort_at {order}, article_id {order} LIMIT ?) AS place"
        " CROSS JOIN article ON article.id = place.article_id LEFT JOIN mark ON mark.article_id = article.id"
        f" ORDER BY place.sort_at {order}, place.article_id {order}"
    )


def beginnings(words: str) -> list[str]:
    """Give what to look for in `NAMED_BY`, for each of some words."""
    from newsreader.tokens import filter_words  # here, because the first screen looks for no words

    return ["".join(f" {token}" for token in word) for word in filter_words(words)]


def _summaries_from(db: Connection, rows: list[tuple[Any, ...]]) -> tuple[ArticleSummary, ...]:
    sections: dict[int, list[tuple[str, str]]] = {}
    for number, name, source in db.execute(
        "SELECT article_id, name, source FROM json_each(?) CROSS JOIN listing ON article_id = value"
        " JOIN section ON section.id = section_id WHERE section_id <> 0 ORDER BY position, section.id",
        (json.dumps([row[0] for row in rows]),),
    ):
        sections.setdefault(number, []).append((name, source))
    return tuple(_summary_from(row, sections.get(row[0], [])) for row in rows)


def _summary_from(row: tuple[Any, ...], sections: list[tuple[str, str]]) -> ArticleSummary:
    number, url, headline, byline, place, agency, day, published, summary, site, has_text, sort_at, *marks = row
    is_read, is_starred, revised_at, is_revised_since_read = marks
    return ArticleSummary(
        id=ArticleId(number),
        url=url,
        headline=headline,
        sections=tuple(dict.fromkeys(name for name, _ in sections)),
        source=sections[0][1] if sections else site,
        byline=names_from_json(byline),
        dateline=dateline_from(place, agency, day),
        published=from_micros(published),
        summary=summary,
        state=ReadingState(is_read=bool(is_read), is_starred=bool(is_starred)),
        is_cached=bool(has_text),
        revised_at=from_micros(revised_at),
        is_revised_since_read=bool(is_revised_since_read),
        sort_at=moment_at(sort_at),
    )


def _place_of(row: ArticleSummary) -> tuple[int, int]:
    return (micros(row.sort_at), row.id)


def _place_of_id(db: Connection, article_id: ArticleId | None) -> tuple[int, int] | None:
    row = db.execute("SELECT sort_at, id FROM article WHERE id = ?", (article_id,)).fetchone()
    return row if row is None else (row[0], row[1])
