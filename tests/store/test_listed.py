from datetime import timedelta

from newsreader.model import Enclosure
from newsreader.store.listed import newest_publication, rows_of
from tests.store.made import NOON, hours, make_entry


def test_only_what_carries_more_than_words_keeps_its_entry() -> None:
    heard = make_entry(2, enclosures=(Enclosure(url="https://war.example/2.mp3"),))
    read = make_entry(3, content="<p>A text.</p>")
    assert [row.entry for row in rows_of([make_entry(1), heard, read])] == [None, heard, read]


def test_a_row_has_both_spellings_of_its_address() -> None:
    (row,) = rows_of([make_entry(1, url="http://www.war.example/story/index.html?utm_source=rss")])
    assert row.story == "https://war.example/story"
    assert row.spelled == "http://www.war.example/story/index.html"


def test_dates_that_lie_ahead_are_no_sign_of_life() -> None:
    old = NOON - timedelta(days=400)
    rows = rows_of([make_entry(number, published=at) for number, at in enumerate((old, NOON + hours(24), None))])
    assert newest_publication(rows, NOON) == old
    assert newest_publication(rows[1:], NOON) is None
