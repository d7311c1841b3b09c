"""Opening an article for the command line, and writing it in lines."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from newsreader.cli.choice import named_article
from newsreader.cli.output import Output
from newsreader.cli.painting import painted_lines
from newsreader.errors import NewsError, NotFoundError, OfflineError
from newsreader.library import Library
from newsreader.library.search import INDEX_FIRST_S
from newsreader.model import ArticleId, Reading
from newsreader.query import Query
from newsreader.typeset.document import typeset


async def opened(library: Library, article: str | int, output: Output, *, refresh: bool = False) -> Reading:
    """Get an article by its address or number; the kept text stands in for a refresh that fails.

    Raises:
        NotFoundError: no such article.
        FetchError, ExtractError: it is not here and could not be had.
    """
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
    article_id = await named_article(library, article)
    return await library.cached(article_id) if article_id is not None else None


async def best_hit(library: Library, query: Query, output: Output) -> ArticleId:
    """Give the article that a search finds best; says where there are others.

    Raises:
        NotFoundError: there is none, or the search names a section that is not there.
    """
    await library.search.index(for_s=INDEX_FIRST_S)
    results = await library.search.find(query.text)
    hits = await results.more(1)
    if not hits:
        raise NotFoundError(query.text, "no article matches")
    if results.has_more:
        output.notice(f"The best of {results.found}; newsreader search lists them: {query.text}")
    return hits[0].row.id


def say_what_is_amiss(reading: Reading, output: Output) -> None:
    """Say what could not be kept or had of an article that was opened all the same."""
    for error in (reading.not_kept, reading.page_error):
        if error is not None:
            output.notice(error.user_text)


def usual_width(library: Library) -> int:
    """Give the width to set an article in, in cells: the person's measure, or that of the terminal where it is less."""
    return min(library.settings.measure, shutil.get_terminal_size().columns)


def lines_of(reading: Reading, width_cells: int, output: Output) -> Iterator[str]:
    """Write an article in lines, with looks on a terminal only."""
    return painted_lines(typeset(reading, width_cells).lines, output)
