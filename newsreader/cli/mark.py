"""newsreader mark, star and unstar: marks of articles."""

from __future__ import annotations

import argparse

from newsreader.cli.choice import named_article
from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.cli.shapes import marked_shape
from newsreader.errors import NotFoundError
from newsreader.library import Library
from newsreader.library.results import Done
from newsreader.library.shelves import Shelf
from newsreader.model import ArticleId

_SHORT = {"star": "starred", "unstar": "unstarred"}  # commands, by what `mark` calls it
_AT_ONCE = 500


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Set or take away the marks and say of how many articles."""
    state = _SHORT.get(args.command) or args.state
    is_of_many = args.section is not None or args.all
    if bool(args.articles) + is_of_many + (args.search is not None) != 1:
        output.notice("Name articles, or where they are: --section, --search or --all; one of these.")
        return Exit.USAGE
    if is_of_many and state != "read":
        output.notice(f"--section and --all go with read; for {state}, name the articles or what --search finds.")
        return Exit.USAGE
    done = await _done(library, args, state)
    if args.json:
        output.json([marked_shape(each) for each in done])
    else:
        for each in done:
            output.result(f"{each.label}.")
    return Exit.DONE


async def _done(library: Library, args: argparse.Namespace, state: str) -> list[Done]:
    if args.all:
        return [await library.mark_all_read(Shelf.ALL)]
    if args.section is not None:
        return [await library.mark_all_read(status.section.key) for status in await library.named(args.section)]
    ids = await _ids(library, args)
    if state in ("starred", "unstarred"):
        return [await library.set_starred(ids, is_starred=state == "starred")]
    if state in ("later", "not-later"):
        return [await library.history.set_later(ids, is_later=state == "later")]
    return [await library.set_read(ids, is_read=state == "read")]


async def _ids(library: Library, args: argparse.Namespace) -> list[ArticleId]:
    """Give the articles meant, all of them there.

    Raises:
        NotFoundError: one is not.
    """
    if args.search is not None:
        results = await library.search.find(args.search)
        await library.search.index()
        ids: list[ArticleId] = []
        while results.has_more:
            ids += [hit.row.id for hit in await results.more(_AT_ONCE)]
        return ids
    return [await _id(library, wanted) for wanted in args.articles]


async def _id(library: Library, wanted: str | int) -> ArticleId:
    found = await named_article(library, wanted)
    if found is None or await library.summary(found) is None:
        raise NotFoundError(str(wanted))
    return found
