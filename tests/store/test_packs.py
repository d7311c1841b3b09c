from datetime import date

import pytest

from newsreader.model import ArticleId
from newsreader.store.articles import save_article
from newsreader.store.connection import Connection
from newsreader.store.entries import save_entries
from newsreader.store.marks import set_read
from newsreader.store.packs import (
    FINAL_FOR,
    GivenUp,
    ItemState,
    begin_pack,
    count_listed,
    end_pack,
    find_kept,
    load_given_up,
    load_pack,
    note_item,
    received_on,
    want,
)
from tests.store.made import NOON, NUKES, STANS, hours, make_article, make_entry, make_page

A, B, C = (f"https://war.example/{name}" for name in "abc")
DAY = date(2026, 2, 1)


def test_a_pack_is_unfinished_until_it_is_ended(db: Connection) -> None:
    assert load_pack(db, "one") is None
    pack = begin_pack(db, "one", NOON)
    want(db, pack, [A, B, C], NOON, is_picture=False)
    note_item(db, pack, A, NOON, ItemState.HELD, is_picture=False)
    record = load_pack(db, "one")
    assert record is not None
    assert (record.begun_at, record.is_ended, record.held, record.waiting) == (NOON, False, 1, 2)
    assert begin_pack(db, "one", NOON + hours(1)) == pack  # gone on with
    record = load_pack(db, "one")
    assert record is not None
    assert record.begun_at == NOON
    end_pack(db, pack, NOON + hours(2))
    record = load_pack(db, "one")
    assert record is not None
    assert (record.is_ended, record.waiting) == (True, 0)
    begin_pack(db, "one", NOON + hours(3))  # made again
    record = load_pack(db, "one")
    assert record is not None
    assert (record.begun_at, record.is_ended) == (NOON + hours(3), False)


def test_only_what_was_given_up_for_good_is_remembered_and_not_for_ever(db: Connection) -> None:
    pack = begin_pack(db, "one", NOON)
    note_item(db, pack, A, NOON, ItemState.FAILED, is_picture=False, reason="gone", is_final=True)
    note_item(db, pack, B, NOON, ItemState.FAILED, is_picture=False, reason="silent")
    note_item(db, pack, A, NOON, ItemState.FAILED, is_picture=True, reason="no picture", is_final=True)
    want(db, pack, [A, B], NOON, is_picture=False)  # which changes nothing
    assert begin_pack(db, "one", NOON + hours(1)) == pack
    assert load_given_up(db, pack, is_picture=False) == {A: GivenUp(ItemState.FAILED, "gone")}
    assert load_given_up(db, pack, is_picture=True) == {A: GivenUp(ItemState.FAILED, "no picture")}
    other = begin_pack(db, "other", NOON)
    assert load_given_up(db, other, is_picture=False) == {}
    begin_pack(db, "one", NOON + FINAL_FOR + hours(1))
    assert load_given_up(db, pack, is_picture=False) == {}


def test_begun_anew_nothing_is_remembered(db: Connection) -> None:
    pack = begin_pack(db, "one", NOON)
    note_item(db, pack, A, NOON, ItemState.FAILED, is_picture=False, reason="gone", is_final=True)
    pack = begin_pack(db, "one", NOON, is_new=True)
    assert load_given_up(db, pack, is_picture=False) == {}


def test_what_nobody_asked_for_goes_on_the_days_account(db: Connection) -> None:
    pack = begin_pack(db, "", NOON)
    for number in range(3):
        note_item(db, pack, f"{A}{number}", NOON, ItemState.HELD, is_picture=False, day=DAY, received=1000)
    note_item(db, pack, B, NOON, ItemState.HELD, is_picture=False, received=9)  # asked for
    assert received_on(db, DAY) == 3000
    assert received_on(db, date(2026, 2, 2)) == 0
    assert received_on(db, DAY) == 3000
    assert received_on(db, DAY + 2 * FINAL_FOR) == 0
    assert received_on(db, DAY) == 0  # long ago, and forgotten


def test_kept_articles_are_found_by_any_address_with_the_size_of_their_pages(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1), make_entry(2)], NOON)
    first = make_article(1)
    pages = [make_page(first.url, body=b"x" * 70_000), make_page(first.url + "?page=2", body=b"y" * 300)]
    number = save_article(db, first, pages[0], NOON, addresses=[A], more_pages=pages[1:])
    for address in (first.url, A, first.url + "?page=2", first.url + "?utm_source=rss"):
        assert find_kept(db, address) == (number, 70_300)
    assert find_kept(db, make_entry(2).url) is None  # listed, without its text
    assert find_kept(db, B) is None
    without_page = save_article(db, make_article(3), None, NOON)
    assert find_kept(db, make_article(3).url) == (without_page, 0)
    db.execute("UPDATE page SET body = x'00' WHERE article_id = ?", (number,))
    assert find_kept(db, first.url) == (number, 0)  # damaged: no size can be told


@pytest.mark.parametrize(("most", "count"), [(100, 5), (3, 3)])
def test_listed_articles_are_counted_once_and_no_further_than_needed(db: Connection, most: int, count: int) -> None:
    save_entries(db, STANS.key, [make_entry(number) for number in range(4)], NOON)
    save_entries(db, NUKES.key, [make_entry(number) for number in range(3, 5)], NOON)
    assert count_listed(db, [STANS.key, NUKES.key], most, unread_only=False) == count
    set_read(db, [ArticleId(1), ArticleId(2)], True, NOON)
    assert count_listed(db, [STANS.key, NUKES.key], most, unread_only=True) == min(3, most)
    assert count_listed(db, [], most, unread_only=False) == 0
