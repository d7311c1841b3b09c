"""newsreader watch."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.cli import watch
from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.config.settings import Settings
from tests.cli.program import Program
from tests.library.paper import SITE, WORLD, Paper, paper_library, refreshed
from tests.library.paper import feed as paper_feed
from tests.server import TestServer

FEED = '<rss version="2.0"><channel><title>World</title>{}</channel></rss>'
TIMEOUT_S = 30
WORLD_FEED = f"{SITE}/a.xml"


def feed(*numbers: int) -> str:
    """Write a feed of some stories."""
    return FEED.format(
        "".join(f"<item><title>Story {number}</title><link>/story-{number}.html</link></item>" for number in numbers)
    )


@pytest.fixture
def feeds(program: Program, server: TestServer) -> TestServer:
    """A server with two feeds, both followed."""
    server.clear()
    program.allow(server.host_and_port)
    program.write_config("config.toml", "[refresh]\nminutes = 1\n")
    for name in ("world", "sport"):
        url = server.put(f"/{name}.xml", feed(1), "application/rss+xml")
        program.done("add", url, "--site", "Paper", "--section", name)
    return server


def titles(out: str) -> list[str]:
    """Give the titles of JSON lines."""
    return [json.loads(line)["title"] for line in out.splitlines()]


def test_once(program: Program, feeds: TestServer) -> None:
    feeds.put("/world.xml", feed(3, 2, 1), "application/rss+xml")
    ran = program("watch", "--once")
    assert (ran.code, ran.err) == (0, "")
    assert titles(ran.out) == ["Story 2", "Story 3"]
    assert json.loads(ran.lines[0]) == next(
        row for row in program.done("list", "--json").json if row["title"] == "Story 2"
    )
    assert program.done("watch", "--once").out == ""


def test_only_some_sections(program: Program, feeds: TestServer) -> None:
    feeds.put("/world.xml", feed(2), "application/rss+xml")
    feeds.put("/sport.xml", feed(3), "application/rss+xml")
    assert titles(program.done("watch", "--once", "sport").out) == ["Story 3"]
    assert titles(program.done("watch", "--once").out) == ["Story 2"]
    assert program("watch", "--once", "letters").code == 1


def test_offline_and_what_fails(program: Program, feeds: TestServer) -> None:
    assert program("watch", "--once", "--offline").code == 4
    del feeds.pages["/world.xml"]
    feeds.put("/sport.xml", feed(3), "application/rss+xml")
    ran = program("watch", "--once")
    assert ran.code == 3
    assert titles(ran.out) == ["Story 3"]
    assert "HTTP 404" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="signals as Unix has them")
def test_until_control_c(program: Program, feeds: TestServer) -> None:
    feeds.put("/world.xml", feed(2), "application/rss+xml")
    with program.start("watch", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert titles(running.stdout.readline().decode()) == ["Story 2"]  # as it comes, not at the end
        running.send_signal(signal.SIGINT)
        assert running.communicate(timeout=TIMEOUT_S) == (b"", b"")
    assert running.returncode == 0


async def test_what_another_newsreader_brings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(watch, "LOOK_S", 0.01)
    paper = Paper()
    paper.pages[WORLD_FEED] = paper_feed(2, 1)
    args = argparse.Namespace(sections=[], once=False)
    async with paper_library(tmp_path, paper, settings=Settings(offline=True)) as watching, asyncio.timeout(TIMEOUT_S):
        watched = asyncio.create_task(watch.run(watching, args, Output()))
        out = ""
        async with paper_library(tmp_path, paper) as other:
            while await watching.arrivals.newest() == 0:  # until the first look is behind it, nothing is new to it
                await asyncio.sleep(0.02)
                await refreshed(other, WORLD)
        paper.pages[WORLD_FEED] = paper_feed(3, 2, 1)
        async with paper_library(tmp_path, paper) as other:
            await refreshed(other, WORLD)
        while "Story 3" not in out:
            await asyncio.sleep(0.02)
            out += capsys.readouterr().out
        watched.cancel()
        assert await watched is Exit.DONE
    assert titles(out)[-1] == "Story 3 of the bridge"
    assert len(titles(out)) == len(set(titles(out)))


def test_a_reader_that_has_seen_enough(program: Program, feeds: TestServer) -> None:
    feeds.put("/world.xml", feed(*range(2, 60)), "application/rss+xml")
    with program.start("watch", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.wait(TIMEOUT_S) == 0
        assert running.stderr is not None
        assert running.stderr.read() == b""
