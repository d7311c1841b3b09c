"""The JSON that is printed is what the schemas in the package say."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from newsreader.cli.shell.lines import every_line, whole_line
from tests.cli import schemas
from tests.cli.program import Program
from tests.server import TestServer
from tests.site import NewsSite, stories_of

STRAITS = stories_of("the-straits")
Print = Callable[[Program, NewsSite], Any]


def printed(*arguments: str, code: int = 0) -> Print:
    """Give what prints a command's JSON."""

    def run(program: Program, site: NewsSite) -> Any:
        ran = program(*(site.url(each) if each.startswith("/") else each for each in arguments), "--json")
        assert ran.code == code, ran.err
        return ran.json

    return run


def _backup(*arguments: str) -> Print:
    def run(program: Program, site: NewsSite) -> Any:
        file = str(program.home / "news.backup")
        program.done("backup", file)
        return program.done("backup", *(file if each == "FILE" else each for each in arguments), "--json").json

    return run


def _import(program: Program, site: NewsSite) -> Any:
    file = program.home / "list.opml"
    outlines = "".join(f'<outline text="{name}" xmlUrl="{site.url(name)}"/>' for name in ("/a.xml", "/straits.xml"))
    file.write_text(f'<opml version="2.0"><body>{outlines}<outline text="b" xmlUrl="ftp://a/"/></body></opml>', "utf-8")
    return program.done("import", str(file), "--json").json


def _undone_prune(program: Program, site: NewsSite) -> Any:
    program.done("cache", "prune", "--keep", "1")
    return program.done("cache", "prune", "--undo", "--json").json


PRINTED: list[tuple[str, str, Print]] = [
    ("list", "list", printed("list")),
    ("search", "search", printed("search", "the")),
    ("search", "sections", printed("search", "--saved")),
    ("search", "saved-search", printed("search", "--save", "tides", "tide")),
    ("search", "saved-search", printed("search", "--forget", "Tides")),
    ("sections", "sections", printed("sections")),
    ("show", "article", printed("show", STRAITS[0].path)),
    ("show", "changes", printed("show", STRAITS[1].path, "--diff")),
    ("show", "explanation", printed("show", STRAITS[0].path, "--explain")),
    ("story", "story", printed("story", STRAITS[0].path)),
    ("edition", "edition", printed("edition")),
    ("unread", "unread", printed("unread")),
    ("fetch", "fetch", printed("fetch", "--all", "--full-text", code=3)),
    ("mark", "mark", printed("mark", "read", "--search", "the")),
    ("star", "mark", printed("star", "1")),
    ("unstar", "mark", printed("unstar", "1")),
    ("pack", "pack", printed("pack", "Straits", "--images", code=3)),
    ("remove", "remove", printed("remove", "Straits")),
    ("remove", "remove", printed("remove", "--undo")),
    ("backup", "backup", _backup("FILE", "--force")),
    ("backup", "backup", _backup("--restore", "FILE")),
    ("backup", "backup", _backup("--salvage")),
    ("add", "preview", printed("add", "/", "--preview", "--whole-site")),
    ("add", "add", printed("add", "/Drone_News.html")),
    ("import", "import", _import),
    ("rules", "rules", printed("rules")),
    ("rules", "rules-check", printed("rules", "check")),
    ("doctor", "findings", printed("doctor", code=0)),
    ("config", "config", printed("config", "show")),
    ("config show", "config", printed("config", "show", "refresh")),
    ("config check", "findings", printed("config", "check")),
    ("paths", "paths", printed("paths")),
    ("cache", "cache", printed("cache")),
    ("cache prune", "cache-prune", printed("cache", "prune", "--keep", "3", "--dry-run")),
    ("cache prune", "cache-prune", _undone_prune),
    ("cache rebuild", "cache-rebuild", printed("cache", "rebuild", "--all")),
    ("cache verify", "cache-verify", printed("cache", "verify")),
    ("cache compact", "cache-compact", printed("cache", "compact")),
    ("service", "service", printed("service", "install", "--dry-run")),
    ("service", "service", printed("service", "remove", "--dry-run")),
    ("service", "service", printed("service", "status", code=1)),
]
ELSEWHERE = {
    "split",  # tests/cli/test_copies.py makes two articles of one
    "export",  # prints JSON Feed 1.1, whose makers describe it
}


@pytest.fixture
def site(program: Program, news_site: NewsSite) -> NewsSite:
    """The site with a section followed, a dead address, a text and a saved search."""
    program.write_config("catalogues/none.toml", "")
    program.done("add", news_site.url("/straits.xml"), "--site", "Meridian", "--section", "Straits")
    program("search", "--save", "Tides", "tide OR the")
    program.done("show", news_site.url(STRAITS[0].path))
    del news_site.pages[STRAITS[2].path]
    program.set("PATH", str(program.home))  # no tools of the system
    return news_site


@pytest.mark.parametrize(("command", "name", "run"), PRINTED, ids=[f"{row[0]}-{row[1]}" for row in PRINTED])
def test_what_is_printed_is_as_its_schema_says(
    program: Program, site: NewsSite, command: str, name: str, run: Print
) -> None:
    assert schemas.complaints(name, run(program, site)) == []


def test_every_command_that_prints_json_is_looked_at() -> None:
    with_json = {
        " ".join(line.words)
        for line in every_line(whole_line())
        if any("--json" in option.flags for option in line.options)
    }
    assert with_json == {command for command, _, _ in PRINTED} | ELSEWHERE


def test_every_schema_is_used() -> None:
    assert set(schemas.names()) == {name for _, name, _ in PRINTED} | {"watch", "hook", "split"}


@pytest.mark.parametrize("name", [*schemas.names(), "common"])
def test_every_schema_is_one(name: str) -> None:
    schema = schemas.load(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"https://newsreader.invalid/schemas/1/{name}.json"
    assert schema["title"]


def test_a_document_that_is_not_as_its_schema_says(program: Program, site: NewsSite) -> None:
    rows = program.done("list", "--json").json
    assert rows
    for change in ({"unread": "yes"}, {"id": -1}, {"published": 7}, {"dateline": {}}, {"colour": "red"}):
        assert schemas.complaints("list", [rows[0] | change]) != []
    assert schemas.complaints("list", [{key: value for key, value in rows[0].items() if key != "url"}]) != []


def test_lines_of_watch(program: Program, server: TestServer) -> None:
    server.clear()
    program.allow(server.host_and_port)
    program.write_config("config.toml", "[refresh]\nminutes = 1\n")
    item = "<item><title>Story {0}</title><link>/{0}.html</link></item>"
    feed = "<rss version='2.0'><channel><title>World</title>{}</channel></rss>"
    program.done("add", server.put("/world.xml", feed.format(item.format(1)), "application/rss+xml"))
    server.put("/world.xml", feed.format(item.format(2)), "application/rss+xml")
    (line,) = program.done("watch", "--once").lines
    assert schemas.complaints("watch", json.loads(line)) == []


def test_what_hooks_are_told(program: Program, site: NewsSite) -> None:
    told = program.home / "told.jsonl"
    keep = [sys.executable, "-c", "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())", str(told)]
    lines = (f"{name} = {json.dumps(keep)}\n" for name in ("new_article", "starred", "refresh_done"))
    program.write_config("config.toml", f"[hooks]\n{''.join(lines)}")
    program.done("star", "1")
    program("fetch", "--all")
    documents = [json.loads(line) for line in told.read_text("utf-8").splitlines()]
    assert {"starred", "refresh_done"} <= {each["event"] for each in documents}
    assert [schemas.complaints("hook", each) for each in documents] == [[]] * len(documents)


def test_changes_that_there_are(program: Program, server: TestServer) -> None:
    program.allow(server.host_and_port)
    words = "<p>The council met on the evening and talked about the bridge until the lamps went out, day {}.</p>"
    page = "<html><body><article><h1>A bridge is opened</h1>{}</article></body></html>"
    for people in ("forty", "fifty"):
        text = "".join(words.format(number) * 2 for number in range(5)) + f"<p>In the end {people} people came.</p>"
        url = server.put("/opened.html", page.format(text))
        program.done("show", url, "--refresh")
    shape = program.done("show", url, "--diff", "--json").json
    assert shape["before"] is not None
    assert schemas.complaints("changes", shape) == []


def test_names_of_schemas_are_those_the_document_lists() -> None:
    text = (schemas.FOLDER.parent.parent / "documents" / "library.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([a-z-]+)\.json`", text, re.MULTILINE)) == set(schemas.names())
