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


def test_an_address_that_leads_to_a_known_one(program: Program, server: TestServer) -> None:
    server.clear()
    items = "".join(f"<item><title>Story {number}</title><link>/{number}</link></item>" for number in range(3))
    feed = server.put("/own.xml", f"<rss><channel><title>Own</title>{items}</channel></rss>", "application/xml")
    moved = server.put("/moved", "", status=302, headers={"Location": "/own.xml"})
    program.done("add", moved, "--section", "Own")
    ran = program.done("add", feed)
    assert ran.out.startswith("Already followed: 127.0.0.1 / Own, a feed with 3 articles, 0 of")
    assert len([each for each in program.done("sections", "--json").json if each["total"]]) == 1
    server.clear()


def test_names(program: Program, news_site: NewsSite) -> None:
    ran = program.done("add", "--site", "My Paper", "--section", "Boats", news_site.url("/straits.xml"))
    assert ran.out.startswith("Added: My Paper / Boats, a feed with ")
    assert len(program.done("list", "--json", "--section", "my paper / boats").json) == len(STRAITS)
    ran = program.done("add", news_site.url("/straits.xml"), "--section", "Ships")
    assert ran.out.startswith("Already followed: My Paper / Ships, ")


def test_a_preview_adds_nothing(program: Program, news_site: NewsSite) -> None:
    before = program.done("sections", "--json").json
    address = news_site.url("/straits.xml")
    ran = program.done("add", address, "--preview")
    assert ran.lines[0].startswith(f"1. feed “The Straits News From MeridianStrait”: {len(STRAITS)} articles,")
    assert "   teasers, the newest of " in ran.lines[1]
    assert ran.lines[2].strip() == address
    assert [line.strip() for line in ran.lines[3 : 3 + len(STRAITS)]] == [f"• {story.headline}" for story in STRAITS]
    (candidate,) = program.done("add", address, "--preview", "--json").json["candidates"]
    assert (candidate["url"], candidate["articles"], candidate["known"]) == (address, len(STRAITS), None)
    assert program.done("sections", "--json").json == before
    program.done("add", address, "--site", "Strait", "--section", "News")
    assert "   Already there: Strait / News" in program.done("add", address, "--preview").lines


def test_what_else_there_is_can_be_picked(program: Program, server: TestServer) -> None:
    server.clear()
    items = "".join(
        f'<h2><a href="/story_{number}_999.html">The harbour has its crane number {number} back</a></h2>'
        f"<p>The pilots went back to work and the ships came in on the evening tide.</p>"
        for number in range(12)
    )
    head = '<title>Harbour</title><link rel="alternate" type="application/rss+xml" href="/own.xml">'
    home = server.put("/", f"<html><head>{head}</head><body>{items}</body></html>")
    entries = "".join(
        f"<item><title>[b]Crane {number}[/b]</title><link>{server.url(f'/story_{number}_999.html')}</link></item>"
        for number in range(12)
    )
    feed = server.put("/own.xml", f"<rss><channel><title>Harbour</title>{entries}</channel></rss>", "application/xml")
    ran = program.done("add", home)
    assert ran.lines[0].startswith("Added: Harbour / Front page, a section page with 12 articles")
    assert ran.lines[1:] == [
        f"Chosen because the feed has no teasers, the page has: {home}",
        f"Also there: a feed with 12 articles at {feed} (--pick 2).",
    ]
    ran = program.done("add", home, "--pick", "2", "--section", "Feed", "--json")
    assert [(each["url"], each["section"], each["kind"]) for each in ran.json] == [(feed, "Feed", "feed")]
    assert "   • [b]Crane 0[/b]" in program.done("add", home, "--preview").lines
    ran = program("add", home, "--pick", "3")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"newsreader: There is no number 3 to pick: {home} offers 2.\n"
    server.clear()


def test_a_whole_site(program: Program, news_site: NewsSite) -> None:
    ran = program.done("add", news_site.url("/"), "--whole-site")
    own = [each for each in program.done("sections", "--json").json if each["total"]]
    assert {each["site"] for each in own} == {"Meridian Strait News"}
    assert len(own) == len(ran.lines) > 3
    names = [each["section"] for each in own]
    assert names[0] == "Front page"
    assert len(set(names)) == len(names)
    again = program.done("add", news_site.url("/"), "--whole-site")
    assert all(line.startswith("Already followed") for line in again.lines)
    preview = program.done("add", news_site.url("/"), "--whole-site", "--preview", "--json").json
    assert [each["title"] for each in preview["sections"]] == names[1:]


def test_an_article_is_no_section(program: Program, server: TestServer) -> None:
    server.clear()
    words = "The council met on Tuesday evening and talked about the bridge until the lamps went out. "
    paragraphs = "".join(f"<p>{words * 3}</p>" for _ in range(8))
    url = server.put("/story.html", f"<html><body><article><h1>The bridge</h1>{paragraphs}</article></body></html>")
    ran = program("add", url)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(
        f"newsreader: No articles are listed on this page: {url} (and no feed was found). newsreader show "
    )


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


def test_offline_it_says_that_nothing_is_added(program: Program) -> None:
    ran = program("add", "www.example.com", "--offline")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == "newsreader: Offline, as asked: an address can only be looked at, and added, with a network.\n"


@pytest.mark.parametrize("option", ["--site", "--section"])
@pytest.mark.parametrize("name", ["", " \u200b", "x" * 81])
def test_a_name_that_is_none(program: Program, option: str, name: str) -> None:
    ran = program("add", "a.example", option, name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(f"argument {option}: a name has 1 to 80 characters that can be seen\n")


def test_names_are_kept_as_lines_that_can_be_seen(program: Program, news_site: NewsSite) -> None:
    name = "x" * 80
    program.done("add", news_site.url("/straits.xml"), "--site", " Me\x1b[31mri\ndian ", "--section", name)
    added = [each for each in program.done("sections", "--json").json if each["section"] == name]
    assert [each["site"] for each in added] == ["Meri dian"]
