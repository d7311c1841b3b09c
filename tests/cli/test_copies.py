"""One story at two addresses, as the command line shows it."""

from __future__ import annotations

from tests.cli.program import Program
from tests.copies import LOCAL, PARAGRAPHS
from tests.server import TestServer


def page(*texts: str) -> bytes:
    paragraphs = "".join(f"<p>{text}</p>" for text in texts)
    return f"<html><body><article><h1>Bridge opens</h1>{paragraphs}</article></body></html>".encode()


def test_a_story_says_where_else_it_stands(program: Program, server: TestServer) -> None:
    program.allow(server.host_and_port)
    program.set("NEWSREADER_ALLOW_PRIVATE_HOSTS", f"{server.host_and_port},localhost:{server.port}")
    server.put("/first-1.html", page(*PARAGRAPHS))
    server.put("/second-2.html", page(*PARAGRAPHS, LOCAL))
    first = server.url("/first-1.html")
    second = server.url("/second-2.html").replace("127.0.0.1", "localhost")
    one = program.done("show", first, "--json").json
    other = program.done("show", second, "--json").json
    assert other["id"] == one["id"]
    assert other["also_at"] == [{"site": "", "url": second, "title": "Bridge opens"}]
    assert "▪ Also at localhost." in program.done("show", str(one["id"])).lines
    assert len(program.done("list", "--json").json) == 1
