"""One story at two addresses, as the command line shows it."""

from __future__ import annotations

import pytest

from tests.cli import schemas
from tests.cli.program import Program
from tests.copies import LOCAL, PARAGRAPHS
from tests.server import TestServer


def page(*texts: str) -> bytes:
    paragraphs = "".join(f"<p>{text}</p>" for text in texts)
    return f"<html><body><article><h1>Bridge opens</h1>{paragraphs}</article></body></html>".encode()


@pytest.fixture
def addresses(program: Program, server: TestServer) -> tuple[str, str]:
    program.allow(server.host_and_port)
    program.set("NEWSREADER_ALLOW_PRIVATE_HOSTS", f"{server.host_and_port},localhost:{server.port}")
    server.put("/first-1.html", page(*PARAGRAPHS))
    server.put("/second-2.html", page(*PARAGRAPHS, LOCAL))
    return server.url("/first-1.html"), server.url("/second-2.html").replace("127.0.0.1", "localhost")


def test_a_story_says_where_else_it_stands(program: Program, addresses: tuple[str, str]) -> None:
    first, second = addresses
    one = program.done("show", first, "--json").json
    other = program.done("show", second, "--json").json
    assert other["id"] == one["id"]
    assert other["also_at"] == [{"site": "", "url": second, "title": "Bridge opens"}]
    assert "▪ Also at localhost." in program.done("show", str(one["id"])).lines
    assert len(program.done("list", "--json").json) == 1


def test_what_was_taken_for_a_copy_can_be_an_article_of_its_own(program: Program, addresses: tuple[str, str]) -> None:
    first, second = addresses
    one = program.done("show", first, "--json").json
    assert program.done("show", second, "--json").json["id"] == one["id"]
    said = program.done("split", f"{second}#top", "--json").json
    assert schemas.complaints("split", said) == []
    assert (said["title"], said["from"]) == ("Bridge opens", one["id"])
    assert said["id"] != one["id"]
    assert len(program.done("list", "--json").json) == 2
    assert program.done("show", str(said["id"]), "--json").json["url"] == second
    assert program.done("show", first, "--json").json["also_at"] == []
    program.done("show", second, "--refresh")
    assert len(program.done("list", "--json").json) == 2


def test_splitting_in_words(program: Program, addresses: tuple[str, str]) -> None:
    for address in addresses:
        program.done("show", address)
    own, other = program.done("split", addresses[1]).lines
    assert own.endswith("is an article of its own again: Bridge opens")
    assert other.endswith("goes without it: Bridge opens")
    ran = program("split", addresses[1])
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"newsreader: No article in the library has a copy at this address: {addresses[1]}.")
    assert program("split", "no address").code == 2
