"""What happened in a library, told to the person's hooks and desktop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from newsreader.config.settings import Settings
from newsreader.library.hooks import Event, HookRunner
from newsreader.library.results import SectionResult
from newsreader.library.shapes import row_shape
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId
from newsreader.store.hooks import HookFailure
from newsreader.store.lists import load_summary

if TYPE_CHECKING:
    from newsreader.library.notices import Show
    from newsreader.library.search import Search

log = logging.getLogger(__name__)
GRACE_S = 5.0  # for hooks when the program ends


class Events:
    """Hears of what happens; hung on the library as `library.events`.

    Args:
        store: the library file.
        settings: gives the settings as they are now.
        search: gives the searches of the library; asked where something is watched for.
        show: gives what shows a notice, where the front has something; the system's own way for None.
    """

    def __init__(
        self,
        store: StoreWorker,
        settings: Callable[[], Settings],
        search: Callable[[], Search],
        show: Callable[[], Show | None],
    ) -> None:
        self._store = store
        self._settings = settings
        self._search = search
        self._show = show
        self._hooks = HookRunner(store, lambda: settings().hooks)
        self._telling: set[asyncio.Task[None]] = set()

    def heard(self, report: Callable[[SectionResult], None]) -> Callable[[SectionResult], None]:
        """Give a `report` for a refresh that tells of each section's new articles too, even if it is stopped later."""

        def reported(result: SectionResult) -> None:
            report(result)
            if self._hooks.has(Event.NEW_ARTICLE):  # a first refresh brings tens of thousands
                for number in result.new_ids:
                    self._tell(Event.NEW_ARTICLE, number)
            if result.new_ids and self._settings().notify.terms:
                task = asyncio.ensure_future(self._notify(result.new_ids))
                self._telling.add(task)
                task.add_done_callback(self._telling.discard)

        return reported

    def refresh_done(self, results: Sequence[SectionResult]) -> None:
        """Tell that a refresh of some sections is over."""

        async def told() -> dict[str, Any]:
            return {
                "new_articles": sum(result.new_articles for result in results),
                "sections": [
                    {
                        "site": result.section.source,
                        "section": result.section.name,
                        "key": result.section.key,
                        "new_articles": result.new_articles,
                        "error": result.error.user_text if result.error else None,
                    }
                    for result in results
                ],
            }

        if results:
            self._hooks.begin(Event.REFRESH_DONE, told)

    def starred(self, ids: Sequence[ArticleId]) -> None:
        """Tell that articles were starred."""
        for number in ids:
            self._tell(Event.STARRED, number)

    async def settled(self) -> None:
        """Wait until everybody was told."""
        while self._telling:
            await asyncio.wait(self._telling)
        await self._hooks.settled()

    async def close(self) -> None:
        """Give what is under way a moment to end, and begin nothing more."""
        if self._telling:
            await asyncio.wait(self._telling, timeout=GRACE_S)
            for task in tuple(self._telling):
                task.cancel()
        await self._hooks.close(GRACE_S)

    async def failures(self) -> tuple[HookFailure, ...]:
        """Give the hooks that failed when they were run last."""
        return await self._hooks.failures()

    def _tell(self, event: Event, number: ArticleId) -> None:
        async def told() -> dict[str, Any] | None:
            row = await self._store.run(load_summary, number)
            return None if row is None else {"article": row_shape(row)}

        self._hooks.begin(event, told)

    async def _notify(self, ids: Sequence[ArticleId]) -> None:
        from newsreader.library.notices import Notices  # here, because few watch for anything

        notices = Notices(self._store, self._search(), lambda: self._settings().notify.terms, self._show)
        try:
            await notices.tell_of(ids)
        except Exception:  # whatever a terminal or desktop makes of it, reading goes on
            log.exception("telling of new articles failed")
