"""Removed sections are gone from every list, and come back as they were."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.errors import NotFoundError
from newsreader.model import SectionKey
from newsreader.store.articles import find_article, load_article, save_article
from newsreader.store.connection import Connection, open_library
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries
from newsreader.store.marks import mark_all_read, set_read, set_starred
from newsreader.store.pages import load_page
from newsreader.store.removal import Removal, bring_back, drop_some, last_removal, remove_sections
from newsreader.store.sections import (
    add_own_section,
    find_section,
    load_counts,
    load_sections,
    sync_catalogue,
)
from newsreader.store.trash import empty_some
from tests.store.made import NOON, NUKES, STANS, assert_sound, make_article, make_entry, make_page


@pytest.fixture
def filled(db: Connection) -> Connection:
    """Ten articles of The Stans, of which Nukes has two, one starred and three read; one with its text."""
    save_entries(db, STANS.key, [make_entry(number) for number in range(10)], NOON)
    save_entries(db, NUKES.key, [make_entry(number) for number in range(8, 12)], NOON)
    save_article(db, make_article(3), make_page(make_article(3).url), NOON)
    ids = [find_article(db, make_entry(number).url) for number in range(12)]
    set_starred(db, [ids[0]], True, NOON)  # type: ignore[list-item]
    set_read(db, ids[1:4], True, NOON)  # type: ignore[arg-type]
    return db


def removed(db: Connection, *keys: SectionKey) -> Removal:
    removal = remove_sections(db, keys, NOON)
    while drop_some(db, budget_s=0.0):
        pass
    return removal


def keys(db: Connection) -> list[SectionKey]:
    return [status.section.key for status in load_sections(db)]


def everything(db: Connection) -> tuple[object, ...]:
    rows = tuple(load_summaries(db, key, limit=99) for key in (None, STANS.key, NUKES.key))
    number = find_article(db, make_article(3).url)
    assert number is not None
    return (*rows, load_sections(db), load_article(db, number), load_page(db, make_article(3).url))


def test_what_stands_nowhere_else_goes_and_all_comes_back(filled: Connection) -> None:
    before = everything(filled)
    removal = removed(filled, STANS.key)
    assert removal.articles == 7  # ten but the starred one and two of Nukes
    assert keys(filled) == [NUKES.key]
    assert load_counts(filled, None).total == 5
    assert load_counts(filled, None).starred == 1
    assert find_section(filled, STANS.addresses[0]) is None
    with pytest.raises(NotFoundError):
        save_entries(filled, STANS.key, [make_entry(1)], NOON)
    with pytest.raises(NotFoundError):
        removed(filled, STANS.key)
    assert_sound(filled)
    back = bring_back(filled, removal.number)
    assert (back.keys, back.articles) == ((STANS.key,), 7)
    assert everything(filled) == before
    assert_sound(filled)
    assert bring_back(filled, removal.number).keys == ()


def test_a_whole_publication(filled: Connection) -> None:
    before = everything(filled)
    removal = removed(filled, STANS.key, NUKES.key)
    assert (removal.articles, load_counts(filled, None).total) == (11, 1)
    assert last_removal(filled) == removal.number
    bring_back(filled, removal.number)
    assert last_removal(filled) is None
    assert everything(filled) == before


def test_marks_made_meanwhile_stay(filled: Connection) -> None:
    removal = removed(filled, STANS.key)
    mark_all_read(filled, None, NOON + timedelta(hours=1))
    save_entries(filled, NUKES.key, [make_entry(2), make_entry(4)], NOON)  # two return by another section
    bring_back(filled, removal.number)
    assert load_counts(filled, STANS.key).total == 10
    assert load_counts(filled, NUKES.key).total == 6
    assert_sound(filled)


def test_the_catalogue_does_not_bring_a_removed_section_back(filled: Connection) -> None:
    removed(filled, STANS.key)
    sync_catalogue(filled, (STANS, NUKES), "another digest")
    assert keys(filled) == [NUKES.key]


def test_a_removed_section_that_is_added_again_is_there(filled: Connection) -> None:
    removed(filled, STANS.key)
    add_own_section(filled, STANS)
    assert STANS.key in keys(filled)
    assert save_entries(filled, STANS.key, [make_entry(1)], NOON) == 0  # no news: it was there before
    assert_sound(filled)


def test_when_the_trash_was_emptied_the_sections_come_back_with_what_is_left(filled: Connection) -> None:
    removal = removed(filled, STANS.key)
    while empty_some(filled):
        pass
    assert bring_back(filled, removal.number).keys == (STANS.key,)
    assert load_counts(filled, STANS.key).total == 3
    assert save_entries(filled, STANS.key, [make_entry(number) for number in range(10)], NOON) == 0
    assert load_counts(filled, STANS.key).unread == 7  # with the marks they had
    assert_sound(filled)


def test_all_or_none(filled: Connection) -> None:
    with pytest.raises(NotFoundError):
        remove_sections(filled, [STANS.key, SectionKey("no/such")], NOON)
    assert keys(filled) == [STANS.key, NUKES.key]
    with pytest.raises(NotFoundError):
        remove_sections(filled, [SectionKey("")], NOON)


def test_what_a_kill_leaves_of_a_removal_goes_later(path: Path) -> None:
    with closing(open_library(path)) as db:
        sync_catalogue(db, (STANS, NUKES), "one")
        save_entries(db, STANS.key, [make_entry(number) for number in range(50)], NOON)
        save_entries(db, NUKES.key, [make_entry(number) for number in range(50, 90)], NOON)
        assert remove_sections(db, [STANS.key], NOON).articles == 50
        assert remove_sections(db, [NUKES.key], NOON).articles == 40
        assert drop_some(db, budget_s=0.0)
        assert keys(db) == []
    with closing(open_library(path)) as db:
        while drop_some(db, budget_s=0.0):
            assert_sound(db)
        assert load_counts(db, None).total == 0
        assert not drop_some(db)


def test_a_removal_is_taken_back_before_its_articles_are_gone(filled: Connection) -> None:
    before = everything(filled)
    removal = remove_sections(filled, [STANS.key], NOON)
    bring_back(filled, removal.number)
    while drop_some(filled):
        pass
    assert everything(filled) == before
    assert_sound(filled)


def test_one_removal_is_taken_back_and_not_an_earlier_one(filled: Connection) -> None:
    removed(filled, STANS.key)
    while empty_some(filled):
        pass
    removal = removed(filled, NUKES.key)
    assert bring_back(filled, removal.number).keys == (NUKES.key,)
    assert keys(filled) == [NUKES.key]
