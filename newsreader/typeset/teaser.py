"""What a list knows of an article, as something to read until its text is here."""

from __future__ import annotations

from newsreader.blocks import Paragraph, Span
from newsreader.model import Article, ArticleSummary, Reading


def teaser_of(row: ArticleSummary) -> Reading:
    """Make what a list knows of an article readable."""
    blocks = (Paragraph((Span(row.summary),)),) if row.summary else ()
    article = Article(
        url=row.url,
        headline=row.headline,
        site=row.source,
        section=row.sections[0] if row.sections else "",
        byline=row.byline,
        dateline=row.dateline,
        published=row.published,
        blocks=blocks,
    )
    return Reading(id=row.id, article=article, state=row.state)
