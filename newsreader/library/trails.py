"""What was opened, by which way, in this session and before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId
from newsreader.model.trails import Visit, VisitId, Visits
from newsreader.store import visits

_LOOKED_AT = 1000  # visits in which words are looked for at once: some 20 ms


class Trails:
    """Remembers every article that is opened, and tells of it."""

    def __init__(self, store: StoreWorker, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def opened(self, article_id: ArticleId, led_here: VisitId | None = None) -> VisitId | None:
        """Remember that an article was opened; None where nothing can be kept.

        Args:
            article_id: of the article.
            led_here: the visit whose article had the link that was followed; None when it was chosen from a list.

        Raises:
            StoreError: it could not be kept.
        """
        if self._store.is_read_only or not article_id:
            return None
        return await self._store.run_together(visits.save_visit, article_id, self._clock(), led_here)

    async def look(
        self, words: str = "", *, beyond: VisitId | None = None, is_older: bool = True, limit: int
    ) -> Visits:
        """Look at some of the history, each article once, by its last visit.

        With words it looks at a bounded number of visits, which may give no row; who wants more looks on from there.

        Args:
            words: every one, or a word that begins so, must stand in the headline, byline or dateline.
            beyond: the visit to look on from; None for the end of the history where it begins.
            is_older: towards older visits, else towards newer ones.
            limit: of how many visits, where there are no words.
        """
        await self._store.quiet()
        count = _LOOKED_AT if words else limit
        return await self._store.run(visits.look_at_visits, beyond=beyond, is_older=is_older, count=count, words=words)

    async def way_to(self, visit: VisitId) -> tuple[Visit, ...]:
        """Give the visits that led to one, the first of them first and itself last."""
        return await self._store.run(visits.load_chain, visit)
