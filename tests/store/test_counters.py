"""Whatever is done, in whatever order, the counts that triggers keep are those a recount gives."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.model import ArticleId
from newsreader.store.articles import save_article
from newsreader.store.connection import Connection, open_library
from newsreader.store.entries import save_entries
from newsreader.store.marks import MarkChange, mark_all_read, save_anchor, set_later, set_read, set_starred, undo_marks
from newsreader.store.removal import bring_back, drop_some, remove_sections
from newsreader.store.sections import add_own_section, sync_catalogue
from tests.store.made import NOON, NUKES, STANS, assert_sound, make_article, make_entry, make_page
from tests.store.test_sections import OWN

KEYS = (STANS.key, NUKES.key, OWN.key)
SETTERS = {"read": set_read, "star": set_starred, "later": set_later}
numbers = st.integers(0, 7)
several = st.lists(numbers, max_size=5)
actions = st.one_of(
    st.tuples(st.just("entries"), st.sampled_from(KEYS), several),
    st.tuples(st.just("aliases"), st.sampled_from(KEYS), several),
    st.tuples(st.just("text"), numbers, st.booleans()),
    st.tuples(st.just("read"), several, st.booleans()),
    st.tuples(st.just("star"), several, st.booleans()),
    st.tuples(st.just("later"), several, st.booleans()),
    st.tuples(st.just("anchor"), numbers),
    st.tuples(st.just("all read"), st.sampled_from((None, *KEYS))),
    st.tuples(st.just("undo")),
    st.tuples(st.just("prune"), numbers),
    st.tuples(st.just("remove section")),
)


@cache
def new_library() -> bytes:
    """The file that each example begins with: a library takes longer to make than an example does."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "library.db"
        db = open_library(file)
        sync_catalogue(db, (STANS, NUKES), "one")
        add_own_section(db, OWN)
        db.close()  # nothing is left in its log
        return file.read_bytes()


@contextmanager
def library() -> Iterator[Connection]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "library.db"
        file.write_bytes(new_library())
        db = open_library(file)
        yield db
        db.close()


def alias(number: int) -> str:
    return f"https://go.example/{number}"


def ids(db: Connection, places: list[int]) -> list[ArticleId]:
    known = [ArticleId(number) for (number,) in db.execute("SELECT id FROM article ORDER BY id")]
    return [known[place % len(known)] for place in places] if known else []


def act(db: Connection, action: tuple, undoable: list[MarkChange]) -> None:
    match action:
        case ("entries", key, which):
            save_entries(db, key, [make_entry(number) for number in which], NOON)
        case ("aliases", key, which):  # the same stories under addresses that lead to them
            entries = [make_entry(number, url=alias(number), published=None) for number in which]
            save_entries(db, key, entries, NOON + timedelta(hours=1))
        case ("text", number, through_alias):
            article = make_article(number)
            asked = (alias(number),) if through_alias else ()
            save_article(db, article, make_page(article.url), NOON, addresses=asked)
        case ("read" | "star" | "later" as mark, which, is_set):
            undoable.append(SETTERS[mark](db, ids(db, which), is_set, NOON))
        case ("anchor", number):
            for found in ids(db, [number]):
                save_anchor(db, found, "here")
        case ("all read", key):
            undoable.append(mark_all_read(db, key, NOON))
        case ("undo",) if undoable:
            undo_marks(db, undoable.pop())
        case ("prune", number):
            db.executemany("DELETE FROM article WHERE id = ?", [(found,) for found in ids(db, [number])])
        case ("remove section",):
            removal = remove_sections(db, [OWN.key], NOON)
            assert_sound(db)
            drop_some(db, budget_s=0.0)
            assert_sound(db)
            bring_back(db, removal.number)


@settings(max_examples=150, deadline=None)
@given(st.lists(actions, max_size=25))
def test_counts_equal_a_recount(history: list[tuple]) -> None:
    with library() as db:
        undoable: list[MarkChange] = []
        for action in history:
            act(db, action, undoable)
        assert_sound(db)
        addresses = db.execute("SELECT count(*) FROM article WHERE id NOT IN (SELECT article_id FROM article_address)")
        assert addresses.fetchone() == (0,)


@settings(max_examples=60, deadline=None)
@given(st.lists(actions, max_size=15), several, several)
def test_undoing_gives_the_marks_as_they_were(history: list[tuple], first: list[int], second: list[int]) -> None:
    with library() as db:
        for action in history:
            act(db, action, [])
        marks = "SELECT article_id, is_read, is_starred, is_later FROM listing WHERE section_id = 0 ORDER BY article_id"
        before = db.execute(marks).fetchall()
        done = [
            set_read(db, ids(db, first), True, NOON),
            set_starred(db, ids(db, second), True, NOON),
            set_read(db, ids(db, second), False, NOON),
            set_later(db, ids(db, first), True, NOON),
            set_later(db, ids(db, second), False, NOON),
            mark_all_read(db, STANS.key, NOON),
        ]
        for change in reversed(done):
            undo_marks(db, change)
        assert db.execute(marks).fetchall() == before
        assert_sound(db)
