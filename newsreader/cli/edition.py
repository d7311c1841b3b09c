"""newsreader edition: what to read in the minutes one has."""

from __future__ import annotations

import argparse

from newsreader.cli.exits import Exit
from newsreader.cli.list_articles import row_line
from newsreader.cli.output import Output
from newsreader.cli.shapes import edition_shape
from newsreader.library import Library
from newsreader.typeset.counts import counted


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Print the edition of the day."""
    output.progress("Choosing the articles …")
    edition = await library.editions.today(args.minutes or library.settings.edition_minutes)
    output.end_progress()
    if args.json:
        output.json(edition_shape(edition))
        return Exit.DONE
    for each in edition.chosen:
        output.result(f"{row_line(each.row)} · {each.minutes} min")
    if not edition.chosen:
        output.notice("There is nothing unread to make an edition of; newsreader fetch brings new articles.")
    elif edition.is_over:
        output.notice("That was your edition; the next one is made tomorrow.")
    else:
        told = f"{edition.read} of {counted(len(edition.chosen), 'article')} read"
        output.notice(f"{told}, {counted(edition.minutes_left, 'minute')} left.")
    return Exit.DONE
