"""Looking the library over and mending it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.errors import LibraryDiskError
from newsreader.library.checkup import Finding
from newsreader.store.connection import open_library
from tests.fakes import FakeFetcher, fill, opened, paths_in
from tests.library.paper import Paper, paper_library, rows_of
from tests.library.test_rebuild import filled, paper
from tests.store.made import assert_sound

__all__ = ["paper"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A library with a few articles, four of them with their text."""
    fill(tmp_path)
    return paths_in(tmp_path).library_file


async def verified(folder: Path, **options: bool) -> tuple[Finding, ...]:
    async with opened(folder, FakeFetcher()) as library:
        return await library.upkeep.verify(lambda _: None, **options)


def change(file: Path, *statements: str) -> None:
    """Do what no version of the program does: no trigger minds it."""
    db = sqlite3.connect(file, isolation_level=None)
    triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        db.execute(statement)
    for _, sql in triggers:
        db.execute(sql)
    db.close()


@pytest.fixture
def sound(file: Path) -> Iterator[Path]:
    """A file that must be sound when the test ends."""
    yield file
    db = open_library(file)
    assert_sound(db)
    db.close()


async def test_a_library_as_it_should_be(sound: Path, tmp_path: Path) -> None:
    assert await verified(tmp_path) == ()
    assert await verified(tmp_path, is_quick=True) == ()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "DELETE FROM listing WHERE section_id = 0 AND article_id < 3",
            "articles missing from the list of all articles (2)",
        ),
        ("UPDATE listing SET is_read = 1 WHERE article_id = 2", "rows of lists whose marks"),
        ("INSERT INTO mark (article_id, is_starred) VALUES (3, 1)", "rows of lists whose marks"),
        ("UPDATE article SET has_text = 1 - has_text WHERE id = 1", "articles that claim a text"),
        ("UPDATE article_kept SET text_bytes = 3", "articles whose sizes are not right (4)"),
        ("DELETE FROM article_kept", "articles whose sizes are not right (4)"),
        ("UPDATE section SET unread = 99", "sections whose counts"),
        ("UPDATE section SET text_bytes = 99 WHERE id = 0", "sections whose sizes are not right (1)"),
        ("UPDATE search_state SET documents = 3", "the index of searches"),
    ],
)
async def test_what_is_kept_twice_is_made_again(sound: Path, tmp_path: Path, statement: str, said: str) -> None:
    change(sound, statement)
    found = await verified(tmp_path, is_quick=True)
    assert said in "; ".join(finding.what for finding in found)
    assert not any(finding.is_mended for finding in found)
    assert await verified(tmp_path, is_quick=True) == found  # looking changes nothing
    mended = await verified(tmp_path, mends=True)
    assert mended
    assert all(finding.is_mended for finding in mended)


async def test_a_damaged_text_is_made_again_from_its_page_or_goes(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        ids = await filled(library)
    file = paths_in(tmp_path).library_file
    db = open_library(file)
    db.execute("UPDATE article_text SET body = x'00' WHERE article_id IN (?, ?)", ids[:2])
    db.execute("UPDATE page SET body = x'00' WHERE article_id = ?", ids[1:2])
    async with paper_library(tmp_path, paper) as library:
        found = await library.upkeep.verify(lambda _: None, mends=True)
        assert [finding.what for finding in found] == [
            "kept pages that cannot be unpacked (1)",
            "texts that cannot be unpacked (2)",
        ]
        assert [(row.id, row.is_cached) for row in await rows_of(library)] == [
            (number, number != ids[1]) for number in ids
        ]
        assert await library.upkeep.verify(lambda _: None) == ()
    assert_sound(db)
    db.close()


async def test_a_damaged_file_is_said_and_what_to_do(file: Path, tmp_path: Path) -> None:
    db = sqlite3.connect(file)
    (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'article_address'").fetchone()
    (size,) = db.execute("PRAGMA page_size").fetchone()
    db.close()
    with file.open("r+b") as raw:
        raw.seek((root - 1) * size)
        raw.write(b"\xff" * 8)
    found = await verified(tmp_path)
    assert found
    assert "newsreader backup" in found[0].advice


async def test_compacting_gives_room_back(sound: Path, tmp_path: Path) -> None:
    async with opened(tmp_path, FakeFetcher()) as library:
        await library.upkeep.prune(bounds=None)
        db = open_library(sound)
        db.execute("CREATE TABLE filling (body)")
        db.execute("INSERT INTO filling VALUES (zeroblob(1000000))")
        db.execute("DROP TABLE filling")
        db.close()
        before, after = await library.upkeep.compact()
        assert before.file_bytes - after.file_bytes >= 1_000_000
        assert after.free_bytes == 0


async def test_compacting_needs_room(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(tmp_path, FakeFetcher()) as library:
        usage = shutil.disk_usage(tmp_path)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
        with pytest.raises(LibraryDiskError, match="0 MB are free"):
            await library.upkeep.compact()
