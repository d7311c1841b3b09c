"""newsreader pack, over the network of this machine."""

from __future__ import annotations

import signal
import sys
from subprocess import TimeoutExpired
from typing import Any

import pytest

from newsreader.store.connection import open_library
from tests.cli.program import Program
from tests.pictures import jpeg
from tests.server import TestServer
from tests.site import STORIES, NewsSite, stories_of
from tests.site.content import MISSING_PATH

STRAITS = stories_of("the-straits")
SENTENCE = "The ferry came in at noon, and nobody on the quay could say where it had been since Tuesday. "


@pytest.fixture
def network(program: Program, news_site: NewsSite) -> NewsSite:
    """The site in a catalogue of the person's own."""
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
        addresses = ["/straits.xml"]
        """,
    )
    program.allow(news_site.host)
    return news_site


class Ferry:
    """A section on the server that misbehaves, of as many stories as a test wants."""

    def __init__(self, program: Program, server: TestServer) -> None:
        server.clear()
        self.server = server
        program.write_config(
            "catalogues/ferry.toml",
            f"""
            [[source]]
            key = "ferry"
            name = "Ferry Times"
            home = "{server.url("/")}"
            [[source.section]]
            key = "news"
            name = "Ferries"
            addresses = ["/ferries.xml"]
            """,
        )
        program.allow(server.host_and_port)

    def list(self, *paths: str) -> None:
        items = "".join(
            f"<item><title>Ferry story at {path[1:]}</title><link>{self.server.url(path)}</link></item>"
            for path in paths
        )
        self.server.put(
            "/ferries.xml", f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>', "text/xml"
        )

    def put(self, path: str, inside: str = "", headers: dict[str, str] | None = None) -> None:
        text = "".join(f"<p>{SENTENCE * 2}So much of part {part} of {path}.</p>" for part in range(5))
        title = f"Ferry story at {path[1:]}"
        body = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{inside}{text}</article>"
        self.server.put(path, body, headers=headers)


@pytest.fixture
def ferry(program: Program, server: TestServer) -> Ferry:
    return Ferry(program, server)


def test_a_section_that_was_never_fetched_is_packed(program: Program, network: NewsSite) -> None:
    ran = program.done("pack", "the straits")
    assert ran.lines[0] == f"Full text: {len(STRAITS)} articles, {len(STRAITS)} fetched now"
    assert len(ran.lines) == 2
    assert ran.lines[1].startswith("Size: ")
    straits = next(each for each in program.done("sections", "--json").json if each["key"] == "strait/straits")
    assert (straits["total"], straits["cached"]) == (len(STRAITS), len(STRAITS))
    network.stop()
    for story in STRAITS:
        program.done("show", network.url(story.path), "--offline")


def test_again_and_with_related_pages(program: Program, network: NewsSite) -> None:
    program.done("pack", "the straits")
    asked = len(network.requests)
    again = program.done("pack", "the straits", "--json").json
    assert (again["end"], again["full"], again["fetched"], again["received_bytes"]) == ("complete", len(STRAITS), 0, 0)
    assert len(network.requests) == asked
    ran = program("pack", "the straits", "--related", "2", "--json")
    assert ran.code == 3
    assert (ran.json["full"], ran.err) == (len(STORIES), "")
    (failed,) = ran.json["failed"]
    assert (failed["count"], failed["urls"]) == (1, [network.url(MISSING_PATH)])
    paths = [request.path for request in network.requests]
    assert max(paths.count(story.path) for story in STORIES) == 1


def test_the_report_in_words(program: Program, ferry: Ferry) -> None:
    paths = [f"/story-{number}" for number in range(1, 9)]
    ferry.list(*paths)
    for path in paths[:2]:
        ferry.put(path)
    ran = program("pack", "ferries")
    assert ran.code == 3
    assert ran.lines[:3] == [
        "Full text: 2 articles, 2 fetched now",
        "Failed: 6",
        "  6 × The site did not give the page (HTTP 404: no such page)",
    ]
    assert {line.strip() for line in ran.lines[3:6]} < {ferry.server.url(path) for path in paths[2:]}
    assert ran.lines[6] == "    and 3 more"
    assert ran.lines[7].startswith("Size: ")


def test_limits(program: Program, ferry: Ferry) -> None:
    paths = [f"/story-{number}" for number in range(1, 9)]
    ferry.list(*paths)
    for path in paths:
        ferry.put(path)
    ran = program("pack", "ferries", "--max-articles", "3")
    assert (ran.code, ran.lines[0]) == (0, "Full text: 3 articles, 3 fetched now")
    assert ran.err == "newsreader: The pack holds as many articles as asked for; --max-articles takes more.\n"
    size = len(ferry.server.pages["/story-4"].body)
    ran = program("pack", "ferries", "--max-size", f"{5 * size / 1000}kB")
    assert (ran.code, ran.lines[0]) == (0, "Full text: 5 articles, 2 fetched now")
    assert "--max-size takes more" in ran.err
    assert sum(len(ferry.server.requests_for(path)) for path in paths[5:]) <= 1


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--max-size", "much", "'much' is no size like 500MB"),
        ("--max-size", "0MB", "'0MB' is nothing"),
        ("--max-size", "-5MB", "expected one argument"),
        ("--max-articles", "0", "'0' is no whole number above zero"),
        ("--related", "9", "'9' is no depth from 0 to 5"),
    ],
)
def test_a_limit_that_is_none(program: Program, option: str, value: str, said: str) -> None:
    ran = program("pack", option, value)
    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize(
    ("text", "in_bytes"),
    [
        ("50MB", 50_000_000),
        ("1.5 GB", 1_500_000_000),
        ("0.5k", 500),
        ("3m", 3 * 10**6),
    ],
)
def test_sizes_as_people_write_them(text: str, in_bytes: int) -> None:
    from newsreader.cli.arguments import parse

    assert parse(["pack", "--max-size", text]).max_size == in_bytes


def test_offline(program: Program, network: NewsSite) -> None:
    ran = program("pack", "the straits", "--offline")
    assert (ran.code, ran.out) == (4, "")
    assert network.requests == []


def test_an_unknown_section(program: Program) -> None:
    ran = program("pack", "The Strayts")
    assert ran.code == 1
    assert "The Strayts" in ran.err


def test_a_dead_site(program: Program, network: NewsSite) -> None:
    program.done("fetch", "the straits")
    network.stop()
    ran = program("pack", "the straits")
    assert ran.code == 3
    assert f"  {len(STRAITS)} × The site could not be reached (connection refused)" in ran.lines
    network.start()
    assert program.done("pack", "the straits").lines[0].startswith(f"Full text: {len(STRAITS)} articles")


def test_redirects_duplicates_and_pictures(program: Program, ferry: Ferry) -> None:
    pictures = {f"/quay-{number}.jpg": jpeg(640, 427, bytes([number]) * 900) for number in range(3)}
    for path, body in pictures.items():
        ferry.server.put(path, body, "text/plain")
    ferry.server.put("/liar.jpg", b"<html>" + b"x" * 500, "image/jpeg")
    shown = "".join(
        f'<figure><img src="{path}" width="640" height="427"></figure>' for path in (*pictures, "/liar.jpg")
    )
    for path in ("/story-1", "/story-2"):
        ferry.put(path, shown)
    ferry.list("/story-1", "/redirect?to=/story-1", "/story-2", "/redirect?to=/redirect-onward")
    ran = program("pack", "ferries", "--images", "--json")
    assert ran.code == 3
    report: dict[str, Any] = ran.json
    assert (report["full"], report["left_out"], report["pictures"]) == (2, 1, 3)
    assert [lack["urls"] for lack in report["pictures_failed"]] == [[ferry.server.url("/liar.jpg")]]
    assert "more than 10 redirects" in report["failed"][0]["reason"]
    for path in (*pictures, "/liar.jpg"):
        assert len(ferry.server.requests_for(path)) == 1


def test_a_site_that_is_overrun(program: Program, ferry: Ferry) -> None:
    paths = [f"/story-{number}" for number in range(1, 30)]
    ferry.list(*paths)
    for path in paths:
        ferry.server.put(path, "slow down", status=429, headers={"Retry-After": "900"})
    ran = program("pack", "ferries")
    assert ran.code == 3
    assert "  29 × The site asked us to slow down" in ran.lines
    # The feed, the rules for programs, and what was under way at the first refusal.
    assert len(ferry.server.received) <= 1 + 1 + 2


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_stopped_in_the_middle_it_goes_on(program: Program, ferry: Ferry, number: signal.Signals) -> None:
    """By ^C, which still reports, and by a kill, which cannot."""
    quick = [f"/story-{number}" for number in range(1, 7)]
    ferry.list(*quick, "/drip", "/drip?again", "/story-8", "/story-9")
    for path in (*quick, "/story-8", "/story-9"):
        ferry.put(path)
    program.done("fetch", "ferries")
    program.set("NEWSREADER_DEADLINE_S", "600")
    running = program.start("pack", "ferries", stdout=-1, stderr=-1)
    ferry.server.wait_for_requests(1 + 1 + len(quick) + 2)  # both turns for the host are taken by what never ends
    library = open_library(program.home / "data" / "newsreader" / "library.sqlite3")
    held = 0
    for _ in range(1200):  # a minute
        (held,) = library.execute("SELECT count(*) FROM pack_item WHERE state = 'held'").fetchone()
        if held == len(quick):
            break
        with pytest.raises(TimeoutExpired):
            running.wait(timeout=0.05)
    assert held == len(quick)
    library.close()
    running.send_signal(number)
    out, err = running.communicate(timeout=60)
    if number == signal.SIGINT:
        assert running.returncode == 1
        assert out.decode().startswith("Full text: 6 articles, 6 fetched now\n")
        assert err.decode() == "newsreader: Stopped; the same command goes on.\n"
    else:
        assert (running.returncode, out) == (-number, b"")
    before = len(ferry.server.received)
    for path in ("/drip", "/drip?again"):
        ferry.put(path)
    ran = program("pack", "ferries")
    # The two that hung turn out to be one page, so one article.
    assert (ran.code, ran.lines[0]) == (0, "Full text: 9 articles, 3 fetched now")
    assert ran.err.startswith("newsreader: Going on with the pack begun ")
    assert len(ferry.server.received) - before == 4
