"""newsreader split: two stories that were taken for one."""

from __future__ import annotations

import argparse

from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.library import Library


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Make the copy at an address an article of its own."""
    own, other = await library.copies.split(args.address)
    if args.json:
        output.json({"id": own.id, "url": own.url, "title": own.headline, "from": other.id})
    else:
        output.result(f"{own.id} is an article of its own again: {own.headline}")
        output.result(f"{other.id} goes without it: {other.headline}")
    return Exit.DONE
