"""A library over a paper whose sections are packed, and what its packs told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsreader.errors import (
    FetchError,
)
from newsreader.library import Library
from newsreader.library.packs import Packs
from newsreader.library.packs.order import PackOrder, PackProgress, PackReport
from newsreader.model import SectionKey
from tests.library.paper import SENTENCE, SITE, WORLD, Paper, feed, paper_library, refreshed
from tests.library.paper import story_url as url_of

PLENTY = 10**9


def order(*keys: SectionKey, **changes: Any) -> PackOrder:
    fields: dict[str, Any] = {"max_articles": 1000, "max_bytes": PLENTY}
    return PackOrder(keys=keys or (WORLD,), **fields | changes)


def page(number: int, related: tuple[int, ...] = (), images: tuple[str, ...] = (), words: str = SENTENCE) -> bytes:
    """Write the page of a story with a related panel and pictures between its paragraphs."""
    title = f"Story {number} of the bridge"
    shown = "".join(f'<figure><img src="{image}" width="640" height="427"></figure>' for image in images)
    paragraphs = f"<p>{words}Paragraph 0 says so too.</p>{shown}" + "".join(
        f"<p>{words}Paragraph {part} says so too.</p>" for part in range(1, 6)
    )
    panel = "".join(
        f'<li><a href="{url_of(each)}">Story {each} of the bridge and of the river under it</a></li>'
        for each in related
    )
    aside = f'<div class="related"><h3>Related stories</h3><ul>{panel}</ul></div>' if related else ""
    head = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article>{aside}"
    return head.encode()


@dataclass
class Made:
    """A library over a paper, and what its packs told."""

    library: Library
    paper: Paper
    told: list[PackProgress] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    after_pause: dict[str, bytes | FetchError] = field(default_factory=dict)  # pages as they are then

    @property
    def packs(self) -> Packs:
        """As the library makes them, but for the clock on the wall."""
        library = self.library

        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)
            self.paper.pages |= self.after_pause

        return Packs(
            library._store,
            library._web,
            library._clock,
            library._rules,
            library.window,
            lambda: library.settings,
            sleep,
        )

    async def pack(self, wanted: PackOrder | None = None, *, is_new: bool = False) -> PackReport:
        return await self.packs.begin(wanted or order(), is_new=is_new).make(self.told.append)

    def asked_stories(self) -> list[int]:
        """The stories asked for, in order."""
        prefix, suffix = f"{SITE}/story-", ".html"
        return [int(url.removeprefix(prefix).removesuffix(suffix)) for url in self.paper.asked if prefix in url]


@asynccontextmanager
async def packed(folder: Path, paper: Paper, *keys: SectionKey) -> AsyncIterator[Made]:
    async with paper_library(folder, paper) as library:
        made = Made(library, paper)
        await refreshed(library, *(keys or (WORLD,)))
        yield made


def paper_of(numbers: range | tuple[int, ...], **pages: Any) -> Paper:
    paper = Paper()
    paper.pages[f"{SITE}/a.xml"] = feed(*numbers)
    paper.pages |= {url_of(number): page(number) for number in numbers}
    return paper
