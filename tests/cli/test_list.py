"""newsreader list."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest

from newsreader.config.paths import default_paths
from newsreader.config.settings import Settings
from newsreader.library import Library
from newsreader.model import ArticleId
from tests.cli.program import Program
from tests.site import NewsSite, stories_of

STRAITS, DEFENCE = stories_of("the-straits"), stories_of("harbour-defence")


@pytest.fixture
def site(program: Program, news_site: NewsSite) -> NewsSite:
    """The site with two of its sections followed."""
    program.done("add", news_site.url("/straits.xml"), "--site", "Meridian", "--section", "Straits")
    program.done("add", news_site.url("/Harbour_Defence.html"), "--site", "Meridian", "--section", "Defence")
    return news_site


def mark(article_id: int) -> None:
    """Mark an article read and starred, as the reader does meanwhile."""

    async def set_marks() -> None:
        async with Library.open(default_paths(), Settings(offline=True)) as library:
            await library.set_read([ArticleId(article_id)], is_read=True)
            await library.set_starred([ArticleId(article_id)], is_starred=True)

    asyncio.run(set_marks())


def test_an_empty_library_lists_nothing(program: Program) -> None:
    ran = program("list")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "newsreader: No articles are listed; newsreader fetch brings new ones.\n"
    assert "No unread articles are listed" in program("list", "--unread").err
    assert program.done("list", "--json").json == []


def test_json(program: Program, site: NewsSite) -> None:
    rows = program.done("list", "--json", "--section", "straits").json
    assert [row["title"] for row in rows] == [story.headline for story in STRAITS]
    row, story = rows[0], STRAITS[0]
    assert row == {
        "id": row["id"],
        "url": site.url(story.path),
        "title": story.headline,
        "sections": ["Straits", "Defence"],
        "byline": "",
        "dateline": {"place": story.place, "agency": story.agency, "date": story.date.isoformat()},
        "published": row["published"],
        "unread": True,
        "starred": False,
        "later": False,
        "cached": False,
        "revised": None,
        "revised_since_read": False,
    }
    assert isinstance(row["id"], int)
    published = datetime.fromisoformat(row["published"])
    assert published == story.published
    assert row["published"].endswith("+00:00")


def test_a_text_that_was_read_is_cached_and_has_its_byline(program: Program, site: NewsSite) -> None:
    program.done("show", site.url(STRAITS[2].path))
    row = next(row for row in program.done("list", "--json").json if row["url"] == site.url(STRAITS[2].path))
    assert (row["cached"], row["byline"]) == (True, ", ".join(STRAITS[2].byline))


def test_lines(program: Program, site: NewsSite) -> None:
    rows = program.done("list", "--json").json
    lines = program.done("list").lines
    assert len(lines) == len(rows)
    for row, line in zip(rows, lines, strict=True):
        assert line.startswith(f"{row['id']:>6} • ◐ ")
        assert row["title"] in line


def test_newest_first_each_article_once(program: Program, site: NewsSite) -> None:
    urls = [row["url"] for row in program.done("list", "--json").json]
    assert len(urls) == len(set(urls)) == len({*STRAITS, *DEFENCE})
    both = program.done("list", "--json", "--section", "meridian").json
    assert [row["url"] for row in both] == urls


@pytest.mark.parametrize("limit", [1, 3, 10_000])
def test_limit(program: Program, site: NewsSite, limit: int) -> None:
    everything = program.done("list", "--json").json
    assert program.done("list", "--json", "--limit", str(limit)).json == everything[:limit]
    assert program.done("list", "--json", "--section", "meridian", "--limit", str(limit)).json == everything[:limit]


@pytest.mark.parametrize("limit", ["0", "-1", "many", "1.5", "²"])
def test_a_limit_that_is_none(program: Program, limit: str) -> None:
    ran = program("list", "--limit", limit)
    assert (ran.code, ran.out) == (2, "")


def test_unread(program: Program, site: NewsSite) -> None:
    everything = program.done("list", "--json").json
    mark(everything[0]["id"])
    assert program.done("list", "--json", "--unread").json == everything[1:]
    first = program.done("list", "--json").json[0]
    assert (first["unread"], first["starred"]) == (False, True)
    assert program.done("list").lines[0].startswith(f"{first['id']:>6}  ★◐ ")


def test_an_unknown_section(program: Program, site: NewsSite) -> None:
    ran = program("list", "--section", "Strait")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "newsreader: Nothing of that name is in the library: Strait (did you mean Straits?)."
        " newsreader sections and newsreader list show what is.\n"
    )


def test_it_needs_no_network(program: Program, site: NewsSite) -> None:
    site.stop()
    asked = len(site.requests)
    online = program.done("list", "--json").json
    assert program.done("list", "--json", "--offline").json == online
    assert len(site.requests) == asked
