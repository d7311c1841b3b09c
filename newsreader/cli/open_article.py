"""newsreader open: an article in the web browser."""

from __future__ import annotations

import argparse

from newsreader.cli.arguments.values import article
from newsreader.cli.exits import Exit
from newsreader.cli.opening import best_hit
from newsreader.cli.output import Output
from newsreader.errors import NotFoundError
from newsreader.library import Library
from newsreader.library.browser import open_in_browser
from newsreader.model import ArticleId
from newsreader.query import Query


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Hand the address to the browser; nothing but web addresses is handed over."""
    url = await _address(library, article(args.article), output)
    if open_in_browser(url):
        return Exit.DONE
    output.notice(f"No web browser was found here to open {url}; BROWSER in the environment names one.")
    return Exit.FAILED


async def _address(library: Library, wanted: str | int | Query, output: Output) -> str:
    if isinstance(wanted, str):
        return wanted
    article_id = ArticleId(wanted) if isinstance(wanted, int) else await best_hit(library, wanted, output)
    row = await library.summary(article_id)
    if row is None:
        raise NotFoundError(str(article_id))
    return row.url
