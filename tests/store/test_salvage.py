"""Of a damaged library all is saved that can be read, and of marks more than that."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.errors import DamagedLibraryError
from newsreader.model import ArticleId
from newsreader.store.articles import find_article, load_article, save_article
from newsreader.store.connection import open_library
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries
from newsreader.store.marks import set_read, set_starred
from newsreader.store.migrations import MIGRATIONS, migrate
from newsreader.store.salvage import Salvaged, salvage
from newsreader.store.sections import load_counts, sync_catalogue
from tests.store.made import NOON, NUKES, STANS, assert_sound, make_article, make_entry, make_page

ARTICLES, READ, STARRED, TEXTS = 3000, 1200, 40, 30
PAGE = 4096


@pytest.fixture
def library(path: Path) -> Path:
    return filled(path)


def filled(path: Path) -> Path:
    with closing(open_library(path)) as db:
        sync_catalogue(db, (STANS, NUKES), "one")
        save_entries(db, STANS.key, [make_entry(number) for number in range(ARTICLES)], NOON)
        save_entries(db, NUKES.key, [make_entry(number) for number in range(0, ARTICLES, 3)], NOON)
        for number in range(TEXTS):
            save_article(db, make_article(number), make_page(make_article(number).url), NOON)
        ids = [row.id for row in load_summaries(db, limit=ARTICLES)]
        set_read(db, ids[:READ], True, NOON)
        set_starred(db, ids[-STARRED:], True, NOON)
    return path


def pages_of(path: Path, table: str) -> list[int]:
    """Give the numbers of the pages that hold a table's rows, its root first."""
    with closing(sqlite3.connect(path)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    return pages_below(path, root)


def pages_of_list(path: Path) -> list[int]:
    """Give the numbers of the pages of the list of tables but the first."""
    return pages_below(path, 1)[1:]


def pages_below(path: Path, root: int) -> list[int]:
    data = path.read_bytes()
    found, todo = [], [root]
    while todo:
        number = todo.pop(0)
        found.append(number)
        page = (number - 1) * PAGE
        start = page if number > 1 else 100
        kind, cells = data[start], int.from_bytes(data[start + 3 : start + 5], "big")
        if kind in (2, 5):  # an inner page: four bytes of each cell name a page, and so does its header
            for cell in range(cells):
                at = page + int.from_bytes(data[start + 12 + 2 * cell :][:2], "big")
                todo.append(int.from_bytes(data[at : at + 4], "big"))
            todo.append(int.from_bytes(data[start + 8 : start + 12], "big"))
    return found


def spoil(path: Path, *numbers: int) -> None:
    with path.open("r+b") as file:
        for number in numbers:
            file.seek((number - 1) * PAGE)
            file.write(b"\xff" * PAGE)


def saved(library: Path) -> tuple[Salvaged, Path]:
    before = library.read_bytes()
    new = library.with_name("new.db")
    result = salvage(library, new)
    assert library.read_bytes() == before
    with closing(open_library(new)) as db:
        assert_sound(db)
    return result, new


def test_of_a_sound_library_everything(library: Path) -> None:
    result, new = saved(library)
    assert result == Salvaged(
        articles=ARTICLES, texts=TEXTS, marks=READ + STARRED, sections=2, damaged_tables=()
    )  # fmt: skip
    with closing(open_library(library)) as old, closing(open_library(new)) as db:
        assert load_summaries(db, NUKES.key, limit=ARTICLES) == load_summaries(old, NUKES.key, limit=ARTICLES)
        assert load_counts(db, STANS.key) == load_counts(old, STANS.key)
        number = find_article(db, make_article(7).url)
        assert number is not None
        assert load_article(db, number) == load_article(old, number)


def test_two_holes_in_the_articles_cost_what_is_in_them(library: Path) -> None:
    leaves = pages_of(library, "article")[1:]
    spoil(library, leaves[3], leaves[10], leaves[11])
    result, new = saved(library)
    assert result.damaged_tables == ("article",)
    lost = ARTICLES - result.articles
    assert 0 < lost < ARTICLES // 8
    assert result.marks == READ + STARRED  # they outlive their articles
    with closing(open_library(new)) as db:
        assert save_entries(db, STANS.key, [make_entry(number) for number in range(ARTICLES)], NOON) == 0
        assert load_counts(db, None).total == ARTICLES
        assert load_counts(db, None).unread == ARTICLES - READ  # all that returns is what it was
        assert_sound(db)


def test_marks_that_are_lost_come_from_the_lists(library: Path) -> None:
    spoil(library, *pages_of(library, "mark"))
    result, new = saved(library)
    assert "mark" in result.damaged_tables
    with closing(open_library(new)) as db:
        counts = load_counts(db, None)
        assert (counts.unread, counts.starred) == (ARTICLES - READ, STARRED)


def test_lists_that_are_lost_are_made_again(library: Path) -> None:
    spoil(library, *pages_of(library, "listing"))
    _, new = saved(library)
    with closing(open_library(new)) as db:
        assert load_counts(db, None).unread == ARTICLES - READ


def test_addresses_that_are_lost_come_from_the_articles(library: Path) -> None:
    spoil(library, *pages_of(library, "article_address"))
    _, new = saved(library)
    with closing(open_library(new)) as db:
        assert find_article(db, make_entry(5).url) is not None


def test_texts_that_are_lost_leave_teasers(library: Path) -> None:
    spoil(library, *pages_of(library, "article_text"))
    result, new = saved(library)
    assert result.texts == 0
    with closing(open_library(new)) as db:
        number = find_article(db, make_article(3).url)
        assert number is not None
        assert load_article(db, number) is None


def test_a_spoilt_header_costs_nothing(library: Path) -> None:
    with library.open("r+b") as file:
        file.write(b"\x00" * 100)
    result, _ = saved(library)
    assert (result.articles, result.marks) == (ARTICLES, READ + STARRED)


def test_a_spoilt_first_page_costs_nothing(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        migrate(db, MIGRATIONS[:1])  # as a file that was upgraded: with old pages of the list of tables
    library = filled(path)
    whole, new = saved(library)
    new.unlink()
    spoil(library, 1)
    assert saved(library)[0] == whole


def test_a_spoilt_page_of_the_list_of_tables_costs_what_it_lists(library: Path) -> None:
    first, *_, last = pages_of_list(library)
    spoil(library, last)
    result, new = saved(library)
    assert (result.articles, result.marks) == (ARTICLES, READ + STARRED)
    assert result.damaged_tables
    new.unlink()
    spoil(library, first)
    result, _ = saved(library)
    assert result.marks + result.articles > 0
    assert "section" in result.damaged_tables


def test_a_file_cut_short(library: Path) -> None:
    data = library.read_bytes()
    library.write_bytes(data[: len(data) * 3 // 4])
    result, _ = saved(library)
    assert result.damaged_tables
    assert result.articles + result.marks > 0


def test_numbers_of_lost_articles_are_not_given_again(library: Path) -> None:
    with closing(open_library(library)) as db:
        last = load_summaries(db, limit=1)[0].id
        db.execute("DELETE FROM article WHERE id = ?", (ArticleId(last),))
    _, new = saved(library)
    with closing(open_library(new)) as db:
        save_entries(db, STANS.key, [make_entry(99_999)], NOON)
        assert find_article(db, make_entry(99_999).url) not in (None, last)


@pytest.mark.parametrize("data", [b"", b"Dear diary, " * 1000, b"\xff" * 50_000])
def test_where_nothing_can_be_read(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    with pytest.raises(DamagedLibraryError):
        salvage(path, path.with_name("new.db"))
    assert path.read_bytes() == data
