"""Pages as they were fetched, kept so that the cleaned article can be made again from them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from newsreader.address import canonical_address
from newsreader.model import ArticleId, Page, Validators
from newsreader.store.codec import micros, moment_at
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.packing import pack, unpack
from newsreader.twins import story_address


class PageRow(NamedTuple):
    """The columns of a page, wherever it is kept."""

    final_url: str
    body: bytes  # packed
    content_type: str
    charset: str
    etag: str
    last_modified: str
    fetched_at: int  # microseconds


COLUMNS = ", ".join(PageRow._fields)


def page_row(page: Page) -> PageRow:
    """Give a page as it is kept; needs no library."""
    return PageRow(
        final_url=page.url,
        body=pack(page.body),
        content_type=page.content_type,
        charset=page.charset,
        etag=page.validators.etag,
        last_modified=page.validators.last_modified,
        fetched_at=micros(page.fetched_at),
    )


def save_pages(db: Connection, article_id: ArticleId, pages: Sequence[PageRow]) -> None:
    """Keep the pages an article was read from, in reading order, instead of those it was read from before."""
    with transaction(db):
        urls = [canonical_address(page.final_url) for page in pages]
        db.execute(
            "DELETE FROM page WHERE article_id = ? AND url NOT IN (SELECT value FROM json_each(?))",
            (article_id, json.dumps(urls)),
        )
        for url, page in zip(urls, pages, strict=True):
            save_page(db, article_id, page, url)


def save_page(db: Connection, article_id: int, page: PageRow, url: str) -> None:
    """Keep a page of an article under an address of its own; within what saves the article."""
    db.execute(
        f"INSERT INTO page (url, article_id, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 constants
        " ON CONFLICT (url) DO UPDATE SET final_url = excluded.final_url, article_id = excluded.article_id,"
        " body = excluded.body, content_type = excluded.content_type, charset = excluded.charset,"
        " etag = excluded.etag, last_modified = excluded.last_modified, fetched_at = excluded.fetched_at",
        (url, article_id, *page),
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
    return None if row is None else _page_from(PageRow(*row))


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
    return tuple(_page_from(PageRow(*row)) for row in rows)


def _page_from(row: PageRow) -> Page:
    return Page(
        url=row.final_url,
        body=unpack(row.body),
        content_type=row.content_type,
        charset=row.charset,
        validators=Validators(etag=row.etag, last_modified=row.last_modified),
        fetched_at=moment_at(row.fetched_at),
    )
