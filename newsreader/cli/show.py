"""newsreader show: one article, cleaned."""

from __future__ import annotations

import argparse
from pathlib import Path

from newsreader.cli.changes import print_changes
from newsreader.cli.exits import Exit
from newsreader.cli.explain import print_explanation
from newsreader.cli.opening import lines_of, opened, say_what_is_amiss, usual_width
from newsreader.cli.output import Output
from newsreader.cli.shapes import article_shape
from newsreader.library import Library
from newsreader.library.results import Explanation
from newsreader.model import ArticleId


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
        reading = await opened(library, args.article, output, refresh=args.refresh)
        output.end_progress()
    if args.diff:
        print_changes(reading.id, await library.versions.changes(reading.id), output, as_json=args.json)
        return Exit.DONE
    say_what_is_amiss(reading, output)
    if args.json:
        output.json(article_shape(reading))
        return Exit.DONE
    for line in lines_of(reading, args.width or usual_width(library), output):
        output.result(line)
    return Exit.DONE


async def _explained(library: Library, args: argparse.Namespace) -> Explanation:
    article = ArticleId(args.article) if isinstance(args.article, int) else args.article
    rule = Path(args.rule) if args.rule is not None else None
    return await library.glass_box.explain(article, rule=rule, refresh=args.refresh)
