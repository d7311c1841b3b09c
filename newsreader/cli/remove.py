"""newsreader remove: stop following a section or a whole publication, or take that back."""

from __future__ import annotations

import argparse

from newsreader.cli.choice import named_sections
from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.cli.shapes import removed_shape
from newsreader.library import Library


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Remove what the name means."""
    if args.undo:
        names = await library.bring_back_removed()
        if args.json:
            output.json(removed_shape((), names))
        else:
            output.result(f"Back again: {names}." if names else "There is nothing to bring back.")
        return Exit.DONE
    sections = [status.section for status in await named_sections(library, [args.name])]
    sources = dict.fromkeys(section.source for section in sections)
    if len(sources) > 1:
        places = ", ".join(f"{section.source} / {section.name}" for section in sections)
        output.notice(f"{args.name} stands for sections of several publications; name one of them: {places}.")
        return Exit.USAGE
    done = await library.remove(sections)
    if args.json:
        output.json(removed_shape(sections, done.label))
    else:
        output.result(f"{done.label}. newsreader remove --undo brings it back.")
    return Exit.DONE
