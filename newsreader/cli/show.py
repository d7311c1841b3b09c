"""newsreader show: one article, cleaned."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from newsreader.cli.changes import print_changes
from newsreader.cli.exits import Exit
from newsreader.cli.explain import print_explanation
from newsreader.cli.output import Output
from newsreader.cli.shapes import article_shape
from newsreader.errors import NewsError, OfflineError
from newsreader.library import Library
from newsreader.library.results import Explanation
from newsreader.model import ArticleId, Reading
from newsreader.typeset.document import typeset


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Show the article."""
    output.progress("Opening the article …")
    if args.explain or args.rule is not None:
        found = await _explained(library, args)
        output.end_progress()
        if args.explain:
            print_explanation(found, output, as_json=args.json)
        if found.error is not None:
            raise found.error
        if args.explain or found.reading is None:
            return Exit.DONE
        reading = found.reading
    else:
        reading = await _reading(library, args.article, output, refresh=args.refresh)
        output.end_progress()
    if args.diff:
        print_changes(reading.id, await library.versions.changes(reading.id), output, as_json=args.json)
        return Exit.DONE
    if reading.not_kept is not None:
        output.notice(reading.not_kept.user_text)
    if reading.page_error is not None:
        output.notice(reading.page_error.user_text)
    if args.json:
        output.json(article_shape(reading))
        return Exit.DONE
    width = args.width or min(library.settings.measure, shutil.get_terminal_size().columns)
    for line in typeset(reading, width).lines:
        output.result(line.text.rstrip())
    return Exit.DONE


async def _explained(library: Library, args: argparse.Namespace) -> Explanation:
    article = ArticleId(args.article) if isinstance(args.article, int) else args.article
    rule = Path(args.rule) if args.rule is not None else None
    return await library.explain(article, rule=rule, refresh=args.refresh)


async def _reading(library: Library, article: str | int, output: Output, *, refresh: bool) -> Reading:
    """Get the article; the kept text stands in for a refresh that fails."""
    try:
        if isinstance(article, int):
            return await library.read(ArticleId(article), refresh=refresh)
        return await library.read_address(article, refresh=refresh, is_typed=True)
    except NewsError as error:
        kept = await _kept(library, article) if refresh else None
        if kept is None:
            raise
        why = "Offline, nothing was fetched." if isinstance(error, OfflineError) else error.user_text
        output.notice(f"{why} This is the text as it was kept.")
        return kept


async def _kept(library: Library, article: str | int) -> Reading | None:
    article_id = ArticleId(article) if isinstance(article, int) else await library.article_at(article)
    return await library.cached(article_id) if article_id is not None else None
