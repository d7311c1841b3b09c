import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.errors import StoreError
from newsreader.model import SectionKey
from newsreader.store.articles import find_article
from newsreader.store.connection import open_library
from newsreader.store.entries import save_entries
from newsreader.store.migrations import MIGRATIONS, migrate
from newsreader.store.schema import APPLICATION_ID, VERSION, file_version
from newsreader.store.sections import sync_catalogue
from tests.store.made import NOON, NUKES, STANS, assert_sound, make_entry

pytestmark = pytest.mark.usefixtures("libraries_as_delivered")

# Of each step. The digest of a released one never changes; a new step adds its own.
DIGESTS = (
    "c2e42d3e0abe14ae",
    "1df526d1451e86cd",
    "8d62078d55f9d874",
    "a876fd35d4359fca",
    "ede459180dfdaf61",
    "0a08902d66055057",
    "2d4875c7be41c32b",
    "72ea1205745d7d71",
    "8b3f49c109294515",
    "e448b5c8c4dfdd04",
    "6823bc53801a175a",
    "ed9a2ae0ecb6a718",
    "516136769e1cc542",
    "38c10cd8673a43fd",
    "34bbb4027f0aa59f",
    "5364042cb9eb4fec",
    "a32747d47c62983b",
    "91d1431f3da1aefc",
    "7ee50cd27ba55178",
    "53748b70588725c0",
)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(tmp_path / "library.db", isolation_level=None)
    yield db
    db.close()


def shape(db: sqlite3.Connection) -> list[tuple[str, str, str]]:
    return db.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall()


def test_released_steps_are_never_changed() -> None:
    digests = tuple(hashlib.sha256("\n".join(step).encode()).hexdigest()[:16] for step in MIGRATIONS)
    assert digests == DIGESTS
    assert len(MIGRATIONS) == VERSION


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_library_of_each_version_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    """Older than the newest: its articles must come through. See `older_library` for what each one holds."""
    path = tmp_path / "library.db"
    older_library(path, version)
    db = open_library(path)
    assert file_version(db) == len(MIGRATIONS)
    fresh = open_library(tmp_path / "fresh.db")
    assert shape(db) == shape(fresh)
    assert db.execute("SELECT headline, is_starred FROM article JOIN mark ON article_id = id").fetchall() == [
        ("Kept", 1)
    ]
    assert db.execute("SELECT key, total, unread, starred FROM section ORDER BY id").fetchall() == [
        ("", 1, 1, 1),
        ("a/b", 1, 1, 1),
    ]
    assert db.execute("SELECT text_bytes, page_bytes, text_fetched_at FROM article_kept").fetchall() == [(2, 4, 7)]
    assert_sound(db)
    fresh.close()
    db.close()


def older_library(path: Path, version: int) -> None:
    """Make a library as the program of that version did, in plain SQL, which later changes cannot touch."""
    db = sqlite3.connect(path, isolation_level=None)
    migrate(db, MIGRATIONS[:version])
    db.executescript(
        """
        INSERT INTO section (key, source, name, position) VALUES ('a/b', 'A', 'B', 0);
        INSERT INTO article (url, headline, first_seen_at, sort_at) VALUES ('https://a.example/1', 'Kept', 5, 5);
        INSERT INTO article_address (url, article_id) VALUES ('https://a.example/1', 1);
        INSERT INTO listing (section_id, sort_at, article_id, is_read, is_starred) VALUES (1, 5, 1, 0, 0);
        INSERT INTO mark (article_id, is_starred, starred_at) VALUES (1, 1, 6);
        UPDATE article SET has_text = 1;
        INSERT INTO article_text (article_id, body, fetched_at) VALUES (1, x'0102', 7);
        INSERT INTO page (url, final_url, article_id, body, content_type, charset, etag, last_modified, fetched_at)
        VALUES ('https://a.example/1', 'https://a.example/1', 1, x'010203', '', '', '', '', 7),
            ('https://a.example/2', 'https://a.example/2', 1, x'01', '', '', '', '', 7);
        """,
    )
    db.close()


def test_addresses_of_a_first_library_become_story_addresses(tmp_path: Path) -> None:
    """Those that two articles share stay with the second as they were, until it is met again."""
    path = tmp_path / "library.db"
    older_library(path, 1)
    old = sqlite3.connect(path)
    twin = "http://www.a.example/1/"
    old.executescript(
        f"""
        INSERT INTO article (url, headline, first_seen_at, sort_at) VALUES ('{twin}', 'Kept', 7, 7);
        INSERT INTO article_address (url, article_id) VALUES ('{twin}', 2);
        INSERT INTO listing (section_id, sort_at, article_id, is_read, is_starred) VALUES (1, 7, 2, 0, 0);
        INSERT INTO article_address (url, article_id) VALUES ('http://m.a.example/9-9/?b=1&a=2', 3);
        """,
    )
    old.close()
    db = open_library(path)
    assert db.execute("SELECT * FROM article_address ORDER BY article_id").fetchall() == [
        ("https://a.example/1", 1),
        (twin, 2),
        ("https://a.example/9-9?a=2&b=1", 3),
    ]
    assert find_article(db, "https://a.example/1") == 1
    assert save_entries(db, SectionKey("a/b"), [make_entry(1, url=twin, headline="Kept")], NOON) == 0
    assert db.execute("SELECT id, is_starred FROM article JOIN mark ON article_id = id").fetchall() == [(1, 1)]
    assert find_article(db, twin) == 1
    assert_sound(db)
    db.close()


def test_steps_are_taken_once_and_in_order(empty: sqlite3.Connection) -> None:
    steps = (("CREATE TABLE a (x)",), ("ALTER TABLE a ADD COLUMN y", "INSERT INTO a VALUES (1, 2)"))
    migrate(empty, steps[:1])
    assert file_version(empty) == 1
    migrate(empty, steps)
    migrate(empty, steps)
    assert empty.execute("SELECT * FROM a").fetchall() == [(1, 2)]
    assert empty.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_a_failed_step_leaves_the_last_good_version(empty: sqlite3.Connection) -> None:
    steps = (("CREATE TABLE a (x)",), ("INSERT INTO a VALUES (1)", "CREATE TABLE a (x)"))
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        migrate(empty, steps)
    assert not empty.in_transaction
    assert file_version(empty) == 1
    assert empty.execute("SELECT * FROM a").fetchall() == []
    migrate(empty, (*steps[:1], ("INSERT INTO a VALUES (7)",)))
    assert empty.execute("SELECT * FROM a").fetchall() == [(7,)]


def test_a_file_of_more_steps_than_we_know_is_refused(empty: sqlite3.Connection) -> None:
    migrate(empty, (("CREATE TABLE a (x)",), ("CREATE TABLE b (x)",)))
    with pytest.raises(StoreError, match="newer"):
        migrate(empty, (("CREATE TABLE a (x)",),))


def test_every_table_is_strict(tmp_path: Path) -> None:
    db = open_library(tmp_path / "library.db")
    tables = db.execute("PRAGMA table_list").fetchall()
    loose = [name for schema, name, kind, _, _, strict in tables if schema == "main" and kind == "table" and not strict]
    assert [name for name in loose if not name.startswith("sqlite_")] == []
    sync_catalogue(db, (STANS, NUKES), "one")
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("UPDATE section SET position = 'first'")
    db.close()


def test_an_older_sqlite_makes_the_same_tables_without_strict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = open_library(tmp_path / "library.db")
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    old = open_library(tmp_path / "old.db")
    assert "STRICT" not in "".join(sql or "" for _, _, sql in shape(old))
    assert [row[:2] for row in shape(old)] == [row[:2] for row in shape(db)]
    sync_catalogue(old, (STANS, NUKES), "one")
    assert save_entries(old, STANS.key, [make_entry(1)], NOON) == 1
    assert_sound(old)
    old.close()
    db.close()
