"""The reader's marks: read, starred, and where in the text one was.

Each change gives back what undoing it needs: the articles it really changed, and no others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsreader.model import ArticleId, SectionKey
from newsreader.store.codec import micros
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.sections import section_id


class Mark(StrEnum):
    """A mark an article may bear."""

    READ = "read"
    STARRED = "starred"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkChange:
    """What a change of marks did."""

    mark: Mark
    is_set: bool  # set, or taken away
    ids: tuple[ArticleId, ...]  # of the articles it changed


def set_read(db: Connection, ids: Iterable[ArticleId], is_read: bool, at: datetime) -> MarkChange:
    """Mark articles read or unread; numbers of no article are passed over."""
    return _set(db, Mark.READ, ids, is_read, micros(at))


def set_starred(db: Connection, ids: Iterable[ArticleId], is_starred: bool, at: datetime) -> MarkChange:
    """Star articles or take the star away; numbers of no article are passed over."""
    return _set(db, Mark.STARRED, ids, is_starred, micros(at))


def mark_all_read(
    db: Connection, key: SectionKey | None, at: datetime, *, seen_before: datetime | None = None
) -> MarkChange:
    """Mark every article of a section read; of the whole library for None.

    Args:
        db: the library.
        key: of the section.
        at: now.
        seen_before: leave alone what came after this moment, because the person has not seen it listed.

    Raises:
        NotFoundError: there is no such section.
    """
    with transaction(db):
        number = section_id(db, key)
        if seen_before is None:
            unread = db.execute(
                "SELECT article_id FROM listing INDEXED BY unread_listing WHERE section_id = ? AND is_read = 0",
                (number,),
            )
        else:
            unread = db.execute(
                "SELECT article_id FROM listing INDEXED BY unread_listing CROSS JOIN article ON article.id = article_id"
                " WHERE section_id = ? AND is_read = 0 AND first_seen_at < ?",
                (number, micros(seen_before)),
            )
        return _set(db, Mark.READ, [ArticleId(found) for (found,) in unread], True, micros(at))


def undo_marks(db: Connection, change: MarkChange) -> MarkChange:
    """Take a change back; what this gives takes the undoing back."""
    return _set(db, change.mark, change.ids, not change.is_set, None)


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


# One statement of each kind for any number of articles, whose numbers come as one JSON array.
# An undone mark keeps the moment it had: `at` is NULL then.
_DIFFERING = {
    Mark.READ: (
        "SELECT article.id FROM json_each(?) JOIN article ON article.id = value"
        " LEFT JOIN mark ON mark.article_id = article.id"
        " WHERE coalesce(is_read, 0) <> ?"
    ),
    Mark.STARRED: (
        "SELECT article.id FROM json_each(?) JOIN article ON article.id = value"
        " LEFT JOIN mark ON mark.article_id = article.id"
        " WHERE coalesce(is_starred, 0) <> ?"
    ),
}
_SET = {
    Mark.READ: (
        "INSERT INTO mark (article_id, is_read, read_at) SELECT value, :is_set, :at FROM json_each(:ids) WHERE true"
        " ON CONFLICT (article_id) DO UPDATE"
        " SET is_read = excluded.is_read, read_at = coalesce(excluded.read_at, read_at)"
    ),
    Mark.STARRED: (
        "INSERT INTO mark (article_id, is_starred, starred_at) SELECT value, :is_set, :at FROM json_each(:ids)"
        " WHERE true ON CONFLICT (article_id) DO UPDATE"
        " SET is_starred = excluded.is_starred, starred_at = coalesce(excluded.starred_at, starred_at)"
    ),
}


def _set(db: Connection, mark: Mark, ids: Iterable[ArticleId], is_set: bool, at: int | None) -> MarkChange:
    with transaction(db):
        asked = json.dumps(list(dict.fromkeys(ids)))
        differing = [row[0] for row in db.execute(_DIFFERING[mark], (asked, is_set))]
        moment = at if is_set else None
        db.execute(_SET[mark], {"is_set": is_set, "at": moment, "ids": json.dumps(differing)})
    return MarkChange(mark=mark, is_set=is_set, ids=tuple(differing))
