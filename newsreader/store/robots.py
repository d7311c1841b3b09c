"""The robots.txt of sites, as they were last fetched."""

from __future__ import annotations

from datetime import datetime, timedelta

from newsreader.store.codec import micros, moment_at
from newsreader.store.connection import Connection, snapshot, transaction

_KEPT = timedelta(days=30)  # after a site was last asked


def load_robots(db: Connection, site: str) -> tuple[str, datetime] | None:
    """Give a site's rules and when they were fetched; None for a site that was not asked."""
    with snapshot(db):
        row = db.execute("SELECT text, fetched_at FROM robots WHERE site = ?", (site,)).fetchone()
    return (row[0], moment_at(row[1])) if row else None


def save_robots(db: Connection, site: str, text: str, at: datetime) -> None:
    """Keep a site's rules, and forget those of sites that were not asked for long."""
    with transaction(db):
        db.execute("DELETE FROM robots WHERE fetched_at < ?", (micros(at - _KEPT),))
        db.execute(
            "INSERT INTO robots (site, text, fetched_at) VALUES (?, ?, ?) ON CONFLICT (site) DO UPDATE"
            " SET text = excluded.text, fetched_at = excluded.fetched_at",
            (site, text, micros(at)),
        )
