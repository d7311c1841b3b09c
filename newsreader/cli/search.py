"""newsreader search: find articles, keep searches."""

from __future__ import annotations

import argparse

from newsreader.cli.exits import Exit
from newsreader.cli.list_articles import row_line
from newsreader.cli.output import Colour, Output
from newsreader.cli.shapes import hit_shape, saved_search_shape, section_shape
from newsreader.excerpt import Marked
from newsreader.library import Library, utc_now
from newsreader.library.search import INDEX_FIRST_S, Results, SearchHit
from newsreader.typeset.counts import count_text
from newsreader.typeset.when import day_text

_PROGRESS_S = 0.5
_INDENT = " " * 11


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Search, or keep, list or remove a search."""
    text = " ".join(args.query)
    if text and (args.saved or args.forget is not None):
        output.notice(f"{'--saved' if args.saved else '--forget'} takes no query; leave {text} out.")
        return Exit.USAGE
    if args.forget is not None:
        await _forget(library, args.forget, output, as_json=args.json)
    elif args.saved:
        await _list_saved(library, output, as_json=args.json)
    elif args.save is not None:
        await _save(library, args.save, text, output, as_json=args.json)
    elif args.index and not text:
        await _index(library, output)
    else:
        if args.index:
            await _index(library, output)
        await _search(library, text, args, output)
    return Exit.DONE


async def _search(library: Library, text: str, args: argparse.Namespace, output: Output) -> None:
    results = await library.search.find(text)
    await library.search.index(for_s=INDEX_FIRST_S)
    hits: list[SearchHit] = []
    while len(hits) < args.limit and results.has_more:
        hits += await results.more(args.limit - len(hits))
    if args.json:
        output.json([hit_shape(hit) for hit in hits])
    else:
        for hit in hits:
            output.result(row_line(hit.row))
            if snippet := _with_matches(hit.excerpt, output).strip():
                output.result(_INDENT + snippet)
        if not hits:
            output.notice("Nothing was found.")
    await _tell(library, results, output)


def _with_matches(marked: Marked, output: Output) -> str:
    """Set off what matched, on a terminal."""
    pieces, at = [], 0
    for start, end in marked.places:
        pieces += [marked.text[at:start], output.painted(marked.text[start:end], Colour.BOLD)]
        at = end
    return "".join([*pieces, marked.text[at:]])


async def _tell(library: Library, results: Results, output: Output) -> None:
    """Say what a person could miss: older hits, articles that are not indexed."""
    if results.has_more and results.back_to is not None:
        day = day_text(results.back_to.astimezone().date())
        output.notice(f"The best of {results.found} found back to {day}; a higher --limit shows older ones too.")
    elif results.has_more:
        output.notice(f"The best of {results.found}; a higher --limit shows more.")
    progress = await library.search.progress()
    if not progress.is_complete:
        output.notice(
            f"{progress.indexed:,} of {progress.total:,} articles are indexed so far;"
            " the reader goes on with it, and search --index does it now."
        )


async def _save(library: Library, name: str, query: str, output: Output, *, as_json: bool) -> None:
    before = {search.key: search.query for search in await library.search.saved()}
    key = await library.search.save(name, query)
    (kept,) = [search for search in await library.search.saved() if search.key == key]
    if as_json:
        output.json(saved_search_shape(kept, "saved", replaced=before.get(key)))
        return
    instead = f" instead of {before[key]}" if before.get(key, kept.query) != kept.query else ""
    output.notice(f"Saved{instead}: newsreader list --section {name!r} lists what it finds.")


async def _forget(library: Library, name: str, output: Output, *, as_json: bool) -> None:
    forgotten = await library.search.forget(name)
    if as_json:
        output.json(saved_search_shape(forgotten, "forgotten"))
    else:
        output.notice(f"Forgotten: {name}; what it found stays.")


async def _list_saved(library: Library, output: Output, *, as_json: bool) -> None:
    await library.search.count()
    statuses = [status for status in await library.sections() if status.query]
    if as_json:
        output.json([section_shape(status, utc_now()) for status in statuses])
        return
    for status in statuses:
        counts = f"{count_text(status, status.unread)} unread of {count_text(status, status.total)}"
        output.result(f"{status.section.name}: {counts}, search {status.query}")


async def _index(library: Library, output: Output) -> None:
    while not await library.search.index(for_s=_PROGRESS_S):
        progress = await library.search.progress()
        output.progress(f"{progress.indexed:,} of {progress.total:,} articles indexed")
    output.end_progress()
