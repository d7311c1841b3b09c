"""newsreader list: articles, newest first."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator
from heapq import merge

from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.library import Library
from newsreader.library.shapes import row_shape
from newsreader.library.shelves import ListFilter, Place, Shelf
from newsreader.model import ArticleSummary
from newsreader.typeset.rows import LATER, STAR, offline_mark
from newsreader.typeset.when import day_text

_ROWS = 200  # asked for at once


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """List articles."""
    places: list[Place] = [Shelf.ALL]
    if args.section is not None:
        places = [status.section.key for status in await library.named(args.section)]
    wanted = ListFilter(unread_only=args.unread)
    lists = [[row async for row in _rows(library, place, wanted, args.limit)] for place in places]
    newest_first = merge(*lists, key=lambda row: (row.sort_at, row.id), reverse=True)
    rows = list({row.id: row for row in newest_first}.values())[: args.limit]
    if args.json:
        output.json([row_shape(row) for row in rows])
    else:
        for row in rows:
            output.result(row_line(row))
        if not rows:
            what = "unread articles" if args.unread else "articles"
            output.notice(f"No {what} are listed; newsreader fetch brings new ones.")
    return Exit.DONE


async def _rows(library: Library, place: Place, wanted: ListFilter, limit: int) -> AsyncIterator[ArticleSummary]:
    """Give the first rows of a place, window by window."""
    last: ArticleSummary | None = None
    given = 0
    while given < limit:
        window = await library.window(place, wanted, limit=min(_ROWS, limit - given), after=last)
        for row in window.rows:
            yield row
        given += len(window.rows)
        if not window.has_later_rows:
            return
        last = window.rows[-1]


def row_line(row: ArticleSummary) -> str:
    """Write an article as one line of a list."""
    unread = " " if row.state.is_read else "•"
    star = STAR if row.state.is_starred else LATER if row.state.is_later else " "
    day = day_text(row.sort_at.astimezone().date())
    place = f" ({row.dateline.place})" if row.dateline and row.dateline.place else ""
    updated = " · updated" if row.revised_at is not None else ""
    return f"{row.id:>6} {unread}{star}{offline_mark(row)} {day:>11}  {row.headline}{place}{updated}"
