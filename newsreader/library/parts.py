"""What a library is made of: each part is made, and its code loaded, when it is first asked for.

The first screen needs none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from newsreader.config.settings import Settings
from newsreader.library.rules import RuleBook
from newsreader.library.web import Network, Web
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId
from newsreader.store import hosts

if TYPE_CHECKING:
    from newsreader.config.live import SettingsFile
    from newsreader.library.arrangement import Arrangement
    from newsreader.library.arrivals import Arrivals
    from newsreader.library.bookmarks import Bookmarks
    from newsreader.library.copies import Copies
    from newsreader.library.editions import Editions
    from newsreader.library.events import Events
    from newsreader.library.exports import Exports
    from newsreader.library.facets import Facets
    from newsreader.library.glassbox import GlassBox
    from newsreader.library.habits import Habits
    from newsreader.library.history import History
    from newsreader.library.hyphens import Hyphens
    from newsreader.library.imports import Imports
    from newsreader.library.neighbours import Neighbours
    from newsreader.library.notices import Show
    from newsreader.library.pictures import Pictures
    from newsreader.library.queue import LinkQueue
    from newsreader.library.reading import ArticleReader
    from newsreader.library.refresh import Refresher
    from newsreader.library.search import Search
    from newsreader.library.sources import Sources
    from newsreader.library.storylines import Storylines
    from newsreader.library.timetable import Timetable
    from newsreader.library.trails import Trails
    from newsreader.library.upkeep import Upkeep
    from newsreader.library.versions import Versions


class Parts:
    """The parts, and what they share.

    Args:
        store: the library file.
        web: what gets pages.
        settings: as `load_settings` gives them.
        clock: the moment now, aware UTC.
        rules: for sites.
    """

    def __init__(
        self, *, store: StoreWorker, web: Web, settings: Settings, clock: Callable[[], datetime], rules: RuleBook
    ) -> None:
        self.settings = settings
        self.settings_file: SettingsFile | None = None  # to look at again; None where the settings stay as they are
        self.network: Network = web.network
        self.open_ids: frozenset[ArticleId] = frozenset()  # articles that are being read; upkeep leaves them alone
        self.file = store.path
        self.show_notice: Show | None = None  # shows a notice on the desktop, where a front can
        self._store = store
        self._web = web
        self._clock = clock
        self._rules = rules

    @cached_property
    def history(self) -> History:
        """What was done in this session, and taking it back."""
        from newsreader.library.history import History

        def tell(ids: Sequence[ArticleId]) -> None:
            if self.settings.hooks.starred:  # else nobody listens, and what tells need not be loaded
                self.events.starred(ids)

        return History(self._store, self._clock, tell)

    @cached_property
    def arrangement(self) -> Arrangement:
        """The tree of sections as the person arranged it."""
        from newsreader.library.arrangement import Arrangement

        return Arrangement(self._store, self._clock, lambda: self.history)

    @cached_property
    def habits(self) -> Habits:
        """How the person left the reader's screen."""
        from newsreader.library.habits import Habits

        return Habits(self._store)

    @cached_property
    def bookmarks(self) -> Bookmarks:
        """Where articles were left."""
        from newsreader.library.bookmarks import Bookmarks

        return Bookmarks(self._store)

    @cached_property
    def search(self) -> Search:
        """Searches and saved searches."""
        from newsreader.library.search import Search

        return Search(self._store, self._clock)

    @cached_property
    def editions(self) -> Editions:
        """What to read in the minutes one has."""
        from newsreader.library.editions import Editions

        return Editions(self._store, self.search, self.network, self._clock)

    @cached_property
    def facets(self) -> Facets:
        """Places and agencies of lists."""
        from newsreader.library.facets import Facets

        return Facets(self._store, self.search, self._clock)

    @cached_property
    def storylines(self) -> Storylines:
        """What belongs to the story of an article."""
        from newsreader.library.storylines import Storylines

        return Storylines(self._store)

    @cached_property
    def hyphens(self) -> Hyphens:
        """Where words may be broken."""
        from newsreader.library.hyphens import Hyphens

        return Hyphens()

    @cached_property
    def pictures(self) -> Pictures:
        """The pictures of the article being read."""
        from newsreader.library.pictures import Pictures

        return Pictures(self._store, self._web, lambda: self.settings)

    @cached_property
    def versions(self) -> Versions:
        """What changed in articles since they were first kept."""
        from newsreader.library.versions import Versions

        return Versions(self._store, self._clock)

    @cached_property
    def copies(self) -> Copies:
        """Stories that were taken for one."""
        from newsreader.library.copies import Copies

        return Copies(self._store)

    @cached_property
    def trails(self) -> Trails:
        """What was opened, and by which way."""
        from newsreader.library.trails import Trails

        return Trails(self._store, self._clock)

    @cached_property
    def queue(self) -> LinkQueue:
        """Links that wait for a network."""
        from newsreader.library.queue import LinkQueue

        return LinkQueue(self._store, self._web, self._clock, self._reader)

    @cached_property
    def upkeep(self) -> Upkeep:
        """Keeping the library in bounds and in good order."""
        from newsreader.library.upkeep import Upkeep

        return Upkeep(self._store, self._clock, lambda: self.settings, lambda: self.open_ids, self._rules)

    @cached_property
    def neighbours(self) -> Neighbours:
        """Other processes on the same library."""
        from newsreader.library.neighbours import Neighbours

        return Neighbours(self._store)

    @cached_property
    def arrivals(self) -> Arrivals:
        """Articles as they come, whoever fetched them."""
        from newsreader.library.arrivals import Arrivals

        return Arrivals(self._store)

    @cached_property
    def events(self) -> Events:
        """What happens, told to hooks and the desktop."""
        from newsreader.library.events import Events

        return Events(self._store, lambda: self.settings, lambda: self.search, lambda: self.show_notice)

    @cached_property
    def imports(self) -> Imports:
        """Taking over what is followed in other readers."""
        from newsreader.library.imports import Imports

        return Imports(self._store, self._web, self._clock, self._allow)

    @cached_property
    def sources(self) -> Sources:
        """Looking at addresses, and following what is there."""
        from newsreader.library.sources import Sources

        return Sources(self._store, self._web, self._clock, self._allow)

    @cached_property
    def exports(self) -> Exports:
        """Articles and sources as documents for other programs."""
        from newsreader.library.exports import Exports

        return Exports(self._store, self._clock, self._rules)

    @cached_property
    def _reader(self) -> ArticleReader:
        from newsreader.library.reading import ArticleReader

        return ArticleReader(self._store, self._web, self._clock, self._rules)

    @cached_property
    def glass_box(self) -> GlassBox:
        """Why articles came out as they did, and their pages."""
        from newsreader.library.glassbox import GlassBox

        return GlassBox(self._store, self._web, self._reader, self._rules, self._allow)

    @cached_property
    def _refresher(self) -> Refresher:
        from random import random

        from newsreader.library.refresh import Refresher

        return Refresher(self._store, self._web, self._clock, random)

    @cached_property
    def _timetable(self) -> Timetable:
        from newsreader.library.timetable import Timetable

        return Timetable(self._store, self._clock, lambda: self.settings)

    async def _allow(self, url: str) -> None:
        """Let the host of an address the person wrote be opened, from now on."""
        named = self._web.allow(url)
        if not self._store.is_read_only:
            await self._store.run(hosts.remember_host, named)
