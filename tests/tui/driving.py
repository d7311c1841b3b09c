"""The reader driven by its keys, as the tests look at it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerCancelled

from newsreader.config.settings import Settings
from newsreader.tui.app import NewsApp
from newsreader.tui.screens.main import MainScreen
from tests.fakes import PORTS, FakeFetcher, clock, offline, opened

Over = TypeVar("Over", bound=Screen[Any])


class Reader:
    """The running app, as a test looks at it."""

    def __init__(self, app: NewsApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> MainScreen:
        return self.over(MainScreen)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        is_busy = True
        while is_busy:
            is_busy = False
            try:
                await self.app.workers.wait_for_complete()
            except WorkerCancelled:  # a newer one took its place
                is_busy = True
        await self.pilot.pause()

    def over(self, kind: type[Over]) -> Over:
        """The screen that stands over the panes, which is one of this kind."""
        screen = self.app.screen
        assert isinstance(screen, kind)
        return screen

    @property
    def headline(self) -> str:
        reading = self.screen.reader.view.reading
        return reading.article.headline if reading else ""

    @property
    def status(self) -> str:
        return self.screen.status.message

    @property
    def rows(self) -> list[str]:
        return [row.headline for row in self.screen.articles.list.window.rows]

    def text(self) -> str:
        """What the terminal shows."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in strips[:height]) if width else ""


async def greeted(pilot: Pilot[Any]) -> None:
    """Wait for what comes after the first frame."""
    screen = pilot.app.screen_stack[0]
    while isinstance(screen, MainScreen) and len(screen.reader.children) < 2:
        await pilot.pause()


@asynccontextmanager
async def reader(
    folder: Path,
    fetcher: FakeFetcher | None = None,
    *,
    size: tuple[int, int] = (120, 40),
    is_offline: bool = True,
    settings: Settings = Settings(),
) -> AsyncIterator[Reader]:
    async with opened(folder, fetcher, settings=offline() if is_offline else settings) as library:
        app = NewsApp(library, clock)
        async with app.run_test(size=size) as pilot:
            running = Reader(app, pilot)
            await running.settle()
            await greeted(pilot)
            yield running


def crumbs(running: Reader) -> list[str]:
    """The first words of the stops on the trail, a star before the present one."""
    title = running.screen.reader.title
    shown = [crumb for crumb in title.crumbs if crumb.stop is not None]
    return [("*" if crumb.stop == title.at else "") + " ".join(crumb.text.rstrip("…").split()[:3]) for crumb in shown]


async def to_ports(running: Reader) -> None:
    running.screen.sections.select(PORTS)
    await running.settle()
    await running.press("enter")
