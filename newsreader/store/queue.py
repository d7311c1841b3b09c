"""Links that wait for a network."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from newsreader.address import canonical_address
from newsreader.model import ArticleId
from newsreader.model.trails import QueuedId, QueuedLink, QueueState, VisitId
from newsreader.store.codec import micros, moment_at
from newsreader.store.connection import Connection, snapshot, transaction

_COLUMNS = "id, url, text, queued_at, state, error, tries, led_here, article_id"


def queue_link(
    db: Connection, url: str, text: str, at: datetime, *, led_here: VisitId | None, limit: int
) -> QueuedId | None:
    """Put a link into the queue, one that is there already to its beginning state; None when the queue is full.

    Args:
        db: the library.
        url: what to ask for.
        text: of the link.
        at: now.
        led_here: the visit whose article has the link.
        limit: how many the queue holds.
    """
    with transaction(db):
        known_as = canonical_address(url)
        (others,) = db.execute("SELECT count(*) FROM queued_link WHERE known_as <> ?", (known_as,)).fetchone()
        if others >= limit:
            return None
        ((number,),) = db.execute(
            "INSERT INTO queued_link (known_as, url, text, led_here, queued_at, state, due_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (known_as) DO UPDATE"
            " SET state = excluded.state, error = '', tries = 0, due_at = excluded.due_at RETURNING id",
            (known_as, url, text, led_here, micros(at), QueueState.WAITING, micros(at)),
        ).fetchall()
    return QueuedId(number)


def find_queued(db: Connection, url: str) -> QueuedLink | None:
    """Give what is queued of an address, in whatever spelling; None when nothing is."""
    return next(iter(_load(db, "WHERE known_as = ?", (canonical_address(url),))), None)


def load_queue(db: Connection) -> tuple[QueuedLink, ...]:
    """Give the whole queue, what was queued last first."""
    return _load(db, "ORDER BY id DESC", ())


def load_due(db: Connection, at: datetime) -> QueuedLink | None:
    """Give the waiting link that is due and was queued first, None when there is none."""
    return next(iter(_load(db, "WHERE state = 'waiting' AND due_at <= ? ORDER BY id LIMIT 1", (micros(at),))), None)


def save_came(db: Connection, number: QueuedId, article_id: ArticleId, headline: str) -> None:
    """Remember that a link's article is in the library."""
    with transaction(db):
        db.execute(
            "UPDATE queued_link SET state = ?, error = '', article_id = ?, text = ? WHERE id = ?",
            (QueueState.HERE, article_id, headline, number),
        )


def save_failed(db: Connection, number: QueuedId, error: str, due_at: datetime | None) -> None:
    """Remember that a try failed; `due_at` is when to try again, None for never."""
    state = QueueState.WAITING if due_at is not None else QueueState.FAILED
    with transaction(db):
        db.execute(
            "UPDATE queued_link SET state = ?, error = ?, tries = tries + 1, due_at = coalesce(?, due_at) WHERE id = ?",
            (state, error, micros(due_at) if due_at is not None else None, number),
        )


def postpone(db: Connection, number: QueuedId, due_at: datetime) -> None:
    """Let a link wait, without counting it as a failure."""
    with transaction(db):
        db.execute("UPDATE queued_link SET due_at = ? WHERE id = ?", (micros(due_at), number))


def make_due(db: Connection, at: datetime) -> int:
    """Let everything that waits be tried now; gives how many."""
    with transaction(db):
        return db.execute("UPDATE queued_link SET due_at = ? WHERE state = 'waiting'", (micros(at),)).rowcount


def unqueue(db: Connection, numbers: Iterable[QueuedId]) -> int:
    """Take links out of the queue; gives how many were there."""
    with transaction(db):
        return db.execute(
            "DELETE FROM queued_link WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(numbers)),)
        ).rowcount


def _load(db: Connection, which: str, values: tuple[Any, ...]) -> tuple[QueuedLink, ...]:
    with snapshot(db):
        rows = db.execute(f"SELECT {_COLUMNS} FROM queued_link {which}", values).fetchall()  # noqa: S608 constants
    return tuple(_queued_from(row) for row in rows)


def _queued_from(row: tuple[Any, ...]) -> QueuedLink:
    number, url, text, queued_at, state, error, tries, led_here, article_id = row
    return QueuedLink(
        id=QueuedId(number),
        url=url,
        text=text,
        queued_at=moment_at(queued_at),
        state=QueueState(state),
        error=error,
        tries=tries,
        led_here=VisitId(led_here) if led_here is not None else None,
        article_id=ArticleId(article_id) if article_id is not None else None,
    )
