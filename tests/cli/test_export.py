"""newsreader export."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import pytest

from tests.cli.program import Program
from tests.cli.test_list import mark
from tests.site import NewsSite, stories_of

STRAITS = stories_of("the-straits")


@pytest.fixture
def site(program: Program, news_site: NewsSite) -> NewsSite:
    """The site with one section followed and two of its articles in the library."""
    program.done("add", news_site.url("/straits.xml"), "--site", "Meridian", "--section", "Straits")
    for story in STRAITS[:2]:
        program.done("show", news_site.url(story.path))
    return news_site


def items_of(text: str) -> list[dict[str, object]]:
    items: list[dict[str, object]] = json.loads(text)["items"]
    return items


def test_json_has_every_article_with_text_and_marks(program: Program, site: NewsSite) -> None:
    rows = program.done("list", "--json").json
    mark(rows[0]["id"])
    items = items_of(program.done("export", "--json").out)
    assert [item["url"] for item in items] == [row["url"] for row in rows]
    assert items[0]["_newsreader"]["starred"] is True
    shown = program.done("show", str(rows[0]["id"]), "--json").json
    assert items[0]["content_text"] == shown["text"]
    assert items[0]["_newsreader"]["blocks"] == shown["blocks"]
    assert [item["_newsreader"]["has_text"] for item in items] == [row["cached"] for row in rows]


def test_filters(program: Program, site: NewsSite) -> None:
    rows = program.done("list", "--json").json
    mark(rows[1]["id"])

    def urls(*arguments: str) -> list[object]:
        return [item["url"] for item in items_of(program.done("export", "--json", *arguments).out)]

    everything = [row["url"] for row in rows]
    assert urls("--starred") == everything[1:2]
    assert urls("--unread") == everything[:1] + everything[2:]
    assert urls("--limit", "2") == everything[:2]
    assert urls("--section", "straits", "meridian") == everything
    assert urls("--since", "1h") == []
    assert urls("--since", rows[2]["published"][:10])[:1] == everything[:1]
    assert urls("--section", "straits", "--starred", "--unread") == []


def test_a_search(program: Program, site: NewsSite) -> None:
    rows = program.done("list", "--json").json
    mark(rows[0]["id"])

    def found(query: str, *arguments: str) -> list[object]:
        return [item["title"] for item in items_of(program.done("export", "--json", "--search", query, *arguments).out)]

    first = rows[0]["title"]
    assert found(f'title:"{first}"') == [first]
    assert found(f'title:"{first}"', "--section", "straits", "--starred") == [first]
    assert found(f'title:"{first}"', "--unread") == []
    assert found("section:straits") == [row["title"] for row in rows]
    assert found("section:straits -is:starred") == [row["title"] for row in rows[1:]]
    ran = program("export", "--json", "--search", "is:odd")
    assert (ran.code, ran.out) == (1, "")


def test_markdown_is_a_file_for_each_article_and_again_the_same(program: Program, site: NewsSite) -> None:
    folder = program.home / "out" / "md"
    count = len(STRAITS)
    assert program.done("export", "--markdown", str(folder)).out == f"{folder}: {count} articles written.\n"
    first = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    assert len(first) == count
    (folder / "notes.md").write_text("mine", "utf-8")
    program.done("export", "--markdown", str(folder))
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == first | {"notes.md": "mine"}


def test_a_book_of_what_is_here_in_full(program: Program, site: NewsSite) -> None:
    path = program.home / "book.epub"
    ran = program.done("export", "--epub", str(path), "--title", "Straits & more")
    assert ran.lines[0] == f"{path}: a book of 2 articles."
    assert ran.lines[1].startswith(f"{len(STRAITS) - 2} articles left out")
    book = ZipFile(path)
    contents = fromstring(book.read("newsreader/contents.xhtml"))
    labels = ["".join(each.itertext()) for each in contents.iter("{http://www.w3.org/1999/xhtml}a")]
    assert labels[0] == "Straits & more"
    assert sorted(labels[1:]) == sorted(story.headline for story in STRAITS[:2])
    program.done("export", "--epub", str(path))  # an earlier export is replaced


def test_a_book_of_nothing_is_none(program: Program, site: NewsSite) -> None:
    path = program.home / "book.epub"
    ran = program("export", "--epub", str(path), "--starred")
    assert (ran.code, ran.out, path.exists()) == (1, "", False)
    assert "none of these articles has its text in the library" in ran.err


def test_opml_has_what_is_followed(program: Program, site: NewsSite) -> None:
    opml = fromstring(program.done("export", "--opml").out)
    (outline,) = [each for each in opml.iter("outline") if each.get("xmlUrl")]
    assert (outline.get("text"), outline.get("xmlUrl")) == ("Straits", site.url("/straits.xml"))


@pytest.mark.parametrize("kind", ["--json", "--opml"])
def test_a_file_appears_whole_and_a_strangers_stays(program: Program, site: NewsSite, kind: str) -> None:
    path = program.home / "export"
    path.write_text("a stranger's", "utf-8")
    ran = program("export", kind, "-o", str(path))
    assert (ran.code, path.read_text("utf-8")) == (1, "a stranger's")
    assert "--force replaces it" in ran.err
    program.done("export", kind, "-o", str(path), "--force")
    written = path.read_text("utf-8")
    assert "newsreader" in written
    program.done("export", kind, "-o", str(path))
    assert [each.name for each in program.home.iterdir() if each.name.startswith(".")] == []


def test_a_strangers_file_in_the_folder_stops_it(program: Program, site: NewsSite, tmp_path: Path) -> None:
    folder = tmp_path / "md"
    program.done("export", "--markdown", str(folder))
    path = sorted(folder.iterdir())[0]
    path.write_text("# My own words", "utf-8")
    assert program("export", "--markdown", str(folder)).code == 1
    assert path.read_text("utf-8") == "# My own words"


def test_a_folder_that_is_not_there(program: Program, site: NewsSite) -> None:
    ran = program("export", "--json", "-o", str(program.home / "nowhere" / "x.json"))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("newsreader: The export was not written: ")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--json", "--opml"),
        ("--opml", "--starred"),
        ("--epub", "x.epub", "-o", "y"),
        ("--json", "--since", "yesterday"),
        ("--json", "--since", "9999999999999999w"),
    ],
)
def test_what_does_not_go_together(program: Program, arguments: tuple[str, ...]) -> None:
    ran = program("export", *arguments)
    assert (ran.code, ran.out) == (2, "")


def test_an_empty_library(program: Program) -> None:
    assert items_of(program.done("export", "--json").out) == []


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (("--markdown", ""), "--markdown"),
        (("--markdown", "-"), "--markdown"),
        (("--epub", ""), "--epub"),
        (("--epub", "-"), "--epub"),
        (("--json", "-o", ""), "--output"),
    ],
)
def test_a_file_without_a_name_is_refused(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], option: str
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    ran = program("export", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert f"{option} needs a name" in ran.err
    assert list(here.iterdir()) == []


def test_a_file_in_the_place_of_a_folder_is_said(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "notes"
    file.write_text("mine")
    ran = program("export", "--markdown", str(file))
    assert ran.code == 1
    assert "it is a file, and a folder is needed" in ran.err
    assert file.read_text() == "mine"
