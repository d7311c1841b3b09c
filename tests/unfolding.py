"""An article whose page is kept, and one that was found changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from newsreader.blocks import Paragraph, Span
from newsreader.model import Page
from newsreader.model.article import EXTRACTOR_VERSION
from newsreader.store import articles
from newsreader.store.connection import open_library
from tests.fakes import NOW, article_url, paths_in, story

SENTENCE = "The pilots went back to work and the ships came in on the evening tide, as they had before the strike. "


def page(number: int) -> bytes:
    """Write the page of a story, with something on it that is no part of it."""
    paragraphs = "".join(f"<p>Paragraph {part} says: {SENTENCE * 2}</p>" for part in range(9))
    return (
        "<html><body><nav><a href='/'>Home of the paper</a></nav>"
        f"<article><h1>Story number {number} of the harbour</h1>"
        f"{paragraphs}<div class='promo'>Buy our mugs&#27;[31m now and for ever, they hold tea</div></article>"
    ).encode()


def keep_page(folder: Path) -> None:
    """Keep the page of the first story too."""
    db = open_library(paths_in(folder).library_file)
    kept = Page(url=article_url(0), body=page(0), content_type="text/html", charset="utf-8", fetched_at=NOW)
    articles.save_article(db, story(0), kept, NOW, extractor=EXTRACTOR_VERSION)
    db.close()


def revise(folder: Path) -> None:
    """Let the second story be found changed."""
    db = open_library(paths_in(folder).library_file)
    first, *rest = story(1).blocks
    changed = replace(story(1), blocks=(Paragraph((Span("The cranes stand still. "), *first.spans)), *rest))  # type: ignore[union-attr]
    articles.save_article(db, changed, None, NOW + timedelta(hours=1))
    db.close()
