"""Lists of articles, newest first, in windows: no list is ever loaded or counted whole.

A window starts at a row one already has (keyset paging), so that the last of a million costs what the first
does, and rows that come or go meanwhile neither repeat nor skip any.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from newsreader.model import ArticleId, ArticleSummary, ReadingState, SectionKey
from newsreader.store.codec import dateline_from, from_micros, micros, moment_at, names_from_json
from newsreader.store.connection import Connection, snapshot
from newsreader.store.sections import section_id

_START = (2**63 - 1, 2**63 - 1)  # newer than anything: SQLite's largest integers
_END = (-(2**63), -(2**63))


class _Only(NamedTuple):
    """Which articles of a list are wanted: those for which each claim holds, not older than a moment."""

    unread: bool = False
    starred: bool = False
    later: bool = False
    since: datetime | None = None
    read: bool = False

    @property
    def source(self) -> str:
        """Where they are read from.

        Each names its index, so that no planner ever scans a million rows instead; few articles are starred or put
        off, so these are looked through for the unread ones and not the other way.
        """
        marked = "read_listing" if self.read else "unread_listing"
        index = "starred_listing" if self.starred else "later_listing" if self.later else marked
        claims = [
            *["is_starred = 1"] * self.starred,
            *["is_later = 1"] * self.later,
            *["is_read = 0"] * self.unread,
            *["is_read = 1"] * self.read,
        ]
        since = " AND sort_at >= ?" if self.since is not None else ""
        where = " AND ".join(claims) or "true"
        return f"listing {f'INDEXED BY {index} ' if claims else ''}WHERE {where}{since}"


NAMED_BY = "joined_tokens(headline || ' ' || byline || ' ' || place || ' ' || agency)"  # what an article is found by
_WORD = f" AND EXISTS (SELECT 1 FROM article WHERE id = article_id AND instr({NAMED_BY}, ?) > 0)"  # noqa: S608 constants
_SUMMARY = (
    "SELECT article.id, article.url, headline, byline, place, agency, dateline_day, published, summary, site,"
    " has_text, article.sort_at, coalesce(is_read, 0), coalesce(is_starred, 0), revised_at,"
    " minutes, coalesce(is_later, 0), coalesce(is_read AND revised_at > max(read_at, coalesce(seen_at, 0)), 0)"
)


def load_summaries(
    db: Connection,
    key: SectionKey | None = None,
    *,
    limit: int,
    after: ArticleSummary | None = None,
    unread_only: bool = False,
    read_only: bool = False,
    starred_only: bool = False,
    later_only: bool = False,
    since: datetime | None = None,
    words: str = "",
) -> tuple[ArticleSummary, ...]:
    """Give a window of a list, newest first.

    Args:
        db: the library.
        key: of the section; None for all articles.
        limit: how many at most.
        after: the row to go on from, towards older ones; None for the start of the list.
        unread_only: leave out what was read.
        read_only: leave out what was not.
        starred_only: leave out what was not starred.
        later_only: leave out what was not put off to be read later.
        since: leave out what is older.
        words: leave out what does not have all of them, or words that begin so, in its headline, byline or
            dateline. Looks at each row, some 20 µs each: for what is not indexed; `newsreader.store.search` is.

    Raises:
        NotFoundError: there is no such section.
    """
    place = _place_of(after) if after else _START
    return _window(
        db, key, _Only(unread_only, starred_only, later_only, since, read_only), "older", place, limit, words
    )


def load_summaries_before(
    db: Connection,
    key: SectionKey | None = None,
    *,
    limit: int,
    before: ArticleSummary | None = None,
    unread_only: bool = False,
    read_only: bool = False,
    starred_only: bool = False,
    later_only: bool = False,
    since: datetime | None = None,
    words: str = "",
) -> tuple[ArticleSummary, ...]:
    """Give the window that ends just before a row, newest first, as `load_summaries` does.

    Args:
        db: the library.
        key: of the section; None for all articles.
        limit: how many at most.
        before: the row to stop at; None for the end of the list, which gives its last window.
        unread_only: leave out what was read.
        read_only: leave out what was not.
        starred_only: leave out what was not starred.
        later_only: leave out what was not put off to be read later.
        since: leave out what is older.
        words: as for `load_summaries`.

    Raises:
        NotFoundError: there is no such section.
    """
    place = _place_of(before) if before else _END
    return _window(
        db, key, _Only(unread_only, starred_only, later_only, since, read_only), "newer", place, limit, words
    )[::-1]


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


def _window(
    db: Connection,
    key: SectionKey | None,
    only: _Only,
    direction: str,
    place: tuple[int, int],
    limit: int,
    words: str = "",
) -> tuple[ArticleSummary, ...]:
    with snapshot(db):
        wanted = beginnings(words) if words else []
        since = () if only.since is None else (micros(only.since),)
        values = (*since, section_id(db, key), *place, *wanted, limit)
        return _summaries_from(db, db.execute(_window_sql(only, direction, len(wanted)), values).fetchall())


def _window_sql(only: _Only, direction: str, words: int = 0) -> str:
    """Give the statement of a window; its values: the oldest moment if any, section, moment, number, words, limit."""
    sign, order = ("<", "DESC") if direction == "older" else (">", "ASC")
    return (
        f"{_SUMMARY} FROM (SELECT sort_at, article_id FROM {only.source} AND section_id = ?"  # noqa: S608 constants
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
    is_read, is_starred, revised_at, minutes, is_later, is_revised_since_read = marks
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
        state=ReadingState(is_read=bool(is_read), is_starred=bool(is_starred), is_later=bool(is_later)),
        is_cached=bool(has_text),
        revised_at=from_micros(revised_at),
        is_revised_since_read=bool(is_revised_since_read),
        minutes=minutes,
        sort_at=moment_at(sort_at),
    )


def _place_of(row: ArticleSummary) -> tuple[int, int]:
    return (micros(row.sort_at), row.id)
