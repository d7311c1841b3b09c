"""Finding articles: by the words in the index, by the marks and sections they have.

One period of the index is asked after the other, newest first (`newsreader.store.search_index` says why), so each
function here goes back in time only as far as it must.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from newsreader.excerpt import Marked, excerpt, marked
from newsreader.model import ArticleSummary, SectionKey
from newsreader.query import Clause, Field, Query, Term
from newsreader.store.budget import Budget
from newsreader.store.codec import micros, moment_at
from newsreader.store.connection import Connection, snapshot
from newsreader.store.lists import summaries_of
from newsreader.store.packing import unpack_text
from newsreader.store.search_index import EVERY, HAS_IMAGE, IS_CACHED, LANG, SITE, period_code
from newsreader.store.sections import section_id

_START, _END = 2**63 - 1, -(2**63)  # newer and older than anything
_WEIGHTS = "1.0, 6.0, 2.0, 3.0, 1.5, 0.0"  # of body, headline, byline, place, agency, facts
_COLUMNS = {
    Field.TITLE: "headline : ",
    Field.AUTHOR: "byline : ",
    Field.PLACE: "place : ",
    Field.AGENCY: "agency : ",
    Field.SITE: "facts : ",
    Field.LANG: "facts : ",
    Field.HAS: "facts : ",
    Field.IS: "facts : ",
    Field.ANY: "",
}
_FACTS = {Field.SITE: SITE, Field.LANG: LANG}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A query whose sections and days have been looked up."""

    query: Query
    sections: tuple[tuple[SectionKey, ...], ...] = ()  # in one of each of these
    excluded_sections: tuple[SectionKey, ...] = ()
    after: datetime | None = None
    before: datetime | None = None
    unread_only: bool = False  # whatever else the query says of marks
    exactly: tuple[Field, str] | None = None  # the whole place or agency, as `tokens.joined_tokens` writes it


class Found(NamedTuple):
    """An article that matches."""

    sort_at: int
    article_id: int
    score: float = 0.0  # higher is better; 0 where none was asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What was found on the way back in time, and where to go on."""

    found: tuple[Found, ...] = ()  # by period; within one in no order
    back_to: datetime | None = None  # everything from then on was looked at; None when all was


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A found article as it is listed."""

    row: ArticleSummary
    headline: Marked
    excerpt: Marked  # of its text, or of its teaser where there is none


def scan(db: Connection, wanted: Wanted, *, before: datetime | None = None, enough: int, for_s: float) -> Scan:
    """Look for articles, newest first, with their scores.

    Args:
        db: the library.
        wanted: what to look for.
        before: go on from here: `back_to` of the scan before.
        enough: stop when so many are found, at the end of a period.
        for_s: stop after about so long in any case, at the end of a period.
    """
    budget = Budget(for_s)
    found: list[Found] = []
    with snapshot(db):
        filters = _Filters(db, wanted)
        start, with_score = micros(before) if before else _START, _is_telling(wanted.query)
        for first_at, here in _by_period(db, filters, start, with_score=with_score):
            found += here
            if len(found) >= enough or budget.is_spent:
                return Scan(found=tuple(found), back_to=moment_at(first_at))
    return Scan(found=tuple(found))


def matching(db: Connection, wanted: Wanted, ids: Sequence[int]) -> set[int]:
    """Give those of some articles that match; articles that wait for the index do not."""
    with snapshot(db):
        (first, last) = db.execute(
            "SELECT min(sort_at), max(sort_at) FROM article WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        ).fetchone()
        if first is None:
            return set()
        filters = _Filters(db, wanted)
        filters.after, filters.before = max(filters.after, first), min(filters.before, last + 1)  # in few periods
        filters.sql += " AND document.article_id IN (SELECT value FROM json_each(?))"
        filters.values.append(json.dumps(list(ids)))
        return {each.article_id for _, here in _by_period(db, filters, _START) for each in here}


def newest(
    db: Connection, wanted: Wanted, *, after: ArticleSummary | None = None, limit: int
) -> tuple[ArticleSummary, ...]:
    """Give what matches, newest first.

    Args:
        db: the library.
        wanted: what to look for.
        after: the row to go on from, towards older ones; None for the newest.
        limit: how many at most.
    """
    place = (micros(after.sort_at), after.id) if after else (_START, _START)
    with snapshot(db):
        filters = _Filters(db, wanted)
        rows: list[Found] = []
        for _, here in _by_period(db, filters, place[0] + (after is not None)):
            rows += sorted((each for each in here if each[:2] < place), reverse=True)
            if len(rows) >= limit:
                break
        return _in_order(db, rows[:limit])


def oldest(
    db: Connection, wanted: Wanted, *, before: ArticleSummary | None = None, limit: int
) -> tuple[ArticleSummary, ...]:
    """Give the matching articles that end just before a row, newest first; before None, the oldest of all."""
    place = (micros(before.sort_at), before.id) if before else (_END, _END)
    with snapshot(db):
        filters = _Filters(db, wanted)
        rows: list[Found] = []
        for _, here in _by_period(db, filters, place[0], is_backward=False):
            rows += sorted(each for each in here if each[:2] > place)
            if len(rows) >= limit:
                break
        return _in_order(db, rows[:limit])[::-1]


def load_hits(db: Connection, query: Query, ids: Sequence[int], *, excerpt_chars: int) -> tuple[SearchHit, ...]:
    """Give found articles as they are listed, in the order of their numbers here."""
    with snapshot(db):
        rows = summaries_of(db, ids)
        texts = dict(
            db.execute(
                "SELECT article_id, body FROM json_each(?) CROSS JOIN article_text ON article_id = value",
                (json.dumps(list(ids)),),
            )
        )
    words = query.words
    hits = []
    for number in ids:
        if row := rows.get(number):  # else it was removed meanwhile
            text = unpack_text(texts[number]) if number in texts else row.summary
            hits.append(
                SearchHit(row=row, headline=marked(row.headline, words), excerpt=excerpt(text, words, excerpt_chars))
            )
    return tuple(hits)


class _Filters:
    """A query as SQL: what each period is asked."""

    def __init__(self, db: Connection, wanted: Wanted) -> None:
        self.query = wanted.query
        self.after = micros(wanted.after) if wanted.after else _END
        self.before = micros(wanted.before) if wanted.before else _START
        self._is_read = {wanted.query.is_read, False if wanted.unread_only else None} - {None}
        self._groups = [[section_id(db, key) for key in keys] for keys in wanted.sections]
        self._excluded = [section_id(db, key) for key in wanted.excluded_sections]
        self._exactly = wanted.exactly
        self.sql, self.values = self._conditions()

    def _conditions(self) -> tuple[str, list[object]]:
        sql, values = "", list[object]()
        if (self.after, self.before) != (_END, _START):
            sql += " AND document.sort_at >= ? AND document.sort_at < ?"
            values += [self.after, self.before]
        for is_read in self._is_read:
            sql += " AND coalesce(is_read, 0) = ?"
            values.append(is_read)
        if self.query.is_starred is not None:
            sql += " AND coalesce(is_starred, 0) = ?"
            values.append(self.query.is_starred)
        if self.query.is_later is not None:
            sql += " AND coalesce(is_later, 0) = ?"
            values.append(self.query.is_later)
        if self._exactly is not None:
            sql += f" AND EXISTS ({_DATELINED[self._exactly[0]]})"
            values.append(self._exactly[1])
        for group in self._groups:
            sql += f" AND EXISTS ({_LISTED})"
            values.append(json.dumps(group))
        if self._excluded:
            sql += f" AND NOT EXISTS ({_LISTED})"
            values.append(json.dumps(self._excluded))
        return sql, values

    def may_be_in(self, db: Connection, first_at: int, last_at: int) -> bool:
        """Say whether a period has any article in these sections, or with these marks."""
        kinds = ["listing INDEXED BY unread_listing WHERE is_read = 0 AND"] * (False in self._is_read)
        kinds += ["listing INDEXED BY starred_listing WHERE is_starred = 1 AND"] * bool(self.query.is_starred)
        kinds += ["listing INDEXED BY later_listing WHERE is_later = 1 AND"] * bool(self.query.is_later)
        groups = self._groups or [[section_id(db, None)]]
        return all(
            any(_is_listed(db, kind, number, first_at, last_at) for number in group)
            for group in groups
            for kind in kinds or ["listing WHERE"] * bool(self._groups)
        )


_DATELINED = {
    field: f"SELECT 1 FROM article WHERE id = document.article_id AND joined_tokens({field.value}) = ?"  # noqa: S608 constants
    for field in (Field.PLACE, Field.AGENCY)
}
_LISTED = (
    "SELECT 1 FROM json_each(?) CROSS JOIN listing ON listing.article_id = document.article_id AND section_id = value"
)


def _is_telling(query: Query) -> bool:
    """Say whether a query can tell better hits from others; a single letter just typed cannot, and costs the most."""
    return any(len(term.tokens) > 1 or len(term.tokens[0]) > 1 or not term.is_prefix for term in query.words)


def _is_listed(db: Connection, kind: str, section: int, first_at: int, last_at: int) -> bool:
    row = db.execute(
        f"SELECT EXISTS (SELECT 1 FROM {kind} section_id = ? AND sort_at BETWEEN ? AND ?)",  # noqa: S608 constants
        (section, first_at, last_at),
    ).fetchone()
    return bool(row[0])


def _by_period(
    db: Connection, filters: _Filters, start: int, *, is_backward: bool = True, with_score: bool = False
) -> Iterator[tuple[int, list[Found]]]:
    """Give when each of the `_periods` begins and what is found in it."""
    for period_id, first_at, last_at in _periods(db, filters, start, is_backward=is_backward):
        is_asked = filters.may_be_in(db, first_at, last_at)
        yield first_at, _in_period(db, filters, period_id, with_score=with_score) if is_asked else []


def _periods(db: Connection, filters: _Filters, start: int, *, is_backward: bool) -> Iterator[tuple[int, int, int]]:
    """Give the periods that hold anything before a moment, the newest first; or from a moment on, the oldest first."""
    if is_backward:
        order, start_at = "first_at < ? ORDER BY first_at DESC", min(start, filters.before)
    else:
        order, start_at = "last_at >= ? ORDER BY first_at", max(start, filters.after)
    rows = db.execute(f"SELECT id, first_at, last_at FROM search_period WHERE {order}", (start_at,))  # noqa: S608 constants
    for number, first_at, last_at in rows.fetchall():
        if last_at >= filters.after and first_at < filters.before:
            yield number, first_at, last_at


def _in_period(db: Connection, filters: _Filters, period_id: int, *, with_score: bool) -> list[Found]:
    score = f"-bm25(search_index, {_WEIGHTS})" if with_score else "0.0"
    rows = db.execute(
        f"SELECT document.sort_at, document.article_id, {score} FROM search_index"  # noqa: S608 constants
        " CROSS JOIN search_document AS document ON document.number = search_index.rowid"
        " LEFT JOIN mark ON mark.article_id = document.article_id"
        f" WHERE search_index MATCH ? AND document.article_id IS NOT NULL{filters.sql}",
        (_expression(filters.query, period_code(period_id)), *filters.values),
    )
    return [Found(*row) for row in rows]


def _in_order(db: Connection, rows: Sequence[Found]) -> tuple[ArticleSummary, ...]:
    summaries = summaries_of(db, [row.article_id for row in rows])
    return tuple(summaries[row.article_id] for row in rows)


def _expression(query: Query, code: str) -> str:
    """Write a query as FTS5 reads it, with the code of a period before each word."""
    wanted = [_alternatives(clause, code) for clause in query.clauses if not clause.is_excluded]
    excluded = [_alternatives(clause, code) for clause in query.clauses if clause.is_excluded]
    expression = " AND ".join(wanted) or f'facts : "{code}{EVERY}"'
    return f"({expression}) NOT ({' OR '.join(excluded)})" if excluded else expression


def _alternatives(clause: Clause, code: str) -> str:
    return "(" + " OR ".join(_phrase(term, code) for term in clause.terms) + ")"


def _phrase(term: Term, code: str) -> str:
    if term.field in (Field.HAS, Field.IS):
        words: Sequence[str] = [HAS_IMAGE if term.field is Field.HAS else IS_CACHED]
    else:
        words = [_FACTS.get(term.field, "") + token for token in term.tokens]
    star = " *" if term.is_prefix else ""
    return f'{_COLUMNS[term.field]}"{" ".join(code + word for word in words)}"{star}'
