"""The reader's marks: read, starred, to be read later, and where in the text one was.

Each change gives back what undoing it needs: of a few articles what their marks were, of many the moment that
their marks bear and no others. Taking it back touches only what is still as the change left it, so that what
was done to single articles since, here or by another process, stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from newsreader.mark import Mark
from newsreader.model import ArticleId, SectionKey
from newsreader.store.codec import micros
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.sections import section_id


class MarkRow(NamedTuple):
    """One changed mark and the moments it bore, in microseconds since 1970; None for none."""

    article_id: ArticleId
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkChange:
    """What a change of marks did."""

    mark: Mark
    is_set: bool  # set, or taken away
    count: int  # how many articles it changed
    rows: tuple[MarkRow, ...] = ()  # of those; () when they are many
    moment: int = 0  # that only the marks of this change bear, when they are many

    @property
    def ids(self) -> tuple[ArticleId, ...]:
        """The articles it changed; () when they are many."""
        return tuple(row.article_id for row in self.rows)


Place = tuple[int, int]  # in a list: the moment it is sorted by, microseconds, and the article's number
NEWEST, OLDEST = (2**63 - 1, 2**63 - 1), (-(2**63), -(2**63))
_MANY = 1000  # more changed marks are known by their moment alone


def set_read(db: Connection, ids: Iterable[ArticleId], is_read: bool, at: datetime) -> MarkChange:
    """Mark articles read or unread; numbers of no article are passed over."""
    return _set(db, Mark.READ, ids, is_read, micros(at))


def set_starred(db: Connection, ids: Iterable[ArticleId], is_starred: bool, at: datetime) -> MarkChange:
    """Star articles or take the star away; numbers of no article are passed over."""
    return _set(db, Mark.STARRED, ids, is_starred, micros(at))


def set_later(db: Connection, ids: Iterable[ArticleId], is_later: bool, at: datetime) -> MarkChange:
    """Put articles off to be read later, or no longer; numbers of no article are passed over."""
    return _set(db, Mark.LATER, ids, is_later, micros(at))


def mark_all_read(
    db: Connection, key: SectionKey | None, at: datetime, *, newer_than: Place = OLDEST, older_than: Place = NEWEST
) -> MarkChange:
    """Mark every article of a section read; of the whole library for None.

    Args:
        db: the library.
        key: of the section.
        at: now.
        newer_than: a place in its list; leave alone what stands there, and what is older.
        older_than: likewise, and what is newer.

    Raises:
        NotFoundError: there is no such section.
    """
    with transaction(db):
        number = section_id(db, key)
        (unread,) = db.execute("SELECT unread FROM section WHERE id = ?", (number,)).fetchone()
        values = {"section": number, **_bounds(newer_than, older_than)}
        if unread > _MANY:
            return _set_many(db, Mark.READ, _UNREAD, values, micros(at))
        ids = [ArticleId(found) for (found,) in db.execute(_UNREAD, values)]
        return _set(db, Mark.READ, ids, True, micros(at))


def lacks(db: Connection, mark: Mark, ids: Iterable[ArticleId]) -> bool:
    """Say whether one of some articles has not got a mark."""
    with snapshot(db):
        return bool(db.execute(_LACKS[mark], (json.dumps(list(ids)),)).fetchone()[0])


def undo_marks(db: Connection, change: MarkChange) -> MarkChange:
    """Take a change back where its marks are as it left them; what this gives takes the undoing back."""
    with transaction(db):
        if change.moment:
            values = {"is_set": not change.is_set, "moment": change.moment}
            count = db.execute(_REVERSE_MANY[change.mark], values).rowcount
            return replace(change, is_set=not change.is_set, count=count)
        rows = json.dumps(change.rows)
        reversed_rows = tuple(
            MarkRow(ArticleId(number), after, before)
            for number, before, after in db.execute(_AS_LEFT[change.mark], {"is_set": change.is_set, "rows": rows})
        )
        db.executemany(_RESTORE[change.mark], [(not change.is_set, row.after, row.article_id) for row in reversed_rows])
    return MarkChange(mark=change.mark, is_set=not change.is_set, count=len(reversed_rows), rows=reversed_rows)


def moment_of_its_own(db: Connection, mark: Mark, at: int) -> int:
    """Give a moment that no mark bears, in microseconds: `at`, or soon after."""
    while db.execute(_IS_BORNE[mark], (at,)).fetchone()[0]:
        at += 1
    return at


def save_anchor(db: Connection, article_id: ArticleId, anchor: str) -> None:
    """Keep where in an article the reader is; "" for its top. Passed over when there is no such article."""
    with transaction(db):
        db.execute(
            "INSERT INTO mark (article_id, anchor) SELECT id, ? FROM article WHERE id = ?"
            " ON CONFLICT (article_id) DO UPDATE SET anchor = excluded.anchor",
            (anchor, article_id),
        )


def load_anchor(db: Connection, article_id: ArticleId) -> str:
    """Give where in an article the reader was; "" for its top."""
    with snapshot(db):
        row = db.execute("SELECT anchor FROM mark WHERE article_id = ?", (article_id,)).fetchone()
    return row[0] if row else ""


_UNREAD = (
    "SELECT article_id FROM listing INDEXED BY unread_listing WHERE section_id = :section AND is_read = 0"
    " AND (sort_at, article_id) > (:newer_at, :newer_id) AND (sort_at, article_id) < (:older_at, :older_id)"
)
COLUMNS = {
    Mark.READ: ("is_read", "read_at"),
    Mark.STARRED: ("is_starred", "starred_at"),
    Mark.LATER: ("is_later", "later_at"),
}


def _bounds(newer_than: Place, older_than: Place) -> dict[str, int]:
    return dict(zip(("newer_at", "newer_id", "older_at", "older_id"), (*newer_than, *older_than), strict=True))


def _for_each_mark(statement: str) -> dict[Mark, str]:
    """Write a statement for each mark: one statement takes any number of articles, as one JSON array."""
    return {mark: statement.format(claim=claim, moment=moment) for mark, (claim, moment) in COLUMNS.items()}


_DIFFERING = _for_each_mark(
    "SELECT article.id, {moment} FROM json_each(?) JOIN article ON article.id = value"
    " LEFT JOIN mark ON mark.article_id = article.id WHERE coalesce({claim}, 0) <> ?"
)
_SET = _for_each_mark(
    "INSERT INTO mark (article_id, {claim}, {moment}) SELECT value, :is_set, :moment FROM json_each(:ids) WHERE true"
    " ON CONFLICT (article_id) DO UPDATE"
    " SET {claim} = excluded.{claim}, {moment} = coalesce(excluded.{moment}, {moment})"
)
_LACKS = _for_each_mark(
    "SELECT EXISTS (SELECT 1 FROM json_each(?) JOIN article ON article.id = value"
    " LEFT JOIN mark ON mark.article_id = article.id WHERE coalesce({claim}, 0) = 0)"
)
_IS_BORNE = _for_each_mark("SELECT EXISTS (SELECT 1 FROM mark WHERE {moment} = ?)")
_REVERSE_MANY = _for_each_mark("UPDATE mark SET {claim} = :is_set WHERE {moment} = :moment AND {claim} <> :is_set")
_AS_LEFT = _for_each_mark(
    "SELECT article_id, json_extract(value, '$[1]'), json_extract(value, '$[2]') FROM json_each(:rows)"
    " CROSS JOIN mark ON article_id = json_extract(value, '$[0]')"
    " WHERE {claim} = :is_set AND {moment} IS json_extract(value, '$[2]')"
)
_RESTORE = _for_each_mark("UPDATE mark SET {claim} = ?, {moment} = ? WHERE article_id = ?")


def _set(db: Connection, mark: Mark, ids: Iterable[ArticleId], is_set: bool, at: int) -> MarkChange:
    with transaction(db):
        asked = json.dumps(list(dict.fromkeys(ids)))
        differing = db.execute(_DIFFERING[mark], (asked, is_set)).fetchall()
        if is_set and len(differing) > _MANY:
            which = "SELECT value FROM json_each(:ids)"
            return _set_many(db, mark, which, {"ids": json.dumps([number for number, _ in differing])}, at)
        moment = at if is_set else None
        changed = json.dumps([number for number, _ in differing])
        db.execute(_SET[mark], {"is_set": is_set, "moment": moment, "ids": changed})
    rows = tuple(MarkRow(ArticleId(number), before, at if is_set else before) for number, before in differing)
    return MarkChange(mark=mark, is_set=is_set, count=len(rows), rows=rows)


def _set_many(db: Connection, mark: Mark, which: str, values: dict[str, Any], at: int) -> MarkChange:
    """Set a mark on all that a statement gives, none of which bears it, under a moment that is theirs alone."""
    at = moment_of_its_own(db, mark, at)
    claim, moment = COLUMNS[mark]
    cursor = db.execute(
        f"INSERT INTO mark (article_id, {claim}, {moment}) SELECT found.*, 1, :moment FROM ({which}) AS found"  # noqa: S608 constants
        f" WHERE true ON CONFLICT (article_id) DO UPDATE SET {claim} = 1, {moment} = excluded.{moment}",
        values | {"moment": at},
    )
    return MarkChange(mark=mark, is_set=True, count=cursor.rowcount, moment=at)
