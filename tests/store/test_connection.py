import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from newsreader.errors import InternalError, ReadOnlyLibraryError, StoreError
from newsreader.store import connection as connection_module
from newsreader.store.connection import (
    Connection,
    is_read_only,
    open_library,
    snapshot,
    transaction,
    why_read_only,
)
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries
from newsreader.store.marks import mark_all_read
from newsreader.store.migrations import MIGRATIONS
from newsreader.store.schema import APPLICATION_ID
from newsreader.store.sections import load_counts, load_sections, sync_catalogue
from tests.store.made import NOON, NUKES, STANS, assert_sound, make_entry

pytestmark = pytest.mark.usefixtures("libraries_as_delivered")

NOBODY = 65534
needs_unix = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are Unix ones")


def made(path: Path, articles: int = 3) -> None:
    db = open_library(path)
    sync_catalogue(db, (STANS, NUKES), "one")
    save_entries(db, STANS.key, [make_entry(number) for number in range(articles)], NOON)
    db.close()


@contextmanager
def without_power_over_files() -> Iterator[None]:
    """Root may write anywhere; be somebody else for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that anybody may enter, unlike `tmp_path`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_the_folder_is_made_and_private(path: Path) -> None:
    db = open_library(path)
    assert not is_read_only(db)
    assert load_counts(db, None).total == 0
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()
    if os.name == "posix":
        assert path.parent.stat().st_mode & 0o077 == 0


def test_what_is_committed_is_flushed_to_the_disk(path: Path) -> None:
    with closing(open_library(path)) as db:
        assert db.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL


def test_an_empty_file_is_a_new_library(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.touch()
    open_library(path).close()


def test_odd_names_of_folders(tmp_path: Path) -> None:
    path = tmp_path / "what? 100% #1 é ' &mode=ro" / "library.db"
    made(path)
    assert path.is_file()
    db = open_library(path, read_only=True)
    assert load_counts(db, None).total == 3
    db.close()


def test_what_was_kept_is_there_again(path: Path) -> None:
    made(path)
    db = open_library(path)
    assert len(load_summaries(db, STANS.key, limit=9)) == 3
    assert_sound(db)
    db.close()


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (url)")
    other.close()
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreError, match="another program"):
            open_library(path, read_only=read_only)
    assert path.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_library_is_read_where_its_tables_allow_and_left_alone(path: Path, read_only: bool) -> None:
    made(path)
    newer = sqlite3.connect(path)
    newer.executescript(
        "ALTER TABLE article ADD COLUMN mood TEXT; CREATE TABLE mood (id INTEGER PRIMARY KEY);"
        f"PRAGMA user_version = {len(MIGRATIONS) + 1}"
    )
    newer.close()
    before = path.read_bytes()
    db = open_library(path, read_only=read_only)
    assert "newer newsreader" in why_read_only(db)
    assert len(load_summaries(db, limit=9)) == 3
    with pytest.raises(ReadOnlyLibraryError):
        mark_all_read(db, None, NOON)
    db.close()
    assert path.read_bytes() == before


def test_a_newer_library_of_other_tables_says_so(path: Path) -> None:
    made(path)
    newer = sqlite3.connect(path)
    newer.executescript(
        f"ALTER TABLE article RENAME COLUMN headline TO title; PRAGMA user_version = {len(MIGRATIONS) + 1}"
    )
    newer.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer newsreader, which is needed to open it") as caught:
        open_library(path)
    assert str(path) in caught.value.user_text
    assert path.read_bytes() == before


def test_an_older_library_cannot_be_upgraded_read_only(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.close()
    with pytest.raises(StoreError, match="older newsreader"):
        open_library(path, read_only=True)


@pytest.mark.parametrize("read_only", [False, True])
def test_no_database(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(b"Dear diary, " * 1000)
    with pytest.raises(StoreError, match="no library"):
        open_library(path, read_only=read_only)
    assert path.read_bytes().startswith(b"Dear diary")


def test_a_damaged_file_says_so_and_the_rest_is_read(path: Path) -> None:
    made(path, articles=3000)
    db = open_library(path)
    (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'article'").fetchone()
    (size,) = db.execute("PRAGMA page_size").fetchone()
    db.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    db = open_library(path)
    with pytest.raises(StoreError, match="damaged"):
        load_summaries(db, limit=9)
    assert len(load_sections(db)) == 2
    db.close()


def test_a_cut_file(path: Path) -> None:
    made(path, articles=3000)
    os.truncate(path, path.stat().st_size // 3)
    with pytest.raises(StoreError, match="damaged"):
        read_all(path)


def read_all(path: Path) -> None:
    with closing(open_library(path)) as db:
        load_summaries(db, limit=3000)


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    for read_only in (False, True):
        with pytest.raises(StoreError):
            open_library(tmp_path, read_only=read_only)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StoreError, match="data"):
        open_library(tmp_path / "data" / "library.db")


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not there"):
        open_library(tmp_path / "library.db", read_only=True)
    assert not (tmp_path / "library.db").exists()


def test_read_only_reads_and_never_writes(path: Path) -> None:
    made(path)
    db = open_library(path, read_only=True)
    assert is_read_only(db)
    assert len(load_summaries(db, limit=9)) == 3
    with pytest.raises(StoreError, match="read but not changed"):
        mark_all_read(db, None, NOON)
    assert load_counts(db, None).unread == 3
    db.close()


@needs_unix
@pytest.mark.parametrize("mode", [0o555, 0o755])
def test_where_nothing_may_be_written_the_library_is_still_read(open_folder: Path, mode: int) -> None:
    path = open_folder / "library.db"
    made(path)
    path.chmod(0o444)
    open_folder.chmod(mode)
    with without_power_over_files():
        db = open_library(path)
        assert is_read_only(db)
        assert len(load_summaries(db, limit=9)) == 3
        with pytest.raises(StoreError, match="read but not changed"):
            mark_all_read(db, None, NOON)
        db.close()
    assert [each.name for each in open_folder.iterdir()] == ["library.db"]


@needs_unix
def test_where_no_library_can_be_made(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    for path in (open_folder / "library.db", open_folder / "new" / "library.db"):
        with without_power_over_files(), pytest.raises(StoreError, match="cannot be made"):
            open_library(path)


@needs_unix
def test_a_file_nobody_may_read(open_folder: Path) -> None:
    path = open_folder / "library.db"
    made(path)
    path.chmod(0)
    with without_power_over_files(), pytest.raises(StoreError, match=r"cannot be opened|denied"):
        open_library(path)


def test_a_full_disk_loses_only_what_did_not_fit(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1)], NOON)
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreError, match="disk is full"):
        save_entries(db, STANS.key, [make_entry(n, summary="x" * 9000) for n in range(50)], NOON)
    assert not db.in_transaction
    assert load_counts(db, STANS.key).total == 1
    assert_sound(db)
    mark_all_read(db, None, NOON)
    assert load_counts(db, None).unread == 0


def test_a_library_in_use_for_too_long(db: Connection, path: Path) -> None:
    other = open_library(path)
    db.execute("BEGIN IMMEDIATE")
    other.execute("PRAGMA busy_timeout = 1")
    with pytest.raises(StoreError, match="another program is using it"):
        sync_catalogue(other, (), "two")
    assert len(load_sections(other)) == 2  # reading goes on
    db.execute("ROLLBACK")
    assert sync_catalogue(other, (), "two")
    other.close()


def test_opening_waits_no_longer_than_it_may(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr(connection_module, "BUSY_TIMEOUT_S", 0.001)
    with pytest.raises(StoreError, match="another program is using it"):
        open_library(path)
    holder.close()


def test_a_reader_sees_one_state_while_another_writes(db: Connection, path: Path) -> None:
    other = open_library(path)
    with snapshot(other):
        assert load_counts(other, STANS.key).total == 0
        save_entries(db, STANS.key, [make_entry(1)], NOON)
        assert load_counts(other, STANS.key).total == 0
        assert load_summaries(other, limit=9) == ()
    assert load_counts(other, STANS.key).total == 1
    other.close()


def test_many_writers_at_once_lose_nothing(path: Path) -> None:
    writers, rounds = 4, 12
    start = threading.Barrier(writers)
    failures: list[BaseException] = []

    def write(writer: int) -> None:
        try:
            start.wait()
            db = open_library(path)  # all of them make the file
            sync_catalogue(db, (STANS, NUKES), f"digest {writer}")
            for number in range(rounds):
                entries = [make_entry(writer * 1000 + number), make_entry(number)]
                save_entries(db, (STANS, NUKES)[writer % 2].key, entries, NOON)
                mark_all_read(db, STANS.key, NOON)
            db.close()
        except BaseException as error:  # noqa: BLE001 shown by the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    db = open_library(path)
    assert load_counts(db, None).total == len(
        {w * 1000 + n for w in range(writers) for n in range(rounds)} | set(range(rounds))
    )
    assert_sound(db)
    db.close()


def test_a_transaction_is_all_or_nothing(db: Connection) -> None:
    def fails_midway() -> None:
        with transaction(db):
            save_entries(db, STANS.key, [make_entry(1)], NOON)
            raise KeyError("midway")

    with pytest.raises(KeyError):
        fails_midway()
    assert not db.in_transaction
    assert load_counts(db, None).total == 0


def test_our_own_mistakes_are_not_the_files(db: Connection) -> None:
    with pytest.raises(InternalError, match="no such table"), snapshot(db):
        db.execute("SELECT * FROM no_such_table")
    with pytest.raises(InternalError, match="UNIQUE"), transaction(db):
        db.execute("INSERT INTO section (id, key, source, name, position) VALUES (0, '', '', '', 0)")
