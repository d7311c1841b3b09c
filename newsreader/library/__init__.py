"""The whole product without a screen: sections, articles, reading, refreshing, marks.

    async with Library.open(default_paths(), load_settings(default_paths())) as library:
        for status in await library.sections():
            print(status.section.name, status.unread)

Public methods are coroutines that speak model types and raise only `NewsError`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.config.paths import Paths
from newsreader.config.settings import Settings
from newsreader.errors import NewsError, ReadOnlyLibraryError, StoreError
from newsreader.library.catalogue import brought_up_to_date
from newsreader.library.outside import web_of
from newsreader.library.parts import Parts
from newsreader.library.places import by_source
from newsreader.library.rules import RuleBook, check_rule, load_rule
from newsreader.library.shelves import ListFilter, OpeningView, Place, Shelf, Window, dated, is_saved_search
from newsreader.library.web import Fetcher
from newsreader.library.windows import load_window, next_unread
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId, ArticleSummary, Section, SectionKey, SectionStatus
from newsreader.naming import named_sections
from newsreader.store import hosts, lists, sections
from newsreader.store.saved_searches import load_searches, saved_search_status

if TYPE_CHECKING:
    from newsreader.config.catalogue import Catalogue
    from newsreader.library.fulltext import FullTextReport
    from newsreader.library.marking import Marking
    from newsreader.library.packs import Packs
    from newsreader.library.refresh import Report
    from newsreader.library.results import Done, FullTextResult, RuleCheck, SectionResult
    from newsreader.model import Enclosure, Picture, Reading
    from newsreader.siterule import SiteRule

__all__ = ["Library", "utc_now"]

Clock = Callable[[], datetime]
_INDEXED_AT_ONCE = 3_000  # new articles; of more that would be a small part only
_INDEX_FOR_S = 0.5  # after a refresh; what is not indexed then is when the reader is idle, or somebody searches


def utc_now() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)


class Library(Parts):
    """One person's library and the ways into and out of it. Open it with `Library.open`."""

    _obstacles: tuple[NewsError, ...] = ()  # what is wrong with its file, and catalogues that were left out

    @cached_property
    def packs(self) -> Packs:
        """Offline packs, and what is fetched ahead of reading."""
        from newsreader.library.packs import Packs

        return Packs(self._store, self._web, self._clock, self._rules, self.window, lambda: self.settings)

    @cached_property
    def marking(self) -> Marking:
        """Marks of many articles of a list."""
        from newsreader.library.marking import Marking

        return Marking(self._store, self._clock, self.history, self.search, self.window)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be kept; `problems` says why."""
        return self._store.is_read_only

    @property
    def problems(self) -> tuple[NewsError, ...]:
        """What is wrong with the library file, then files of the person's own that were left out.

        Site rules count once the first page was read.
        """
        return self._obstacles + self._rules.problems

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        paths: Paths,
        settings: Settings,
        *,
        clock: Clock = utc_now,
        fetcher: Fetcher | None = None,
        catalogue: Catalogue | None = None,
    ) -> AsyncIterator[Library]:
        """Open the library for as long as the `async with` block lasts.

        Args:
            paths: where the library and the person's catalogues and site rules are.
            settings: as `load_settings` gives them.
            clock: what time it is, aware UTC.
            fetcher: what gets pages; the network by default.
            catalogue: what there is to choose from; the built-in and the person's own by default.

        Raises:
            StoreError: the library file cannot be opened.
        """
        store = await StoreWorker.open(paths.library_file)
        web = web_of(store, settings, clock, fetcher)
        try:
            rules = RuleBook(paths.site_rules_dir)
            library = cls(store=store, web=web, settings=settings, clock=clock, rules=rules)
            await library._begin(catalogue, paths.catalogues_dir)
            try:
                yield library
            finally:
                await library._end()
        finally:
            await web.close()
            await store.close()

    async def _begin(self, catalogue: Catalogue | None, catalogues_dir: Path) -> None:
        """Bring the library up to the catalogues; a file that cannot take it is read as far as it goes."""
        if self._store.is_read_only:
            self._obstacles += (ReadOnlyLibraryError(str(self._store.path), self._store.why_read_only),)
        try:
            self._obstacles += await brought_up_to_date(self._store, catalogue, catalogues_dir)
            for named in await self._store.run(hosts.remembered_hosts):
                self._web.allow_host(named)
        except StoreError as error:
            self._obstacles += (error,)

    async def _end(self) -> None:
        """Keep marks and places that wait, stop what goes on by itself; what was never asked for has nothing to end."""
        if "history" in vars(self):
            await self.history.catch_up()
        if "bookmarks" in vars(self):
            await self.bookmarks.keep()
        if "upkeep" in vars(self):
            await self.upkeep.stop()
        if "events" in vars(self):
            await self.events.close()

    # ---- sections and lists

    async def sections(self) -> tuple[SectionStatus, ...]:
        """Give the saved searches and every section, those of one publication together, the person's own first."""
        searches = await self._store.run(load_searches)
        statuses = await self._store.run(sections.load_sections)
        own_first = sorted(statuses, key=lambda status: not status.section.is_own)
        return (*map(saved_search_status, searches), *by_source(own_first))

    async def opening_view(self, *, limit: int) -> OpeningView:
        """Give what to show first: all articles, or in a new library the first section to fetch.

        Args:
            limit: how many rows of the list.
        """
        statuses = await self.sections()
        starters = [status.section.key for status in statuses if status.section.is_starter]
        is_new = not any(status.total for status in statuses)
        place: Place = starters[0] if is_new and starters else Shelf.ALL
        arranged, habits = await self.arrangement.load(), await self.habits.load()
        return OpeningView(statuses, place, await self.window(place, limit=limit), arranged, habits)

    async def named(self, name: str) -> tuple[SectionStatus, ...]:
        """Give the sections a person means by a name.

        Raises:
            NotFoundError: none is called so.
        """
        return named_sections(name, await self.sections())

    async def section_at(self, url: str) -> SectionKey | None:
        """Give the section that an address lists, None when it is none of ours."""
        return await self._store.run(sections.find_section, url)

    async def followed(self, *, only_due: bool = False) -> tuple[SectionKey, ...]:
        """Give the sections that are refreshed when none is named, of these only what is due where that is asked."""
        return await self._timetable.asked(await self.sections(), only_due=only_due)

    async def window(
        self,
        place: Place,
        wanted: ListFilter = ListFilter(),
        *,
        limit: int,
        after: ArticleSummary | None = None,
        before: ArticleSummary | None = None,
        around: ArticleId | None = None,
        is_last: bool = False,
        is_in_unread: bool | None = None,
    ) -> Window:
        """Give a run of at most `limit` rows of a list, in its order.

        Args:
            place: a section or shelf.
            wanted: which of its articles.
            limit: how many rows.
            after: begin with the row that follows this one.
            before: end with the row that precedes this one.
            around: hold this article, where the list has it.
            is_last: the end of the list instead of its beginning.
            is_in_unread: of a list that has parts, whether `after` or `before` stands in the first of them; as it is
                marked now where that is not said.
        """
        wanted = dated(place, wanted, self._clock())
        if (is_saved_search(place) or wanted.is_narrow) and await self.search.gives(place, wanted):
            return await self.search.window(
                place, wanted, limit=limit, after=after, before=before, around=around, is_last=is_last
            )
        return await self._store.run(
            load_window,
            place,
            wanted,
            limit=limit,
            after=after,
            before=before,
            around=around,
            is_last=is_last,
            is_in_unread=is_in_unread,
        )

    async def summary(self, article_id: ArticleId) -> ArticleSummary | None:
        """Give the row of one article as it is now."""
        return await self._store.run(lists.load_summary, article_id)

    async def summaries(self, ids: Sequence[ArticleId]) -> dict[int, ArticleSummary]:
        """Give the rows of some articles as they are now, without those that are gone."""
        return await self._store.run(lists.summaries_of, ids)

    async def next_unread(
        self, place: Place, start: ArticleId | None, direction: int, wanted: ListFilter = ListFilter()
    ) -> ArticleSummary | None:
        """Give the unread article nearest to one in a list, None when there is none that way.

        Args:
            place: a section or shelf.
            start: where to look from; None for the beginning (or the end, backwards).
            direction: 1 towards the end of the list, -1 towards its beginning.
            wanted: how the list is sorted, and what it leaves out but for words.
        """
        wanted = replace(dated(place, wanted, self._clock()), words="")
        if is_saved_search(place) or wanted.facet is not None:
            return await self.search.next_unread(place, start, direction, wanted)
        return await self._store.run(next_unread, place, wanted, start, direction)

    # ---- reading

    async def article_at(self, url: str) -> ArticleId | None:
        """Give the article that is known by an address, None when there is none."""
        from newsreader.store.articles import find_article

        return await self._store.run(find_article, url)

    async def cached(self, article_id: ArticleId) -> Reading | None:
        """Give an article whose text is in the library; None, at once, for one whose text is not."""
        return await self._reader.cached(article_id)

    async def read(self, article_id: ArticleId, *, refresh: bool = False) -> Reading:
        """Give an article, from the library where it is there and no fresh one is asked for.

        Raises:
            NotFoundError: no such article.
            FetchError, ExtractError: it is not here and could not be had.
        """
        return await self._reader.read(article_id, refresh=refresh)

    async def read_address(self, url: str, *, refresh: bool = False, is_typed: bool = False) -> Reading:
        """Give the article at an address, subscribed or not; its page is kept.

        Args:
            url: absolute.
            refresh: fetch it even when it is in the library.
            is_typed: the person wrote the address, so its host may be a private one.

        Raises:
            FetchError, ExtractError: it is not here and could not be had.
        """
        from newsreader.address import untracked_address  # here, because starting needs no addresses

        if is_typed:
            await self._allow(url)
        return await self._reader.read_address(url if is_typed else untracked_address(url), refresh=refresh)

    async def enclosures(self, article_id: ArticleId) -> tuple[Enclosure, ...]:
        """Give the files that an article's feed names with it."""
        from newsreader.store.enclosures import load_enclosures

        return await self._store.run(load_enclosures, article_id)

    async def picture(self, url: str) -> Picture | None:
        """Give a picture that was kept with an article, None for one that is not here; never fetches one."""
        from newsreader.store.pictures import load_picture

        return await self._store.run(load_picture, url)

    async def site_rules(self) -> tuple[SiteRule, ...]:
        """Give the rules for sites, the person's own first: the first that is for an address is used."""
        return await asyncio.to_thread(self._rules.rules)

    async def check_rules(self, rule: Path | None = None) -> tuple[RuleCheck, ...]:
        """Try the rule in a file, all rules there are for None, on its tests.

        Raises:
            ConfigError: a mistake in the file.
        """
        rules = await self.site_rules() if rule is None else (await asyncio.to_thread(load_rule, rule),)
        return tuple([await asyncio.to_thread(check_rule, each) for each in rules])

    # ---- fetching

    async def refresh(self, keys: Sequence[SectionKey], report: Report) -> list[SectionResult]:
        """Refresh sections side by side; a failure is a result, and loses nothing.

        Args:
            keys: of the sections; unknown ones are passed over.
            report: called as each section is done.
        """
        wanted = set(keys)
        statuses = await self.sections()
        chosen = [status.section for status in statuses if status.section.key in wanted and not status.query]
        interval_of, heard = self._timetable.interval_of(statuses), self.events.heard(report)
        results = await self._refresher.refresh(chosen, interval_of, heard)
        if 0 < sum(result.new_articles for result in results) <= _INDEXED_AT_ONCE:
            await self.search.index(for_s=_INDEX_FOR_S)
        self.events.refresh_done(results)
        self.upkeep.tidy_soon()
        return results

    async def fetch_full_texts(self, keys: Sequence[SectionKey], report: FullTextReport) -> list[FullTextResult]:
        """Fetch the text of every listed article of some sections that has none yet.

        Args:
            keys: of the sections.
            report: called as each article is done.
        """
        from newsreader.library.fulltext import fetch_full_texts

        return await fetch_full_texts(self._store, self._reader, self._web.manners, keys, report)

    async def remove(self, sections: Sequence[Section]) -> Done:
        """Stop following sections; `history` brings them back with all they listed.

        Raises:
            NotFoundError: there is no such section.
        """
        from newsreader.library.removing import let_articles_go, removing

        done = await self.history.do(removing(sections, self._clock()))
        await let_articles_go(self._store)
        return done

    async def bring_back_removed(self) -> str:
        """Bring back what was removed last, in this session or before; gives its name, "" when there is nothing."""
        from newsreader.library.removing import brought_back

        return await brought_back(self._store)

    # ---- marks; `history` takes them back

    async def set_read(self, ids: Iterable[ArticleId], *, is_read: bool) -> Done:
        """Mark articles read or unread."""
        return await self.history.set_read(ids, is_read=is_read)

    async def set_starred(self, ids: Iterable[ArticleId], *, is_starred: bool) -> Done:
        """Star articles, or take the star off."""
        return await self.history.set_starred(ids, is_starred=is_starred)

    async def mark_all_read(self, place: Place, wanted: ListFilter = ListFilter()) -> Done:
        """Mark every article of a list read, and none that the list does not show."""
        wanted = dated(place, wanted, self._clock())
        if (is_saved_search(place) or wanted.is_narrow) and await self.search.gives(place, wanted):
            return await self.history.set_read(await self.search.unread_ids(place, wanted), is_read=True)
        return await self.history.mark_all_read(place, wanted)
