"""newsreader import: follow what another reader follows."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from newsreader.address import typed_address
from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.cli.shapes import import_shape
from newsreader.errors import NewsError
from newsreader.library import Library
from newsreader.library.imports import MAX_LIST_BYTES, Imported
from newsreader.subscription import SavedQuery
from newsreader.typeset.counts import counted


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Import the list and say what came in and what did not."""
    output.progress(f"Reading {args.source} …")
    imported = await _import(library, args.source)
    searches = {query.name: await _saved(library, query) for query in imported.queries}
    output.end_progress()
    if args.json:
        output.json(import_shape(imported))
        return Exit.DONE
    output.result(f"{counted(len(imported.added), 'section')} added, {len(imported.known)} already there.")
    if imported.articles:
        output.result(
            f"{counted(imported.articles, 'article')} listed, {imported.new_articles} of them new;"
            f" {imported.read} marked read, {imported.starred} starred."
        )
    for name, fault in searches.items():
        output.result(f"A search, {name}: {fault or 'saved.'}")
    if imported.left_out:
        output.result("Left out:")
        for each in imported.left_out:
            output.result(f"  {each.what}: {each.why}")
    return Exit.DONE


async def _saved(library: Library, query: SavedQuery) -> str:
    """Save a list that is made by a search; gives why it could not be, "" when it could."""
    try:
        await library.search.save(query.name, query.query)
    except NewsError as error:
        return f"{error.user_text} It says: {query.query}"
    return ""


async def _import(library: Library, source: str) -> Imported:
    if source == "-":
        body = await asyncio.to_thread(sys.stdin.buffer.read, MAX_LIST_BYTES + 1)
        return await library.imports.from_bytes(body, "standard input")
    if address := _address(source):
        return await library.imports.from_address(address)
    return await library.imports.from_file(Path(source))


def _address(source: str) -> str:
    """Give the web address that the person means, "" for a file: `a.example/list.opml`, but not `list.opml`."""
    address = typed_address(source)
    if "://" in source:
        return address or source
    is_like_one = "/" in source and not source.startswith((".", "/", "~"))
    return address if is_like_one and not Path(source).exists() else ""
