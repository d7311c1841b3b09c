"""What changed in an article between the versions of it that are kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from newsreader.errors import NotFoundError
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId, Version
from newsreader.store import revisions

if TYPE_CHECKING:
    from newsreader.worddiff import DiffRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How an article differs from an earlier version of it."""

    before: Version
    after: Version
    runs: tuple[DiffRun, ...]  # over headline and text, one block a line
    versions: int  # how many are kept, with the text of now


class Versions:
    """The versions of articles, for both fronts."""

    def __init__(self, store: StoreWorker, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._read_before: dict[ArticleId, datetime] = {}  # when what was opened again in this session was read

    async def changes(self, article_id: ArticleId) -> Changes | None:
        """Compare an article with what the person last read of it; where that is not known, with the version before.

        Returns:
            What changed, None when only one version is kept.

        Raises:
            NotFoundError: its text is not in the library.
        """
        versions = await self._store.run(revisions.load_versions, article_id)
        if not versions:
            raise NotFoundError(f"article {article_id}")
        *earlier, after = versions
        if not earlier:
            return None
        read_at = self._read_before.get(article_id) or await self._store.run(revisions.load_read_moment, article_id)
        before = earlier[-1]
        if read_at is not None and read_at < after.fetched_at:
            before = next((each for each in reversed(earlier) if each.fetched_at <= read_at), before)
        from newsreader.worddiff import diff_texts  # here, because the first screen does not need it

        runs = await asyncio.to_thread(diff_texts, before.text, after.text)
        return Changes(before=before, after=after, runs=runs, versions=len(versions))

    async def seen(self, article_id: ArticleId) -> None:
        """Note that the person has opened an article again: it is no longer one that changed since.

        What changed since the time before can be asked for as long as the session lasts.
        """
        read_at = await self._store.run(revisions.load_read_moment, article_id)
        if read_at is not None:
            self._read_before[article_id] = read_at
        await self._store.run(revisions.save_seen, article_id, self._clock())
