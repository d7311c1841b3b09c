"""The library that the benchmarks measure is one that the program could have made."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from newsreader.store.connection import Connection, open_library
from newsreader.store.lists import load_summaries
from newsreader.store.sections import load_counts, load_sections
from tests.benchmarks import make_library as making
from tests.benchmarks.edition import TONGUES, Edition
from tests.benchmarks.make_library import make_library
from tests.store.made import assert_sound

SIZE = 1200


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    make_library(folder, SIZE)
    return folder


@pytest.fixture
def db(folder: Path):
    connection = open_library(make_library(folder, SIZE))
    yield connection
    connection.close()


def test_it_is_sound_and_of_the_size_asked_for(db: Connection) -> None:
    assert_sound(db)
    counts = load_counts(db, None)
    assert counts.total == SIZE
    assert 0 < counts.starred < counts.unread < SIZE
    assert sum(status.total > 0 for status in load_sections(db)) == 100


def test_some_articles_have_their_text_and_some_do_not(db: Connection) -> None:
    cached = [row.is_cached for row in load_summaries(db, limit=SIZE)]
    assert 0.08 < sum(cached) / SIZE < 0.25


def test_other_processes_print_the_same(db: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "WORTH_PROCESSES", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    other = open_library(make_library(tmp_path, SIZE))
    try:
        for table in ("article", "article_text", "page", "sketch", "mark", "listing", "search_document"):
            rows = f"SELECT * FROM {table} ORDER BY 1, 2, 3"
            assert other.execute(rows).fetchall() == db.execute(rows).fetchall(), table
    finally:
        other.close()


def test_another_size_does_not_touch_what_is_there(folder: Path) -> None:
    with pytest.raises(SystemExit, match="choose another folder"):
        make_library(folder, 10)


def test_the_same_number_is_the_same_article() -> None:
    assert Edition(SIZE).article(7) == Edition(SIZE).article(7)
    assert Edition(SIZE).article(7) != Edition(SIZE, seed=1).article(7)
    assert len({Edition(SIZE).url(number) for number in range(SIZE)}) == SIZE


def test_many_scripts_are_printed() -> None:
    edition = Edition(SIZE)
    headlines = "".join(edition.entry(number).headline for number in range(0, SIZE, 12))
    scripts = {unicodedata.name(character).split()[0] for character in headlines if character.isalpha()}
    assert {"LATIN", "CYRILLIC", "ARABIC", "DEVANAGARI", "CJK", "HIRAGANA", "HANGUL"} <= scripts
    assert {edition.article(number).lang for number in range(0, SIZE, 12)} == {tongue.lang for tongue in TONGUES}
