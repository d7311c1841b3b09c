"""newsreader unread, and the names for completion: told at once, from the file alone."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

import pytest

from newsreader.config.paths import default_paths
from newsreader.config.settings import Settings
from newsreader.library import Library
from newsreader.library.tree import Placement, node_of
from newsreader.store.migrations import MIGRATIONS
from tests.cli.program import Program
from tests.site import NewsSite, stories_of

STRAITS, DEFENCE = stories_of("the-straits"), stories_of("harbour-defence")
ALL = {*STRAITS, *DEFENCE}


@pytest.fixture
def followed(program: Program, news_site: NewsSite) -> NewsSite:
    """The site with two of its sections followed, which share some articles."""
    program.done("add", news_site.url("/straits.xml"), "--site", "Meridian", "--section", "Straits")
    program.done("add", news_site.url("/Harbour_Defence.html"), "--site", "Meridian", "--section", "Defence")
    return news_site


def test_without_a_library_nothing_is_unread_and_none_is_made(program: Program) -> None:
    assert program.done("unread", "--count").out == "0\n"
    assert program.done("unread").out == "      0  in all\n"
    assert program.done("sections", "--names").out == ""
    assert list(program.home.iterdir()) == []


def test_the_whole_library_and_sections(program: Program, followed: NewsSite) -> None:
    assert program.done("unread", "--count").out == f"{len(ALL)}\n"
    assert program.done("unread", "--count", "straits").out == f"{len(STRAITS)}\n"
    assert program.done("unread").lines == [
        f"{len(STRAITS):>7}  Meridian / Straits",
        f"{len(DEFENCE):>7}  Meridian / Defence",
        f"{len(ALL):>7}  in all",
    ]
    first = program.done("list", "--json", "--section", "Straits").json[0]["id"]
    program.done("mark", "read", str(first))
    assert program.done("unread", "--count").out == f"{len(ALL) - 1}\n"


def test_an_article_in_two_sections_counts_once(program: Program, followed: NewsSite) -> None:
    assert len(ALL) < len(STRAITS) + len(DEFENCE)
    assert program.done("unread", "--count", "Straits", "Defence").out == f"{len(ALL)}\n"
    assert program.done("unread", "--count", "Meridian").out == f"{len(ALL)}\n"


def test_json(program: Program, followed: NewsSite) -> None:
    shape = program.done("unread", "--json", "Defence").json
    assert shape["unread"] == len(DEFENCE)
    (section,) = shape["sections"]
    assert (section["site"], section["section"], section["unread"]) == ("Meridian", "Defence", len(DEFENCE))


def test_a_saved_search_counts_as_it_was_counted_last(program: Program, followed: NewsSite) -> None:
    program("search", "--save", "All of it", "is:unread")
    program.done("sections")  # counts
    assert program.done("unread", "--count", "all of it").out == f"{len(ALL)}\n"
    assert "All of it" in program.done("sections", "--names").lines


def test_an_unknown_name(program: Program, followed: NewsSite) -> None:
    ran = program("unread", "--count", "Strait")
    assert (ran.code, ran.out) == (1, "")
    assert "did you mean Straits?" in ran.err


def test_a_library_of_an_older_version_is_brought_up_to_date(program: Program, followed: NewsSite) -> None:
    file = program.home / "data" / "newsreader" / "library.sqlite3"
    with closing(sqlite3.connect(file)) as db:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        assert version == len(MIGRATIONS)
    copy = file.with_name("old.sqlite3")
    file.rename(copy)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA application_id = 0x4E575352")
        for statement in MIGRATIONS[0]:
            db.execute(statement)
        db.execute("PRAGMA user_version = 1")
    assert program.done("unread", "--count").out == "0\n"


def test_the_demo_has_its_own(program: Program) -> None:
    count = int(program.done("--demo", "unread", "--count").out)
    assert count == len(program.done("--demo", "list", "--json", "--limit", "999").json) > 0
    assert "Start here" in program.done("--demo", "sections", "--names").lines


def test_every_name_is_understood(program: Program, followed: NewsSite) -> None:
    names = program.done("sections", "--names").lines
    assert {"Straits", "Defence", "Meridian"} <= set(names)
    assert "Space Daily / Rocket Science" in names  # there are two
    assert "Rocket Science" not in names
    assert len(names) == len(set(names))
    for name in names:
        assert program("unread", "--count", name).code == 0


def test_names_that_the_person_gave_are_told_and_understood(program: Program, followed: NewsSite) -> None:
    async def rename() -> None:
        async with Library.open(default_paths(), Settings(offline=True)) as library:
            (straits,) = await library.named("Straits")
            placement = Placement(node_of(straits.section.key), name="By the water")
            await library.arrangement.keep(placement)

    asyncio.run(rename())
    assert "By the water" in program.done("sections", "--names").lines
    assert f"{len(STRAITS):>7}  Meridian / By the water" in program.done("unread").lines
    for name in ("by the water", "straits"):
        assert program.done("unread", "--count", name).out == f"{len(STRAITS)}\n"


def test_a_saved_search_is_known_by_the_name_it_has_now(program: Program, followed: NewsSite) -> None:
    program("search", "--save", "Mine", "tide")

    async def rename() -> None:
        async with Library.open(default_paths(), Settings(offline=True)) as library:
            (mine,) = await library.named("Mine")
            await library.arrangement.keep(Placement(node_of(mine.section.key), name="The sea"))

    asyncio.run(rename())
    assert "The sea" in program.done("sections", "--names").lines
    assert program.done("search", "--saved").lines[0].startswith("The sea: ")
    for name in ("the sea", "mine"):
        assert program.done("unread", "--count", name).code == 0
    assert program("search", "--forget", "the sea").code == 0
    assert program.done("search", "--saved").out == ""
