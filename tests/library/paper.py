"""A newspaper for the tests of the library: feeds and pages that may change, and a server that misbehaves."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from newsreader.config.catalogue import Catalogue
from newsreader.config.settings import Settings
from newsreader.errors import FetchError, HttpStatusError, OversizeError, UnreachableError
from newsreader.library import Library
from newsreader.library.results import Added, SectionResult
from newsreader.library.shelves import ListFilter, Shelf
from newsreader.model import ArticleSummary, NotModified, Page, Section, SectionKey, SectionStatus, Validators
from tests.fakes import NOW, paths_in

SITE = "https://paper.example"
WORLD, SPORT, OLD = SectionKey("paper/world"), SectionKey("paper/sport"), SectionKey("paper/old")
SECTIONS = (
    Section(key=WORLD, source="The Paper", name="World", addresses=(f"{SITE}/a.xml", f"{SITE}/b.xml")),
    Section(key=SPORT, source="The Paper", name="Sport", addresses=(f"{SITE}/sport.xml",), is_starter=True),
    Section(key=OLD, source="The Paper", name="Old", addresses=("https://elsewhere.example/old.xml",)),
)
CATALOGUE = Catalogue(sections=SECTIONS, digest="paper")
SENTENCE = "The council met on Tuesday evening and talked about the bridge until the lamps went out. "


class Poison(bytes):
    """A body that no code of ours can read: it stands for the page that a reader was not written for."""

    def __getattribute__(self, name: str) -> object:
        if name.startswith("__"):
            return super().__getattribute__(name)
        raise ZeroDivisionError(name)


class Paper:
    """Gives its pages with an ETag each, and 304 for one that is sent back."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | FetchError] = {}
        self.content_types: dict[str, str] = {}
        self.asked: list[str] = []
        self.asked_for_rules: list[str] = []
        self.robots: dict[str, bytes | FetchError] = {}  # 404 for every other site
        self.allowed: set[str] = set()
        self.speaks_304 = True
        self.moved: dict[str, str] = {}  # where addresses say they have moved for good
        self.is_closed = False

    async def fetch(
        self, url: str, *, validators: Validators = Validators(), max_bytes: int | None = None
    ) -> Page | NotModified:
        """Answer from memory."""
        if url.endswith("/robots.txt"):
            self.asked_for_rules.append(url)
            robots = self.robots.get(url, HttpStatusError(url, 404))
            if isinstance(robots, FetchError):
                raise robots
            return Page(url=url, body=robots, content_type="text/plain", fetched_at=NOW)
        self.asked.append(url)
        await asyncio.sleep(0)  # as the network does, let others run
        answer = self.pages.get(url, HttpStatusError(url, 404))
        if isinstance(answer, FetchError):
            raise answer
        if max_bytes is not None and len(answer) > max_bytes:
            raise OversizeError(url)
        etag = hashlib.sha256(answer).hexdigest() if self.speaks_304 else ""
        if etag and validators.etag == etag:
            return NotModified(permanent_url=self.moved.get(url, ""))
        kind = "application/rss+xml" if url.endswith(".xml") else "text/html"
        return Page(
            url=url,
            permanent_url=self.moved.get(url, ""),
            body=answer,
            content_type=self.content_types.get(url, kind),
            charset="utf-8",
            validators=Validators(etag=etag),
            fetched_at=NOW,
        )

    async def fetch_picture(self, url: str, *, max_bytes: int) -> Page:
        """Answer from memory."""
        page = await self.fetch(url, max_bytes=max_bytes)
        assert isinstance(page, Page)
        return page

    def allow(self, host_and_port: str) -> None:
        """Remember what was allowed."""
        self.allowed.add(host_and_port)

    async def aclose(self) -> None:
        """Remember that nothing more will be asked."""
        self.is_closed = True


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def paper_library(
    folder: Path,
    paper: Paper,
    *,
    settings: Settings = Settings(),
    clock: Clock | None = None,
    catalogue: Catalogue = CATALOGUE,
) -> AsyncIterator[Library]:
    """Open a library on the paper."""
    paths = paths_in(folder)
    async with Library.open(paths, settings, clock=clock or Clock(), fetcher=paper, catalogue=catalogue) as library:
        yield library


def dead(url: str) -> UnreachableError:
    """Give what a fetch raises where there is no network at all."""
    return UnreachableError(url, "no name server answers", is_network_down=True)


def story_url(number: int) -> str:
    """Give the address of a story."""
    return f"{SITE}/story-{number}.html"


def feed(*numbers: int) -> bytes:
    """Write an RSS feed of some stories, the first one the newest."""
    items = "".join(
        f"<item><title>Story {number} of the bridge</title><link>{story_url(number)}</link>"
        f"<pubDate>Tue, {28 - number:02} Jan 2026 10:00:00 GMT</pubDate>"
        f"<description>The teaser of story {number}.</description></item>"
        for number in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>World</title>{items}</channel></rss>'.encode()


def story_page(number: int, words: str = SENTENCE) -> bytes:
    """Write the page of a story."""
    paragraphs = "".join(f"<p>{words}Paragraph {part} says so too.</p>" for part in range(6))
    title = f"Story {number} of the bridge"
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}".encode()


async def added(library: Library, address: str, **names: str) -> Added:
    """Add the best that there is at an address."""
    look = await library.sources.look(address)
    return await library.sources.add(look.best, **names)


async def refreshed(library: Library, *keys: SectionKey) -> list[SectionResult]:
    """Refresh sections, without listening to how it goes."""
    return await library.refresh(keys, lambda _: None)


async def rows_of(
    library: Library, place: SectionKey | Shelf = Shelf.ALL, wanted: ListFilter = ListFilter()
) -> tuple[ArticleSummary, ...]:
    """Give the articles of a place, newest first."""
    return (await library.window(place, wanted, limit=100)).rows


async def status_of(library: Library, key: SectionKey) -> SectionStatus:
    """Give a section as it is now."""
    return next(status for status in await library.sections() if status.section.key == key)
