"""A killed process loses at most the action in flight, and never one it had reported as done.

`python -m tests.benchmarks.durability` does the same hundreds of times.
"""

from pathlib import Path

from tests.store.killer import kill_again_and_again


def test_killed_again_and_again(path: Path) -> None:
    toll = kill_again_and_again(path, 8, seed=26, lines=60)
    assert toll.kills == 8
    assert toll.actions > 8
