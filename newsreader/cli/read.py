"""newsreader read: one article in the pager."""

from __future__ import annotations

import argparse

from newsreader.cli.arguments.values import article
from newsreader.cli.exits import Exit
from newsreader.cli.opening import best_hit, lines_of, opened, say_what_is_amiss, usual_width
from newsreader.cli.output import Output
from newsreader.cli.pager import page
from newsreader.library import Library
from newsreader.query import Query


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Show the article; it is read then."""
    wanted = article(args.article)
    output.progress("Opening the article …")
    if isinstance(wanted, Query):
        wanted = int(await best_hit(library, wanted, output))
    reading = await opened(library, wanted, output, refresh=args.refresh)
    output.end_progress()
    say_what_is_amiss(reading, output)
    page(lines_of(reading, args.width or usual_width(library), output), output)
    if not args.keep_unread and not reading.state.is_read and reading.id and not library.is_read_only:
        await library.set_read([reading.id], is_read=True)
    return Exit.DONE
