"""Pages as they were fetched, kept so that the cleaned article can be made again from them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from newsreader.address import canonical_address
from newsreader.model import ArticleId, Page, Validators
from newsreader.store.codec import micros, moment_at
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.packing import pack, unpack
from newsreader.twins import story_address

COLUMNS = "final_url, body, content_type, charset, etag, last_modified, fetched_at"  # of a page, wherever it is kept


def save_pages(db: Connection, article_id: ArticleId, pages: Sequence[Page]) -> None:
    """Keep the pages an article was read from, in reading order, instead of those it was read from before."""
    with transaction(db):
        urls = [canonical_address(page.url) for page in pages]
        db.execute(
            "DELETE FROM page WHERE article_id = ? AND url NOT IN (SELECT value FROM json_each(?))",
            (article_id, json.dumps(urls)),
        )
        for url, page in zip(urls, pages, strict=True):
            save_page(db, article_id, page, url)


def save_page(db: Connection, article_id: int, page: Page, url: str) -> None:
    """Keep a page of an article under an address of its own; within what saves the article."""
    db.execute(
        f"INSERT INTO page (url, article_id, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 constants
        " ON CONFLICT (url) DO UPDATE SET final_url = excluded.final_url, article_id = excluded.article_id,"
        " body = excluded.body, content_type = excluded.content_type, charset = excluded.charset,"
        " etag = excluded.etag, last_modified = excluded.last_modified, fetched_at = excluded.fetched_at",
        (url, article_id, *page_values(page)),
    )


def page_values(page: Page) -> tuple[str | bytes | int, ...]:
    """Give what `COLUMNS` hold of a page."""
    return (
        page.url,
        pack(page.body),
        page.content_type,
        page.charset,
        page.validators.etag,
        page.validators.last_modified,
        micros(page.fetched_at),
    )


def load_page(db: Connection, address: str) -> Page | None:
    """Give the page kept under an address, or the first one of the article that has this address.

    Raises:
        StoreError: the kept page is damaged.
    """
    url = canonical_address(address)
    with snapshot(db):
        row = db.execute(
            f"SELECT {COLUMNS} FROM page"  # noqa: S608 constants
            " WHERE url = ?1 OR article_id IN (SELECT article_id FROM article_address WHERE url IN (?1, ?2))"
            " ORDER BY url = ?1 DESC, fetched_at, id LIMIT 1",
            (url, story_address(address)),
        ).fetchone()
    return None if row is None else _page_from(row)


def load_pages(db: Connection, article_id: ArticleId) -> tuple[Page, ...]:
    """Give the pages an article was read from, that of its own address first, the others in reading order.

    Raises:
        StoreError: one of them is damaged.
    """
    with snapshot(db):
        rows = db.execute(
            f"SELECT {COLUMNS} FROM page WHERE article_id = ?1"  # noqa: S608 constants
            " ORDER BY final_url = (SELECT url FROM article WHERE id = ?1) DESC, id",
            (article_id,),
        ).fetchall()
    return tuple(_page_from(row) for row in rows)


def _page_from(row: tuple[Any, ...]) -> Page:
    final_url, body, content_type, charset, etag, last_modified, fetched_at = row
    return Page(
        url=final_url,
        body=unpack(body),
        content_type=content_type,
        charset=charset,
        validators=Validators(etag=etag, last_modified=last_modified),
        fetched_at=moment_at(fetched_at),
    )
