"""Hundreds of kills: `python -m tests.benchmarks.durability --kills 300`.

Each victim refreshes, reads pages, marks, marks all, undoes, prunes and restores on one library until it is killed.
After each the file must be sound, its counts equal a recount, and its marks be those reported or those of the one
action in flight.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.store.killer import kill_again_and_again


def main() -> None:
    """Kill, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        toll = kill_again_and_again(Path(folder) / "library.sqlite3", arguments.kills, seed=arguments.seed, lines=60)
    print(f"{toll.kills} kills after {toll.actions} reported actions; {toll.in_flight} hit an action in flight,")
    print(f"of which {toll.kept} came through whole and the others not at all. No mark was lost.")


if __name__ == "__main__":
    main()
