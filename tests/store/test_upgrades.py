"""A library of every released version comes through whole, also when its upgrade is killed or the disk fills up.

A new release adds its schema to `tests/data/schemas`, and what its tables hold to `ROWS`.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import zstandard

from newsreader.address import canonical_address
from newsreader.errors import StoreError
from newsreader.model import ArticleId, SectionKey
from newsreader.store.articles import find_article, load_article
from newsreader.store.connection import Connection, open_library
from newsreader.store.lists import load_summaries, load_summary
from newsreader.store.marks import load_anchor
from newsreader.store.migrations import MIGRATIONS, migrate
from newsreader.store.pages import load_page
from newsreader.store.schema import file_version
from newsreader.store.sections import load_counts, load_sections
from tests.store.made import assert_sound, make_article

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"
RELEASED = sorted(path.stem for path in SCHEMAS.glob("v*.sql"))
ROOT = Path(__file__).parents[2]
ARTICLES, TEXTS = 240, 60
HOSTILE = "'); DROP TABLE article; -- \U0001f600 \u05d0 %_"
on_unix = pytest.mark.skipif(os.name != "posix", reason="signals are Unix ones")


def url_of(number: int) -> str:
    return f"https://old.example/reports/{number}.html"


def text_v1(number: int) -> bytes:
    blocks = [{"kind": "paragraph", "text": f"The text of report {number}."}]
    shape = {"blocks": blocks, "tags": [], "lead_image": None, "offsets": [0, 0]}
    return zstandard.compress(json.dumps(shape).encode())


def fill_v1(db: sqlite3.Connection) -> None:
    """What a library of version 1 may hold, in plain SQL."""
    db.executescript(
        """
        BEGIN;
        INSERT INTO meta VALUES ('catalogue', 'a digest');
        INSERT INTO typed_host VALUES ('127.0.0.1:8080');
        INSERT INTO section (id, key, source, name, position, is_own, is_followed, fetched_at, error)
            VALUES (1, 'old/a', 'Old', 'A', 0, 0, 1, 77, ''), (2, 'old/b', 'Old', 'B', 1000000, 1, 1, NULL, 'dead');
        INSERT INTO section_address (section_id, url, position, etag)
            VALUES (1, 'https://old.example/a.xml', 0, '"tag"'), (2, 'https://old.example/b.xml', 0, '');
        """
    )
    for number in range(1, ARTICLES + 1):
        db.execute(
            "INSERT INTO article (id, url, headline, byline, place, summary, published, first_seen_at, sort_at)"
            " VALUES (?, ?, ?, ?, 'Oslo', ?, ?, ?, ?)",
            (number, url_of(number), f"Headline {number} {HOSTILE}", '["Ann"]', "x" * 300, number, number, number),
        )
        db.execute("INSERT INTO article_address VALUES (?, ?)", (canonical_address(url_of(number)), number))
        for section in (1, 2)[: 1 + (number % 3 == 0)]:
            db.execute("INSERT INTO listing VALUES (?, ?, ?, 0, 0)", (section, number, number))
    for number in range(1, TEXTS + 1):
        db.execute("UPDATE article SET has_text = 1 WHERE id = ?", (number,))
        db.execute("INSERT INTO article_text VALUES (?, ?, 7)", (number, text_v1(number)))
        db.execute(
            "INSERT INTO page (url, final_url, article_id, body, content_type, charset, etag, last_modified,"
            " fetched_at) VALUES (?, ?, ?, ?, 'text/html', 'utf-8', '', '', 7)",
            (canonical_address(url_of(number)), url_of(number), number, zstandard.compress(b"<html>%d" % number)),
        )
        db.execute("INSERT INTO related VALUES (?, 0, 'MORE', 'Next', ?, '', '', '', '')", (number, url_of(number + 1)))
    for number in (*range(1, 101), 9_999):  # the last is of a pruned article
        db.execute(
            "INSERT INTO mark (article_id, is_read, is_starred, read_at, anchor) VALUES (?, 1, ?, 5, 'block 3')",
            (number, number % 10 == 0),
        )
    db.execute("INSERT INTO article_address VALUES ('https://old.example/pruned', 9999)")
    db.execute("COMMIT")


ROWS: dict[str, Callable[[sqlite3.Connection], None]] = {"v1": fill_v1}


@pytest.fixture(params=RELEASED)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A library of a released version."""
    path = tmp_path / "library.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript((SCHEMAS / f"{request.param}.sql").read_text(encoding="utf-8"))
        ROWS[request.param](db)
    return path


def assert_all_is_there(db: Connection) -> None:
    assert file_version(db) == len(MIGRATIONS)
    assert_sound(db)
    counts = load_counts(db, None)
    assert (counts.total, counts.unread, counts.starred) == (ARTICLES, ARTICLES - 100, 10)
    assert [(s.section.key, s.total, s.error, s.is_followed) for s in load_sections(db)] == [
        ("old/a", ARTICLES, "", True),
        ("old/b", ARTICLES // 3, "dead", True),
    ]
    rows = load_summaries(db, SectionKey("old/a"), limit=ARTICLES)
    assert [row.headline for row in rows] == [f"Headline {n} {HOSTILE}" for n in range(ARTICLES, 0, -1)]
    assert [row.id for row in rows if row.is_cached] == list(range(TEXTS, 0, -1))
    for number in range(1, TEXTS + 1):
        found = load_article(db, ArticleId(number))
        assert found is not None
        assert found[0].blocks == make_article(number).blocks
        assert [link.url for link in found[0].related] == [url_of(number + 1)]
        page = load_page(db, url_of(number))
        assert page is not None
        assert page.body == b"<html>%d" % number
        assert find_article(db, url_of(number)) == number
    assert load_anchor(db, ArticleId(10)) == "block 3"
    starred = load_summary(db, ArticleId(10))
    assert starred is not None
    assert starred.state.is_starred
    (kept,) = db.execute("SELECT count(*) FROM mark WHERE article_id = 9999 AND is_read = 1").fetchone()
    assert kept == 1


def contents(db: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'article%'").fetchall()
    return {name: db.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables}


def test_every_released_schema_has_its_rows() -> None:
    assert set(RELEASED) == set(ROWS)


def test_all_comes_through(old: Path) -> None:
    with closing(open_library(old)) as db:
        assert_all_is_there(db)


# Dies in the middle of the step it is told, as by a power cut: nothing is tidied up.
DIES = """
import os, signal, sys
from pathlib import Path
from newsreader.store import connection, migrations

step, seen = int(sys.argv[2]), 0
middle = len(migrations.MIGRATIONS[step]) // 2

def take(statement):
    global seen
    if statement in migrations.MIGRATIONS[step]:
        seen += 1
        if seen > middle:
            os.kill(os.getpid(), signal.SIGKILL)
    return statement

migrations._as_this_sqlite_takes_it = take
connection.open_library(Path(sys.argv[1]))
"""


@on_unix
def test_killed_in_the_middle_of_each_step(old: Path) -> None:
    with closing(sqlite3.connect(old)) as db:
        (version,) = db.execute("PRAGMA user_version").fetchone()
    for step in range(version, len(MIGRATIONS)):
        ran = subprocess.run([sys.executable, "-c", DIES, str(old), str(step)], cwd=ROOT, check=False)
        assert ran.returncode == -signal.SIGKILL
        with closing(sqlite3.connect(old)) as db:
            assert db.execute("PRAGMA user_version").fetchone() == (step,)  # the steps before it are kept
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with closing(open_library(old)) as db:
        assert_all_is_there(db)


def test_a_disk_that_fills_up_within_each_step(old: Path) -> None:
    """With a little more room each time, until all steps have gone through."""
    room, failures, versions = 0, 0, set()
    while True:
        with closing(sqlite3.connect(old, isolation_level=None)) as db:
            before = contents(db)
            version = file_version(db)
            (pages,) = db.execute("PRAGMA page_count").fetchone()
            db.execute(f"PRAGMA max_page_count = {pages + room}")
            try:
                migrate(db)
                break
            except sqlite3.OperationalError as error:
                assert "full" in str(error)  # noqa: PT017 any other error is a failure
            failures += 1
            if file_version(db) == version:
                assert json.dumps(before, default=repr) == json.dumps(contents(db), default=repr)
                room += 1
            versions.add(file_version(db))
    assert failures > 2
    with closing(open_library(old)) as db:
        assert_all_is_there(db)


def test_an_upgrade_without_room_is_one_sentence(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(db: sqlite3.Connection) -> None:
        db.execute("PRAGMA max_page_count = 1")
        migrate(db)

    monkeypatch.setattr("newsreader.store.migrations.migrate", full)
    with pytest.raises(StoreError, match="cannot be upgraded: the disk is full") as caught:
        open_library(old)
    assert str(old) in caught.value.user_text
    monkeypatch.undo()
    with closing(open_library(old)) as db:
        assert_all_is_there(db)
