"""The history of what was opened."""

from __future__ import annotations

from pathlib import Path

from newsreader.library.shelves import Shelf
from newsreader.model import ArticleId
from tests.fakes import fill, opened


async def test_it_is_remembered_over_restarts_with_the_way_there(tmp_path: Path) -> None:
    fill(tmp_path)
    async with opened(tmp_path) as library:
        first, second, *_ = (await library.window(Shelf.ALL, limit=9)).rows
        start = await library.trails.opened(first.id)
        end = await library.trails.opened(second.id, start)
        assert await library.trails.opened(ArticleId(0)) is None  # read, but not kept
    async with opened(tmp_path) as library:
        history = await library.trails.look(limit=9)
        assert [visit.headline for visit in history.rows] == [second.headline, first.headline]
        assert history.reached is None
        assert end is not None
        assert [visit.headline for visit in await library.trails.way_to(end)] == [first.headline, second.headline]


async def test_words_narrow_it_and_a_limit_ends_it(tmp_path: Path) -> None:
    fill(tmp_path)
    async with opened(tmp_path) as library:
        rows = (await library.window(Shelf.ALL, limit=20)).rows
        for row in rows:
            await library.trails.opened(row.id)
        found = await library.trails.look("number 7", limit=2)
        assert [visit.headline for visit in found.rows] == ["Story number 7 from the harbour and the ships in it"]
        some = await library.trails.look(limit=2)
        more = await library.trails.look(limit=2, beyond=some.reached)
        assert [visit.article_id for visit in (*some.rows, *more.rows)] == [row.id for row in rows[:-5:-1]]
