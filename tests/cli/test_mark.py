"""newsreader mark, star and unstar."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.program import Program
from tests.site import NewsSite, stories_of

STRAITS, DEFENCE = stories_of("the-straits"), stories_of("harbour-defence")


@pytest.fixture
def rows(program: Program, news_site: NewsSite) -> list[dict[str, Any]]:
    """The articles of two sections that are followed."""
    program.done("add", news_site.url("/straits.xml"), "--site", "Meridian", "--section", "Straits")
    program.done("add", news_site.url("/Harbour_Defence.html"), "--site", "Meridian", "--section", "Defence")
    return program.done("list", "--json").json


def marks(program: Program) -> dict[int, tuple[bool, bool]]:
    """Give by article whether it is read, and starred."""
    return {row["id"]: (not row["unread"], row["starred"]) for row in program.done("list", "--json").json}


def test_by_number_and_address(program: Program, rows: list[dict[str, Any]]) -> None:
    first, second, third = (row["id"] for row in rows[:3])
    assert program.done("mark", "read", str(first), rows[1]["url"]).out == "2 articles marked read.\n"
    assert program.done("star", str(second)).out == "1 article marked starred.\n"
    assert (marks(program)[first], marks(program)[second]) == ((True, False), (True, True))
    assert marks(program)[third] == (False, False)
    assert program.done("mark", "unread", str(first)).out == "1 article marked unread.\n"
    assert program.done("unstar", rows[1]["url"]).out == "1 article marked no longer starred.\n"
    assert (marks(program)[first], marks(program)[second]) == ((False, False), (True, False))
    assert program.done("mark", "starred", str(third)).out == "1 article marked starred.\n"
    assert program.done("mark", "unread", str(first)).out == "0 articles marked unread.\n"
    assert program.done("mark", "later", str(third)).out == "1 article marked to be read later.\n"
    assert [row["id"] for row in program.done("list", "--json").json if row["later"]] == [third]
    assert program.done("mark", "not-later", str(third)).out == "1 article marked no longer to be read later.\n"


def test_a_section_and_all(program: Program, rows: list[dict[str, Any]]) -> None:
    assert program.done("mark", "read", "--section", "straits").out == f"{len(STRAITS)} articles marked read.\n"
    rest = len({*STRAITS, *DEFENCE}) - len(STRAITS)
    assert program.done("mark", "read", "--all").out == f"{rest} articles marked read.\n"
    assert all(is_read for is_read, _ in marks(program).values())


def test_what_a_search_finds(program: Program, rows: list[dict[str, Any]]) -> None:
    shape = program.done("star", "--search", "section:straits", "--json").json
    assert [each["count"] for each in shape] == [len(STRAITS)]
    starred = {number for number, (_, is_starred) in marks(program).items() if is_starred}
    assert starred == set(shape[0]["ids"])
    assert program.done("mark", "unstarred", "--search", "is:starred").out.startswith(f"{len(STRAITS)} articles ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("mark", "read"),
        ("mark", "read", "1", "--all"),
        ("mark", "unread", "--all"),
        ("mark", "starred", "--section", "straits"),
        ("star",),
        ("mark", "loved", "1"),
        ("star", "nonsense"),
    ],
)
def test_mistakes_of_usage(program: Program, rows: list[dict[str, Any]], arguments: tuple[str, ...]) -> None:
    ran = program(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
    assert not any(is_read or is_starred for is_read, is_starred in marks(program).values())


@pytest.mark.parametrize("article", ["987654", "https://paper.example/none.html"])
def test_an_article_that_is_not_there_marks_none(program: Program, rows: list[dict[str, Any]], article: str) -> None:
    ran = program("star", str(rows[0]["id"]), article)
    assert (ran.code, ran.out) == (1, "")
    assert article in ran.err
    assert not any(is_starred for _, is_starred in marks(program).values())
