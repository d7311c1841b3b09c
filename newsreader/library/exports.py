"""Articles and sources as documents for other programs: JSON, Markdown, EPUB and OPML.

Articles are read window by window and written as they come, so that a million of them are never in memory.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from newsreader.errors import ExportError
from newsreader.formats import jsonfeed, markdown, ocf, opml
from newsreader.formats.epub import Book
from newsreader.formats.names import file_name
from newsreader.formats.story import Story
from newsreader.library.outfile import refuse_strangers, replacing
from newsreader.library.places import by_source
from newsreader.library.reading import MAX_LINKS_LOOKED_UP, links_of
from newsreader.library.rules import RuleBook
from newsreader.library.stories import BATCH, Selection, Stories
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId, ArticleSummary, SectionKey
from newsreader.store import articles, pictures, sections
from newsreader.store.saved_searches import load_searches
from newsreader.subscription import SavedQuery

MAX_CHAPTERS = 2_000  # of a book; e-readers take minutes to open more
Progress = Callable[[int], None]  # told how many articles are done


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export wrote."""

    articles: int
    without_text: int = 0  # left out of a book because only a teaser is in the library
    beyond_limit: bool = False  # there are more than a book can have


class Exports:
    """Writes what the library has; hung on the library as `library.exports`."""

    def __init__(self, store: StoreWorker, clock: Callable[[], datetime], rules: RuleBook) -> None:
        self._store = store
        self._clock = clock
        self._stories = Stories(store, clock, rules)

    async def json_feed(self, wanted: Selection, title: str, progress: Progress) -> AsyncIterator[str]:
        """Give a JSON Feed piece by piece; see `newsreader.formats.jsonfeed`."""
        done = 0
        async for stories in self._stories.batches(wanted):
            is_first, done = done == 0, done + len(stories)
            yield await asyncio.to_thread(_feed_part, title, stories, is_first)
            progress(done)
        yield "".join(jsonfeed.feed_parts(title, (), is_first=done == 0, is_last=True))

    async def opml(self, keys: Sequence[SectionKey], *, with_searches: bool = False) -> str:
        """Give sections, and the saved searches where asked for, as OPML; see `newsreader.formats.opml`."""
        wanted = set(keys)
        statuses = await self._store.run(sections.load_sections)
        together = by_source(status for status in statuses if status.section.key in wanted)
        saved = await self._store.run(load_searches) if with_searches else ()
        searches = [SavedQuery(name=search.name, query=search.query) for search in saved]
        return opml.subscriptions_opml([status.section for status in together], self._clock(), searches)

    async def save(self, pieces: AsyncIterator[str], path: Path, *, force: bool = False) -> None:
        """Write pieces of text to a file, which appears only when it is whole.

        Args:
            pieces: its content.
            path: the file.
            force: replace whatever is there.

        Raises:
            ExportError: a stranger's file is there, or it cannot be written.
        """
        with replacing(path, _is_our_document, force=force) as file:
            async for piece in pieces:
                file.write(piece.encode())

    async def markdown(self, wanted: Selection, folder: Path, progress: Progress, *, force: bool = False) -> Exported:
        """Write a folder with one Markdown file for each article.

        Files of other names in the folder are left alone.

        Args:
            wanted: which articles.
            folder: made when it is not there.
            progress: told how many are done.
            force: replace files that no earlier export wrote.

        Raises:
            ExportError: a stranger's file is in the way, or the folder cannot be written to.
        """
        try:
            await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
        except FileExistsError as error:
            raise ExportError(str(folder), "it is a file, and a folder is needed") from error
        except OSError as error:
            raise ExportError(str(folder), error.strerror or str(error)) from error
        done = 0
        async for stories in self._stories.batches(wanted):
            await asyncio.to_thread(_write_markdown, stories, folder, force)
            done += len(stories)
            progress(done)
        return Exported(articles=done)

    async def epub(
        self, wanted: Selection, path: Path, title: str, subtitle: str, progress: Progress, *, force: bool = False
    ) -> Exported:
        """Write a book of the articles whose text is in the library, section by section.

        Args:
            wanted: which articles; at most `MAX_CHAPTERS`, the newest.
            path: the file.
            title: of the book.
            subtitle: one line below it.
            progress: told how many are done.
            force: replace a file that no earlier export wrote.

        Raises:
            ExportError: a stranger's file is there, it cannot be written, or there is nothing to write.
        """
        refuse_strangers(path, ocf.is_ours, force=force)
        rows, without_text, is_cut = await self._rows_of_book(wanted)
        if not rows:
            raise ExportError(str(path), "none of these articles has its text in the library")
        chapters = _by_section(rows, await self._names_of(wanted.sections))
        with replacing(path, ocf.is_ours, force=force) as file:
            book = Book(file=file, title=title, subtitle=subtitle, at=self._clock())
            for run in _in_runs(list(chapters)):
                for story in await self._stories.load([rows[number] for number in run]):
                    if story.has_text:  # it may have been pruned meanwhile
                        await self._add_chapter(book, story, chapters)
                        progress(len(book.chapters))
            await asyncio.to_thread(book.close)
        return Exported(articles=len(book.chapters), without_text=without_text, beyond_limit=is_cut)

    async def _add_chapter(self, book: Book, story: Story, chapters: dict[ArticleId, str]) -> None:
        for image in story.article.images:
            if image.url not in book.pictures and (kept := await self._store.run(pictures.load_picture, image.url)):
                await asyncio.to_thread(book.add_picture, image.url, kept.content_type, kept.body)
        known = await self._store.run(articles.articles_at, links_of(story.article)[:MAX_LINKS_LOOKED_UP])
        inside = {url: number for url, number in known.items() if number in chapters and number != story.id}
        await asyncio.to_thread(book.add_chapter, story, chapters[story.id], inside)

    async def _rows_of_book(self, wanted: Selection) -> tuple[dict[ArticleId, ArticleSummary], int, bool]:
        """Give the rows that are in the library with their text, how many are not, and whether there are more."""
        rows: dict[ArticleId, ArticleSummary] = {}
        without_text = 0
        async for row in self._stories.rows(wanted):
            if not row.is_cached:
                without_text += 1
            elif len(rows) == MAX_CHAPTERS:
                return rows, without_text, True
            else:
                rows[row.id] = row
        return rows, without_text, False

    async def _names_of(self, keys: Sequence[SectionKey]) -> frozenset[str]:
        wanted = set(keys)
        statuses = await self._store.run(sections.load_sections)
        return frozenset(status.section.name for status in statuses if status.section.key in wanted)


def _feed_part(title: str, stories: list[Story], is_first: bool) -> str:
    return "".join(jsonfeed.feed_parts(title, stories, is_first=is_first, is_last=False))


def _write_markdown(stories: list[Story], folder: Path, force: bool) -> None:
    for story in stories:
        path = folder / file_name(story, ".md")
        with replacing(path, _is_our_markdown, force=force, is_one_of_many=True) as file:
            file.write(markdown.story_markdown(story).encode())


def _is_our_document(head: bytes) -> bool:
    return any(signature.encode() in head for signature in (jsonfeed.SIGNATURE, opml.NAMESPACE))


def _is_our_markdown(head: bytes) -> bool:
    return head.startswith(b"---") and markdown.SIGNATURE.encode() in head[:80]


def _by_section(rows: dict[ArticleId, ArticleSummary], chosen: frozenset[str]) -> dict[ArticleId, str]:
    """Put the articles of a section together, in the order of its newest; gives what each section is called.

    Args:
        rows: newest first.
        chosen: names of sections that were asked for: an article of several stands under one of these.
    """
    several_sources = len({row.source for row in rows.values()}) > 1
    by_label: dict[str, list[ArticleId]] = {}
    for row in rows.values():
        name = next((each for each in row.sections if each in chosen), row.sections[0] if row.sections else "")
        label = " / ".join(part for part in (row.source if several_sources else "", name) if part)
        by_label.setdefault(label, []).append(row.id)
    return {number: label for label, numbers in by_label.items() for number in numbers}


def _in_runs(numbers: list[ArticleId]) -> Iterable[list[ArticleId]]:
    return (numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH))
