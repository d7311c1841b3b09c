"""Marks of very many articles, set and taken back in slices, so that nobody waits for the library meanwhile.

What a slice did stays done; all of them bear one moment, by which they are known as one change. New articles that come
in between are left alone, as the person has not seen them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from newsreader.mark import Mark
from newsreader.model import ArticleId, SectionKey
from newsreader.store.budget import Budget
from newsreader.store.codec import micros
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.marks import COLUMNS, NEWEST, OLDEST, MarkChange, Place, moment_of_its_own
from newsreader.store.sections import section_id

FROM_HOW_MANY = 1000  # fewer are marked in one transaction
_AT_ONCE = 250  # articles between two looks at the clock: about 3 ms
_SLICE_S = 0.03


class _Unread(NamedTuple):
    """The unread articles of a section between two places in its list."""

    section: int
    last_id: int  # of the articles there were in the beginning
    place: Place = NEWEST
    newer_than: Place = OLDEST


class _Numbered(NamedTuple):
    """Articles by their numbers."""

    ids: Sequence[ArticleId]
    done: int = 0  # of them


class _Bearing(NamedTuple):
    """Those that bear the moment of the change, with higher numbers than one."""

    after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """A change of many marks that is under way."""

    change: MarkChange  # so far
    total: int  # how many it will be, unless others mark some of them meanwhile
    rest: _Unread | _Numbered | _Bearing | None  # what is still to be marked; None when it is done


def begin_marking_read(
    db: Connection, key: SectionKey | None, at: datetime, *, newer_than: Place = OLDEST, older_than: Place = NEWEST
) -> Sweep:
    """Begin to mark every article of a section read; of the whole library for None. Arguments as of `mark_all_read`.

    Raises:
        NotFoundError: there is no such section.
    """
    with snapshot(db):
        number = section_id(db, key)
        (unread,) = db.execute("SELECT unread FROM section WHERE id = ?", (number,)).fetchone()
        (last_id,) = db.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()
        return Sweep(change=_nothing_yet(db, at), total=unread, rest=_Unread(number, last_id, older_than, newer_than))


def begin_marking_these_read(db: Connection, ids: Sequence[ArticleId], at: datetime) -> Sweep:
    """Begin to mark articles of the library read."""
    with snapshot(db):
        return Sweep(change=_nothing_yet(db, at), total=len(ids), rest=_Numbered(ids))


def begin_undoing(change: MarkChange) -> Sweep:
    """Begin to take a change back that a sweep made, as `undo_marks` does; what comes of it takes the undoing back."""
    return Sweep(change=replace(change, is_set=not change.is_set, count=0), total=change.count, rest=_Bearing())


def go_on(db: Connection, sweep: Sweep, *, but: Collection[int] = ()) -> Sweep:
    """Do a slice of a change, in one transaction.

    Args:
        db: the library.
        sweep: as it was left.
        but: articles to leave alone: those that were marked by themselves since it began.
    """
    budget, rest, change = Budget(_SLICE_S), sweep.rest, sweep.change
    count = change.count
    claim, moment = COLUMNS[change.mark]
    if isinstance(rest, _Bearing):
        statement = (
            f"UPDATE mark SET {claim} = :is_set WHERE article_id IN (SELECT value FROM json_each(:ids))"  # noqa: S608 constants
            f" AND {moment} = :moment AND {claim} <> :is_set"
        )
    else:
        statement = (
            f"INSERT INTO mark (article_id, {claim}, {moment})"  # noqa: S608 constants
            " SELECT value, :is_set, :moment FROM json_each(:ids) JOIN article ON article.id = value WHERE true"
            f" ON CONFLICT (article_id) DO UPDATE SET {claim} = 1, {moment} = excluded.{moment} WHERE {claim} = 0"
        )
    with transaction(db):
        while rest is not None:
            ids, rest = _next(db, rest, change)
            wanted = json.dumps([number for number in ids if number not in but])
            values = {"ids": wanted, "is_set": change.is_set, "moment": change.moment}
            count += db.execute(statement, values).rowcount
            if budget.is_spent:
                break
    return replace(sweep, change=replace(change, count=count), rest=rest)


def _nothing_yet(db: Connection, at: datetime) -> MarkChange:
    return MarkChange(mark=Mark.READ, is_set=True, count=0, moment=moment_of_its_own(db, Mark.READ, micros(at)))


def _next(
    db: Connection, rest: _Unread | _Numbered | _Bearing, change: MarkChange
) -> tuple[Sequence[int], _Unread | _Numbered | _Bearing | None]:
    """Give the next few articles of a change, and what is left then."""
    if isinstance(rest, _Numbered):
        end = rest.done + _AT_ONCE
        return rest.ids[rest.done : end], rest._replace(done=end) if end < len(rest.ids) else None
    if isinstance(rest, _Bearing):
        # There is no index of moments: so many marks are looked at, whoever set them.
        marks = db.execute(_MARKS[change.mark], (rest.after, _AT_ONCE)).fetchall()
        left = _Bearing(marks[-1][0]) if len(marks) == _AT_ONCE else None
        return [number for number, moment in marks if moment == change.moment], left
    rows = db.execute(_UNREAD, (rest.section, *rest.place, *rest.newer_than, rest.last_id, _AT_ONCE)).fetchall()
    return [number for _, number in rows], rest._replace(place=rows[-1]) if len(rows) == _AT_ONCE else None


_UNREAD = (
    "SELECT sort_at, article_id FROM listing INDEXED BY unread_listing WHERE section_id = ? AND is_read = 0"
    " AND (sort_at, article_id) < (?, ?) AND (sort_at, article_id) > (?, ?) AND article_id <= ?"
    " ORDER BY sort_at DESC, article_id DESC LIMIT ?"
)
_MARKS = {
    mark: f"SELECT article_id, {moment} FROM mark WHERE article_id > ? ORDER BY article_id LIMIT ?"  # noqa: S608 constants
    for mark, (_, moment) in COLUMNS.items()
}
