"""The index follows the articles, whoever changes them, and can always be made anew."""

import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.blocks import Image, Paragraph, Span
from newsreader.model import ArticleId, Dateline
from newsreader.query import parse
from newsreader.store import search_index
from newsreader.store.articles import save_article
from newsreader.store.connection import Connection, open_library
from newsreader.store.entries import save_entries
from newsreader.store.migrations import MIGRATIONS, migrate
from newsreader.store.search import Wanted, scan
from newsreader.store.search_index import IndexProgress, has_waiting, index_progress, index_waiting
from newsreader.store.steps import search
from newsreader.tokens import token_texts
from tests.store.made import NOON, STANS, hours, make_article, make_entry


def found(db: Connection, query: str) -> set[int]:
    everything = scan(db, Wanted(query=parse(query)), enough=1_000_000, for_s=1_000_000)
    return {each.article_id for each in everything.found}


def text(words: str, **changes: Any) -> dict[str, Any]:
    return {"blocks": (Paragraph((Span(words),)),)} | changes


def assert_in_step(db: Connection) -> None:
    """Nothing waits, every article has one document, and what is counted is so."""
    assert not has_waiting(db)
    assert db.execute("SELECT id FROM article ORDER BY id").fetchall() == (
        db.execute("SELECT article_id FROM search_document WHERE article_id IS NOT NULL ORDER BY article_id").fetchall()
    )
    counted = db.execute(
        "SELECT count(article_id), coalesce(sum(words) FILTER (WHERE article_id IS NOT NULL), 0),"
        " coalesce(sum(words) FILTER (WHERE article_id IS NULL), 0) FROM search_document"
    ).fetchone()
    assert db.execute("SELECT documents, words, dead_words FROM search_state").fetchone() == counted
    periods = db.execute("SELECT first_at, last_at FROM search_period ORDER BY first_at").fetchall()
    assert all(one[1] < other[0] for one, other in itertools.pairwise(periods))
    strays = db.execute(
        "SELECT * FROM search_document JOIN search_period ON search_period.id = period_id"
        " WHERE sort_at NOT BETWEEN first_at AND last_at"
    )
    assert strays.fetchall() == []
    db.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")


def test_a_teaser_then_a_text_then_another(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1, summary="A ferry sank.")], NOON)
    assert found(db, "ferry") == found(db, "number") == {1}
    save_article(db, make_article(1, **text("The tunnel is dry.")), None, NOON)
    assert found(db, "ferry") == set()
    assert found(db, "tunnel") == {1}
    save_article(db, make_article(1, **text("The bridge stands.")), None, NOON)
    assert found(db, "tunnel") == set()
    assert found(db, "bridge is:cached") == {1}
    assert_in_step(db)


def test_a_changed_headline(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1, headline="Talks begin")], NOON)
    save_entries(db, STANS.key, [make_entry(1, headline="Talks end")], NOON)
    assert found(db, "begin") == set()
    assert found(db, "end") == {1}
    assert_in_step(db)


def test_what_is_seen_again_is_not_indexed_again(db: Connection) -> None:
    for _ in range(3):
        save_entries(db, STANS.key, [make_entry(1)], NOON)
        save_article(db, make_article(1), None, NOON)
    assert db.execute("SELECT count(*) FROM search_document").fetchone() == (2,)


def test_merged_articles(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1, summary="Ferry.")], NOON)
    save_article(db, make_article(2, **text("Tunnel.")), None, NOON)
    one = make_article(1, url=make_entry(2).url, headline=make_entry(1).headline, **text("Bridge."))
    kept = save_article(db, one, None, NOON, addresses=[make_entry(1).url])
    assert found(db, "bridge") == {kept}
    assert_in_step(db)


def test_a_plain_removal_by_anybody(db: Connection, path: Path) -> None:
    save_entries(db, STANS.key, [make_entry(1), make_entry(2)], NOON)
    save_article(db, make_article(3, **text("Tunnel.")), None, NOON)
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("PRAGMA foreign_keys = ON")
    plain.execute("DELETE FROM article WHERE id = 1")
    plain.execute("DELETE FROM article_text")
    plain.execute("UPDATE article SET has_text = 0")
    plain.close()
    assert found(db, "report") == {2, 3}
    assert has_waiting(db)
    assert not index_waiting(db, for_s=60)
    assert found(db, "tunnel") == set()
    assert_in_step(db)


def test_an_article_that_returns(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1)], NOON)
    db.execute("DELETE FROM article")
    assert found(db, "report") == set()
    save_entries(db, STANS.key, [make_entry(1)], NOON)
    assert found(db, "report") == {1}
    assert_in_step(db)


def test_a_damaged_text_is_found_by_its_headline(db: Connection) -> None:
    save_article(db, make_article(1), None, NOON)
    db.execute("UPDATE article_text SET body = x'00'")
    index_waiting(db, for_s=60)
    assert found(db, "front") == {1}
    assert_in_step(db)


def test_an_older_library_is_indexed_in_slices_newest_first(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    before = MIGRATIONS.index(search.STEP)
    old = sqlite3.connect(path, isolation_level=None)
    migrate(old, MIGRATIONS[:before])
    old.executemany(
        "INSERT INTO article (url, headline, first_seen_at, sort_at) VALUES (?, 'Kept', 5, ?)",
        [(f"https://a.example/{number}", number % 7) for number in range(30)],
    )
    old.close()
    db = open_library(path)
    assert index_progress(db) == IndexProgress(indexed=0, total=30)
    assert has_waiting(db)
    assert index_waiting(db, for_s=0)
    newest = {row[0] for row in db.execute("SELECT id FROM article ORDER BY sort_at DESC, id DESC LIMIT 8")}
    assert found(db, "kept") == newest
    db.execute("INSERT INTO section (key, source, name, position) VALUES (?, 'A', 'B', 0)", (STANS.key,))
    save_entries(db, STANS.key, [make_entry(1)], NOON)  # meanwhile, and indexed at once
    assert found(db, "report") == {31}
    while index_waiting(db, for_s=0):
        pass
    assert index_progress(db).is_complete
    assert len(found(db, "kept")) == 30
    assert_in_step(db)
    db.close()


def test_periods_part_at_their_size(db: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "PERIOD_DOCUMENTS", 4)
    for number in (10, 11, 12, 13, 14, 3, 2, 1, 20, 12, 13, 15, 16, 17, 18, 19, 4, 5):
        save_article(db, make_article(number, published=NOON + hours(number)), None, NOON + hours(30))
    assert db.execute("SELECT count(*) FROM search_period").fetchone()[0] >= 4
    assert_in_step(db)
    assert len(found(db, "report")) == 16


def test_an_index_of_which_too_much_counts_no_more_is_made_anew(
    db: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "_FEW_WORDS", 0)
    for words in ("first words", "second words", "third words"):
        save_article(db, make_article(1, **text(words)), None, NOON)
    assert has_waiting(db)
    while index_waiting(db, for_s=60):
        pass
    assert db.execute("SELECT dead_words FROM search_state").fetchone() == (0,)
    assert found(db, "third") == {1}
    assert found(db, "first") == set()
    assert_in_step(db)


def test_an_index_of_other_words_is_made_anew(db: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    save_article(db, make_article(1), None, NOON)
    monkeypatch.setattr(search_index, "TOKENS_VERSION", 2)
    assert has_waiting(db)
    while index_waiting(db, for_s=60):
        pass
    assert_in_step(db)


def test_a_period_that_more_was_put_into_is_parted(db: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "PERIOD_DOCUMENTS", 3)
    monkeypatch.setattr(search_index, "_MOST_IN_A_PERIOD", 8)
    for number in (0, 20, *range(1, 20)):
        save_article(db, make_article(number, published=NOON + hours(number)), None, NOON + hours(30))
    assert has_waiting(db)
    while index_waiting(db, for_s=60):
        pass
    assert db.execute("SELECT max(documents) FROM search_period").fetchone() == (3,)
    assert_in_step(db)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """One library for many examples: each article stands for itself."""
    db = open_library(tmp_path_factory.mktemp("data") / "library.db")
    yield db
    db.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(headline=st.text(max_size=40), body=st.text(max_size=200), place=st.text(max_size=20))
def test_an_articles_own_words_find_it(shared: Connection, headline: str, body: str, place: str) -> None:
    made = make_article(1, headline=headline, **text(body, dateline=Dateline(place=place)))
    number = save_article(shared, made, None, NOON)
    for words in (headline, body, place):
        tokens = token_texts(words)
        for word in tokens[:5]:
            assert number in found(shared, f'"{word}"')
            assert number in found(shared, f'"{word[:2]}"*')
            assert number not in found(shared, f'-"{word}"')
        if tokens:
            assert number in found(shared, '"' + " ".join(tokens[:30]) + '"')
    if tokens := token_texts(place):
        assert number in found(shared, f'place:"{" ".join(tokens)}"')


def test_facts(db: Connection) -> None:
    picture = Image("https://a.example/x.jpg")
    save_article(db, make_article(1, lang="pt-BR", site="War Daily", lead_image=picture), None, NOON)
    save_entries(db, STANS.key, [make_entry(2, byline=("Mira Osei",))], NOON)
    assert found(db, "lang:pt") == found(db, "lang:pt-BR") == found(db, "has:image") == {1}
    assert found(db, "lang:p") == found(db, "lang:en") == found(db, "image") == found(db, "all") == set()
    assert found(db, "site:war.example") == {1, 2}
    assert found(db, 'site:"war daily"') == {1}
    assert found(db, "author:osei") == {2}
    assert ArticleId(2) in found(db, "-has:image")
