"""newsreader add: follow an address."""

from __future__ import annotations

import argparse

from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.cli.phrases import counted
from newsreader.library import Library


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Add the address and say what it is."""
    output.progress(f"Looking at {args.address} …")
    added = await library.add(args.address, site=args.site, name=args.section)
    output.end_progress()
    verb = "Already followed" if added.was_known else "Added"
    what = f"a {added.kind.value} with {counted(added.entries, 'article')}, {added.new_articles} of them new"
    output.result(f"{verb}: {added.section.source} / {added.section.name}, {what}.")
    return Exit.DONE
