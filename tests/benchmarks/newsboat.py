"""The same library for newsboat: its cache is an SQLite file, which it makes itself and we fill."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from pathlib import Path

from tests.benchmarks.edition import SECTIONS, Edition

IS_THERE = shutil.which("newsboat") is not None
_AT_ONCE = 10_000


def make_cache(folder: Path, edition: Edition) -> list[str]:
    """Fill a cache, where it is not there yet, and give the command that opens it.

    Args:
        folder: for the cache and its settings; made where it is missing.
        edition: what is listed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    urls, cache, settings = (folder / name for name in ("urls", "cache.db", "config"))
    feeds = [edition.section(number) for number in range(SECTIONS)]
    urls.write_text("".join(f"{feed.addresses[0]}\n" for feed in feeds), "utf-8")
    settings.write_text("auto-reload no\nrefresh-on-startup no\n", "utf-8")
    command = ["newsboat", "-u", str(urls), "-c", str(cache), "-C", str(settings)]
    if not cache.exists():
        subprocess.run([*command, "-x", "print-unread"], check=True, capture_output=True)  # makes its tables
        db = sqlite3.connect(cache)
        with db:
            db.executemany(
                "INSERT OR REPLACE INTO rss_feed (rssurl, url, title) VALUES (?, ?, ?)",
                [(feed.addresses[0], feed.addresses[0], f"{feed.name} {number}") for number, feed in enumerate(feeds)],
            )
            for first in range(0, edition.articles, _AT_ONCE):
                numbers = range(first, min(first + _AT_ONCE, edition.articles))
                db.executemany(
                    "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
                    [_item(edition, number, feeds[edition.section_number(number)].addresses[0]) for number in numbers],
                )
        db.close()
    return command


def _item(edition: Edition, number: int, feed: str) -> tuple[str, str, str, str, str, int, str]:
    entry = edition.entry(number)
    published = int(edition.published(number).timestamp())
    return (entry.url, entry.headline, ", ".join(entry.byline), entry.url, feed, published, entry.summary)
