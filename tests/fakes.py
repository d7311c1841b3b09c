"""Stand-ins for the network and the clock, and a small library to read in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from newsreader.blocks import Heading, List, ListItem, Paragraph, Quote, Span
from newsreader.config.catalogue import Catalogue
from newsreader.config.paths import Paths
from newsreader.config.settings import Settings
from newsreader.errors import FetchError, HttpStatusError
from newsreader.library import Library
from newsreader.model import (
    Article,
    Dateline,
    Entry,
    NotModified,
    Page,
    RelatedLink,
    Section,
    SectionKey,
    Validators,
)
from newsreader.store import articles, entries, sections
from newsreader.store.connection import open_library
from newsreader.store.habits import save_habits

NOW = datetime(2026, 2, 10, 12, 0, tzinfo=UTC)
SITE = "https://harbour.example"
PORTS, SHIPS, EMPTY = SectionKey("harbour/ports"), SectionKey("harbour/ships"), SectionKey("harbour/empty")
SECTIONS = (
    Section(key=PORTS, source="Harbour News", name="Ports", addresses=(f"{SITE}/ports.xml",), is_starter=True),
    Section(key=SHIPS, source="Harbour News", name="Ships", addresses=(f"{SITE}/ships.xml",), is_starter=True),
    Section(key=EMPTY, source="Quiet Weekly", name="Letters", addresses=("https://quiet.example/letters.xml",)),
)
HOSTILE = "[b]Bold[/b] [/] [@click=app.quit]quit[/] [AFP] headline"


def clock() -> datetime:
    """Say that it is always the same moment."""
    return NOW


class FakeFetcher:
    """Gives the pages it was told of; everything else is 404."""

    def __init__(self, pages: dict[str, bytes | FetchError] | None = None) -> None:
        self.pages = pages or {}
        self.asked: list[str] = []
        self.asked_for_rules: list[str] = []
        self.robots: dict[str, bytes | FetchError] = {}  # 404 for every other site
        self.allowed: set[str] = set()

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
        answer = self.pages.get(url, HttpStatusError(url, 404))
        if isinstance(answer, FetchError):
            raise answer
        is_feed = answer.lstrip().startswith((b"<?xml", b"<rss"))
        return Page(
            url=url,
            body=answer,
            content_type="application/xml" if is_feed else "text/html",
            charset="utf-8",
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
        """Nothing to let go of."""


def paths_in(folder: Path) -> Paths:
    """Put everything under one folder."""
    return Paths(config_dir=folder / "config", data_dir=folder / "data", log_dir=folder / "log")


@asynccontextmanager
async def opened(
    folder: Path, fetcher: FakeFetcher | None = None, *, settings: Settings = Settings(), now: datetime = NOW
) -> AsyncIterator[Library]:
    """Open the library of a folder with the sections above."""
    async with Library.open(
        paths_in(folder),
        settings,
        clock=lambda: now,
        fetcher=fetcher or FakeFetcher(),
        catalogue=Catalogue(sections=SECTIONS, digest="1"),
    ) as library:
        yield library


def article_url(number: int) -> str:
    """Give the address of a story in the library."""
    return f"{SITE}/reports/Story_{number}_999.html"


def fill(folder: Path, count: int = 12) -> None:
    """Write a new library: `count` stories in Ports, of which the first four with their text."""
    file = paths_in(folder).library_file
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as new:
        new.write(_filled(count))


@cache
def _filled(count: int) -> bytes:
    """The file of such a library, which most tests of the reader begin with and which takes long to make."""
    with TemporaryDirectory() as folder:
        file = paths_in(Path(folder)).library_file
        db = open_library(file)
        sections.sync_catalogue(db, SECTIONS, "1")
        entries.save_entries(db, PORTS, [_entry(number) for number in range(count)], NOW)
        entries.save_entries(db, SHIPS, [_entry(0), _entry(count)], NOW)
        for key in (PORTS, SHIPS):
            sections.save_refresh_ok(db, key, NOW - timedelta(minutes=5))
        for number in range(min(4, count)):
            articles.save_article(db, story(number), None, NOW)
        save_habits(db, {"is_greeted": "yes"})  # whoever opens it is no newcomer
        db.close()  # nothing is left in its log
        return file.read_bytes()


def _entry(number: int) -> Entry:
    return Entry(
        url=article_url(number),
        headline=_headline(number),
        summary=f"Teaser of story {number}, cut in the middle of",
        dateline=Dateline(place="Oslo, Norway", agency="NTB", date=date(2026, 2, 9)),
        published=NOW - timedelta(hours=number + 1),
    )


def _headline(number: int) -> str:
    return HOSTILE if number == 3 else f"Story number {number} from the harbour and the ships in it"


def story(number: int) -> Article:
    """Give a story with every common kind of block, a link to the next one and a related panel."""
    prose = f"Paragraph of story {number}. The pilots went back to work and the ships came in on the evening tide. "
    blocks = (
        Paragraph((Span(prose), Span("the earlier report", href=article_url(number + 1)), Span(" has more."))),
        Heading((Span("Broad daylight"),)),
        Quote((Span("We are tired, and we are proud."),)),
        List((ListItem((Span("one quay"),)), ListItem((Span("two cranes"),)))),
        *(Paragraph((Span(prose * 3),)) for _ in range(9)),
    )
    related = (
        RelatedLink(
            url=article_url(number + 1),
            title=f"Related story {number + 1}",
            group="PORTS",
            dateline=Dateline(place="Bergen", agency="NTB", date=date(2026, 2, 8)),
            teaser="What happened before, in a few",
        ),
        RelatedLink(url=article_url(40), title="A story far away", group="SHIPS"),
    )
    entry = _entry(number)
    return Article(
        url=entry.url,
        headline=entry.headline,
        site="Harbour News",
        section="Ports",
        byline=("Kari Nes",),
        dateline=entry.dateline,
        published=entry.published,
        blocks=blocks,
        related=related,
    )


def offline() -> Settings:
    """Give settings that never touch the network."""
    return replace(Settings(), offline=True)
