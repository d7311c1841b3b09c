"""Offline packs: their records, what the library holds already, and the day's account of unasked fetching."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from newsreader.address import canonical_address
from newsreader.model import ArticleId, SectionKey
from newsreader.store.codec import micros, moment_at
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.packing import HEAD_BYTES, unpacked_size
from newsreader.twins import story_address

FINAL_FOR = timedelta(days=30)  # so long a page that is not there is not asked for again

# One for each, because only a claim written out is answered from the index of what is unread.
_COUNT_ALL = (
    "SELECT count(*) FROM (SELECT DISTINCT article_id FROM section JOIN listing ON section_id = section.id"
    " WHERE key IN (SELECT value FROM json_each(?)) LIMIT ?)"
)
_COUNT_UNREAD = (
    "SELECT count(*) FROM (SELECT DISTINCT article_id FROM section JOIN listing INDEXED BY unread_listing"
    " ON section_id = section.id WHERE key IN (SELECT value FROM json_each(?)) AND is_read = 0 LIMIT ?)"
)


class ItemState(StrEnum):
    """How far one article or picture of a pack is."""

    WAITING = "waiting"
    HELD = "held"
    TEASER = "teaser"  # its publisher shows the beginning only
    FAILED = "failed"
    NO_ARTICLE = "no article"  # it is something else, and not wanted


class KeptArticle(NamedTuple):
    """An article whose text is in the library."""

    id: ArticleId
    size_bytes: int  # of its pages, unpacked


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRecord:
    """A pack that was begun."""

    begun_at: datetime
    is_ended: bool
    held: int = 0  # articles and pictures
    waiting: int = 0


class GivenUp(NamedTuple):
    """Why there is no use in asking for something again."""

    state: ItemState
    reason: str


def load_pack(db: Connection, name: str) -> PackRecord | None:
    """Give the record of a pack, None where it was never begun."""
    with snapshot(db):
        row = db.execute("SELECT id, begun_at, ended_at FROM pack WHERE name = ?", (name,)).fetchone()
        if row is None:
            return None
        states = dict(db.execute("SELECT state, count(*) FROM pack_item WHERE pack_id = ? GROUP BY state", (row[0],)))
    return PackRecord(
        begun_at=moment_at(row[1]),
        is_ended=row[2] is not None,
        held=states.get(ItemState.HELD, 0),
        waiting=states.get(ItemState.WAITING, 0),
    )


def begin_pack(db: Connection, name: str, at: datetime, *, is_new: bool = False) -> int:
    """Begin a pack, or go on with it: only what it gave up for good is remembered, and that not for ever.

    Args:
        db: the library.
        name: of the pack.
        at: now.
        is_new: forget everything about it.

    Returns:
        Its number.
    """
    with transaction(db):
        if is_new:
            db.execute("DELETE FROM pack WHERE name = ?", (name,))
        db.execute(
            "INSERT INTO pack (name, begun_at) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE"
            " SET begun_at = CASE WHEN ended_at IS NULL THEN begun_at ELSE ?2 END, ended_at = NULL",
            (name, micros(at)),
        )
        (number,) = db.execute("SELECT id FROM pack WHERE name = ?", (name,)).fetchone()
        db.execute(
            "DELETE FROM pack_item WHERE pack_id = ? AND (is_final = 0 OR changed_at < ?)",
            (number, micros(at - FINAL_FOR)),
        )
    return int(number)


def load_given_up(db: Connection, pack: int, *, is_picture: bool) -> Mapping[str, GivenUp]:
    """Give what a pack is not to ask for again, by canonical address."""
    with snapshot(db):
        rows = db.execute(
            "SELECT url, state, reason FROM pack_item WHERE pack_id = ? AND is_picture = ? AND is_final = 1",
            (pack, is_picture),
        )
        return {url: GivenUp(ItemState(state), reason) for url, state, reason in rows}


def want(db: Connection, pack: int, urls: Iterable[str], at: datetime, *, is_picture: bool) -> None:
    """Note what a pack wants; what it met before stays as it is."""
    with transaction(db):
        db.execute(
            "INSERT INTO pack_item (pack_id, is_picture, url, state, changed_at) SELECT ?, ?, value, ?, ?"
            " FROM json_each(?) WHERE true ON CONFLICT DO NOTHING",
            (pack, is_picture, ItemState.WAITING, micros(at), json.dumps([canonical_address(url) for url in urls])),
        )


def note_item(
    db: Connection,
    pack: int,
    url: str,
    at: datetime,
    state: ItemState,
    *,
    is_picture: bool,
    reason: str = "",
    is_final: bool = False,
    day: date | None = None,
    received: int = 0,
) -> None:
    """Note how one article or picture of a pack fared.

    Args:
        db: the library.
        pack: its number.
        url: of the article or picture.
        at: now.
        state: how it fared.
        is_picture: whether it is one.
        reason: why the pack does not hold it.
        is_final: asking again would give the same.
        day: on whose account the bytes go; None where somebody asked for them.
        received: bytes that came for it.
    """
    with transaction(db):
        db.execute(
            "INSERT INTO pack_item (pack_id, is_picture, url, state, reason, is_final, changed_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (pack_id, is_picture, url) DO UPDATE"
            " SET state = excluded.state, reason = excluded.reason, is_final = excluded.is_final,"
            " changed_at = excluded.changed_at",
            (pack, is_picture, canonical_address(url), state, reason, is_final, micros(at)),
        )
        if day is not None and received:
            db.execute(
                "INSERT INTO received_unasked (day, bytes) VALUES (?, ?)"
                " ON CONFLICT (day) DO UPDATE SET bytes = bytes + excluded.bytes",
                (day.isoformat(), received),
            )


def end_pack(db: Connection, pack: int, at: datetime) -> None:
    """Note that a pack is done; what it still wanted was beyond its limits."""
    with transaction(db):
        db.execute("DELETE FROM pack_item WHERE pack_id = ? AND state = ?", (pack, ItemState.WAITING))
        db.execute("UPDATE pack SET ended_at = ? WHERE id = ?", (micros(at), pack))


def received_on(db: Connection, day: date) -> int:
    """Give the bytes that were received on a day without being asked for."""
    with transaction(db):
        db.execute("DELETE FROM received_unasked WHERE day < ?", ((day - FINAL_FOR).isoformat(),))
        row = db.execute("SELECT bytes FROM received_unasked WHERE day = ?", (day.isoformat(),)).fetchone()
    return int(row[0]) if row else 0


def find_kept(db: Connection, address: str) -> KeptArticle | None:
    """Find an article with its text by an address: one of its own, or that of a page it was read from."""
    with snapshot(db):
        row = db.execute(
            "SELECT id FROM article WHERE has_text = 1 AND id IN"
            " (SELECT article_id FROM article_address WHERE url IN (?1, ?2) UNION ALL"
            " SELECT article_id FROM page WHERE url = ?2) LIMIT 1",
            (story_address(address), canonical_address(address)),
        ).fetchone()
        return KeptArticle(ArticleId(row[0]), pages_size(db, row[0])) if row else None


def pages_size(db: Connection, article_id: int) -> int:
    """Give the bytes of an article's pages, unpacked, by the heads of what is kept of them."""
    heads = db.execute("SELECT substr(body, 1, ?) FROM page WHERE article_id = ?", (HEAD_BYTES, article_id))
    return sum(unpacked_size(head) for (head,) in heads)


def count_listed(db: Connection, keys: Iterable[SectionKey], most: int, *, unread_only: bool) -> int:
    """Count the articles that some sections list, each once and `most` at the most."""
    with snapshot(db):
        row = db.execute(_COUNT_UNREAD if unread_only else _COUNT_ALL, (json.dumps(list(keys)), most)).fetchone()
    return int(row[0])
