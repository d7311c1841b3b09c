"""Fetching sections and articles again, while everything else goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from newsreader.errors import NewsError
from newsreader.library.shelves import Shelf, is_saved_search
from newsreader.model import ArticleId, SectionKey
from newsreader.tui.screens.keeping import Keeping
from newsreader.tui.under_way import is_under_way
from newsreader.typeset.counts import counted

if TYPE_CHECKING:
    from newsreader.library.results import SectionResult

LOOK_FOR_DUE_S = 60.0


class Fetching(Keeping):
    """Refreshes on demand, and a section on its first visit."""

    def fetch_if_new(self) -> None:
        """Fetch the section shown when it never was."""
        place = self.place
        if self.library.network.is_offline or not isinstance(place, str) or place in self.sections.busy:
            return
        status = self.sections.status_of(place)
        if status is not None and status.fetched_at is None and not status.error and not status.query:
            self.refresh_sections((place,))

    def action_refresh_section(self) -> None:
        """Fetch the section again, or stop that; in the reader fetch the article again."""
        if self.pane == "reader" and self.reader.article_id is not None:
            self.read_again(self.reader.article_id)
        elif self.place in self.sections.busy:
            self.action_stop()
        elif isinstance(self.place, str) and not is_saved_search(self.place):
            self.refresh_sections((self.place,))
        else:
            self.action_refresh_all()

    def action_refresh_all(self) -> None:
        """Fetch every section that is followed, or stop when that is going on."""
        if self.is_refreshing:
            self.action_stop()
        else:
            self.refresh_sections(())

    @property
    def is_refreshing(self) -> bool:
        """Whether sections are being fetched."""
        return is_under_way(self, "refresh")

    def begin_refreshing(self) -> None:
        """Fetch what is due now, and then from time to time, where the settings say so."""
        if self.library.settings.refresh.at_start:
            self.refresh_due()
        self.set_interval(LOOK_FOR_DUE_S, self.refresh_now_and_then)

    def refresh_now_and_then(self) -> None:
        """Fetch what is due, if the settings as they are now want that while the reader is open."""
        if self.library.settings.refresh.while_open:
            self.refresh_due()

    def refresh_due(self) -> None:
        """Fetch what is due, unless something is being fetched already or there is no network."""
        if not self.is_refreshing and not self.library.network.is_offline:
            self.refresh_what_is_due()

    @work(group="refresh")
    async def refresh_what_is_due(self) -> None:
        """Fetch what is due; nothing is said where nothing comes."""
        if keys := await self.told(self.library.followed(only_due=True)):
            await self._refresh(keys, is_asked=False)

    def action_show_new(self) -> None:
        """Bring the new articles that wait into the list."""
        if self.waiting:
            self.load_list()

    def action_stop(self) -> None:
        """Stop fetching, and marking very many; what came stays."""
        self.library.history.stop()
        was_refreshing = self.is_refreshing
        self.workers.cancel_group(self, "refresh")
        self.workers.cancel_group(self, "article")
        self.stop_keeping()
        self.sections.busy = frozenset()
        self.status.say("Stopped.")
        if was_refreshing:
            self.show_what_came()

    @work(exclusive=True, group="came")
    async def show_what_came(self) -> None:
        """Show the counts as they are after a refresh that was stopped."""
        await self.load_sections()
        self.describe_place()

    @work(exclusive=True, group="article")
    async def read_again(self, article_id: ArticleId) -> None:
        """Fetch the article's page again; the old text stays when that fails."""
        self.status.say("Fetching the article again …", f"{self.key('refresh.stop')} stops", is_going_on=True)
        try:
            reading = await self.library.read(article_id, refresh=True)
        except NewsError as error:
            self.status.say(error.user_text, is_error=True)
        else:
            self.reader.replace(reading)
            self.status.say(reading.page_error.user_text if reading.page_error else "The article is up to date.")
            await self.marks_changed(article_id)
        self.show_network()

    @work(group="refresh")
    async def refresh_sections(self, keys: tuple[SectionKey, ...]) -> None:
        """Fetch sections, all that are followed when none is named; the list is read meanwhile."""
        if self.library.network.is_forced_offline:
            self.status.say("Offline, as asked: nothing is fetched.")
            return
        if keys := keys or await self.told(self.library.followed()) or ():
            await self._refresh(keys, is_asked=True)

    async def _refresh(self, keys: tuple[SectionKey, ...], *, is_asked: bool) -> None:
        """Fetch sections. What is new waits, so that nothing moves under the eyes, unless there is nothing to move."""
        self.sections.busy |= frozenset(keys)
        done: list[SectionResult] = []

        def report(result: SectionResult) -> None:
            done.append(result)
            self.sections.busy -= {result.section.key}
            told = f"{len(done)} of {len(keys)} · {result.section.name}: {_outcome(result)}"
            self.status.say(told, f"{self.key('refresh.stop')} stops", is_going_on=True)
            if result.new_articles and self.place in (Shelf.ALL, result.section.key):
                self.waiting += result.new_articles
                self.describe_place()

        self.status.say("Fetching …", f"{self.key('refresh.stop')} stops", is_going_on=True)
        await self.told(self.library.refresh(keys, report))
        self.sections.busy -= frozenset(keys)
        await self.load_sections()
        self.describe_place()
        if not self.articles.list.row_count or (is_asked and self.waiting and self._is_at_the_top()):
            self.load_list()
        if is_asked or any(result.new_articles for result in done):
            self._say_refreshed(done)
        else:
            self.status.say("")
        self.show_network()
        self.keep_index()
        self.keep_new(tuple(result.section.key for result in done if result.error is None))

    def _is_at_the_top(self) -> bool:
        """Say whether the person stands before the newest article and reads none."""
        rows = self.articles.list
        return self.pane != "reader" and not rows.cursor and not rows.window.has_earlier_rows

    def _say_refreshed(self, done: list[SectionResult]) -> None:
        failed = [result for result in done if result.error is not None]
        new = sum(result.new_articles for result in done)
        if len(done) == 1 and failed:
            self.status.say(f"{failed[0].section.name} could not be fetched; the list says why.", is_error=True)
        elif failed:
            self.status.say(f"{_new(new)}; {len(failed)} of {len(done)} sections failed.", is_error=True)
        elif len(done) == 1 and (most := done[0].read_up_to):
            self.status.say(f"{_new(new)}. The feed lists more than {most:,} entries; the newest {most:,} are read.")
        else:
            self.status.say(f"{_new(new)}.")


def _outcome(result: SectionResult) -> str:
    if result.error is not None:
        return "failed"
    if result.read_up_to:
        return f"{result.new_articles} new, of the newest {result.read_up_to:,} that are read"
    return f"{result.new_articles} new" if result.new_articles else "nothing new"


def _new(count: int) -> str:
    return counted(count, "new article") if count else "Nothing new"
