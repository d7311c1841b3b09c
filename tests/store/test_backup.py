"""Backups are consistent whatever is written meanwhile, and nothing is ever overwritten or lost on the way back."""

import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.errors import BackupError, LibraryBusyError, StoreError
from newsreader.store.articles import save_article
from newsreader.store.backup import back_up, restore
from newsreader.store.connection import open_library
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries
from newsreader.store.marks import mark_all_read, set_starred
from newsreader.store.migrations import MIGRATIONS, migrate
from newsreader.store.sections import load_counts, sync_catalogue
from tests.store.made import NOON, NUKES, STANS, assert_sound, make_article, make_entry, make_page

ARTICLES = 300


def quietly(_done: int, _total: int) -> None:
    """Report to nobody."""


def fill(path: Path) -> None:
    with closing(open_library(path)) as db:
        sync_catalogue(db, (STANS, NUKES), "one")
        save_entries(db, STANS.key, [make_entry(number) for number in range(ARTICLES)], NOON)
        article = make_article(1)
        save_article(db, article, make_page(article.url), NOON)
        mark_all_read(db, STANS.key, NOON)


@pytest.fixture
def library(path: Path) -> Path:
    fill(path)
    return path


def holds(path: Path) -> tuple[int, int, int]:
    with closing(open_library(path)) as db:
        assert_sound(db)
        counts = load_counts(db, None)
        return counts.total, counts.unread, counts.starred


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_is_the_library_in_one_file(library: Path, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "news.backup"
    target.parent.mkdir()
    seen: list[tuple[int, int]] = []
    with closing(open_library(library)):  # the reader is running
        back_up(library, target, lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1]
    assert names(target.parent) == ["news.backup"]
    if os.name == "posix":
        assert target.stat().st_mode & 0o077 == 0
    assert holds(target) == (ARTICLES, 0, 0)


def test_a_backup_under_constant_writes_is_one_state(library: Path, tmp_path: Path) -> None:
    """A writer that stars articles two at a time never stops; every backup has an even number of stars."""
    stop = threading.Event()
    rounds: list[int] = []

    def write() -> None:
        with closing(open_library(library)) as db:
            ids = [row.id for row in load_summaries(db, limit=ARTICLES)]
            while not stop.is_set():
                for place in range(0, ARTICLES, 2):
                    set_starred(db, ids[place : place + 2], len(rounds) % 2 == 0, NOON)
                    if stop.is_set():
                        break
                rounds.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(4):
            target = tmp_path / f"{number}.backup"
            back_up(library, target, quietly)
            _, _, starred = holds(target)
            assert starred % 2 == 0
    finally:
        stop.set()
        writer.join()


def test_what_is_there_is_not_overwritten(library: Path, tmp_path: Path) -> None:
    target = tmp_path / "diary.txt"
    target.write_text("Dear diary")
    with pytest.raises(BackupError, match="there already; --force replaces"):
        back_up(library, target, quietly)
    assert target.read_text() == "Dear diary"
    back_up(library, target, quietly, overwrite=True)
    assert holds(target) == (ARTICLES, 0, 0)


def test_a_backup_that_appears_meanwhile_is_not_overwritten(library: Path, tmp_path: Path) -> None:
    target = tmp_path / "news.backup"
    with pytest.raises(BackupError, match="there already"):
        back_up(library, target, lambda _done, _total: target.write_text("mine") and None)
    assert target.read_text() == "mine"
    assert names(tmp_path) == ["data", "news.backup"]


@pytest.mark.parametrize("overwrite", [False, True])
def test_the_library_is_no_backup_of_itself(library: Path, overwrite: bool) -> None:
    with pytest.raises(BackupError, match="the library itself"):
        back_up(library, library, quietly, overwrite=overwrite)
    with pytest.raises(BackupError, match="the library itself"):
        restore(library, library, NOON, quietly)
    assert holds(library) == (ARTICLES, 0, 0)


def test_a_folder_is_no_backup(library: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(BackupError):
        back_up(library, tmp_path / "folder", quietly, overwrite=True)
    with pytest.raises(BackupError, match="folder is not there"):
        back_up(library, tmp_path / "no" / "such.backup", quietly)
    with pytest.raises(StoreError, match="not there"):
        back_up(tmp_path / "no library", tmp_path / "some.backup", quietly)


class StopError(Exception):
    pass


def test_a_backup_that_is_stopped_leaves_nothing(library: Path, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise StopError

    with pytest.raises(StopError):
        back_up(library, tmp_path / "news.backup", stop)
    assert names(tmp_path) == ["data"]
    assert holds(library) == (ARTICLES, 0, 0)


def test_a_damaged_library_is_not_backed_up_as_if_it_were_whole(library: Path, tmp_path: Path) -> None:
    target = tmp_path / "news.backup"
    target.write_text("the last good one")
    blank(library, "article")
    with pytest.raises(BackupError, match=r"damaged.*--salvage"):
        back_up(library, target, quietly, overwrite=True)
    assert target.read_text() == "the last good one"
    assert names(tmp_path) == ["data", "news.backup"]


def blank(path: Path, table: str) -> None:
    db = sqlite3.connect(path)
    (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    db.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)


def test_the_way_back(library: Path, tmp_path: Path) -> None:
    target = tmp_path / "news.backup"
    back_up(library, target, quietly)
    with closing(open_library(library)) as db:
        save_entries(db, NUKES.key, [make_entry(9999)], NOON)
    aside = restore(library, target, NOON, quietly)
    assert aside is not None
    assert aside.name == "library-set-aside-20260201-120000.db"
    assert holds(library) == (ARTICLES, 0, 0)
    assert holds(aside) == (ARTICLES + 1, 1, 0)
    again = restore(library, target, NOON, quietly)
    assert again is not None
    assert again != aside
    assert holds(target) == holds(library)
    assert [name for name in names(library.parent) if "partial" in name] == []


def test_the_way_back_where_there_is_no_library(library: Path, tmp_path: Path) -> None:
    new = tmp_path / "new machine" / "library.db"
    assert restore(new, library, NOON, quietly) is None
    assert holds(new) == (ARTICLES, 0, 0)


def test_the_way_back_is_closed_while_a_reader_runs(library: Path, tmp_path: Path) -> None:
    target = tmp_path / "news.backup"
    back_up(library, target, quietly)
    with closing(open_library(library)) as db:
        with pytest.raises(LibraryBusyError, match="close that first"):
            restore(library, target, NOON, quietly)
        assert load_counts(db, None).total == ARTICLES
    assert names(library.parent) == ["library.db"]


@pytest.mark.parametrize("spoil", [lambda data: data[:9000], lambda _: b"Dear diary" * 100, lambda _: b""])
def test_what_is_no_backup_changes_nothing(library: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    target = tmp_path / "news.backup"
    back_up(library, target, quietly)
    target.write_bytes(spoil(target.read_bytes()))
    with pytest.raises(BackupError):
        restore(library, target, NOON, quietly)
    assert holds(library) == (ARTICLES, 0, 0)
    assert names(library.parent) == ["library.db"]


def test_a_backup_of_an_older_newsreader_is_brought_up_to_date(library: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.backup"
    db = sqlite3.connect(old, isolation_level=None)
    migrate(db, MIGRATIONS[:1])
    db.close()
    restore(library, old, NOON, quietly)
    assert holds(library) == (0, 0, 0)


def test_a_backup_of_a_newer_newsreader_is_left_alone(library: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.backup"
    back_up(library, newer, quietly)
    db = sqlite3.connect(newer)
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()
    with pytest.raises(BackupError, match="newer newsreader"):
        restore(library, newer, NOON, quietly)


def test_a_damaged_library_is_set_aside_with_its_log(library: Path, tmp_path: Path) -> None:
    target = tmp_path / "news.backup"
    back_up(library, target, quietly)
    library.write_bytes(b"\x00" * 100 + library.read_bytes()[100:])
    log = library.with_name(library.name + "-wal")
    log.write_bytes(b"a log that fits nothing")
    aside = restore(library, target, NOON, quietly)
    assert aside is not None
    assert aside.read_bytes().startswith(b"\x00" * 100)
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"a log that fits nothing"
    assert holds(library) == (ARTICLES, 0, 0)
