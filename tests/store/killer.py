"""Kills processes that work on a library, and looks at what they leave behind."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from newsreader.store.connection import open_library
from tests.store.made import assert_sound
from tests.store.victim import Marks, load_marks

ROOT = Path(__file__).parents[2]


@dataclass
class Toll:
    """What came of some kills."""

    kills: int = 0
    actions: int = 0  # that were reported as done
    in_flight: int = 0  # kills that hit an action that had begun
    kept: int = 0  # of those, the actions that came through


def kill_again_and_again(library: Path, kills: int, *, seed: int, lines: int) -> Toll:
    """Let a victim work, kill it, and see that the library is sound and no reported mark is lost.

    Args:
        library: its file; made by the first victim.
        kills: how many victims.
        seed: of what they do and when they die.
        lines: a victim is killed some time after it has said at most so many lines.
    """
    toll, chance = Toll(), random.Random(seed)
    for kill in range(kills):
        said = _killed(library, seed + kill, chance.randrange(1, lines), chance.random() * 0.004)
        assert not any(line.startswith("wrong") for line in said), said[-1]
        allowed = _allowed(said)
        with closing(open_library(library)) as db:
            assert_sound(db)
            marks = load_marks(db)
        assert marks in allowed, "a mark was lost, or half an action was kept"
        toll.kills += 1
        toll.actions += sum(line.startswith("done") for line in said)
        toll.in_flight += len(allowed) > 1
        toll.kept += marks != allowed[0]
    return toll


def _killed(library: Path, seed: int, lines: int, later_s: float) -> list[str]:
    """Run a victim until it has said some lines and a little longer; give all it has said."""
    command = [sys.executable, "-m", "tests.store.victim", str(library), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as victim:
        assert victim.stdout is not None
        said = [line for _, line in zip(range(lines), victim.stdout, strict=False)]
        try:
            victim.wait(later_s)
        except subprocess.TimeoutExpired:
            victim.kill()
        said += victim.stdout.readlines()
    return [line for line in said if line.endswith("\n")]


def _allowed(said: list[str]) -> list[Marks]:
    """Give the marks there may be: those of the last action that was done, and of one that had begun."""
    told = [(what, _marks(about)) for what, about in (line.split(" ", 1) for line in said) if what != "done"]
    is_done = said[-1].startswith(("done", "begun"))
    return [told[-1][1]] if is_done else [told[-2][1], told[-1][1]]


def _marks(about: str) -> Marks:
    return {int(number): (mark[0], mark[1]) for number, mark in json.loads(about).items()}
