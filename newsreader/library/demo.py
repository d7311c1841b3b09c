"""The demo edition: a small publication in the package, read through the same path as any site."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from urllib.parse import urlsplit

from newsreader.address import host_of
from newsreader.config.catalogue import load_demo_catalogue
from newsreader.config.outward import Hooks, Notify
from newsreader.config.paths import Paths
from newsreader.config.settings import Settings
from newsreader.errors import HttpStatusError, OfflineError
from newsreader.library import Library
from newsreader.model import NotModified, Page, Validators

DEMO_HOST = "demo.newsreader.invalid"  # RFC 2606: never a real host
_CONTENT_TYPES = {"html": "text/html", "xml": "application/xml", "json": "application/json"}


class DemoFetcher:
    """Serves the bundled files as if they came from the demo's site; everything else is offline."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._folder = files("newsreader") / "data" / "demo"

    async def fetch(
        self, url: str, *, validators: Validators = Validators(), max_bytes: int | None = None
    ) -> Page | NotModified:
        """Give a bundled page.

        Raises:
            OfflineError: an address outside the demo.
            HttpStatusError: a page the demo does not have.
        """
        if host_of(url) != DEMO_HOST:
            raise OfflineError(url, "this is the demo edition")
        parts = [part for part in urlsplit(url).path.split("/") if part]
        file = self._folder.joinpath(*parts)
        if ".." in parts or not file.is_file():
            raise HttpStatusError(url, 404)
        return Page(
            url=url,
            body=file.read_bytes(),
            content_type=_CONTENT_TYPES.get(file.name.rpartition(".")[2], "text/html"),
            charset="utf-8",
            fetched_at=self._clock(),
        )

    async def fetch_picture(self, url: str, *, max_bytes: int) -> Page:
        """The edition has no pictures.

        Raises:
            OfflineError: always.
        """
        raise OfflineError(url, "this is the demo edition")

    def allow(self, host_and_port: str) -> None:
        """Nothing else is ever opened."""

    async def aclose(self) -> None:
        """Nothing to let go of."""


@asynccontextmanager
async def open_demo(paths: Paths, settings: Settings, clock: Callable[[], datetime]) -> AsyncIterator[Library]:
    """Open a library that holds the demo edition in full.

    Args:
        paths: of a library for the demo alone.
        settings: as for any library.
        clock: what time it is.
    """
    # It needs no network, and is no news to the person's own programs.
    settings = replace(settings, offline=False, hooks=Hooks(), notify=Notify())
    opened = Library.open(paths, settings, clock=clock, fetcher=DemoFetcher(clock), catalogue=load_demo_catalogue())
    async with opened as library:
        keys = await library.followed()
        await library.refresh(keys, lambda _: None)
        await library.fetch_full_texts(keys, lambda _: None)
        yield library
