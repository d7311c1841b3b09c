"""newsreader show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from rich.cells import cell_len

from tests.cli.program import Program, Ran
from tests.server import TestServer
from tests.site import STORIES, NewsSite, Story, related_of, stories_of

STORY = STORIES[0]
KEYS = [
    "id", "url", "site", "section", "title", "byline", "dateline", "published", "updated", "summary", "lang", "text",
    "blocks", "related", "images", "enclosures", "notes", "origins", "fetched_at", "from_cache", "page_error",
    "also_at", "revised", "revised_since_read",
]  # fmt: skip


def dateline_of(story: Story) -> dict[str, str]:
    return {"place": story.place, "agency": story.agency, "date": story.date.isoformat()}


def kept(ran: Ran) -> None:
    """Check that the text was shown as it was kept, and that this was said."""
    assert ran.code == 0
    assert ran.err.endswith("This is the text as it was kept.\n")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.path.rpartition("/")[2][:30])
def test_every_field_of_every_story(program: Program, news_site: NewsSite, story: Story) -> None:
    ran = program.done("show", news_site.url(story.path), "--json")
    shape = ran.json
    assert list(shape) == KEYS
    assert shape["url"] == news_site.url(story.path)
    assert shape["site"] == story.site.name
    assert shape["section"].casefold() == story.section.label.casefold()
    assert shape["title"] == story.headline
    assert shape["byline"] == ", ".join(story.byline)
    assert shape["dateline"] == dateline_of(story)
    assert [(block["kind"], block["text"]) for block in shape["blocks"] if block["kind"] != "image"] == [
        (block.kind, block.text) for block in story.blocks
    ]
    assert shape["text"] == "\n".join(block.text for block in story.blocks)
    assert (shape["updated"], shape["from_cache"]) == (None, False)
    assert shape["published"] is None  # the page states a day, not a moment
    assert datetime.fromisoformat(shape["fetched_at"]).tzinfo is not None
    related = [(link["group"].casefold(), link["title"], link["url"]) for link in shape["related"]]
    assert related == [
        ("related links", story.section.related, news_site.url(story.section.page)),
        *((each.group.casefold(), each.title, news_site.url(each.path)) for each in related_of(story)),
    ]


def test_types_of_what_is_nested(program: Program, news_site: NewsSite) -> None:
    shape = program.done("show", news_site.url(STORY.path), "--json").json
    assert isinstance(shape["id"], int)
    section, first, second, *_ = shape["related"]
    teaser = related_of(STORY)[0].story
    assert teaser is not None
    assert list(first) == ["group", "title", "url", "dateline", "teaser", "cached"]
    assert first["dateline"] == dateline_of(teaser)
    assert teaser.teaser.startswith(first["teaser"].rstrip(" ….")[:60])
    for link in (section, second):
        assert (link["dateline"], link["teaser"], link["cached"]) == (None, "", False)
    photo = shape["images"][0]
    assert list(photo) == ["url", "alt", "caption"]
    assert photo["url"] == news_site.url(STORY.photo_path)
    (linked,) = [block for block in shape["blocks"] if "spans" in block]
    hrefs = [(span["text"], span["href"]) for span in linked["spans"] if "href" in span]
    assert hrefs == [(words, news_site.url(path)) for words, path in STORY.links]


def test_a_page_that_says_little(program: Program, server: TestServer) -> None:
    words = "The council met on the evening of day {} and talked about the bridge until the lamps went out. "
    paragraphs = "".join(f"<p>{words.format(number) * 2}</p>" for number in range(5))
    url = server.put("/plain", f"<html><head><title>Bridge</title></head><body>{paragraphs}</body></html>")
    shape = program.done("show", url, "--json").json
    assert list(shape) == KEYS
    assert (shape["dateline"], shape["published"], shape["updated"]) == (None, None, None)
    assert (shape["byline"], shape["related"], shape["images"]) == ("", [], [])
    assert [block["kind"] for block in shape["blocks"]] == ["paragraph"] * 5


def test_by_number_and_from_the_library(program: Program, news_site: NewsSite) -> None:
    program.done("add", news_site.url("/straits.xml"))
    rows = program.done("list", "--json").json
    row = next(row for row in rows if row["title"] == STORY.headline)
    first = program.done("show", str(row["id"]), "--json").json
    assert (first["id"], first["from_cache"]) == (row["id"], False)
    again = program.done("show", news_site.url(STORY.path), "--json").json
    assert again == {**first, "from_cache": True}
    assert len(news_site.asked_for(STORY.path)) == 1


def test_links_say_what_is_here(program: Program, news_site: NewsSite) -> None:
    other = related_of(STORY)[0]
    program.done("show", news_site.url(other.path))
    related = program.done("show", news_site.url(STORY.path), "--json").json["related"]
    assert [link["url"] for link in related if link["cached"]] == [news_site.url(other.path)]


@pytest.mark.parametrize("width", [20, 40, 72, 500])
def test_text_in_lines_of_a_width(program: Program, news_site: NewsSite, width: int) -> None:
    ran = program.done("show", news_site.url(STORY.path), "--width", str(width))
    assert max(cell_len(line) for line in ran.lines) <= width
    assert not any(line.endswith(" ") for line in ran.lines)
    words = " ".join(ran.out.split())
    place = words.index(STORY.headline)
    for part in (*STORY.byline, *(block.text for block in STORY.blocks if block.kind != "quote"), "RELATED"):
        place = words.index(part, place)
    assert words.startswith(f"{STORY.site.name} · {STORY.section.label} {STORY.headline} by ")
    for unwanted in ("Subscribe", "Tweet", "read more", "Copyright", "ADVERTISEMENT", "RELATED CONTENT"):
        assert unwanted not in words


def test_without_a_width_the_text_has_the_persons_measure(program: Program, news_site: NewsSite) -> None:
    url = news_site.url(STORY.path)
    assert max(map(cell_len, program.done("show", url).lines)) in range(68, 73)
    program.write_config("config.toml", "measure = 50\n")
    assert max(map(cell_len, program.done("show", url).lines)) in range(46, 51)
    program.set("COLUMNS", "30")
    assert max(map(cell_len, program.done("show", url).lines)) in range(26, 31)


@pytest.mark.parametrize("width", ["19", "501", "wide", "-5"])
def test_a_width_that_is_none(program: Program, width: str) -> None:
    ran = program("show", "1", "--width", width)
    assert (ran.code, ran.out) == (2, "")


def test_refresh_that_finds_nothing_new(program: Program, news_site: NewsSite) -> None:
    url = news_site.url(STORY.path)
    first = program.done("show", url, "--json").json
    again = program.done("show", url, "--json", "--refresh").json
    assert again == {**first, "from_cache": True}
    assert [request.status for request in news_site.asked_for(STORY.path)] == [200, 304]


def test_refresh_that_finds_a_new_text(program: Program, news_site: NewsSite) -> None:
    url = news_site.url(STORY.path)
    first = program.done("show", url, "--json").json
    page = news_site.pages[STORY.path]
    old, new = "Nobody has claimed them.", "Somebody has claimed two of them."
    news_site.pages[STORY.path] = type(page)(page.body.replace(old.encode(), new.encode()), page.content_type)
    assert old in program.done("show", url).out
    again = program.done("show", str(first["id"]), "--json", "--refresh").json
    assert (again["id"], again["from_cache"]) == (first["id"], False)
    assert again["text"] == first["text"].replace(old, new)
    assert new in program.done("show", url, "--json", "--offline").json["text"]


def test_a_refresh_that_fails_shows_what_was_kept(program: Program, news_site: NewsSite) -> None:
    url = news_site.url(STORY.path)
    first = program.done("show", url, "--json").json
    expected = {**first, "from_cache": True}
    page = news_site.pages.pop(STORY.path)
    ran = program("show", url, "--json", "--refresh")
    kept(ran)
    assert ran.json == expected
    assert "HTTP 404" in ran.err
    news_site.pages[STORY.path] = type(page)(b"<html><body>Under construction", "text/html")
    kept(program("show", url, "--refresh"))
    news_site.stop()
    for article in (url, str(first["id"])):
        ran = program("show", article, "--json", "--refresh")
        kept(ran)
        assert ran.json == expected
        assert "connection refused" in ran.err
    kept(program("show", url, "--refresh", "--offline"))


def test_a_refresh_of_what_was_never_read_fails_once(program: Program, news_site: NewsSite) -> None:
    ran = program("show", news_site.url("/nowhere.html"), "--refresh")
    assert (ran.code, ran.out) == (1, "")
    assert "HTTP 404" in ran.err
    assert len(news_site.requests) == 1


def test_unknown_numbers(program: Program) -> None:
    for number in ("1", "0", "999999999999999999"):
        ran = program("show", number)
        assert (ran.code, ran.out) == (1, "")
        assert f"Nothing of that name is in the library: article {number}." in ran.err


@pytest.mark.parametrize("typed", ["nonsense", "file:///etc/passwd", "9" * 30])
def test_neither_a_number_nor_an_address(program: Program, typed: str) -> None:
    ran = program("show", typed)
    assert (ran.code, ran.out) == (2, "")


def test_a_wall_is_one_sentence(program: Program, server: TestServer) -> None:
    wall = "<p>The ferry came in.</p><h3>Subscribe to continue reading</h3>"
    url = server.put("/wall.html", f"<html><body><article><h1>The ferry</h1>{wall}</article></body></html>")
    ran = program("show", url)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        f"newsreader: The full text is for subscribers of the site only: {url}. "
        "Open it in a web browser and log in there.\n"
    )


def test_an_article_on_three_pages(program: Program, server: TestServer) -> None:
    for number in (1, 2, 3):
        pager = "".join(f'<a href="/strike/{each}">{each}</a> ' for each in (1, 2, 3) if each != number)
        text = "".join(
            f"<p>Week {number}, day {day}: the dockers stood at the gate in the rain.</p>" for day in range(9)
        )
        server.put(f"/strike/{number}", f"<html><body><article><h1>The strike</h1>{text}</article><nav>{pager}</nav>")
    shape = program.done("show", server.url("/strike/1"), "--json").json
    assert (shape["text"].count("\n"), shape["notes"]) == (26, [])
    server.put("/strike/3", "gone", status=410)
    fresh = program.done("show", server.url("/strike/1"), "--refresh", "--json").json
    assert fresh["text"] == shape["text"]
    server.put("/walk/1", f"<html><body><article><h1>The walk</h1>{text}</article><a href='/walk/2'>Next page</a>")
    ran = program.done("show", server.url("/walk/1"), "--width", "100")
    assert "▪ The end is missing: a later page could not be had. Fetch the article again for it." in ran.lines


def test_a_page_that_lists_articles(program: Program, news_site: NewsSite) -> None:
    ran = program("show", news_site.url("/Drone_News.html"))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("newsreader: This page lists articles instead of being one: ")
    assert "newsreader add ADDRESS follows it" in ran.err


@pytest.mark.parametrize(
    ("content_type", "body"),
    [("application/pdf", b"%PDF-1.7\n\x00\x01"), ("image/png", b"\x89PNG\r\n"), ("text/html", b"%PDF-1.7\n\x00\x01")],
)
def test_what_is_no_document(program: Program, server: TestServer, content_type: str, body: bytes) -> None:
    ran = program("show", server.put("/report", body, content_type))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1


def test_offline(program: Program, news_site: NewsSite) -> None:
    url = news_site.url(STORY.path)
    ran = program("show", url, "--offline")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == (
        f"newsreader: Offline, and this page is not in the library: {url}. Open it once while online to keep it.\n"
    )
    assert news_site.requests == []
    program.done("show", url)
    asked = len(news_site.requests)
    assert program.done("show", "--offline", url, "--json").json["from_cache"] is True
    assert len(news_site.requests) == asked


def test_a_listed_article_that_is_not_cached_offline(program: Program, news_site: NewsSite) -> None:
    program.done("add", news_site.url("/straits.xml"))
    row = program.done("list", "--json").json[0]
    assert program("show", str(row["id"]), "--offline").code == 4


def test_a_redirect_within_the_typed_host_is_followed_and_one_to_another_port_is_not(
    program: Program, news_site: NewsSite, server: TestServer
) -> None:
    words = "The council met on the evening of day {} and talked about the bridge until the lamps went out. "
    server.put("/story", f"<title>Bridge</title>{''.join(f'<p>{words.format(day) * 2}</p>' for day in range(5))}")
    server.put("/hop", "", status=302, headers={"Location": "/story"})
    assert program.done("show", server.url("/hop"), "--json").json["url"] == server.url("/story")
    server.put("/hop", "", status=302, headers={"Location": news_site.url(STORY.path)})
    ran = program("show", server.url("/hop?again"))
    assert (ran.code, ran.out) == (1, "")
    assert "This address is not opened" in ran.err
    assert news_site.requests == []
    program.allow(news_site.host)
    program.done("show", server.url("/hop?again"))


def test_a_moved_article_is_one_article(program: Program, news_site: NewsSite, server: TestServer) -> None:
    program.allow(news_site.host)
    server.put("/old", "", status=301, headers={"Location": news_site.url(STORY.path)})
    first: Mapping[str, Any] = program.done("show", server.url("/old"), "--json").json
    assert first["url"] == news_site.url(STORY.path)
    for address in (server.url("/old"), news_site.url(STORY.path)):
        assert program.done("show", address, "--json", "--offline").json["id"] == first["id"]


def test_feeds_and_pages_make_one_article(program: Program, news_site: NewsSite) -> None:
    reading = program.done("show", news_site.url(STORY.path), "--json").json
    program.done("add", news_site.url("/straits.xml"))
    rows = program.done("list", "--json").json
    assert len(rows) == len(stories_of("the-straits"))
    assert next(row["id"] for row in rows if row["title"] == STORY.headline) == reading["id"]


def test_what_is_neither_address_nor_number_is_said(program: Program) -> None:
    ran = program("show", "nonsense")
    assert ran.code == 2
    assert "'nonsense' is no web address and no number that newsreader list prints" in ran.err


def test_changes_and_reasons_are_shown_one_at_a_time(program: Program) -> None:
    assert "not allowed with" in program("show", "1", "--diff", "--explain").err
