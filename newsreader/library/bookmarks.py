"""Where in an article the person was, for the next time it is opened."""

from __future__ import annotations

import logging

from newsreader.errors import StoreError
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId
from newsreader.store.marks import save_anchor

log = logging.getLogger(__name__)


class Bookmarks:
    """Places that are noted at once and kept now and then: the disk is not asked for every line that is read."""

    def __init__(self, store: StoreWorker) -> None:
        self._store = store
        self._noted: dict[ArticleId, str] = {}
        self._kept: dict[ArticleId, str] = {}  # in this session

    def note(self, article_id: ArticleId, anchor: str) -> None:
        """Note a place, as the front names places; "" for the top."""
        self._noted[article_id] = anchor

    async def keep(self) -> None:
        """Keep what was noted and is not kept yet; what cannot be now waits for the next time."""
        if self._store.is_read_only:
            self._noted.clear()
        while self._noted:
            article_id, anchor = self._noted.popitem()
            if self._kept.get(article_id) == anchor:
                continue
            try:
                await self._store.run_together(save_anchor, article_id, anchor)
            except StoreError as error:
                log.warning("a place was not kept: %s", error.user_text)
                self._noted.setdefault(article_id, anchor)
                return
            self._kept[article_id] = anchor
