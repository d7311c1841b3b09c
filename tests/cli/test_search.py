"""newsreader search."""

from __future__ import annotations

import pytest

from tests.cli.program import Program
from tests.site import NewsSite, stories_of

STRAITS = stories_of("the-straits")


@pytest.fixture
def site(program: Program, news_site: NewsSite) -> NewsSite:
    """The site with one of its sections followed, and one of its articles read."""
    program.done("add", news_site.url("/straits.xml"), "--site", "Meridian", "--section", "Straits")
    program.done("show", news_site.url(STRAITS[2].path))
    return news_site


def test_an_empty_library(program: Program) -> None:
    ran = program("search", "war")
    assert (ran.code, ran.out, ran.err) == (0, "", "newsreader: Nothing was found.\n")
    assert program.done("search", "war", "--json").json == []
    assert program.done("search", "--saved", "--json").json == []


def test_it_prints_as_list_does_with_a_snippet(program: Program, site: NewsSite) -> None:
    by_id = {line.split()[0]: line for line in program.done("list").lines}
    line, snippet = program.done("search", f'title:"{STRAITS[2].headline}"').lines
    assert line == by_id[line.split()[0]]
    assert snippet.startswith(" " * 11)
    assert snippet.strip()


def test_json(program: Program, site: NewsSite) -> None:
    listed = {row["id"]: row for row in program.done("list", "--json").json}
    word = STRAITS[2].headline.split()[0]
    rows = program.done("search", word, "is:cached", "--json").json
    assert len(rows) == 1
    for row in rows:
        matches = [row["title"][start:stop] for start, stop in row.pop("title_matches")]
        assert word in matches
        assert all(0 <= start < stop <= len(row["snippet"]) for start, stop in row.pop("snippet_matches"))
        assert row.pop("snippet")
        assert row == listed[row["id"]]


def test_a_limit_says_what_it_leaves_out(program: Program, site: NewsSite) -> None:
    ran = program("search", "is:unread", "--limit", "2")
    assert ran.code == 0
    assert len(ran.out.splitlines()) in (2, 3, 4)
    assert ran.err == f"newsreader: The best of {len(STRAITS)}; a higher --limit shows more.\n"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "it is empty"),
        ('war "air', "at character 5"),
        ("plce:x", "did you mean place?"),
        ("section:nowhere x", "nowhere"),
    ],
)
def test_what_means_nothing_is_one_sentence(program: Program, query: str, words: str) -> None:
    ran = program("search", query)
    assert (ran.code, ran.out) == (1, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1


def test_saved_searches(program: Program, site: NewsSite) -> None:
    ran = program("search", "--save", "Mine", "section:straits", "is:cached")
    assert (ran.code, ran.out) == (0, "")
    assert program.done("search", "--saved").lines == ["Mine: 1 unread of 1, search section:straits is:cached"]
    assert program.done("sections").lines[:2] == [
        "Saved searches",
        "  Mine: 1 unread of 1, search section:straits is:cached",
    ]
    shape = program.done("sections", "--json").json[0]
    assert (shape["query"], shape["total"], shape["counted_up_to"]) == ("section:straits is:cached", 1, 1000)
    assert program.done("search", "--saved", "--json").json == [shape]
    assert len(program.done("list", "--section", "mine").lines) == 1
    assert program("search", "--save", "straits", "x").code == 1
    changed = program("search", "--save", "Mine", "tide")
    assert "Saved instead of section:straits is:cached: " in changed.err
    assert "Saved instead of tide: " in program("search", "--save", "mine", "tides").err
    kept = {"done": "saved", "name": "Other", "key": "?other", "query": "tide"}
    assert program.done("search", "--save", "Other", "tide", "--json").json == {**kept, "replaced": None}
    assert program.done("search", "--save", "Other", "tide", "--json").json == {**kept, "replaced": "tide"}
    gone = program.done("search", "--forget", "other", "--json").json
    assert gone == {**kept, "done": "forgotten", "replaced": None}
    assert program("search", "--forget", "MINE").err == "newsreader: Forgotten: MINE; what it found stays.\n"
    assert program.done("search", "--saved").out == ""
    assert program("search", "--forget", "mine").code == 1


def test_indexing_by_hand(program: Program, site: NewsSite) -> None:
    assert program.done("search", "--index").out == ""
    assert program.done("search", "--index", "is:cached").lines


def test_only_one_thing_at_a_time(program: Program) -> None:
    assert program("search", "--saved", "--forget", "x").code == 2
    for option in (("--saved",), ("--forget", "x")):
        ran = program("search", *option, "--", "words")
        assert (ran.code, ran.out) == (2, "")
        assert f"{option[0]} takes no query" in ran.err
