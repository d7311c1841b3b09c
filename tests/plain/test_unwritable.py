"""Plain mode over a library that cannot be written to: reading goes on."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from newsreader.errors import LibraryDiskError, MarkWaitsError
from newsreader.library.history import History
from newsreader.library.trails import Trails
from newsreader.store.migrations import MIGRATIONS
from tests.fakes import article_url, offline, paths_in
from tests.plain.script import to_ports, typed


async def fails(*_: object, **__: object) -> None:
    raise LibraryDiskError("library.db")


async def waits(*_: object, **__: object) -> None:
    raise MarkWaitsError("library.db")


def of_a_newer_version(home: Path) -> None:
    """Let the library be one that can only be read."""
    db = sqlite3.connect(paths_in(home).library_file)
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()


async def test_an_article_is_read_where_neither_mark_nor_visit_can_be_kept(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ports = await to_ports(home)
    monkeypatch.setattr(Trails, "opened", fails)
    monkeypatch.setattr(History, "set_read", waits)
    script = await typed(home, ports, "1", "step-back", "n", "step-back", settings=offline())
    assert script.said[2].startswith(f"{LibraryDiskError('library.db')}\n{MarkWaitsError('library.db')}\n")
    assert "Story number 0" in script.said[2]
    assert script.prompts[2].startswith("Story number 0")
    assert "There is no step" in script.said[3]
    assert script.prompts[4].startswith("Story number 1")


async def test_a_step_is_taken_back_where_nothing_was_marked(home: Path) -> None:
    ports = await to_ports(home)
    of_a_newer_version(home)
    script = await typed(home, ports, "", "", "", "step-back", settings=offline())
    assert script.prompts[4].startswith("Story number 0")
    assert script.said[5].startswith("Ports:\n")
    assert script.prompts[5] == "Ports> "


async def test_a_queued_link_opens_and_none_is_queued_where_that_cannot_be_kept(home: Path) -> None:
    ports = await to_ports(home)
    await typed(home, ports, "1", "p 2", settings=offline())
    db = sqlite3.connect(paths_in(home).library_file)
    db.execute("UPDATE queued_link SET url = ?", [article_url(1)])
    db.commit()
    db.close()
    of_a_newer_version(home)
    script = await typed(home, "W", "1", "p 2", "p", "w 2", settings=offline())
    assert script.prompts[2].startswith("Story number 1")
    assert "The library can be read but not changed" in script.said[2]
    assert "changed" not in script.said[3]
    assert script.said[5].startswith("The library can be read but not changed")
