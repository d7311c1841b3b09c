"""What holds for every command: help, versions, offline, pipes, other processes, and sentences for mistakes."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import pytest

from newsreader.__main__ import _parsed
from newsreader.cli.arguments import COMMANDS, make_parser, parse
from newsreader.cli.exits import MEANINGS, Exit
from tests.cli.program import Program
from tests.server import TestServer
from tests.site import STORIES, NewsSite, stories_of

FULL = Path("/dev/full")  # Linux's disk without room
TIMEOUT_S = 30

_HOLD_THE_LIBRARY_OPEN = """
import asyncio, sys
from newsreader.config.paths import default_paths
from newsreader.config.settings import Settings
from newsreader.library import Library

async def hold():
    async with Library.open(default_paths(), Settings(offline=True)) as library:
        print(len(await library.sections()), flush=True)
        sys.stdin.readline()
        for status in await library.sections():
            print(status.section.name, status.total)

asyncio.run(hold())
"""


def test_version(program: Program) -> None:
    assert program.done("--version").out == f"newsreader {version('newsreader')}\n"


@pytest.mark.parametrize("arguments", [("--help",), *((command, "--help") for command in COMMANDS)])
def test_help(program: Program, arguments: tuple[str, ...]) -> None:
    ran = program.done(*arguments)
    assert ran.out.startswith(f"usage: newsreader {'' if len(arguments) == 1 else arguments[0] + ' '}[-h]")
    assert "--offline" in ran.out
    assert "4 offline" in " ".join(ran.out.split())
    if len(arguments) == 1:
        assert all(re.search(rf"\n    {command}\s", ran.out) for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_examples_that_it_takes(command: str) -> None:
    examples = COMMANDS[command].examples
    assert examples
    text = make_parser()[1][command].format_help()
    for example in examples:
        assert f"\n  newsreader {example}\n" in text
        line = example.partition("  #")[0].partition(" | ")[0].partition(" > ")[0]
        assert parse(shlex.split(line)).command == command


def test_every_exit_code_has_a_meaning_and_stands_in_the_help(program: Program) -> None:
    assert list(MEANINGS) == list(Exit)
    for code, meaning in MEANINGS.items():
        assert f"\n  {code.value}  {meaning}\n" in program.done("--help").out


@pytest.mark.parametrize(
    "arguments", [("--nonsense",), ("nonsense",), ("add",), ("show",), ("list", "extra"), ("list", "--sec", "x")]
)
def test_mistakes_of_usage(program: Program, arguments: tuple[str, ...]) -> None:
    ran = program(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("usage: newsreader")


def test_the_reader_needs_a_terminal(program: Program) -> None:
    ran = program()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("newsreader: The reader needs a terminal; newsreader --plain works without one")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("where", ["before", "after", "environment"])
def test_offline_wherever_it_is_said(program: Program, news_site: NewsSite, where: str) -> None:
    if where == "environment":
        program.set("NEWSREADER_OFFLINE", "1")
    before = ("--offline",) if where == "before" else ()
    after = ("--offline",) if where == "after" else ()
    url = news_site.url(STORIES[0].path)
    for command in (("show", url), ("add", url), ("fetch",)):
        ran = program(*before, *command, *after)
        assert (ran.code, ran.out) == (4, "")
        assert "ffline" in ran.err
    for command in (("list",), ("sections",)):
        assert program(*before, *command, *after).code == 0
    assert news_site.requests == []


def test_a_demo_edition_for_every_command(program: Program) -> None:
    assert "  Start here: " in program.done("--demo", "sections").out
    rows = program.done("--demo", "list", "--json").json
    assert all(row["cached"] for row in rows)
    assert "demo" in program.done("--demo", "show", rows[0]["url"], "--json").json["site"]
    assert program("--demo", "show", "https://paper.example/").code == 4
    assert program.done("list", "--json").json == []  # the person's own library knows nothing of it


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("sections",),
        ("sections", "--json"),
        ("list", "--json"),
        ("unread",),
        ("man",),
        ("read", "1"),
    ],
)
def test_a_closed_pipe_is_no_trouble(program: Program, news_site: NewsSite, arguments: tuple[str, ...]) -> None:
    program.done("add", news_site.url("/straits.xml"))
    reading, writing = os.pipe()
    with program.start(*arguments, stdout=writing, stderr=subprocess.PIPE) as running:
        os.close(writing)
        os.close(reading)
        assert running.communicate(timeout=TIMEOUT_S) == (None, b"")
    assert running.returncode == 0


def test_head_takes_what_it_wants(program: Program) -> None:
    with program.start("sections", "--json", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"[\n"
        running.stdout.close()
        assert running.wait(TIMEOUT_S) == 0
        assert running.stderr is not None
        assert running.stderr.read() == b""


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [("--version",), ("sections",)])
def test_a_full_disk_is_said_in_a_sentence(program: Program, arguments: tuple[str, ...]) -> None:
    with FULL.open("wb") as full, program.start(*arguments, stdout=full, stderr=subprocess.PIPE) as running:
        _, err = running.communicate(timeout=TIMEOUT_S)
    assert running.returncode == 1
    assert err == b"newsreader: The output could not be written: No space left on device.\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_encoding_of_the_terminal(program: Program, news_site: NewsSite, encoding: str) -> None:
    cafe = next(story for story in STORIES if "Café" in story.headline)
    program.done("show", news_site.url(cafe.path))
    program.set("PYTHONUTF8", "0")
    program.set("PYTHONIOENCODING", encoding)
    for command in (("list",), ("list", "--json"), ("show", news_site.url(cafe.path))):
        with program.start(*command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
            out, err = running.communicate(timeout=TIMEOUT_S)
        assert (running.returncode, err) == (0, b"")
        assert b"wall turns out to be a chart" in out
        if "--json" in command:
            assert json.loads(out.decode(encoding))[0]["title"] == cafe.headline


def test_another_process_may_have_the_library_open(program: Program, news_site: NewsSite) -> None:
    holding = subprocess.Popen(
        [sys.executable, "-c", _HOLD_THE_LIBRARY_OPEN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holding:
        assert holding.stdin is not None
        assert holding.stdout is not None
        assert int(holding.stdout.readline()) > 0
        program.done("add", news_site.url("/straits.xml"), "--section", "Straits")
        program.done("fetch", "--full-text")
        count = len(stories_of("the-straits"))
        assert len(program.done("list", "--json").json) == count
        out, _ = holding.communicate("go on\n", timeout=TIMEOUT_S)
    assert f"Straits {count}\n" in out


@pytest.mark.skipif(sys.platform == "win32", reason="signals as Unix has them")
def test_control_c_stops_in_a_sentence(program: Program, server: TestServer) -> None:
    server.clear()
    with program.start("show", server.url("/hang"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        server.wait_for_requests(1)
        running.send_signal(signal.SIGINT)
        assert running.communicate(timeout=TIMEOUT_S) == (b"", b"newsreader: Stopped.\n")
    assert running.returncode == 1


def test_a_broken_setting_is_one_sentence(program: Program) -> None:
    path = program.write_config("config.toml", "ofline = true\n")
    ran = program("sections")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"newsreader: The configuration is not right: {path}")
    assert "offline" in ran.err  # the nearest
    assert ran.err.count("\n") == 1


def test_a_broken_variable_is_one_sentence(program: Program) -> None:
    program.set("NEWSREADER_OFFLINE", "perhaps")
    ran = program("sections")
    assert (ran.code, ran.out) == (1, "")
    assert "NEWSREADER_OFFLINE" in ran.err
    assert ran.err.count("\n") == 1


def test_a_broken_catalogue_is_one_sentence_and_the_rest_works(program: Program) -> None:
    path = program.write_config("catalogues/mine.toml", '[[source]]\nkey = "Mine!"\n')
    ran = program("sections", "--json")
    assert ran.code == 0
    assert len(ran.json) > 20
    assert ran.err.startswith(f"newsreader: The configuration is not right: {path}")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("command", [("list",), ("sections",), ("show", "1"), ("fetch", "--offline")])
def test_a_library_folder_that_cannot_be_made_is_one_sentence(program: Program, command: tuple[str, ...]) -> None:
    place = program.home / "data"
    place.write_text("a file where a folder should be", encoding="utf-8")
    ran = program(*command)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("newsreader: The library could not be used: ")
    assert str(place) in ran.err
    assert ran.err.count("\n") == 1


def test_a_file_that_is_no_library_is_one_sentence(program: Program) -> None:
    file = program.home / "data" / "newsreader" / "library.sqlite3"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"not a library at all" * 100)
    ran = program("list")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"newsreader: The library could not be used: {file} (the file is no library). ")
    assert "--salvage" in ran.err


def test_a_log_that_cannot_be_written_is_done_without(program: Program, news_site: NewsSite) -> None:
    (program.home / "state" / "newsreader" / "log" / "newsreader.log").mkdir(parents=True)
    program.done("add", news_site.url("/straits.xml"))


def test_what_it_keeps_is_where_the_variables_say(program: Program, news_site: NewsSite) -> None:
    program.done("add", news_site.url("/straits.xml"))
    files = {path for path in program.home.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm"))}
    assert files == {program.home / "data" / "newsreader" / "library.sqlite3"}


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["unread", "--count"],
        ["unread", "--count", "The Stans", "Mars"],
        ["unread", "The Stans", "--count"],
        ["unread", "--count", "--offline"],
        ["unread"],
        ["sections", "--names"],
        ["sections", "--names", "--offline"],
        ["sections"],
    ],
)
def test_what_is_asked_without_a_parser_is_what_it_makes_of_it(arguments: list[str]) -> None:
    assert vars(_parsed(arguments)) == vars(parse(arguments))


@pytest.mark.parametrize("arguments", [("fetch", "--nonsense"), ("list", "extra"), ("cache", "verify", "--nonsense")])
def test_a_mistake_in_a_command_shows_how_that_command_is_used(program: Program, arguments: tuple[str, ...]) -> None:
    ran = program(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"usage: newsreader {arguments[0]} ")
    assert f"unrecognized arguments: {arguments[-1]}" in ran.err


@pytest.mark.parametrize("action", ["prune", "rebuild", "verify", "compact"])
def test_offline_may_stand_behind_every_word(action: str) -> None:
    assert parse(["cache", action, "--offline"]).offline is True
    assert parse(["--offline", "cache", action]).offline is True
    assert parse(["cache", action]).offline is None


@pytest.mark.parametrize("code", [404, 410])
def test_a_page_that_is_not_there_is_no_matter_of_time(program: Program, server: TestServer, code: int) -> None:
    program.allow(server.host_and_port)
    ran = program("show", server.url(f"/status?code={code}"))
    assert ran.code == 1
    assert f"HTTP {code}" in ran.err
    assert "Look whether the address is right." in ran.err
    assert "later" not in ran.err


def test_a_library_that_cannot_be_changed_is_said_once(program: Program) -> None:
    program.done("sections")
    file = program.home / "data" / "newsreader" / "library.sqlite3"
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA user_version = 9999")  # of a newer newsreader: it is only read
    ran = program("remove", "Mars Daily")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("The library can be read but not changed") == 1
    assert program("cache", "verify").out == "The library is whole.\n"
