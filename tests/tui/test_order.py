"""Whatever comes and is marked meanwhile, what one looks at stays where it is and in its order."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.library.shelves import Place, Shelf
from newsreader.model import ArticleId, Entry
from newsreader.store.connection import Connection, open_library
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries
from newsreader.store.marks import set_later, set_read, set_starred
from tests.fakes import NOW, PORTS, article_url, fill, paths_in
from tests.tui.driving import Reader, reader

SETTERS = (set_read, set_starred, set_later)
KEYS = ("m", "s", "L", "u", "U", "A", "left_parenthesis", "right_parenthesis", "V", "=", "j", "k")
elsewhere = st.tuples(st.just("arrive"), st.lists(st.integers(0, 400), min_size=1, max_size=4))
marked = st.tuples(st.sampled_from(range(3)), st.lists(st.integers(0, 30), min_size=1, max_size=6), st.booleans())
actions = st.lists(st.one_of(elsewhere, marked, st.sampled_from(KEYS)), min_size=4, max_size=9)


class View:
    """What the person sees of the list."""

    def __init__(self, running: Reader) -> None:
        rows = running.screen.articles.list
        self.ids = [row.id for row in rows.window.rows]
        self.current = rows.current.id if rows.current else None
        self.line = rows.top_of(rows.cursor) - rows.scroll_offset.y

    def assert_stays(self, after: View, key: str) -> None:
        """Nothing has gone or changed places, and the cursor stays on its line unless a key moves it."""
        assert [number for number in after.ids if number in self.ids] == self.ids
        if key not in ("j", "k", "V", "="):
            assert (after.current, after.line) == (self.current, self.line)


def act_elsewhere(db: Connection, action: tuple) -> None:
    """Do something as another process does."""
    if action[0] == "arrive":
        entries = [
            Entry(url=article_url(1000 + n), headline=f"Later {n}", published=NOW - timedelta(minutes=n * 3))
            for n in action[1]
        ]
        save_entries(db, PORTS, entries, NOW)
    else:
        setter, places, is_set = action
        known = [row.id for row in load_summaries(db, limit=40)]
        SETTERS[setter](db, [ArticleId(known[place % len(known)]) for place in places], is_set, NOW)


async def lived_through(folder: Path, place: Place, history: list) -> None:
    db = open_library(paths_in(folder).library_file)
    set_starred(db, [row.id for row in load_summaries(db, limit=40)][::2], True, NOW)
    try:
        async with reader(folder, size=(80, 24)) as running:
            running.screen.sections.select(place)
            await running.settle()
            await running.press("enter", "j", "j", "j", "j")
            for action in history:
                before = View(running)
                if isinstance(action, str):
                    await running.press("equals_sign" if action == "=" else action)
                else:
                    act_elsewhere(db, action)
                    running.screen.look_around()
                    await running.settle()
                before.assert_stays(View(running), action if isinstance(action, str) else "")
    finally:
        db.close()


@pytest.mark.parametrize("place", [Shelf.ALL, Shelf.UNREAD, Shelf.STARRED, PORTS])
@settings(max_examples=4, deadline=None)
@given(history=actions)
def test_order_never_changes_under_the_cursor(place: Place, history: list) -> None:
    with TemporaryDirectory() as name:
        fill(Path(name), count=30)
        asyncio.run(lived_through(Path(name), place, history))
