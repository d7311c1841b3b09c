"""Every block of code in the documents is run, in its order, on a small network of sites and in a home of its own."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from newsreader.cli.arguments import COMMANDS, parse
from tests.cli import schemas
from tests.cli.conftest import program
from tests.cli.program import Program
from tests.documents.blocks import NAMES, Block, blocks, spans
from tests.server import TestServer
from tests.site import STORIES, NewsSite, stories_of

__all__ = ["program"]

ROOT = Path(__file__).parent.parent.parent
STRAITS = stories_of("the-straits")
OTHERS = {  # what is typed but for newsreader: run by the test that is named, or not here
    "python3 -m pip install": ".ci/package",
    "pipx": ".ci/package",
    "uv": ".ci/package",
    "uvx": ".ci/package",
    ".ci/single-file": ".ci/package",
    "./newsreader.pyz": ".ci/package",
    ".ci/check": "itself",
    "python3 tests/benchmarks/growth.py": "takes a quiet machine; tests/benchmarks/test_whole.py holds that it starts",
}
SHELL = ("cat", "cp", "mkdir", "rm", "python3 tests/benchmarks/")  # run as they stand, at home in the test's folder
ENDLESS = ('newsreader watch | jq -r --unbuffered ".title"', "newsreader watch | jq -r --unbuffered '.title'")
CODES = {  # of what does not end with 0 here, and why
    "newsreader fetch": (0, 3),  # some pages that the site links are not there
    "newsreader pack": (0, 3),
    "newsreader service install": (0, 1),  # there is no such tool
    "newsreader service status": (0, 1),
    "newsreader service remove": (0, 1),
    "newsreader doctor --online": (0, 1),
    "newsreader add example.com --pick 2": (2,),  # there is but one way to follow the site of the tests
    "newsreader read drone": (0, 1),  # nothing of the last week is there
    "newsreader open title:": (0, 1),
    "newsreader split": (1,),  # nothing was merged here; tests/cli/test_copies.py does it
    "newsreader fetch --all": (0, 3),
}
COPY = "https://www.example.com/other-story.html"


class Desk:
    """Somebody who types what stands in a document.

    Args:
        program: at home in the test's folder.
        site: what is read.
        server: for pages that documents show.
    """

    def __init__(self, program: Program, site: NewsSite, server: TestServer) -> None:
        self.program = program
        self.home = program.home
        self._site = site
        self._server = server
        self._names = {
            "https://www.example.com/world/": site.url("/straits.xml"),
            "https://www.example.com/story.html": site.url(STORIES[0].path),
            "https://www.example.com/list.opml": server.put("/list.opml", OPML, "text/x-opml"),
            COPY: site.url(STRAITS[2].path),
            "add example.com": f"add {site.url('/')}",
            "https://gazette.example": server.url("").rstrip("/"),
            "/home/anna/bin": str(self.home),
            "~/.newsboat/cache.db": "subscriptions.opml",
            "--articles 1000": "--articles 50",  # as many say the same
            "DIR": str(self.home / "made"),
        }

    def translated(self, text: str) -> str:
        """Write the addresses and places of a document as they are here."""
        for name, here in self._names.items():
            text = text.replace(name, here)
        return text

    def type(self, line: str) -> None:
        """Run one line: parts joined by && and |, and an ending with > FILE or || true."""
        line = line.partition("  #")[0].strip()
        for command in line.removesuffix(" || true").split(" && "):
            if any(command == name or command.startswith(f"{name} ") for name in OTHERS) or command in ENDLESS:
                continue
            here = self.translated(command)
            if here.startswith(SHELL):
                ran = subprocess.run(here, shell=True, cwd=_place(here, self.home), capture_output=True, text=True)
                assert ran.returncode == 0, f"{command}: {ran.stderr}"
                continue
            self._run(here, command, is_failing=line.endswith(" || true"))

    def _run(self, here: str, command: str, *, is_failing: bool) -> None:
        here, _, file = here.partition(" > ")
        here, _, filter_ = here.partition(" | ")
        words = [str(Path(word).expanduser()) if word.startswith("~/") else word for word in shlex.split(here)]
        while "=" in words[0]:
            name, _, value = words.pop(0).partition("=")
            self.program.set(name, value)
        assert words[0] == "newsreader", f"{command} is run by nothing: run it, or say what does in OTHERS"
        if words[1:] in ([], ["--demo"]):
            return  # the reader; a terminal is needed, tests/tui opens it
        ran = self.program(*words[1:])
        fitting = next((codes for start, codes in CODES.items() if command.startswith(start)), (0,))
        assert ran.code in fitting or is_failing, f"{command} ended with {ran.code}: {ran.err}"
        if file:
            path = self.home / file.strip().removeprefix("~/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(ran.out, encoding="utf-8")
        if filter_.startswith("jq "):
            for document in ran.out.splitlines() if " watch " in here else [ran.out]:
                json.loads(document)
        for name in ("NEWSREADER_OFFLINE", "NEWSREADER_REFRESH_MINUTES"):
            os.environ.pop(name, None)

    def write(self, block: Block) -> None:
        """Put a file that a document shows in its place, and look whether it is right."""
        text, name = self.translated(block.text), block.name
        if name.endswith((".html", ".py")) or name == "gazette.toml":
            rule = text.replace('"gazette.example"', '"127.0.0.1"')
            (self.home / name).write_text(rule, encoding="utf-8")
            if name.endswith(".html"):
                self._server.put(f"/news/{name}", text)
            return
        path = self.home / ".config" / "newsreader" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        ran = self.program("config", "check")
        assert (ran.code, ran.err) == (0, ""), ran.out


def _place(command: str, home: Path) -> Path:
    return ROOT if command.startswith("python3 tests/") else home


OPML = '<opml version="2.0"><body><outline text="Gazette" xmlUrl="https://gazette.example/feed.xml"/></body></opml>'
PAGE = (
    "<html><head><title>A note</title></head><body><article><h1>Note number {0} from the harbour</h1>"
    "<p>The harbour of the town is quiet on this evening, and the lamps along the quay are lit one by one.</p>"
    "<p>Nobody knows when the ferry is to come, and number {0} on the board has been wrong since the winter.</p>"
    "<p>Those who wait have brought bread and tea, and share it with the keeper of the lamps.</p>"
    "</article></body></html>"
)


class Unheard:
    """Takes the place of what listens to the program's output."""

    def readouterr(self) -> SimpleNamespace:
        """Give nothing."""
        return SimpleNamespace(out="", err="")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, server: TestServer) -> Iterator[tuple[NewsSite, Path]]:
    """A site, and the home of somebody who follows some of its sections and has at least twelve articles."""
    with pytest.MonkeyPatch.context() as monkeypatch, NewsSite() as site:
        program = Program(tmp_path_factory.mktemp("home"), monkeypatch, cast("Any", Unheard()))
        at_home(program)
        program.allow(f"{site.host},{server.host_and_port}")
        program("remove", "Space War")  # what is fetched by name is that of the loopback site
        program("add", site.url("/straits.xml"), "--site", "Space War", "--section", "The Stans")
        program("add", site.url("/Drone_News.html"))
        for number in range(12):
            server.put(f"/notes/{number}.html", PAGE.format(number))
        items = "".join(f"<item><title>Note {n}</title><link>/notes/{n}.html</link></item>" for n in range(12))
        feed = f"<rss version='2.0'><channel><title>Notes</title>{items}</channel></rss>"
        program("add", server.put("/notes.xml", feed, "application/rss+xml"))
        for name in ("Drones", "Tides"):
            program("search", "--save", name, "drone* OR tide")
        yield site, program.home


def at_home(program: Program) -> None:
    """Let the program's places be the usual ones, as documents name them."""
    program.set("HOME", str(program.home))
    for name, folder in (("CONFIG", ".config"), ("DATA", ".local/share"), ("STATE", ".local/state")):
        program.set(f"XDG_{name}_HOME", str(program.home / folder))


@pytest.fixture
def desk(program: Program, town: tuple[NewsSite, Path], server: TestServer, monkeypatch: pytest.MonkeyPatch) -> Desk:
    site, home = town
    shutil.copytree(home, program.home, dirs_exist_ok=True)
    (program.home / "subscriptions.opml").write_text(OPML, encoding="utf-8")
    (program.home / "mine.toml").write_text('hosts = ["mine.example"]\n', encoding="utf-8")
    monkeypatch.chdir(program.home)
    at_home(program)
    program.allow(f"{site.host},{server.host_and_port}")
    for name in ("EDITOR", "VISUAL", "BROWSER"):
        program.set(name, "true")
    for name in ("PAPER_PASSWORD", "BLOG_KEY"):
        program.set(name, "secret")
    program.set("PYTHONPATH", str(ROOT))
    return Desk(program, site, server)


@pytest.mark.parametrize("page", NAMES)
def test_code(desk: Desk, page: str) -> None:
    for block in blocks(page):
        RUN[block.language](desk, block)


def _type(desk: Desk, block: Block) -> None:
    for line in block.text.splitlines():
        if not line.startswith("#"):
            desk.type(line)


def _hold(_desk: Desk, block: Block) -> None:
    assert schemas.complaints(block.name, json.loads(block.text)) == []


def _python(desk: Desk, block: Block) -> None:
    if block.name:
        desk.write(block)
    else:
        compile(block.text, "document", "exec")  # tests/test_library_document.py runs it


RUN: dict[str, Callable[[Desk, Block], None]] = {
    "sh": _type,
    "toml": Desk.write,
    "html": Desk.write,
    "json": _hold,
    "python": _python,
    "text": lambda desk, block: None,  # a picture, or a line of another program's file
}


@pytest.mark.parametrize("page", NAMES)
def test_command_lines_in_sentences(page: str) -> None:
    for line in spans(page):
        words = shlex.split(line)[1:]
        if words and words[0] in COMMANDS and words[1:] != ["--help"]:
            assert parse(_filled(words)).command == words[0], line
        else:
            assert line in (
                *("newsreader COMMAND --help", "newsreader --demo", "newsreader --demo COMMAND", "newsreader --plain"),
            ) or (words[1:] == ["--help"]), line


def test_pictures_fit_a_usual_terminal() -> None:
    for page in NAMES:
        for block in blocks(page):
            assert block.language != "text" or max(map(len, block.text.splitlines())) <= 78, page


def _filled(words: Sequence[str]) -> list[str]:
    """Put something in the place of what stands for a value."""
    values = {"ADDRESS": "https://www.example.com/", "TOPIC": "search", "ID": "12", "N": "3", "DEPTH": "1"}
    return [values.get(word, word) for word in words if word != "…"]


def test_the_program_of_the_hooks_page_wrote_its_list(desk: Desk) -> None:
    test_code(desk, "hooks")
    if sys.platform != "win32":
        assert (desk.home / "starred.md").read_text("utf-8").startswith("- [")


def test_wiping_leaves_nothing(desk: Desk) -> None:
    test_code(desk, "privacy")
    assert [path for path in desk.home.rglob("*") if "newsreader" in path.parts[len(desk.home.parts) :]] == []


def test_a_line_that_nothing_runs_is_found(desk: Desk) -> None:
    with pytest.raises(AssertionError, match="is run by nothing"):
        desk.type("frobnicate --all")
    with pytest.raises(AssertionError, match="ended with 2"):
        desk.type("newsreader list --nonsense")
