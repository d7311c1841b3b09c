"""Programs of the person's own that are started when something happened."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from newsreader.config.outward import Hooks
from newsreader.config.settings import Settings
from newsreader.library import hooks
from newsreader.library.doctor.finding import Verdict
from newsreader.library.doctor.hooks import check_hook_failures, check_hooks
from newsreader.library.programs import run_program
from newsreader.library.worker import StoreWorker
from newsreader.store.hooks import HookFailure
from newsreader.store.marks import Mark
from tests.library.paper import SITE, WORLD, Paper, feed, paper_library, refreshed, rows_of

FEED = f"{SITE}/a.xml"
KEEPS = """
import json, sys
with open(sys.argv[1], "a", encoding="utf-8") as file:
    file.write(json.dumps({"arguments": sys.argv[2:], "told": json.loads(sys.stdin.buffer.read())}) + "\\n")
"""
FAILS = "import sys; sys.exit('no \\x1b[31msuch\\nthing')"


class Hooked:
    """A hook that keeps what it is told."""

    def __init__(self, folder: Path) -> None:
        self._script, self._file = folder / "a hook.py", folder / "told.jsonl"
        self._script.write_text(KEEPS, encoding="utf-8")
        self.command = (sys.executable, str(self._script), str(self._file), "$HOME; `date`", "")

    @property
    def all(self) -> list[dict[str, Any]]:
        """What it was given, in the order of its running."""
        return [json.loads(line) for line in self._file.read_text("utf-8").splitlines()] if self._file.exists() else []

    @property
    def told(self) -> list[dict[str, Any]]:
        """What it was told."""
        return [each["told"] for each in self.all]


@pytest.fixture
def hooked(tmp_path: Path) -> Hooked:
    return Hooked(tmp_path)


def hooks_of(**commands: tuple[str, ...]) -> Settings:
    return Settings(hooks=Hooks(**commands))


async def test_each_new_article_once(tmp_path: Path, hooked: Hooked) -> None:
    paper = Paper()
    paper.pages[FEED] = feed(2, 1)
    async with paper_library(tmp_path, paper, settings=hooks_of(new_article=hooked.command)) as library:
        await refreshed(library, WORLD)
        await library.events.settled()
        assert {each["event"] for each in hooked.told} == {"new_article"}
        assert {each["article"]["title"] for each in hooked.told} == {f"Story {n} of the bridge" for n in (1, 2)}
        rows = {row.id: row for row in await rows_of(library)}
        assert all(rows[each["article"]["id"]].url == each["article"]["url"] for each in hooked.told)
        paper.pages[FEED] = feed(3, 2, 1)
        await refreshed(library, WORLD)
        await refreshed(library, WORLD)
        await library.events.settled()
    assert [each["article"]["title"] for each in hooked.told[2:]] == ["Story 3 of the bridge"]


async def test_no_shell_reads_its_arguments(tmp_path: Path, hooked: Hooked) -> None:
    paper = Paper()
    paper.pages[FEED] = feed(1)
    async with paper_library(tmp_path, paper, settings=hooks_of(refresh_done=hooked.command)) as library:
        await refreshed(library, WORLD)
        await library.events.settled()
    assert hooked.all[0]["arguments"] == ["$HOME; `date`", ""]


async def test_a_refresh_with_what_it_brought_and_what_failed(tmp_path: Path, hooked: Hooked) -> None:
    paper = Paper()
    paper.pages[FEED] = feed(2, 1)
    async with paper_library(tmp_path, paper, settings=hooks_of(refresh_done=hooked.command)) as library:
        await refreshed(library, WORLD, *[status.section.key for status in await library.sections()])
        await library.events.settled()
        await refreshed(library)  # nothing was asked for
        await library.events.settled()
    (told,) = hooked.told
    assert (told["event"], told["new_articles"]) == ("refresh_done", 2)
    by_name = {each["section"]: each for each in told["sections"]}
    assert (by_name["World"]["new_articles"], by_name["World"]["error"]) == (2, None)
    assert "HTTP 404" in by_name["Sport"]["error"]


async def test_stars_that_are_set(tmp_path: Path, hooked: Hooked) -> None:
    paper = Paper()
    paper.pages[FEED] = feed(2, 1)
    async with paper_library(tmp_path, paper, settings=hooks_of(starred=hooked.command)) as library:
        await refreshed(library, WORLD)
        first, second = (row.id for row in await rows_of(library))
        await library.set_starred([first], is_starred=True)
        await library.set_starred([first], is_starred=True)  # it is already
        await library.set_starred([first], is_starred=False)
        await library.set_read([second], is_read=True)
        await library.events.settled()
        (told,) = hooked.told
        assert (told["event"], told["article"]["id"]) == ("starred", first)
        await library.marking.turn(Mark.STARRED, [first, second])  # as the reader stars what was chosen
        await library.events.settled()
    assert {each["article"]["id"] for each in hooked.told} == {first, second}


async def test_what_fails_is_noted_until_it_works(
    tmp_path: Path, hooked: Hooked, caplog: pytest.LogCaptureFixture
) -> None:
    paper = Paper()
    paper.pages[FEED] = feed(2, 1)
    failing = hooks_of(new_article=(sys.executable, "-c", FAILS))
    async with paper_library(tmp_path, paper, settings=failing) as library:
        await refreshed(library, WORLD)
        await library.events.settled()
        (failure,) = await library.events.failures()
        assert (failure.event, failure.failures) == ("new_article", 2)
        assert failure.why == "it ended with code 1: no such thing"
        assert "the hook new_article" in caplog.text
        (finding,) = check_hook_failures(library.settings, [failure])
        assert (finding.state, finding.why) == (Verdict.WARNING, failure.why)
        assert "has failed 2 times" in finding.what
        assert list(check_hook_failures(Settings(), [failure])) == []
    paper.pages[FEED] = feed(3, 2, 1)
    async with paper_library(tmp_path, paper, settings=hooks_of(new_article=hooked.command)) as library:
        await refreshed(library, WORLD)
        await library.events.settled()
        assert await library.events.failures() == ()


def test_the_doctor_looks_whether_programs_are_there() -> None:
    settings = hooks_of(starred=(sys.executable, "-c", ""), refresh_done=("no-such-program", "x"))
    states = {finding.subject: finding.state for finding in check_hooks(settings)}
    assert states == {sys.executable: Verdict.OK, "no-such-program": Verdict.BROKEN}
    assert list(check_hooks(Settings())) == []


async def test_programs_that_cannot_be_run_or_do_not_listen() -> None:
    assert "could not be started" in await run_program(["no-such-program"], limit_s=10)
    assert "could not be started" in await run_program(["/"], limit_s=10)
    deaf = [sys.executable, "-c", "import sys; sys.stdin.close()"]
    assert await run_program(deaf, b"x" * 10_000_000, limit_s=30) == ""
    loud = [sys.executable, "-c", "import sys; sys.stderr.write('x' * 5_000_000 + 'end'); sys.exit(3)"]
    why = await run_program(loud, limit_s=30)
    assert why.startswith("it ended with code 3: ")
    assert why.endswith("end")
    assert len(why) < 600


@pytest.mark.skipif(sys.platform == "win32", reason="process groups as Unix has them")
async def test_a_program_is_stopped_in_time_with_what_it_started(tmp_path: Path) -> None:
    fifo = tmp_path / "held"
    os.mkfifo(fifo)
    child = f"import time; held = open({str(fifo)!r}, 'wb'); time.sleep(600)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    running = asyncio.ensure_future(run_program([sys.executable, "-c", parent], limit_s=600))
    async with asyncio.timeout(60):
        held = await asyncio.to_thread(fifo.open, "rb")  # waits until the child has it open too
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        with held:
            assert await asyncio.to_thread(held.read) == b""  # waits until nobody has


async def test_a_time_limit_is_said() -> None:
    slow = [sys.executable, "-c", "import time; time.sleep(600)"]
    assert await run_program(slow, limit_s=0.05) == "it was stopped after 0.05 seconds"


async def test_few_at_once_and_all_in_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, done = 0, 0, list[str]()

    async def run(command: tuple[str, ...], given: bytes, *, limit_s: float) -> str:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        done.append(json.loads(given)["article"]["title"])
        return ""

    monkeypatch.setattr(hooks, "run_program", run)
    paper = Paper()
    paper.pages[FEED] = feed(*range(1, 25))
    async with paper_library(tmp_path, paper, settings=hooks_of(new_article=("x",))) as library:
        await refreshed(library, WORLD)
        await library.events.settled()
    assert most <= hooks.AT_ONCE
    assert len(set(done)) == len(done) == 24


async def test_what_begins_as_the_others_end_is_run_too(tmp_path: Path) -> None:
    wanted = Hooks(refresh_done=("a program",))
    begun: list[int] = []
    all_at_once = asyncio.Event()

    async def told(number: int) -> None:
        begun.append(number)
        await all_at_once.wait()

    store = await StoreWorker.open(tmp_path / "library.sqlite3")
    runner = hooks.HookRunner(store, lambda: wanted)
    for number in range(hooks.AT_ONCE):
        runner.begin(hooks.Event.REFRESH_DONE, partial(told, number))
    await asyncio.sleep(0)
    all_at_once.set()
    asyncio.get_running_loop().call_soon(runner.begin, hooks.Event.REFRESH_DONE, partial(told, 99))
    await asyncio.sleep(0)
    await runner.settled()
    await store.close()
    assert begun == [*range(hooks.AT_ONCE), 99]


async def test_who_leaves_waits_for_no_hook_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("newsreader.library.events.GRACE_S", 0.01)
    paper = Paper()
    paper.pages[FEED] = feed(*range(1, 9))
    slow = (sys.executable, "-c", "import time; time.sleep(600)")
    async with asyncio.timeout(60), paper_library(tmp_path, paper, settings=hooks_of(new_article=slow)) as library:
        await refreshed(library, WORLD)
    assert "hooks were stopped; 4 more had not begun" in caplog.text


async def test_a_queue_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hooked: Hooked) -> None:
    monkeypatch.setattr(hooks, "MOST_WAITING", 3)
    paper = Paper()
    paper.pages[FEED] = feed(*range(1, 9))
    async with paper_library(tmp_path, paper, settings=hooks_of(new_article=hooked.command)) as library:
        await refreshed(library, WORLD)
        await library.events.settled()
    assert len(hooked.told) == 3


def test_once_is_said_so() -> None:
    settings = hooks_of(starred=("x",))
    (finding,) = check_hook_failures(settings, [HookFailure("starred", "it ended with code 1", 1)])
    assert finding.what == "the hook starred has failed once"
