"""What takes most of the time to keep an article, done before: on a thread or in a process that nobody waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.minutes import reading_minutes
from newsreader.model import Article, Page
from newsreader.samestory import can_have_copies
from newsreader.sketch import plain_words, sketch_of
from newsreader.store.packing import pack_body
from newsreader.store.pages import PageRow, page_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An article as the library's file holds it, but for its words and related links."""

    body: bytes  # as `packing.pack_body` gives it
    sketch: tuple[int, ...] | None  # as `sketch.sketch_of` gives it; None for one that cannot have copies
    minutes: int  # to read the text
    pages: tuple[PageRow, ...] = ()  # that it was read from, in reading order


def prepare(article: Article, pages: Sequence[Page]) -> Prepared:
    """Pack an article and the pages it was read from, and sketch its text. Needs no library."""
    words = plain_words(article.text)
    return Prepared(
        body=pack_body(article),
        sketch=sketch_of(words) if can_have_copies(article, words) else None,
        minutes=reading_minutes(article.text),
        pages=tuple(map(page_row, pages)),
    )
