"""newsreader fetch."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from tests.cli.program import Program
from tests.server import TestServer
from tests.site import STORIES, NewsSite, stories_of
from tests.site.content import MISSING_PATH

STRAITS, DRONES, DEFENCE = stories_of("the-straits"), stories_of("drone-news"), stories_of("harbour-defence")


@pytest.fixture
def network(program: Program, news_site: NewsSite) -> NewsSite:
    """The site in a catalogue of the person's own; Harbour Defence begins with a dead address."""
    program.write_config(
        "catalogues/strait.toml",
        f"""
        [[source]]
        key = "strait"
        name = "Meridian Strait News"
        home = "{news_site.url()}"
        [[source.section]]
        key = "straits"
        name = "The Straits"
        addresses = ["/straits.xml", "/The_Straits.html"]
        [[source.section]]
        key = "defence"
        name = "Harbour Defence"
        addresses = ["/harbourdefence.xml", "/Harbour_Defence.html"]
        [[source.section]]
        key = "drones"
        name = "Drone News"
        addresses = ["/Drone_News.html"]
        """,
    )
    program.allow(news_site.host)
    return news_site


def section(program: Program, name: str) -> dict[str, Any]:
    shapes = program.done("sections", "--json").json
    return next(each for each in shapes if each["site"] == "Meridian Strait News" and each["section"] == name)


def test_a_section_by_name(program: Program, network: NewsSite) -> None:
    ran = program.done("fetch", "the straits")
    assert ran.out == f"Meridian Strait News / The Straits: {len(STRAITS)} new\n"
    assert program.done("fetch", "the straits").out == "Meridian Strait News / The Straits: 0 new\n"
    assert [request.status for request in network.asked_for("/straits.xml")] == [200, 304]


def test_several_and_all_that_are_followed(program: Program, network: NewsSite) -> None:
    ran = program.done("fetch", "strait/drones", "The Straits", "meridian strait news / drone news")
    assert ran.lines == [
        f"Meridian Strait News / The Straits: {len(STRAITS)} new",
        f"Meridian Strait News / Drone News: {len(DRONES)} new",
    ]
    assert program.done("fetch").out == "Nothing is due yet; newsreader fetch --all asks now.\n"
    assert program.done("fetch", "--all").lines == [
        "Meridian Strait News / The Straits: 0 new",
        "Meridian Strait News / Drone News: 0 new",
    ]


def test_a_publication_stands_for_its_sections(program: Program, network: NewsSite) -> None:
    ran = program("fetch", "Meridian Strait News")
    assert ran.code == 0
    assert len(ran.lines) == 3
    assert f"{len(DEFENCE) - len(set(DEFENCE) & set(STRAITS))} new" in ran.out


def test_an_unknown_name_is_answered_with_the_nearest_and_nothing_is_fetched(
    program: Program, network: NewsSite
) -> None:
    ran = program("fetch", "the straits", "Dron News")
    assert (ran.code, ran.out) == (1, "")
    assert "Dron News (did you mean Drone News?)" in ran.err
    assert network.requests == []


def test_a_dead_first_address_is_said_and_kept_and_costs_nothing(program: Program, network: NewsSite) -> None:
    ran = program("fetch", "harbour defence")
    assert ran.code == 0
    assert ran.out == f"Meridian Strait News / Harbour Defence: {len(DEFENCE)} new\n"
    dead = network.url("/harbourdefence.xml")
    assert ran.err.count("\n") == 1
    assert ran.err.startswith(
        "newsreader: Meridian Strait News / Harbour Defence: The site did not give the page:"
        f" {dead} (HTTP 404: no such page)."
    )
    shape = section(program, "Harbour Defence")
    assert shape["error"] is None
    first, second = shape["addresses"]
    assert (first["url"], "HTTP 404" in first["error"]) == (dead, True)
    assert (second["url"], second["error"]) == (network.url("/Harbour_Defence.html"), None)
    assert "1 of 2 addresses failed, another works: the site answered 404" in program.done("sections").out


def test_all_dead(program: Program, network: NewsSite) -> None:
    program.done("fetch", "the straits", "drone news")
    network.stop()
    ran = program("fetch", "the straits", "drone news")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.count("connection refused") == 3  # each address once
    assert "connection refused" in str(section(program, "The Straits")["error"])
    assert len(program.done("list", "--json", "--section", "the straits").json) == len(STRAITS)


def test_some_dead(program: Program, network: NewsSite) -> None:
    del network.pages["/Drone_News.html"]
    ran = program("fetch", "the straits", "drone news")
    assert ran.code == 3
    assert ran.out == f"Meridian Strait News / The Straits: {len(STRAITS)} new\n"
    assert "Drone News: " in ran.err


def test_full_text(program: Program, network: NewsSite) -> None:
    ran = program.done("fetch", "the straits", "--full-text")
    assert ran.lines[-1] == f"{len(STRAITS)} articles fetched in full, 0 failed"
    assert all(row["cached"] for row in program.done("list", "--json").json)
    again = program.done("fetch", "the straits", "--full-text")
    assert again.lines[-1] == "0 articles fetched in full, 0 failed"
    for story in STRAITS:
        assert len(network.asked_for(story.path)) == 1


def test_full_text_that_fails(program: Program, network: NewsSite) -> None:
    del network.pages[STRAITS[1].path]
    ran = program("fetch", "--full-text", "the straits")
    assert ran.code == 3
    assert ran.lines[-1] == f"{len(STRAITS) - 1} articles fetched in full, 1 failed"
    assert f"newsreader: {STRAITS[1].headline}: The site did not give the page" in ran.err


def test_offline(program: Program, network: NewsSite) -> None:
    ran = program("fetch", "the straits", "--offline")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == "newsreader: Offline, as asked: nothing is fetched.\n"
    assert network.requests == []


def test_a_private_address_in_a_catalogue_is_refused_unless_allowed(program: Program, network: NewsSite) -> None:
    program.set("NEWSREADER_ALLOW_PRIVATE_HOSTS", "127.0.0.1:1")
    ran = program("fetch", "drone news")
    assert (ran.code, ran.out) == (3, "")
    assert "name a private one in allow_private_hosts" in ran.err
    assert network.requests == []
    program.write_config("config.toml", f'allow_private_hosts = ["{network.host}"]\n')
    assert program("fetch", "drone news").code == 3  # the environment wins over the file
    program.set("NEWSREADER_ALLOW_PRIVATE_HOSTS", network.host)
    program.done("fetch", "drone news")


def test_every_section_page_and_feed_lists_what_it_shows(program: Program, network: NewsSite) -> None:
    assert program("fetch", "Meridian Strait News", "--full-text").code == 0
    listed = {row["url"] for row in program.done("list", "--json", "--limit", "500").json}
    expected = {network.url(story.path) for story in (*STRAITS, *DRONES, *DEFENCE)}
    assert listed == expected
    assert network.url(MISSING_PATH) not in listed
    assert len(listed) < len(STORIES)


def test_a_feed_that_lists_more_than_is_read_is_said(program: Program, server: TestServer) -> None:
    items = "".join(f"<item><title>A</title><link>/{number}</link></item>" for number in range(5_001))
    url = server.put("/long.xml", f"<rss><channel><title>Long</title>{items}</channel></rss>", "application/rss+xml")
    program.done("add", url)
    server.put("/long.xml", f"<rss><channel><title>Long</title>{items} </channel></rss>", "application/rss+xml")
    ran = program("fetch", "Long")
    assert "lists more than 5,000 entries; the newest 5,000 are read." in ran.err


def test_json(program: Program, network: NewsSite) -> None:
    del network.pages["/Drone_News.html"]
    del network.pages[STRAITS[1].path]
    ran = program("fetch", "the straits", "harbour defence", "drone news", "--full-text", "--json")
    assert ran.code == 3
    straits, defence, drones = ran.json["sections"]
    assert straits == {
        "site": "Meridian Strait News",
        "section": "The Straits",
        "key": "strait/straits",
        "new_articles": len(STRAITS),
        "url": network.url("/straits.xml"),
        "moved_to": None,
        "failures": [],
        "error": None,
    }
    assert [each["url"] for each in defence["failures"]] == [network.url("/harbourdefence.xml")]
    assert (drones["new_articles"], drones["url"]) == (0, None)
    assert "HTTP 404" in drones["error"]
    failed = [each["title"] for each in ran.json["articles"] if each["error"]]
    assert failed == [STRAITS[1].headline]
    assert program.done("fetch", "--json", "the straits").json["articles"] == []


def test_json_where_nothing_is_due(program: Program, network: NewsSite) -> None:
    program.done("fetch", "the straits")
    assert program.done("fetch", "--json").json == {"sections": [], "articles": []}


def test_hooks_have_run_when_it_ends_and_doctor_knows_how(program: Program, network: NewsSite) -> None:
    told = program.home / "told.jsonl"
    keep = "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())"
    fail = "import sys; sys.exit(7)"
    hooks = {
        "new_article": [sys.executable, "-c", keep, str(told)],
        "refresh_done": [sys.executable, "-c", fail],
    }
    program.write_config(
        "config.toml", "[hooks]\n" + "".join(f"{name} = {json.dumps(hooks[name])}\n" for name in hooks)
    )
    program.done("fetch", "the straits")
    shapes = [json.loads(line) for line in told.read_text("utf-8").splitlines()]
    rows = program.done("list", "--json").json
    assert sorted((each["article"] for each in shapes), key=lambda row: row["id"]) == sorted(
        rows, key=lambda row: row["id"]
    )
    findings = [each for each in program("doctor", "--json").json if each["check"] == "hooks"]
    assert [each["state"] for each in findings] == ["ok", "ok", "warning"]
    assert findings[2]["why"] == "it ended with code 7"


def test_the_demo_is_no_news_to_hooks(program: Program) -> None:
    told = program.home / "told"
    keep = json.dumps([sys.executable, "-c", "import sys; open(sys.argv[1], 'w')", str(told)])
    program.write_config("config.toml", f"[hooks]\nnew_article = {keep}\nrefresh_done = {keep}\n")
    program.done("--demo", "list")
    assert not told.exists()
