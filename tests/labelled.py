"""Invented articles of which it is known which are one developing story, and a library made of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from newsreader.blocks import Paragraph, Span
from newsreader.model import Article, ArticleId, Dateline, Entry, RelatedLink, Section, SectionKey
from newsreader.store.articles import find_article, save_article
from newsreader.store.connection import Connection
from newsreader.store.entries import save_entries
from newsreader.store.sections import add_own_section

BEGIN = datetime(2026, 3, 2, 8, tzinfo=UTC)
DAYS = timedelta(days=9)
LABELLED = Path(__file__).parent / "data" / "storylines" / "labelled.txt"
DESK = Section(key=SectionKey("desk/world"), source="The Desk", name="World", addresses=("https://desk.example/w.xml",))
SIDE = Section(key=SectionKey("desk/side"), source="The Desk", name="Side", addresses=("https://desk.example/s.xml",))


class Labelled(NamedTuple):
    """An article and the story it is a part of."""

    story: str  # "" for one that stands alone
    entry: Entry
    links: tuple[str, ...]

    @property
    def article(self) -> Article:
        """The article with its text."""
        entry = self.entry
        related = tuple(RelatedLink(url=url, title="Earlier", group="RELATED") for url in self.links)
        return Article(
            url=entry.url,
            headline=entry.headline,
            dateline=entry.dateline,
            published=entry.published,
            lang=entry.lang,
            blocks=(Paragraph((Span(entry.summary),)),),
            related=related,
        )


def labelled(end: datetime = BEGIN + DAYS) -> tuple[Labelled, ...]:
    """Read the articles, in the order of the file; the last was published shortly before `end`."""
    return tuple(_read(end - DAYS))


def _read(begin: datetime) -> Iterator[Labelled]:
    of_story: dict[str, list[str]] = {}
    paragraphs = LABELLED.read_text(encoding="utf-8").split("\n\n")
    texts = ("\n".join(line for line in each.splitlines() if not line.startswith("#")).strip() for each in paragraphs)
    for number, text in enumerate(filter(None, texts)):
        head, lead, *links = text.splitlines()
        story, lang, day, place, agency, headline = (part.strip() for part in head.split(" | "))
        moment = begin + timedelta(days=int(day) - 1, minutes=number)
        url = f"https://desk.example/reports/{number}.html"
        entry = Entry(
            url=url,
            headline=headline,
            summary=lead,
            dateline=Dateline(place=place, agency=agency, date=moment.date()),
            published=moment,
            lang=lang,
        )
        known = of_story.setdefault(story, [])
        known.append(url)
        linked = tuple(known[int(line.removeprefix("->")) - 1] for line in links)
        yield Labelled("" if story == "-" else story, entry, linked)


def fill(db: Connection, articles: tuple[Labelled, ...], *, texts_of_each: int = 3) -> dict[ArticleId, str]:
    """Put the articles into a library, in two sections, each third with its text; give the story of each."""
    at = BEGIN + timedelta(days=20)
    for section in (DESK, SIDE):
        add_own_section(db, section)
    for start, section in enumerate((DESK, SIDE)):
        save_entries(db, section.key, [each.entry for each in articles[start::2]], at)
    for number, each in enumerate(articles):
        if number % texts_of_each == 0 or each.links:
            save_article(db, each.article, None, at)
    stories: dict[ArticleId, str] = {}
    for each in articles:
        found = find_article(db, each.entry.url)
        assert found is not None
        stories[found] = each.story
    return stories
