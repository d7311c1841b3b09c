"""How storylines, editions and facets look. Look at each picture before `pytest --snapshot-update`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from newsreader.library import Library
from newsreader.store.connection import open_library
from newsreader.tui.app import NewsApp
from tests.fakes import NOW, clock, offline, opened, paths_in
from tests.fakes import fill as fill_harbour
from tests.labelled import fill, labelled
from tests.tui.test_snapshots import settle

SIZES = {"120x40": (120, 40), "80x24": (80, 24), "50x20": (50, 20)}
WALK = ("E", "space", "G", "space", "G", "space", "G", "space", "G", "space")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Open a library that several event loops may use one after the other."""
    fill_harbour(tmp_path)
    db = open_library(paths_in(tmp_path).library_file)
    fill(db, labelled(NOW), texts_of_each=1)
    db.close()
    context = opened(tmp_path, settings=replace(offline(), edition_minutes=4))
    with asyncio.Runner() as runner:
        yield runner.run(context.__aenter__())
        runner.run(context.__aexit__(None, None, None))


@pytest.mark.parametrize(
    ("keys", "size"),
    [
        (("l", "slash", *"Lantern", "enter", "S", "k"), "120x40"),
        (("l", "slash", *"Lantern", "enter", "S"), "50x20"),
        (("l", "F", "j"), "80x24"),
        (("l", "F", "tab"), "50x20"),
        (("E",), "80x24"),
        (WALK, "50x20"),
    ],
    ids=["storyline-120x40", "storyline-50x20", "places-80x24", "agencies-50x20", "edition-80x24", "edition-end-50x20"],
)
def test_look(library: Library, snap_compare: Callable[..., bool], keys: tuple[str, ...], size: str) -> None:
    async def press(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        assert pilot.app.is_running

    assert snap_compare(NewsApp(library, clock), terminal_size=SIZES[size], run_before=press)
