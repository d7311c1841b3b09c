"""What changed in articles since they were read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.errors import NotFoundError
from newsreader.model import ArticleId, NotModified, Page, Validators
from newsreader.worddiff import DiffKind
from tests.library.paper import SENTENCE, Clock, Paper, paper_library
from tests.library.paper import story_page as page
from tests.library.paper import story_url as url_of

URL = url_of(1)
HOUR = timedelta(hours=1)


class DailyPaper(Paper):
    """A paper whose pages are fetched when its clock says so."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock

    async def fetch(self, url: str, *, validators: Validators = Validators()) -> Page | NotModified:
        answer = await super().fetch(url, validators=validators)
        return replace(answer, fetched_at=self.clock()) if isinstance(answer, Page) else answer


async def test_what_changed_since_it_was_read(tmp_path: Path) -> None:
    clock = Clock()
    paper = DailyPaper(clock)
    async with paper_library(tmp_path, paper, clock=clock) as library:

        async def fetched(words: str) -> ArticleId:
            clock.now += HOUR
            paper.pages[URL] = page(1, f"{words} {SENTENCE}")
            return (await library.read_address(URL, refresh=True)).id

        with pytest.raises(NotFoundError):
            await library.versions.changes(ArticleId(1))
        number = await fetched("Nine people came.")
        assert await library.versions.changes(number) is None
        await library.set_read([number], is_read=True)
        await fetched("Ten people came.")
        await fetched("Eleven people came.")

        changes = await library.versions.changes(number)
        assert changes is not None
        assert (changes.before.number, changes.after.number, changes.versions) == (1, 3, 3)
        changed = {(run.kind, run.text.strip()) for run in changes.runs if run.kind is not DiffKind.SAME}
        assert changed == {(DiffKind.REMOVED, "Nine"), (DiffKind.ADDED, "Eleven")}

        reading = await library.cached(number)
        assert reading is not None
        assert reading.is_revised_since_read
        clock.now += HOUR
        await library.versions.seen(number)
        reading = await library.cached(number)
        assert reading is not None
        assert not reading.is_revised_since_read
        assert reading.revised_at == clock.now - HOUR
        changes = await library.versions.changes(number)
        assert changes is not None
        assert changes.before.number == 1  # as it was read before it was opened now
    async with paper_library(tmp_path, paper, clock=clock) as library:
        changes = await library.versions.changes(number)
        assert changes is not None
        assert changes.before.number == 2  # all is seen: what the last change was
