"""newsreader paths: where everything lies."""

from __future__ import annotations

import argparse

from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.config.paths import Paths

_NAME_CELLS = 12


async def run(paths: Paths, args: argparse.Namespace, output: Output) -> Exit:
    """Print every place, whether there is something or not."""
    places = paths.places()
    if getattr(args, "json", False):
        output.json({name.replace(" ", "_"): str(path) for name, path in places.items()})
        return Exit.DONE
    for name, path in places.items():
        output.result(f"{name:<{_NAME_CELLS}}{path}")
    return Exit.DONE
