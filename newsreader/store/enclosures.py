"""The files that feeds name with their entries: kept with the teaser, whatever becomes of the text."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.model import Enclosure
from newsreader.store.connection import Connection, snapshot


def save_enclosures(db: Connection, article_id: int, enclosures: Sequence[Enclosure]) -> None:
    """Put the files that an entry names now in the place of those before; within what saves the entry."""
    if tuple(enclosures) == load_enclosures(db, article_id):
        return
    db.execute("DELETE FROM enclosure WHERE article_id = ?", (article_id,))
    db.executemany(
        "INSERT INTO enclosure (article_id, position, url, media_type, size_bytes, duration_s)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (article_id, position, each.url, each.media_type, each.size_bytes, each.duration_s)
            for position, each in enumerate(enclosures)
        ],
    )


def load_enclosures(db: Connection, article_id: int) -> tuple[Enclosure, ...]:
    """Give the files of an article, in the feed's order."""
    with snapshot(db):
        rows = db.execute(
            "SELECT url, media_type, size_bytes, duration_s FROM enclosure WHERE article_id = ? ORDER BY position",
            (article_id,),
        ).fetchall()
    return tuple(
        Enclosure(url=url, media_type=media_type, size_bytes=size_bytes, duration_s=duration_s)
        for url, media_type, size_bytes, duration_s in rows
    )
