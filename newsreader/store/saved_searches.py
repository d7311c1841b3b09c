"""Searches that were given a name, and what they found when they were last counted."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.model import Section, SectionKey, SectionStatus
from newsreader.store.connection import Connection, snapshot, transaction

SAVED_SEARCHES = "Saved searches"  # where publications have their name
COUNTED_UP_TO = 1000  # hits of a saved search; more are "1,000+"


class SavedSearch(NamedTuple):
    """A search with a name."""

    key: SectionKey
    name: str
    query: str
    total: int = 0
    unread: int = 0
    first_name: str = ""  # under which it was saved, where the person calls it otherwise now


def saved_search_status(search: SavedSearch) -> SectionStatus:
    """Give a saved search as a section, so that it is listed and read like one."""
    return SectionStatus(
        section=Section(
            key=search.key, source=SAVED_SEARCHES, name=search.name, first_name=search.first_name, addresses=()
        ),
        unread=search.unread,
        total=search.total,
        query=search.query,
        counted_up_to=COUNTED_UP_TO,
    )


def save_search(db: Connection, key: SectionKey, name: str, query: str) -> None:
    """Keep a search; one of that key is changed."""
    with transaction(db):
        db.execute(
            "INSERT INTO saved_search (key, name, query) VALUES (?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET name = excluded.name, query = excluded.query",
            (key, name, query),
        )


def forget_search(db: Connection, key: SectionKey) -> bool:
    """Remove a search, and nothing that it found; say whether there was one."""
    with transaction(db):
        return db.execute("DELETE FROM saved_search WHERE key = ?", (key,)).rowcount > 0


def load_searches(db: Connection) -> tuple[SavedSearch, ...]:
    """Give all of them, in the order in which they were saved."""
    with snapshot(db):
        rows = db.execute(
            "SELECT saved.key, saved.name, coalesce(arranged.name, ''), query, total, unread FROM saved_search AS saved"
            " LEFT JOIN arranged ON kind = 'section' AND arranged.key = saved.key ORDER BY id"
        ).fetchall()
    return tuple(
        SavedSearch(SectionKey(key), given_name or name, query, total, unread, name if given_name else "")
        for key, name, given_name, query, total, unread in rows
    )


def save_search_counts(db: Connection, key: SectionKey, *, total: int, unread: int) -> None:
    """Keep what a search found."""
    with transaction(db):
        db.execute("UPDATE saved_search SET total = ?, unread = ? WHERE key = ?", (total, unread, key))
