"""newsboat's `cache.db`, opened for reading only: the feeds it knows, their items, and the marks on them.

Versions differ in their columns, so each is read where it is there. The file is a stranger's: it is trusted with
nothing, and no text of it is read beyond a bound.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newsreader.errors import ImportingError
from newsreader.store.codec import from_micros

MAX_ITEMS = 1_000_000
MAX_TEXT_CHARS = 20_000  # of one field
_BATCH = 500
_FEED_COLUMNS = ("rssurl", "title", "url")
_ITEM_COLUMNS = ("guid", "title", "author", "url", "feedurl", "pubDate", "content", "unread", "flags")
_LATEST_S = 253_402_300_799  # the end of the year 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedFeed:
    """A feed that newsboat has read; texts are as the feed had them."""

    address: str
    title: str = ""
    home: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedItem:
    """One item of a feed; texts are as the feed had them."""

    feed: str  # the feed's address
    guid: str = ""
    url: str = ""
    title: str = ""
    author: str = ""
    content: str = ""  # HTML
    published: datetime | None = None
    is_read: bool = False
    flags: str = ""  # letters of the person's own


class NewsboatCache:
    """An open cache; see `open_cache`."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db = db
        self._path = path
        self._columns = {table: self._columns_of(table) for table in ("rss_feed", "rss_item")}
        if not {"feedurl", "url"} <= self._columns["rss_item"] or "rssurl" not in self._columns["rss_feed"]:
            raise ImportingError(str(path), "it is no cache of newsboat's")

    def feeds(self) -> Iterator[CachedFeed]:
        """Give the feeds, in the order in which newsboat came to know them."""
        for address, title, home in self._rows("rss_feed", _FEED_COLUMNS, "rowid"):
            yield CachedFeed(address=_text(address), title=_text(title), home=_text(home))

    def batches(self) -> Iterator[list[CachedItem]]:
        """Give the items, feed by feed, some hundred at a time, without those that newsboat has deleted."""
        batch: list[CachedItem] = []
        for row in self._rows("rss_item", _ITEM_COLUMNS, "feedurl, rowid"):
            item = _item(*row)
            if batch and (len(batch) == _BATCH or item.feed != batch[0].feed):
                yield batch
                batch = []
            batch.append(item)
        if batch:
            yield batch

    def _rows(self, table: str, columns: tuple[str, ...], order: str) -> Iterator[tuple[object, ...]]:
        there = self._columns[table]
        values = [f"substr({name}, 1, {MAX_TEXT_CHARS})" if name in there else "''" for name in columns]
        kept = "deleted = 0" if "deleted" in there else "true"
        query = f"SELECT {', '.join(values)} FROM {table} WHERE {kept} ORDER BY {order} LIMIT {MAX_ITEMS}"  # noqa: S608  # constants
        try:
            yield from self._db.execute(query)
        except sqlite3.Error as error:
            raise ImportingError(str(self._path), "the file is damaged") from error

    def _columns_of(self, table: str) -> set[str]:
        try:
            row = self._db.execute("SELECT type FROM sqlite_master WHERE name = ?", (table,)).fetchone()
            if row is None or row[0] != "table":  # a view could run anything
                return set()
            return {name for (_, name, *_) in self._db.execute(f"PRAGMA table_info({table})")}
        except sqlite3.Error as error:
            raise ImportingError(str(self._path), "the file is damaged, or no database") from error


@contextmanager
def open_cache(path: Path) -> Iterator[NewsboatCache]:
    """Open a cache as it is, also while newsboat runs; nothing is written to it.

    Raises:
        ImportingError: it cannot be opened, or is no cache of newsboat's.
    """
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    except sqlite3.Error as error:
        raise ImportingError(str(path), "the file cannot be opened") from error
    with closing(db):
        try:
            db.execute("PRAGMA query_only = ON")
            db.execute("PRAGMA trusted_schema = OFF")
        except sqlite3.Error as error:
            raise ImportingError(str(path), "the file is damaged, or no database") from error
        db.text_factory = lambda raw: raw.decode("utf-8", "replace")
        yield NewsboatCache(db, path)


def _item(
    guid: object,
    title: object,
    author: object,
    url: object,
    feed: object,
    published: object,
    content: object,
    unread: object,
    flags: object,
) -> CachedItem:
    return CachedItem(
        feed=_text(feed),
        guid=_text(guid),
        url=_text(url),
        title=_text(title),
        author=_text(author),
        content=_text(content),
        published=_moment(_text(published)),
        is_read=_text(unread) == "0",
        flags=_text(flags),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _moment(seconds: str) -> datetime | None:
    try:
        number = int(float(seconds))
    except (ValueError, OverflowError):
        return None
    return from_micros(number * 1_000_000) if 0 < number <= _LATEST_S else None
