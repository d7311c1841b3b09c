"""Pictures of articles: their bytes as they came, each address once."""

from __future__ import annotations

import json
from collections.abc import Sequence

from newsreader.address import canonical_address
from newsreader.model import ArticleId, Picture
from newsreader.store.codec import micros, moment_at
from newsreader.store.connection import Connection, snapshot, transaction


def save_picture(db: Connection, picture: Picture, article_id: ArticleId) -> bool:
    """Keep a picture for an article that shows it.

    Returns:
        False when there is no such article any more: then nothing is kept.
    """
    url = canonical_address(picture.url)
    with transaction(db):
        if db.execute("SELECT 1 FROM article WHERE id = ?", (article_id,)).fetchone() is None:
            return False
        db.execute(
            "INSERT INTO picture (url, content_type, width, height, size_bytes, fetched_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (url) DO UPDATE SET content_type = excluded.content_type, width = excluded.width,"
            " height = excluded.height, size_bytes = excluded.size_bytes, fetched_at = excluded.fetched_at",
            (
                url,
                picture.content_type,
                picture.width,
                picture.height,
                len(picture.body),
                micros(picture.fetched_at),
            ),
        )
        db.execute(
            "INSERT INTO picture_body (picture_id, body) SELECT id, ? FROM picture WHERE url = ?"
            " ON CONFLICT (picture_id) DO UPDATE SET body = excluded.body",
            (picture.body, url),
        )
        return use_picture(db, url, article_id) is not None


def use_picture(db: Connection, address: str, article_id: ArticleId) -> int | None:
    """Note that one more article shows a picture.

    Returns:
        The picture's size in bytes; None when it or the article is not in the library.
    """
    with transaction(db):
        row = db.execute(
            "SELECT picture.id, size_bytes FROM picture JOIN article ON article.id = ? WHERE picture.url = ?",
            (article_id, canonical_address(address)),
        ).fetchone()
        if row is None:
            return None
        db.execute(
            "INSERT INTO picture_use (picture_id, article_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (row[0], article_id),
        )
    return int(row[1])


def load_picture(db: Connection, address: str) -> Picture | None:
    """Give the picture of an address; None when it is not in the library."""
    with snapshot(db):
        row = db.execute(
            "SELECT url, content_type, width, height, fetched_at, body"
            " FROM picture JOIN picture_body ON picture_id = picture.id WHERE url = ?",
            (canonical_address(address),),
        ).fetchone()
    if row is None:
        return None
    url, content_type, width, height, fetched_at, body = row
    return Picture(
        url=url, content_type=content_type, width=width, height=height, body=body, fetched_at=moment_at(fetched_at)
    )


def pictures_size(db: Connection) -> int:
    """Give the bytes that all pictures take."""
    with snapshot(db):
        return int(db.execute("SELECT coalesce(sum(size_bytes), 0) FROM picture").fetchone()[0])


def load_extents(db: Connection, addresses: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Give width and height in pixels, by address as it was asked, of the pictures that are in the library."""
    asked = {address: canonical_address(address) for address in addresses}
    with snapshot(db):
        rows = db.execute(
            "SELECT url, width, height FROM picture WHERE url IN (SELECT value FROM json_each(?))",
            (json.dumps(list(asked.values())),),
        ).fetchall()
    kept = {url: (int(width), int(height)) for url, width, height in rows}
    return {address: kept[url] for address, url in asked.items() if url in kept}
