"""newsreader sections."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.cli.program import Program
from tests.site import NewsSite, stories_of

TOTAL = len(stories_of("the-straits"))
NEVER_TRIED = {
    "error": None,
    "trouble": None,
    "reason": None,
    "first_reason": None,
    "failures": 0,
    "failing_since": None,
    "tried_at": None,
    "worked_at": None,
    "listed": 0,
    "newest_at": None,
}


def test_a_new_library_shows_the_catalogue(program: Program) -> None:
    lines = program.done("sections").lines
    assert lines[0] == "Space War"
    assert "  The Stans: never fetched" in lines
    shapes = program.done("sections", "--json").json
    stans = next(each for each in shapes if each["key"] == "spacewar/the-stans")
    addresses = stans.pop("addresses")
    assert stans == {
        "site": "Space War",
        "section": "The Stans",
        "key": "spacewar/the-stans",
        "health": "untried",
        "why": "not fetched yet",
        "unread": 0,
        "total": 0,
        "cached": 0,
        "followed": False,
        "fetched_at": None,
        "error": None,
        "query": None,
        "counted_up_to": None,
    }
    assert addresses[0] == NEVER_TRIED | {"url": addresses[0]["url"]}
    assert addresses[0]["url"].startswith("https://www.spacewar.com/")


def test_counts_moments_and_errors(program: Program, news_site: NewsSite) -> None:
    program.done("add", news_site.url("/straits.xml"), "--site", "Straits", "--section", "All")
    first = program.done("sections", "--json").json[0]
    assert {**first, "fetched_at": "", "addresses": [], "health": "", "why": ""} == {
        "site": "Straits",
        "section": "All",
        "key": "straits/all",
        "health": "",
        "why": "",
        "unread": TOTAL,
        "total": TOTAL,
        "cached": 0,
        "followed": True,
        "fetched_at": "",
        "error": None,
        "query": None,
        "counted_up_to": None,
        "addresses": [],
    }
    (address,) = first["addresses"]
    worked = {name: address[name] for name in ("tried_at", "worked_at", "newest_at")}
    assert address == NEVER_TRIED | worked | {"url": news_site.url("/straits.xml"), "listed": TOTAL}
    assert address["worked_at"] == first["fetched_at"]
    assert first["health"] in ("working", "quiet")  # its stories grow old
    fetched_at = datetime.fromisoformat(first["fetched_at"])
    assert fetched_at.tzinfo == UTC
    source, section, *_ = program.done("sections").lines
    assert source == "Straits"
    assert section.startswith(f"  All: {TOTAL} unread of {TOTAL}, fetched {fetched_at.astimezone():%-d %b %Y, %H:%M}")
    del news_site.pages["/straits.xml"]
    assert program("fetch", "straits").code == 3
    first = program.done("sections", "--json").json[0]
    assert "HTTP 404" in first["error"]
    assert first["addresses"][0]["error"] == first["error"]
    assert datetime.fromisoformat(first["fetched_at"]) == fetched_at
    assert (first["health"], first["why"]) == ("failing", "the site answered 404: no such page")
    address = first["addresses"][0]
    assert (address["trouble"], address["failures"], address["listed"]) == ("gone", 1, TOTAL)
    assert address["failing_since"] == address["tried_at"] > address["worked_at"]
    assert first["total"] == TOTAL
    assert program.done("sections").lines[1].endswith("failing: the site answered 404: no such page")
