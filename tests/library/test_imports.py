"""Taking over what is followed elsewhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsreader.errors import FetchError, ImportingError
from newsreader.library import Library
from newsreader.library.shelves import ListFilter, Shelf
from newsreader.model import FRONT_PAGE, ArticleSummary, Section
from tests.library.paper import SITE, Paper, feed, paper_library, refreshed, rows_of, status_of

FEED = f"{SITE}/news.xml"
OPML = f"""<opml version="2.0"><body>
<outline text="Bridges"><outline text="The Paper" xmlUrl="{FEED}" category="steel"/></outline>
<outline text="Alone" xmlUrl="https://alone.example/rss" htmlUrl="https://alone.example/"/>
<outline text="Bad" xmlUrl="javascript:alert(1)"/></body></opml>"""


@pytest.fixture
def paper() -> Paper:
    paper = Paper()
    paper.pages = {FEED: feed(1, 2, 3), f"{SITE}/list.opml": OPML.encode()}
    return paper


def told(sections: Iterable[Section]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(section.source, section.name, section.tags) for section in sections]


async def own_sections(library: Library) -> list[Section]:
    return [status.section for status in await library.sections() if status.section.is_own]


async def test_a_list_is_followed_without_a_request_and_fetched_with_the_next_refresh(
    tmp_path: Path, paper: Paper
) -> None:
    async with paper_library(tmp_path, paper) as library:
        imported = await library.imports.from_bytes(OPML.encode(), "list.opml")
        assert told(imported.added) == [("Bridges", "The Paper", ("steel",)), ("Alone", FRONT_PAGE, ())]
        assert [each.what for each in imported.left_out] == ["javascript:alert(1)"]
        assert paper.asked == []
        keys = [section.key for section in imported.added]
        assert await library.followed() == tuple(keys)
        await refreshed(library, keys[0])
        assert len(await rows_of(library, keys[0])) == 3
        assert (await library.named("steel"))[0].section.key == keys[0]


async def test_twice_is_once_and_what_is_new_about_it_is_kept(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        await library.imports.from_bytes(OPML.encode(), "list.opml")
        before = await own_sections(library)
        again = await library.imports.from_bytes(OPML.encode(), "list.opml")
        assert (again.added, len(again.known)) == ((), 2)
        assert await own_sections(library) == before
        moved = OPML.replace("Bridges", "Water").replace("steel", "iron")
        await library.imports.from_bytes(moved.encode(), "list.opml")
        assert told(await own_sections(library))[0] == ("Bridges", "The Paper", ("steel", "iron", "Water"))


async def test_a_feed_of_the_catalogue_is_followed_there(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        known = next(status.section for status in await library.sections())
        imported = await library.imports.from_bytes(known.addresses[0].encode(), "urls")
        assert ([section.key for section in imported.known], imported.added) == ([known.key], ())
        assert (await status_of(library, known.key)).is_followed


async def test_from_the_web(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        assert len((await library.imports.from_address(f"{SITE}/list.opml")).added) == 2
        with pytest.raises(FetchError):
            await library.imports.from_address(f"{SITE}/nowhere.opml")


@pytest.mark.parametrize(
    "body", [b"", b"# nothing\n", b"<html></html>", b"<opml><body/></opml>", b"<opml", b"x" * 16_000_001]
)
async def test_what_is_no_list(tmp_path: Path, paper: Paper, body: bytes) -> None:
    async with paper_library(tmp_path, paper) as library:
        with pytest.raises(ImportingError):
            await library.imports.from_bytes(body, "list")
        assert await own_sections(library) == []


async def test_all_that_is_followed_goes_out_and_comes_back(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path / "one", paper) as library:
        await library.imports.from_bytes(OPML.encode(), "list.opml")
        before = await own_sections(library)
        document = await library.exports.opml(await library.followed())
    async with paper_library(tmp_path / "two", paper) as library:
        await library.imports.from_bytes(document.encode(), "list.opml")
        assert await own_sections(library) == before


ITEM = {"guid": "g", "title": "T", "author": "", "feedurl": FEED, "pubDate": 1_769_900_000, "content": "", "unread": 1}


def cache(path: Path, items: Iterable[dict[str, Any]], *, columns: str = "", feeds: tuple[str, ...] = (FEED,)) -> Path:
    """Write a cache as newsboat does; `columns` are those that only some versions have."""
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024), title TEXT)")
    db.execute(
        "CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid TEXT, title TEXT, author TEXT, url TEXT, feedurl TEXT,"
        f" pubDate INTEGER, content TEXT, unread INTEGER {columns})"
    )
    db.executemany(
        "INSERT INTO rss_feed VALUES (?, 'https://paper.example/', 'The &lt;Paper')", [(each,) for each in feeds]
    )
    for item in items:
        row = ITEM | item
        names = ", ".join(row)
        db.execute(f"INSERT INTO rss_item ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
    db.commit()
    db.close()
    return path


def by_url(rows: Iterable[ArticleSummary]) -> dict[str, ArticleSummary]:
    return {row.url: row for row in rows}


async def everything(library: Library) -> dict[str, ArticleSummary]:
    return by_url((await library.window(Shelf.ALL, ListFilter(), limit=100)).rows)


async def test_a_cache_brings_articles_and_marks(tmp_path: Path, paper: Paper) -> None:
    path = cache(
        tmp_path / "cache.db",
        [
            {
                "url": f"{SITE}/a.html",
                "title": "Read &amp; kept",
                "unread": 0,
                "flags": "s",
                "content": "<p>Hi <b>you</b>",
            },
            {"url": f"{SITE}/b.html", "flags": None},
            {"url": "", "guid": f"{SITE}/c.html", "unread": 0, "flags": ""},
            {"url": "tag:nothing", "guid": "none", "flags": ""},
            {"url": f"{SITE}/d.html", "flags": "", "deleted": 1},
        ],
        columns=", flags VARCHAR(52), deleted INTEGER NOT NULL DEFAULT 0",
    )
    before = path.read_bytes()
    async with paper_library(tmp_path, paper) as library:
        imported = await library.imports.from_file(path)
        assert told(imported.added) == [("The <Paper", FRONT_PAGE, ())]
        assert (imported.articles, imported.new_articles, imported.read, imported.starred) == (3, 3, 2, 1)
        assert [(each.what, each.why) for each in imported.left_out] == [
            ("1 of its articles", "they have no address of their own")
        ]
        rows = await everything(library)
        assert set(rows) == {f"{SITE}/{name}.html" for name in "abc"}
        first = rows[f"{SITE}/a.html"]
        assert (first.headline, first.summary) == ("Read & kept", "Hi you")
        assert (first.state.is_read, first.state.is_starred) == (True, True)
        assert first.published == datetime.fromtimestamp(1_769_900_000, UTC)
        again = await library.imports.from_file(path)
        assert (again.new_articles, again.read, again.starred, again.added) == (0, 0, 0, ())
    assert path.read_bytes() == before


async def test_a_cache_of_a_version_without_flags_and_guid_columns(tmp_path: Path, paper: Paper) -> None:
    path = cache(tmp_path / "cache.db", [{"url": f"{SITE}/a.html", "unread": 0}])
    async with paper_library(tmp_path, paper) as library:
        imported = await library.imports.from_file(path)
        assert (imported.articles, imported.read, imported.starred) == (1, 1, 0)


async def test_the_urls_file_and_then_the_cache_that_knows_the_names(tmp_path: Path, paper: Paper) -> None:
    path = cache(tmp_path / "cache.db", [{"url": f"{SITE}/a.html"}], feeds=(FEED, "exec:rm"))
    async with paper_library(tmp_path, paper) as library:
        await library.imports.from_bytes(f"{FEED} sea\n".encode(), "urls")
        imported = await library.imports.from_file(path)
        assert [each.what for each in imported.left_out] == ["exec:rm"]
        assert told(await own_sections(library)) == [("sea", "The <Paper", ())]
        assert len(await rows_of(library, imported.known[0].key)) == 1


async def test_marks_are_never_taken_away(tmp_path: Path, paper: Paper) -> None:
    path = cache(tmp_path / "cache.db", [{"url": f"{SITE}/a.html", "unread": 1}])
    async with paper_library(tmp_path, paper) as library:
        await library.imports.from_file(path)
        (row,) = (await everything(library)).values()
        await library.set_read([row.id], is_read=True)
        await library.imports.from_file(path)
        assert (await everything(library))[row.url].state.is_read


@pytest.mark.parametrize("damage", ["other tables", "a view", "cut", "no file", "folder"])
async def test_what_is_no_cache(tmp_path: Path, paper: Paper, damage: str) -> None:
    path = tmp_path / "cache.db"
    if damage in ("other tables", "a view"):
        db = sqlite3.connect(path)
        db.execute("CREATE TABLE rss_feed (rssurl)")
        if damage == "a view":
            db.execute("CREATE VIEW rss_item AS SELECT 1 AS guid, 2 AS url, 3 AS feedurl")
        db.commit()
        db.close()
    elif damage == "cut":
        cache(path, [{"url": f"{SITE}/{number}.html", "content": "x" * 3000} for number in range(50)])
        path.write_bytes(path.read_bytes()[:5000])
    elif damage == "folder":
        path.mkdir()
    async with paper_library(tmp_path, paper) as library:
        with pytest.raises(ImportingError):
            await library.imports.from_file(path)
        assert await own_sections(library) == []
