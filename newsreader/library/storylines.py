"""Storylines: the articles of one developing story, whichever sections list them."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.errors import NotFoundError
from newsreader.library.worker import StoreWorker
from newsreader.model import ArticleId, ArticleSummary
from newsreader.store.connection import Connection, snapshot
from newsreader.store.lists import summaries_of
from newsreader.store.storylines import find_storyline
from newsreader.storyline import Joint

__all__ = ["Joint", "Rung", "Storylines"]

MAX_RUNGS = 40  # of a storyline, the nearest; a longer one is no ladder any more


@dataclass(frozen=True, slots=True)
class Rung:
    """An article of a storyline."""

    row: ArticleSummary
    joint: Joint | None  # why it belongs to it; None for the one the story was asked for by


class Storylines:
    """Finds what belongs to the story of an article, with words alone: nothing is fetched or kept."""

    def __init__(self, store: StoreWorker) -> None:
        self._store = store

    async def of(self, article_id: ArticleId) -> tuple[Rung, ...]:
        """Give the storyline of an article, the oldest first, itself among them; alone where nothing belongs to it.

        Raises:
            NotFoundError: no such article.
        """
        rungs = await self._store.run(_rungs, article_id)
        if not rungs:
            raise NotFoundError(str(article_id))
        return rungs

    async def rows(self, ids: tuple[ArticleId, ...]) -> tuple[ArticleSummary, ...]:
        """Give the rows of some articles as they are now, in their order here, without those that are gone."""
        found = await self._store.run(summaries_of, ids)
        return tuple(found[number] for number in ids if number in found)


def _rungs(db: Connection, article_id: ArticleId) -> tuple[Rung, ...]:
    with snapshot(db):
        joints: dict[int, Joint | None] = {each.article_id: each.joint for each in find_storyline(db, article_id)}
        nearest = sorted(joints, key=lambda number: -_strength(joints[number]))[: MAX_RUNGS - 1]
        rows = summaries_of(db, (article_id, *nearest))
    if article_id not in rows:
        return ()
    ladder = sorted(rows.values(), key=lambda row: (row.sort_at, row.id))
    return tuple(Rung(row, joints.get(row.id)) for row in ladder)


def _strength(joint: Joint | None) -> float:
    return joint.strength if joint is not None else 0.0
