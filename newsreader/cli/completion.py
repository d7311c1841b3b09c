"""newsreader completion and newsreader man: what shells and the manual are told, made from the same tables."""

from __future__ import annotations

import argparse
from importlib import import_module
from importlib.metadata import version

from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.cli.shell.lines import whole_line
from newsreader.cli.shell.man import page
from newsreader.config.paths import Paths


async def run(paths: Paths, args: argparse.Namespace, output: Output) -> Exit:
    """Print the script, or the page."""
    if args.command == "man":
        output.document(page(whole_line(), version("newsreader")))
    else:
        output.document(import_module(f"newsreader.cli.shell.{args.shell}").completion(whole_line()))
    return Exit.DONE
