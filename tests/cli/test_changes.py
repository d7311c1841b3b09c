"""newsreader show --diff."""

from __future__ import annotations

import pytest

from tests.cli.program import Program
from tests.server import TestServer

WORDS = "The council met on the evening of day {} and talked about the bridge until the lamps went out. "


def put(server: TestServer, people: str) -> str:
    paragraphs = "".join(f"<p>{WORDS.format(number) * 2}</p>" for number in range(5))
    body = f"<article><h1>A bridge is opened</h1>{paragraphs}<p>On day nine {people} people came to see it at last.</p>"
    server.put("/bridge.html", f"<html><body>{body}</article></body></html>".encode(), content_type="text/html")
    return server.url("/bridge.html")


@pytest.fixture
def url(program: Program, server: TestServer) -> str:
    """Give the address of an article of which two versions are kept."""
    program.allow(server.host_and_port)
    url = put(server, "forty")
    program.done("show", url)
    put(server, "fifty")
    assert "▪ Updated: the text changed" in program.done("show", url, "--refresh").out
    return url


def test_changed_words_stand_in_brackets_where_no_terminal_is(program: Program, url: str) -> None:
    head, _, *lines = program.done("show", url, "--diff").lines
    assert head.startswith("Changed between ")
    assert head.endswith("; 2 versions are kept.")
    assert lines == ["… 6 unchanged", "On day nine [-forty-] {+fifty+} people came to see it at last."]


def test_json(program: Program, url: str) -> None:
    shape = program.done("show", url, "--diff", "--json").json
    assert list(shape) == ["id", "versions", "before", "after", "runs"]
    assert [shape["before"]["version"], shape["after"]["version"], shape["versions"]] == [1, 2, 2]
    assert [run["text"].strip() for run in shape["runs"] if run["kind"] != "same"] == ["forty", "fifty"]
    (row,) = program.done("list", "--json").json
    assert row["revised"] is not None
    assert program.done("list").out.endswith("A bridge is opened · updated\n")


def test_one_version_is_said_in_a_sentence(program: Program, server: TestServer) -> None:
    program.allow(server.host_and_port)
    ran = program("show", put(server, "forty"), "--diff")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("newsreader: Only one version of this article is kept")
    shape = program.done("show", put(server, "forty"), "--diff", "--json").json
    assert (shape["versions"], shape["runs"], shape["before"]) == (1, [], None)
