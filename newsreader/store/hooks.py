"""How the person's hooks have failed, for whoever looks later."""

from __future__ import annotations

import json
from typing import NamedTuple

from newsreader.store.connection import Connection, snapshot, transaction

_PREFIX = "hook."


class HookFailure(NamedTuple):
    """A hook that failed when it was run last."""

    event: str
    why: str
    failures: int  # in a row


def save_hook_failed(db: Connection, event: str, why: str) -> None:
    """Note why a hook failed."""
    with transaction(db):
        before = _load(db, event)
        told = json.dumps({"why": why, "failures": before.failures + 1 if before else 1})
        db.execute(
            "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (_PREFIX + event, told),
        )


def save_hook_ok(db: Connection, event: str) -> None:
    """Note that a hook worked."""
    with transaction(db):
        db.execute("DELETE FROM meta WHERE name = ?", (_PREFIX + event,))


def load_hook_failures(db: Connection) -> tuple[HookFailure, ...]:
    """Give the hooks that failed when they were run last."""
    with snapshot(db):
        names = db.execute("SELECT name FROM meta WHERE name GLOB ? ORDER BY name", (_PREFIX + "*",)).fetchall()
        found = [_load(db, name.removeprefix(_PREFIX)) for (name,) in names]
    return tuple(each for each in found if each is not None)


def _load(db: Connection, event: str) -> HookFailure | None:
    row = db.execute("SELECT value FROM meta WHERE name = ?", (_PREFIX + event,)).fetchone()
    if row is None:
        return None
    told = json.loads(row[0])
    return HookFailure(event, told["why"], told["failures"])
