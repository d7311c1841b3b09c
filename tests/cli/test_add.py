"""newsreader add."""

from __future__ import annotations

import pytest

from tests.cli.program import Program
from tests.server import TestServer
from tests.site import NewsSite, front_page_stories, stories_of
from tests.site.content import SITES

STRAITS = stories_of("the-straits")


def test_a_feed(program: Program, news_site: NewsSite) -> None:
    ran = program.done("add", news_site.url("/straits.xml"))
    count = len(STRAITS)
    assert ran.lines[0].startswith("Added: ")
    assert ran.lines[0].endswith(f", a feed with {count} articles, {count} of them new.")
    assert len(ran.lines) == 1
    assert {row["url"] for row in program.done("list", "--json").json} == {
        news_site.url(story.path) for story in STRAITS
    }


def test_a_section_page(program: Program, news_site: NewsSite) -> None:
    ran = program.done("add", news_site.url("/Drone_News.html"))
    count = len(stories_of("drone-news"))
    expected = f"Added: Meridian Strait News / Drone News, a section page with {count} articles, {count} of them new.\n"
    assert ran.out == expected
    (section,) = [each for each in program.done("sections", "--json").json if each["total"]]
    assert (section["site"], section["section"]) == ("Meridian Strait News", "Drone News")


def test_a_home_page(program: Program, news_site: NewsSite) -> None:
    ran = program.done("add", news_site.url("/"))
    count = len(front_page_stories(SITES["meridian-strait"]))
    assert ran.out == (
        f"Added: Meridian Strait News / Front page, a section page with {count} articles, {count} of them new.\n"
    )


def test_one_article_that_both_list_is_one(program: Program, news_site: NewsSite) -> None:
    program.done("add", news_site.url("/straits.xml"))
    ran = program.done("add", news_site.url("/Harbour_Defence.html"))
    listed = stories_of("harbour-defence")
    shared = [story for story in listed if story in STRAITS]
    assert shared
    assert ran.out.endswith(f"{len(listed)} articles, {len(listed) - len(shared)} of them new.\n")


def test_twice_is_once(program: Program, news_site: NewsSite) -> None:
    address = news_site.url("/straits.xml")
    program.done("add", address)
    before = program.done("sections", "--json").json
    ran = program.done("add", address)
    assert ran.out.startswith("Already followed: ")
    assert ran.out.endswith(", 0 of them new.\n")
    assert len(program.done("sections", "--json").json) == len(before)


def test_names(program: Program, news_site: NewsSite) -> None:
    ran = program.done("add", "--site", "My Paper", "--section", "Boats", news_site.url("/straits.xml"))
    assert ran.out.startswith("Added: My Paper / Boats, a feed with ")
    assert len(program.done("list", "--json", "--section", "my paper / boats").json) == len(STRAITS)
    ran = program.done("add", news_site.url("/straits.xml"), "--section", "Ships")
    assert ran.out.startswith("Already followed: My Paper / Ships, ")


def test_an_article_is_no_section(program: Program, server: TestServer) -> None:
    words = "The council met on Tuesday evening and talked about the bridge until the lamps went out. "
    paragraphs = "".join(f"<p>{words * 3}</p>" for _ in range(8))
    url = server.put("/story.html", f"<html><body><article><h1>The bridge</h1>{paragraphs}</article></body></html>")
    ran = program("add", url)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"newsreader: No articles are listed on this page: {url}. newsreader show ")


def test_a_dead_address(program: Program, news_site: NewsSite) -> None:
    before = program.done("sections", "--json").json
    ran = program("add", news_site.url("/nowhere.xml"))
    assert (ran.code, ran.out) == (1, "")
    assert "404" in ran.err
    news_site.stop()
    ran = program("add", news_site.url("/straits.xml"))
    assert (ran.code, ran.out) == (1, "")
    assert "connection refused" in ran.err
    assert program.done("sections", "--json").json == before


@pytest.mark.parametrize("typed", ["nonsense", "ftp://paper.example/", "javascript:alert(1)", "", "http://", "a b"])
def test_what_is_no_address_is_a_mistake_of_usage(program: Program, typed: str) -> None:
    ran = program("add", typed)
    assert (ran.code, ran.out) == (2, "")
    assert f"{typed!r} is no web address" in ran.err


def test_the_private_host_that_was_typed_is_remembered_and_no_other(
    program: Program, news_site: NewsSite, server: TestServer
) -> None:
    here = news_site.url("/straits.xml")
    server.put("/feed.xml", "", status=302, headers={"Location": here})
    ran = program("add", server.url("/feed.xml"))
    assert (ran.code, ran.out) == (1, "")
    assert "This address is not opened" in ran.err
    assert news_site.requests == []
    program.done("add", here)
    assert program("fetch").code == 0
