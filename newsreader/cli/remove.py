"""newsreader remove: stop following a section or a whole publication, or take that back."""

from __future__ import annotations

import argparse

from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.library import Library


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Remove what the name means."""
    if args.undo:
        names = await library.bring_back_removed()
        output.result(f"{names} is back." if names else "Nothing was removed.")
        return Exit.DONE
    sections = [status.section for status in await library.named(args.name)]
    done = await library.remove(sections)
    output.result(f"{done.label}. newsreader remove --undo brings it back.")
    return Exit.DONE
