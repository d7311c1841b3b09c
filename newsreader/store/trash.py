"""The trash: articles, or their texts, that a prune took, to be brought back as they were.

Whatever table refers to `article` is a part of articles here, with all of its columns as they are now; marks
and addresses refer to none and never go. What is made by triggers is made again by them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsreader.model import ArticleId
from newsreader.store.budget import CHUNK, SLICE_S, Budget
from newsreader.store.codec import micros
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.identity import list_in_section

_ARTICLE, _LISTING, _PICTURE_USE = "article", "listing", "picture_use"
_OF_THE_TEASER = frozenset({_ARTICLE, _LISTING, "enclosure"})  # what came with the listing
_PICTURE_COLUMNS = ("url", "content_type", "width", "height", "size_bytes", "fetched_at")
_MADE_BY_TRIGGERS = frozenset({"article_kept"})


@dataclass(frozen=True, slots=True)
class Part:
    """A table that holds rows of articles."""

    table: str
    reference: str  # its column with the article's number
    columns: tuple[str, ...]  # without the blob
    blob: str = ""  # its one column of bytes; "" for none


def parts_of_articles(db: Connection) -> tuple[Part, ...]:
    """Find the tables that hold rows of articles, `article` itself first."""
    with snapshot(db):
        found = [(_ARTICLE, "id")]
        found += db.execute(
            'SELECT schema.name, key."from" FROM sqlite_schema AS schema'
            " JOIN pragma_foreign_key_list(schema.name) AS key ON key.\"table\" = 'article'"
            " WHERE schema.type = 'table' ORDER BY schema.name"
        )
        return tuple(_part(db, table, reference) for table, reference in found if table not in _MADE_BY_TRIGGERS)


def begin_pruning(db: Connection, at: datetime) -> int:
    """Give the number under which what a prune takes can be brought back."""
    with transaction(db):
        # Above those of removed sections too: they stay when the trash is emptied.
        cursor = db.execute(
            "INSERT INTO pruning (id, pruned_at) SELECT 1 + max(coalesce((SELECT max(id) FROM pruning), 0),"
            " coalesce((SELECT max(removal_id) FROM section), 0)), ?",
            (micros(at),),
        )
    number = cursor.lastrowid
    assert number is not None  # an INSERT has one
    return number


def drop_texts(db: Connection, parts: Sequence[Part], ids: Iterable[ArticleId], pruning: int | None) -> None:
    """Make articles teasers again: all goes that came with their pages.

    Args:
        db: the library.
        parts: as `parts_of_articles` gives them.
        ids: of the articles.
        pruning: the prune that may be taken back; None for good.
    """
    wanted = json.dumps(list(ids))
    with transaction(db):
        for part in parts:
            if part.table not in _OF_THE_TEASER:
                _take(db, part, wanted, pruning)
                db.execute(
                    f"DELETE FROM {part.table} WHERE {part.reference} IN (SELECT value FROM json_each(?))",  # noqa: S608 ours
                    (wanted,),
                )
        db.execute("UPDATE article SET has_text = 0 WHERE id IN (SELECT value FROM json_each(?))", (wanted,))


def drop_articles(db: Connection, parts: Sequence[Part], ids: Iterable[ArticleId], pruning: int | None) -> None:
    """Let articles go with all that is kept of them but marks and addresses; arguments as of `drop_texts`."""
    wanted = json.dumps(list(ids))
    with transaction(db):
        for part in parts:
            _take(db, part, wanted, pruning)
        db.execute("DELETE FROM article WHERE id IN (SELECT value FROM json_each(?))", (wanted,))


def last_pruning(db: Connection) -> int | None:
    """Give the last prune that can be taken back, None when there is none."""
    with snapshot(db):
        (number,) = db.execute("SELECT max(pruning_id) FROM trash").fetchone()
    return None if number is None else int(number)


def restore_some(db: Connection, parts: Sequence[Part], pruning: int, *, budget_s: float = SLICE_S) -> int:
    """Bring some of the articles of a prune back as they were, with the marks they have now.

    What came anew in the meantime stays: a newer text is not replaced by that in the trash, and an article that
    turned out to be another one is not made again.

    Args:
        db: the library.
        parts: as `parts_of_articles` gives them.
        pruning: the number of the prune.
        budget_s: for how long; some come back in any case.

    Returns:
        How many were taken from the trash; 0 when there are no more.
    """
    budget, count = Budget(budget_s), 0
    with transaction(db):
        db.execute("PRAGMA defer_foreign_keys = ON")  # parts may refer to each other; until this transaction ends
        while ids := db.execute(
            "SELECT DISTINCT article_id FROM trash WHERE pruning_id = ? ORDER BY article_id LIMIT ?", (pruning, CHUNK)
        ).fetchall():
            taken = json.dumps([number for (number,) in ids])
            _restore(db, parts, pruning, taken)
            db.execute(
                "DELETE FROM trash WHERE pruning_id = ? AND article_id IN (SELECT value FROM json_each(?))",
                (pruning, taken),
            )
            count += len(ids)
            if budget.is_spent:
                break
    return count


def empty_some(db: Connection, *, before: datetime | None = None, budget_s: float = SLICE_S) -> int:
    """Let some of the trash go for good, the oldest first.

    Args:
        db: the library.
        before: leave what a prune took since then; None empties all.
        budget_s: for how long; some go in any case.

    Returns:
        How many rows went; 0 when there are no more.
    """
    until = micros(before) if before is not None else 2**63 - 1
    budget, count = Budget(budget_s), 0
    with transaction(db):
        while some := db.execute(
            "DELETE FROM trash WHERE id IN (SELECT trash.id FROM pruning JOIN trash ON pruning_id = pruning.id"
            " WHERE pruned_at < ? ORDER BY pruning.id LIMIT ?)",
            (until, CHUNK),
        ).rowcount:
            count += some
            if budget.is_spent:
                break
        db.execute(
            "DELETE FROM pruning WHERE pruned_at < ?"
            " AND NOT EXISTS (SELECT 1 FROM trash WHERE pruning_id = pruning.id)",
            (until,),
        )
    return count


def _part(db: Connection, table: str, reference: str) -> Part:
    columns = db.execute("SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", (table,)).fetchall()
    blobs = [name for name, kind, _ in columns if kind == "BLOB"]
    keys = [name for name, _, place in columns if place]
    # A number that only tells rows of one table apart may have been given again meanwhile.
    numbered = keys if len(keys) == 1 and keys != [reference] else []
    return Part(table, reference, tuple(name for name, _, _ in columns if name not in (*blobs, *numbered)), *blobs)


def _take(db: Connection, part: Part, ids: str, pruning: int | None) -> None:
    """Copy rows into the trash."""
    if pruning is None:
        return
    if part.table == _PICTURE_USE:
        _take_pictures(db, ids, pruning)
        return
    db.execute(
        f"INSERT INTO trash (pruning_id, article_id, kind, fields, body)"  # noqa: S608 names of our own schema
        f" SELECT ?, {part.reference}, '{part.table}', {_as_object(part.columns)}, {part.blob or 'NULL'}"
        f" FROM {part.table} WHERE {part.reference} IN (SELECT value FROM json_each(?))",
        (pruning, ids),
    )


def _as_object(columns: Sequence[str]) -> str:
    pairs = ", ".join(f"'{name}', \"{name}\"" for name in columns)
    return f"json_object({pairs})"


def _take_pictures(db: Connection, ids: str, pruning: int) -> None:
    """Copy the pictures of articles themselves: they go with the last article that shows them."""
    db.execute(
        "INSERT INTO trash (pruning_id, article_id, kind, fields, body)"  # noqa: S608 constants
        f" SELECT ?, article_id, 'picture', {_as_object(_PICTURE_COLUMNS)}, body"
        " FROM picture_use JOIN picture ON picture.id = picture_use.picture_id"
        " JOIN picture_body ON picture_body.picture_id = picture.id"
        " WHERE article_id IN (SELECT value FROM json_each(?))",
        (pruning, ids),
    )


def _restore(db: Connection, parts: Sequence[Part], pruning: int, taken: str) -> None:
    ids = _some(db, "SELECT value FROM json_each(?) WHERE value IN (SELECT article_id FROM article_address)", taken)
    for part in parts:
        if part.table == _ARTICLE:
            _put_back(db, part, pruning, ids)
        elif part.table == _LISTING:
            _list_again(db, pruning, ids)
    bare = _some(
        db,
        "SELECT value FROM json_each(?) JOIN article ON article.id = value"
        " WHERE value NOT IN (SELECT article_id FROM article_text)",
        ids,
    )
    for part in parts:
        if part.table == _PICTURE_USE:
            _put_back_pictures(db, pruning, bare)
        elif part.table not in (_ARTICLE, _LISTING):
            _put_back(db, part, pruning, bare)
    db.execute(
        "UPDATE article SET has_text = id IN (SELECT article_id FROM article_text)"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (ids,),
    )


def _some(db: Connection, query: str, ids: str) -> str:
    return json.dumps([row[0] for row in db.execute(query, (ids,))])


def _put_back(db: Connection, part: Part, pruning: int, ids: str) -> None:
    names = ", ".join(f'"{name}"' for name in (*part.columns, *filter(None, [part.blob])))
    values = ", ".join([f"json_extract(fields, '$.{name}')" for name in part.columns] + ["body"] * bool(part.blob))
    db.execute(
        f"INSERT INTO {part.table} ({names}) SELECT {values} FROM json_each(?) CROSS JOIN trash"  # noqa: S608 as above
        f" ON pruning_id = ? AND article_id = value WHERE kind = '{part.table}' ORDER BY trash.id"
        " ON CONFLICT DO NOTHING",
        (ids, pruning),
    )


def _put_back_pictures(db: Connection, pruning: int, ids: str) -> None:
    rows = db.execute(
        "SELECT id, article_id, json_extract(fields, '$.url') FROM trash"
        " WHERE pruning_id = ? AND article_id IN (SELECT value FROM json_each(?)) AND kind = 'picture'",
        (pruning, ids),
    ).fetchall()
    for row, article, url in rows:
        values = ", ".join(f"json_extract(fields, '$.{name}')" for name in _PICTURE_COLUMNS)
        db.execute(
            f"INSERT INTO picture ({', '.join(_PICTURE_COLUMNS)})"  # noqa: S608 constants
            f" SELECT {values} FROM trash WHERE id = ? ON CONFLICT DO NOTHING",
            (row,),
        )
        db.execute(
            "INSERT INTO picture_body (picture_id, body) SELECT picture.id, trash.body FROM picture JOIN trash"
            " ON trash.id = ? WHERE url = ? ON CONFLICT DO NOTHING",
            (row, url),
        )
        db.execute(
            "INSERT INTO picture_use (picture_id, article_id) SELECT id, ? FROM picture WHERE url = ?"
            " ON CONFLICT DO NOTHING",
            (article, url),
        )


def _list_again(db: Connection, pruning: int, ids: str) -> None:
    """List articles in the sections that still are there, with the marks they have now."""
    rows = db.execute(
        "SELECT section.id, article_id FROM json_each(?) CROSS JOIN trash ON pruning_id = ? AND article_id = value"
        " JOIN section ON section.id = json_extract(fields, '$.section_id')"
        " WHERE kind = 'listing' AND removal_id IS NULL",
        (ids, pruning),
    ).fetchall()
    for section, number in rows:
        list_in_section(db, section, number)
