"""newsreader import."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.program import Program
from tests.cli.test_hostile import check
from tests.server import TestServer
from tests.site import NewsSite, stories_of

OPML = """<opml version="2.0"><body><outline text="Straits"><outline text="News" xmlUrl="{}" category="sea"/></outline>
<outline text="Bad &#x202e;&#155;2J" xmlUrl="javascript:alert(1)"/></body></opml>"""


def test_from_a_file_and_then_fetched(program: Program, news_site: NewsSite) -> None:
    path = program.home / "list.opml"
    path.write_text(OPML.format(news_site.url("/straits.xml")), "utf-8")
    ran = program.done("import", str(path))
    assert ran.lines == [
        "1 section added, 0 already there.",
        "Left out:",
        "  javascript:alert(1): it is no http or https address",
    ]
    check(ran.out)
    assert news_site.requests == []
    again = program.done("import", str(path), "--json").json
    assert (again["added"], again["left_out"]) == (
        [],
        [{"what": "javascript:alert(1)", "why": "it is no http or https address"}],
    )
    (known,) = again["known"]
    assert (known["site"], known["section"], known["tags"]) == ("Straits", "News", ["sea"])


def test_from_an_address(program: Program, server: TestServer) -> None:
    url = server.put("/list.opml", OPML.format("https://a.example/feed"), "text/x-opml")
    assert program.done("import", url).lines[0] == "1 section added, 0 already there."


def test_from_standard_input(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    urls = io.BytesIO(b'https://a.example/feed "~A" sea\nexec:rm\n"query:New:unread = \\"yes\\""\n')
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=urls))
    assert program.done("import", "-").lines == [
        "1 section added, 0 already there.",
        "A search, New: saved.",
        "Left out:",
        "  exec:rm: programs are never run",
    ]
    assert program.done("list", "--json", "--section", "New").json == []
    out = program.home / "out.opml"
    program.done("export", "--opml", "-o", str(out))
    program("search", "--forget", "New")
    assert program.done("import", str(out), "--json").json["searches"] == [{"name": "New", "query": "is:unread"}]
    assert program.done("export", "--json", "--section", "New").json["items"] == []


def test_a_round_trip(program: Program, news_site: NewsSite) -> None:
    program.done("add", news_site.url("/straits.xml"), "--site", "Meridian", "--section", "Straits & more")
    out = program.home / "out.opml"
    program.done("export", "--opml", "-o", str(out))
    imported = program.done("import", str(out), "--json").json
    assert (imported["added"], [each["section"] for each in imported["known"]]) == ([], ["Straits & more"])
    assert len(program.done("list", "--json").json) == len(stories_of("the-straits"))


@pytest.mark.parametrize(
    ("source", "code", "words"),
    [
        ("nowhere.opml", 1, "Nothing could be imported: nowhere.opml (No such file or directory)"),
        ("./nowhere.example/urls", 1, "No such file"),
        ("nowhere.example/list.opml", 4, "Offline"),
        ("file:///etc/passwd", 1, "Nothing could be imported"),
    ],
)
def test_what_is_not_there(program: Program, source: str, code: int, words: str) -> None:
    ran = program("import", source, "--offline")
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err


def test_a_file_that_is_no_list_is_not_told_line_by_line(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Dear diary,\nnothing came by post.\n" * 50)
    ran = program("import", str(file))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"newsreader: Nothing could be imported: {file} (it names no web address).")
