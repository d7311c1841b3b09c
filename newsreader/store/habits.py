"""How the person left the reader's screen: the theme, the widths of panes, and the like; small texts by name."""

from __future__ import annotations

from collections.abc import Mapping

from newsreader.store.connection import Connection, snapshot, transaction

_PREFIX = "habit."
MAX_CHARACTERS = 1000  # of a value; more than any needs


def load_habits(db: Connection) -> dict[str, str]:
    """Give everything that was kept, by name."""
    with snapshot(db):
        rows = db.execute("SELECT name, value FROM meta WHERE name >= ? AND name < ?", (_PREFIX, "habit/"))
        return {str(name).removeprefix(_PREFIX): str(value) for name, value in rows}


def save_habits(db: Connection, habits: Mapping[str, str]) -> None:
    """Keep values by name; an empty one is forgotten, one of absurd length left out."""
    with transaction(db):
        for name, value in habits.items():
            if not value:
                db.execute("DELETE FROM meta WHERE name = ?", (_PREFIX + name,))
            elif len(value) <= MAX_CHARACTERS:
                db.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (_PREFIX + name, value))
