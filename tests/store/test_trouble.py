"""Disks, folders and files in trouble: each is said in a sentence, and what can be read is read."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.errors import DamagedLibraryError, LibraryDiskError, StoreError
from newsreader.model import ArticleSummary
from newsreader.store.connection import Connection, is_read_only, open_library, why_read_only
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries
from newsreader.store.marks import mark_all_read, set_read
from newsreader.store.sections import load_counts, load_sections, sync_catalogue
from tests.store.made import NOON, NUKES, STANS, assert_sound, hours, make_entry

ROOT = Path(__file__).parents[2]
ARTICLES = 400
on_unix = pytest.mark.skipif(os.name != "posix", reason="as Unix does it")


@pytest.fixture
def filled(path: Path) -> Path:
    with closing(open_library(path)) as db:
        sync_catalogue(db, (STANS, NUKES), "one")
        save_entries(db, STANS.key, [make_entry(number) for number in range(ARTICLES)], NOON)
    return path


def everything(db: Connection) -> tuple[ArticleSummary, ...]:
    load_sections(db)
    return load_summaries(db, limit=ARTICLES)


def without_shared_memory(path: Path) -> None:
    """Make the small shared file impossible, as it is on some network disks."""
    path.with_name(path.name + "-shm").symlink_to(path.parent / "no" / "such" / "folder")


def test_where_there_is_no_shared_memory_the_older_journal_is_used(filled: Path) -> None:
    without_shared_memory(filled)
    with closing(open_library(filled)) as db, closing(open_library(filled)) as other:
        assert not is_read_only(db)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert len(everything(db)) == ARTICLES
        assert mark_all_read(db, STANS.key, NOON).count == ARTICLES
        assert load_counts(other, None).unread == 0  # both processes work
        save_entries(other, NUKES.key, [make_entry(-1)], NOON)
        assert load_counts(db, None).unread == 1
        assert_sound(db)


def test_a_new_library_where_there_is_no_shared_memory(path: Path) -> None:
    path.parent.mkdir()
    without_shared_memory(path)
    with closing(open_library(path)) as db:
        sync_catalogue(db, (STANS, NUKES), "one")
        assert save_entries(db, STANS.key, [make_entry(1)], NOON) == 1
    with closing(open_library(path)) as db:
        assert_sound(db)


def test_what_was_in_the_log_is_there_when_shared_memory_is_gone(filled: Path, tmp_path: Path) -> None:
    """A process killed with work in its log, and the disk then mounted elsewhere."""
    with closing(open_library(filled)) as db:
        mark_all_read(db, STANS.key, NOON)
        moved = tmp_path / "elsewhere" / filled.name
        moved.parent.mkdir()
        for name in (filled.name, filled.name + "-wal"):
            shutil.copy(filled.with_name(name), moved.with_name(name))
    without_shared_memory(moved)
    with closing(open_library(moved)) as db:
        assert load_counts(db, None).unread == 0
        assert_sound(db)


FULL_DISK = """
import resource, sys
from pathlib import Path
from newsreader.errors import LibraryDiskError
from newsreader.store.connection import open_library
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries
from newsreader.store.marks import mark_all_read, set_read
from tests.store.made import NOON, STANS, make_entry

path = Path(sys.argv[1])
db = open_library(path)
ids = [row.id for row in load_summaries(db, limit=20)]
set_read(db, ids[:3], True, NOON)
print("kept", *ids[:3])
limits = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), limits[1]))
for change in (
    lambda: save_entries(db, STANS.key, [make_entry(n, summary="x" * 9000) for n in range(900, 999)], NOON),
    lambda: mark_all_read(db, None, NOON),
):
    try:
        change()
        print("went through")
    except LibraryDiskError as error:
        print("said", error.user_text)
print("reads", len(load_summaries(db, limit=9999)))
resource.setrlimit(resource.RLIMIT_FSIZE, limits)
set_read(db, ids[3:4], True, NOON)
print("kept", ids[3])
"""


@on_unix
@pytest.mark.parametrize("room", [0, 4096, 20_000, 70_000])
def test_writing_beyond_the_room_there_is(filled: Path, room: int) -> None:
    """By the operating system's own limit on files, at several places within a transaction."""
    ran = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(filled), str(room)],
        capture_output=True, text=True, cwd=ROOT, check=True,
    )  # fmt: skip
    lines = ran.stdout.splitlines()
    assert any(line.startswith("said The library could not be used") for line in lines)
    assert f"reads {ARTICLES}" in lines
    kept = {int(number) for line in lines if line.startswith("kept") for number in line.split()[1:]}
    assert len(kept) == 4
    with closing(open_library(filled)) as db:
        assert {row.id for row in everything(db) if row.state.is_read} >= kept
        assert_sound(db)


def test_a_disk_that_fills_up_at_any_page(filled: Path) -> None:
    """Whatever page it is that no longer fits, the change is undone whole and the library stays sound."""
    with closing(open_library(filled)) as db:
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        for room in range(12):
            db.execute(f"PRAGMA max_page_count = {pages + room}")
            with pytest.raises(LibraryDiskError, match=r"the disk is full.*make room"):
                save_entries(db, STANS.key, [make_entry(n, summary="x" * 9000) for n in range(900, 930)], NOON)
            assert load_counts(db, None).total == ARTICLES
        assert_sound(db)
        rows = load_summaries(db, limit=1)
        set_read(db, [rows[0].id], True, NOON)
        assert load_counts(db, None).unread == ARTICLES - 1


def zero(data: bytearray) -> None:
    data[:] = b""


def cut_in_the_header(data: bytearray) -> None:
    del data[57:]


def cut_in_the_middle(data: bytearray) -> None:
    del data[len(data) // 2 + 100 :]


def flip_the_magic(data: bytearray) -> None:
    data[3] ^= 0xFF


def flip_the_page_size(data: bytearray) -> None:
    data[16:18] = b"\x00\x03"


def flip_the_schema(data: bytearray) -> None:
    data[100:140] = b"\xff" * 40


def flip_everywhere(data: bytearray) -> None:
    for place in range(4096, len(data), 977):
        data[place] ^= 0x55


def blank_pages(data: bytearray) -> None:
    for page in range(8, len(data) // 4096, 5):
        data[page * 4096 : (page + 1) * 4096] = bytes(4096)


DAMAGE = [
    cut_in_the_header,
    cut_in_the_middle,
    flip_the_magic,
    flip_the_page_size,
    flip_the_schema,
    flip_everywhere,
    blank_pages,
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_said(filled: Path, damage: Callable[[bytearray], None]) -> None:
    data = bytearray(filled.read_bytes())
    damage(data)
    filled.write_bytes(data)
    with pytest.raises(DamagedLibraryError, match="--salvage"):
        read_all(filled)
    assert filled.is_file()


def read_all(path: Path) -> None:
    with closing(open_library(path)) as db:
        everything(db)


def test_damage_in_the_log_loses_only_the_log(filled: Path, tmp_path: Path) -> None:
    with closing(open_library(filled)) as db:
        mark_all_read(db, STANS.key, NOON)
        moved = tmp_path / "moved.db"
        for suffix in ("", "-wal"):
            data = bytearray(filled.with_name(filled.name + suffix).read_bytes())
            if suffix:
                data[len(data) // 2] ^= 0xFF
            moved.with_name(moved.name + suffix).write_bytes(data)
    with closing(open_library(moved)) as db:  # SQLite's checksums tell, and it ends before the damage
        assert len(everything(db)) == ARTICLES
        assert_sound(db)


def test_an_empty_file_becomes_a_library(filled: Path) -> None:
    filled.write_bytes(b"")
    with closing(open_library(filled)) as db:
        assert load_counts(db, None).total == 0


def test_a_folder_that_vanishes_is_an_error_or_goes_on_but_no_traceback(filled: Path) -> None:
    with closing(open_library(filled)) as db:
        shutil.rmtree(filled.parent)
        for _ in range(3):
            try:
                assert len(everything(db)) == ARTICLES
                mark_all_read(db, None, NOON)
            except StoreError:
                continue


def test_a_clock_that_goes_back(filled: Path) -> None:
    with closing(open_library(filled)) as db:
        ids = [row.id for row in load_summaries(db, limit=10)]
        set_read(db, ids[:5], True, NOON + hours(99))
        mark_all_read(db, None, NOON)
        save_entries(db, STANS.key, [make_entry(999, published=None)], NOON - hours(9999))
        assert load_counts(db, None).unread == 1
        assert_sound(db)


@on_unix
def test_a_read_only_folder_with_work_in_the_log_says_what_is_missing(filled: Path, tmp_path: Path) -> None:
    with closing(open_library(filled)) as db:
        mark_all_read(db, STANS.key, NOON)
        moved = tmp_path / "moved.db"
        for suffix in ("", "-wal"):
            shutil.copy(filled.with_name(filled.name + suffix), moved.with_name(moved.name + suffix))
    without_shared_memory(moved)  # as where nothing may be made
    with closing(open_library(moved, read_only=True)) as db:
        assert is_read_only(db)
        assert len(everything(db)) == ARTICLES
        assert "not shown" in why_read_only(db)


def test_what_another_program_locks_can_be_read_when_it_lets_go(filled: Path) -> None:
    holder = sqlite3.connect(filled, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with closing(open_library(filled)) as db:  # opening needs no lock
        assert len(everything(db)) == ARTICLES
    holder.close()
