"""newsreader sections --names: what commands call sections, for shells to complete. Imports next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.cli.exits import Exit
from newsreader.glance import look_at
from newsreader.naming import telling_names

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from newsreader.cli.output import Output


def run_at_once(file: Path, args: argparse.Namespace, output: Output) -> Exit:
    """Print a name a line."""
    for name in telling_names(look_at(file).sections):
        if not name.startswith("-"):  # where a shell puts it, it would be an option
            output.result(name)
    return Exit.DONE
