"""What a prune took comes back as it was, whatever happened meanwhile."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from newsreader.model import ArticleId, Picture, RelatedLink
from newsreader.store.articles import find_article, load_article, save_article
from newsreader.store.connection import Connection
from newsreader.store.entries import save_entries
from newsreader.store.keeping import Level, Plan, Walk
from newsreader.store.marks import set_read, set_starred
from newsreader.store.pictures import save_picture
from newsreader.store.removal import remove_sections
from newsreader.store.sections import section_id
from newsreader.store.trash import (
    begin_pruning,
    drop_articles,
    drop_texts,
    empty_some,
    last_pruning,
    parts_of_articles,
    restore_some,
)
from tests.store.made import NOON, NUKES, STANS, assert_sound, hours, make_article, make_entry, make_page
from tests.store.pruned import contents, prune, restore
from tests.store.test_counters import library
from tests.store.test_keeping import ALL, EVERYTHING, TEXT_WALK, WALK, fill, left

LINKS = tuple(RelatedLink(url=f"https://a.example/{number}", title=f"Title {number}") for number in range(3))


def full(number: int):
    return make_article(number, related=LINKS)


@pytest.fixture
def filled(db: Connection) -> Connection:
    fill(db)
    for number in range(3):
        article = full(number)
        pages = [make_page(f"{article.url}?page={part}") for part in (3, 2)]
        save_article(db, article, make_page(article.url), NOON, more_pages=pages)
    for number in range(1, 5):
        article_id = find_article(db, full(number).url)
        assert article_id is not None
        save_picture(db, picture(number % 3), article_id)
    return db


def picture(number: int, size: int = 3) -> Picture:
    return Picture(
        url=f"https://a.example/{number}.jpg",
        content_type="image/jpeg",
        width=3,
        height=2,
        body=b"x" * size,
        fetched_at=NOON,
    )


def pruned(db: Connection, level: Level) -> int:
    number = begin_pruning(db, NOON)
    prune(db, ALL, replace(WALK, level=level), pruning=number)
    return number


@pytest.mark.parametrize("level", Level)
def test_all_comes_back_as_it_was(filled: Connection, level: Level) -> None:
    before = contents(filled)
    number = pruned(filled, level)
    assert contents(filled) != before
    assert last_pruning(filled) == number
    assert restore(filled, number) == 5
    assert contents(filled) == before
    assert last_pruning(filled) is None
    assert_sound(filled)


def test_texts_first_and_then_the_rest_come_back_together(filled: Connection) -> None:
    before = contents(filled)
    number = begin_pruning(filled, NOON)
    prune(filled, ALL, TEXT_WALK, pruning=number)
    prune(filled, ALL, WALK, pruning=number)
    assert left(filled) == []
    restore(filled, number)
    assert contents(filled) == before


def test_marks_made_meanwhile_are_those_it_has(filled: Connection) -> None:
    ids = [number for number, _ in left(filled)]
    set_starred(filled, ids[:1], True, NOON)
    parts = parts_of_articles(filled)
    number = begin_pruning(filled, NOON)
    drop_articles(filled, parts, [ArticleId(ids[0])], number)
    save_entries(filled, NUKES.key, [make_entry(0)], NOON)
    set_starred(filled, ids[:1], False, NOON)
    set_read(filled, ids[:1], True, NOON)
    restore(filled, number)
    assert_sound(filled)
    marks = "SELECT is_read, is_starred FROM listing WHERE article_id = ? ORDER BY section_id"
    assert filled.execute(marks, ids[:1]).fetchall() == [(1, 0)] * 3


def test_a_newer_text_stays(filled: Connection) -> None:
    number = pruned(filled, Level.ALL)
    newer = make_article(0, headline="Report number 0, rewritten", related=LINKS[:1])
    kept = save_article(filled, newer, make_page(newer.url, body=b"newer"), NOON + hours(1))
    restore(filled, number)
    loaded = load_article(filled, kept)
    assert loaded is not None
    assert (loaded[0].headline, loaded[0].related) == (newer.headline, LINKS[:1])
    assert_sound(filled)


def test_an_article_that_turned_out_to_be_another_is_not_made_again(filled: Connection) -> None:
    number = pruned(filled, Level.ALL)
    article = full(1)
    kept = save_article(filled, article, None, NOON, addresses=(make_article(0).url,))
    assert find_article(filled, make_article(0).url) == kept
    restore(filled, number)
    assert find_article(filled, make_article(0).url) == kept
    assert len(left(filled)) == 4
    assert_sound(filled)


def test_a_section_removed_meanwhile_stays_removed(filled: Connection) -> None:
    number = pruned(filled, Level.ALL)
    remove_sections(filled, [NUKES.key], NOON)
    restore(filled, number)
    assert len(left(filled)) == 5
    assert_sound(filled)


def test_the_trash_is_emptied_the_oldest_first(filled: Connection) -> None:
    parts = parts_of_articles(filled)
    ids = [ArticleId(number) for number, _ in left(filled)]
    first, second = begin_pruning(filled, NOON), begin_pruning(filled, NOON + hours(2))
    drop_texts(filled, parts, ids[:2], first)
    drop_texts(filled, parts, ids[2:], second)
    while empty_some(filled, budget_s=0.0, before=NOON + hours(1)):
        pass
    assert filled.execute("SELECT id FROM pruning").fetchall() == [(second,)]
    assert restore_some(filled, parts, first) == 0
    assert restore_some(filled, parts, second) == 3
    drop_texts(filled, parts, ids, begin_pruning(filled, NOON))
    while empty_some(filled, budget_s=0.0):
        pass
    assert filled.execute("SELECT count(*) FROM trash").fetchone() == (0,)
    assert filled.execute("SELECT count(*) FROM pruning").fetchone() == (0,)


def test_every_part_of_an_article_has_one_column_of_bytes_at_most(db: Connection) -> None:
    parts = parts_of_articles(db)
    assert parts[0].table == "article"
    assert {"article_text", "page", "related", "listing"} <= {part.table for part in parts}
    assert "article_kept" not in {part.table for part in parts}
    for part in parts:
        blobs = [
            name
            for name, kind in db.execute("SELECT name, type FROM pragma_table_info(?)", (part.table,))
            if kind == "BLOB"
        ]
        assert blobs == [part.blob] * bool(part.blob)


class Library(RuleBasedStateMachine):
    """Saves, marks, prunes, returns and undoings in any order."""

    numbers = st.integers(0, 7)

    @initialize()
    def open(self) -> None:
        self._opened = library()
        self.db = self._opened.__enter__()
        self.marks: dict[str, tuple[bool, bool]] = {}  # by address: marks that were made are never lost
        self.kept: list[int] = []  # prunes that may be taken back

    def teardown(self) -> None:
        self._opened.__exit__(None, None, None)

    def living(self, numbers: list[int]) -> Iterator[tuple[str, ArticleId]]:
        for number in numbers:
            url = make_entry(number).url
            found = find_article(self.db, url)
            if found is not None:
                yield url, found

    @rule(key=st.sampled_from((STANS.key, NUKES.key)), which=st.lists(numbers, max_size=5))
    def list_entries(self, key, which: list[int]) -> None:
        save_entries(self.db, key, [make_entry(number) for number in which], NOON)

    @rule(number=numbers)
    def save_text(self, number: int) -> None:
        save_article(self.db, full(number), make_page(full(number).url), NOON)

    @rule(number=numbers, which=st.integers(0, 3), size=st.integers(1, 9))
    def save_picture(self, number: int, which: int, size: int) -> None:
        for _, found in self.living([number]):
            save_picture(self.db, picture(which, size), found)

    @rule(which=st.lists(numbers, max_size=4), is_read=st.booleans())
    def mark_read(self, which: list[int], is_read: bool) -> None:
        for url, found in self.living(which):
            set_read(self.db, [found], is_read, NOON)
            self.marks[url] = (is_read, self.marks.get(url, (False, False))[1])

    @rule(which=st.lists(numbers, max_size=4), is_starred=st.booleans())
    def mark_starred(self, which: list[int], is_starred: bool) -> None:
        for url, found in self.living(which):
            set_starred(self.db, [found], is_starred, NOON)
            self.marks[url] = (self.marks.get(url, (False, False))[0], is_starred)

    @rule(level=st.sampled_from(Level), section=st.sampled_from((None, STANS.key)), is_final=st.booleans())
    def prune(self, level: Level, section, is_final: bool) -> None:
        wish = {Level.TEXT: replace(ALL.cap, text=EVERYTHING), Level.ALL: ALL.cap}[level]
        walked = section_id(self.db, section)
        plan = replace(ALL, cap=wish) if section is None else replace(ALL, cap=Plan().cap, wishes={walked: wish})
        starred = self.db.execute("SELECT count(*) FROM listing WHERE section_id = 0 AND is_starred = 1").fetchone()
        pruning = None if is_final else begin_pruning(self.db, NOON)
        prune(self.db, plan, Walk(section=walked, level=level), pruning=pruning)
        if pruning is not None:
            self.kept.append(pruning)
        assert starred == self.db.execute("SELECT starred FROM section WHERE id = 0").fetchone()

    @rule()
    def prune_and_undo(self) -> None:
        before = contents(self.db)
        number = begin_pruning(self.db, NOON)
        prune(self.db, ALL, WALK, pruning=number)
        restore(self.db, number)
        assert contents(self.db) == before

    @rule()
    def undo_prune(self) -> None:
        if self.kept:
            restore(self.db, self.kept.pop())

    @rule()
    def empty_trash(self) -> None:
        empty_some(self.db)

    @invariant()
    def is_sound(self) -> None:
        assert_sound(self.db)

    @invariant()
    def no_mark_is_lost(self) -> None:
        for url, (is_read, is_starred) in self.marks.items():
            row = self.db.execute(
                "SELECT is_read, is_starred FROM mark JOIN article_address USING (article_id) WHERE url = ?", (url,)
            ).fetchone()
            assert (row or (0, 0)) == (is_read, is_starred)


TestAnyOrder = Library.TestCase
TestAnyOrder.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
