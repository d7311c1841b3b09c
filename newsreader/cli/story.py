"""newsreader story: the articles of one developing story."""

from __future__ import annotations

import argparse

from newsreader.cli.choice import named_article
from newsreader.cli.exits import Exit
from newsreader.cli.list_articles import row_line
from newsreader.cli.output import Output
from newsreader.cli.shapes import rung_shape
from newsreader.errors import NotFoundError
from newsreader.library import Library
from newsreader.library.search import INDEX_FIRST_S
from newsreader.model import ArticleId
from newsreader.typeset.joints import joint_text

_INDENT = " " * 11


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Print the storyline of an article, the oldest first."""
    article_id = await _article_id(library, args.article)
    await library.search.index(for_s=INDEX_FIRST_S)
    rungs = await library.storylines.of(article_id)
    if args.json:
        output.json([rung_shape(rung) for rung in rungs])
        return Exit.DONE
    for rung in rungs:
        output.result(row_line(rung.row))
        why = "the article itself" if rung.joint is None else joint_text(rung.joint)
        output.result(f"{_INDENT}{why}" + "".join(f" · {name}" for name in rung.row.sections))
    if len(rungs) == 1:
        output.notice("No other article in the library belongs to its story.")
    return Exit.DONE


async def _article_id(library: Library, named: int | str) -> ArticleId:
    found = await named_article(library, named)
    if found is None:
        raise NotFoundError(str(named), "no article of the library has this address; newsreader show reads it")
    return found
