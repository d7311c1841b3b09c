"""Storylines of a library of invented articles, of which it is known what belongs together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.model import ArticleId
from newsreader.store.connection import Connection, open_library
from newsreader.store.entries import save_entries
from newsreader.store.storylines import find_storyline, load_tellings
from tests.benchmarks.edition import Edition
from tests.labelled import BEGIN, SIDE, fill, labelled

PRECISION = 0.93  # the floor; a stranger is worse than a gap
RECALL_ALONE, RECALL_AMONG_OTHERS = 0.35, 0.7  # a larger library tells better what is rare
OTHERS = 600
_WHOLE = re.compile(r"SCAN (?:TABLE )?(?:article|listing|mark|article_text|article_address|related|search_document)\b")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Connection, dict[ArticleId, str]]]:
    db = open_library(tmp_path_factory.mktemp("storylines") / "library.sqlite3")
    yield db, fill(db, labelled())
    db.close()


def figures(db: Connection, stories: dict[ArticleId, str]) -> tuple[float, float]:
    """Give precision and recall over all pairs of an article and one that is found, or is to be found, by it."""
    found_pairs = {(one, each.article_id) for one in stories for each in find_storyline(db, one)}
    true_pairs = {(a, b) for a, story in stories.items() for b in stories if story and a != b and stories[b] == story}
    right = len(found_pairs & true_pairs)
    return right / len(found_pairs), right / len(true_pairs)


def test_few_strangers_in_a_small_library(library: tuple[Connection, dict[ArticleId, str]]) -> None:
    precision, recall = figures(*library)
    assert precision >= PRECISION
    assert recall >= RECALL_ALONE


def test_few_strangers_among_many_others(tmp_path: Path) -> None:
    db = open_library(tmp_path / "library.sqlite3")
    stories = fill(db, labelled())
    edition = Edition(OTHERS)
    others = [replace(edition.entry(each), published=BEGIN + timedelta(minutes=20 * each)) for each in range(OTHERS)]
    save_entries(db, SIDE.key, others, BEGIN + timedelta(days=20))
    precision, recall = figures(db, stories)
    assert precision >= PRECISION
    assert recall >= RECALL_AMONG_OTHERS
    db.close()


def test_a_link_is_known_from_both_ends(library: tuple[Connection, dict[ArticleId, str]]) -> None:
    db, _ = library
    (linking,) = [number for (number,) in db.execute("SELECT DISTINCT article_id FROM related")]
    linked = [each.article_id for each in find_storyline(db, ArticleId(linking)) if each.joint.is_linked]
    assert len(linked) == 1
    back = {each.article_id: each.joint for each in find_storyline(db, linked[0])}
    assert back[ArticleId(linking)].is_linked


def test_of_a_text_the_first_words_and_the_links_within_are_known(
    library: tuple[Connection, dict[ArticleId, str]],
) -> None:
    db, _ = library
    number = next(n for (n,) in db.execute("SELECT id FROM article WHERE has_text = 1"))
    (found,) = load_tellings(db, [number])
    assert found.lead
    db.execute("UPDATE article_text SET body = x'00' WHERE article_id = ?", (number,))
    (damaged,) = load_tellings(db, [number])
    assert damaged.headline == found.headline
    assert damaged.lead == db.execute("SELECT summary FROM article WHERE id = ?", (number,)).fetchone()[0]


def test_an_article_that_is_gone_has_none(library: tuple[Connection, dict[ArticleId, str]]) -> None:
    assert find_storyline(library[0], ArticleId(999_999)) == ()


def test_no_table_is_read_from_end_to_end(library: tuple[Connection, dict[ArticleId, str]]) -> None:
    db, stories = library
    statements: list[str] = []
    db.set_trace_callback(statements.append)
    find_storyline(db, next(number for number, story in stories.items() if story))
    db.set_trace_callback(None)
    asked = {each for each in statements if each.startswith("SELECT") and "search_index MATCH" not in each}
    assert asked
    for statement in asked:
        plan = "\n".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}"))
        assert not _WHOLE.search(plan), (statement, plan)
