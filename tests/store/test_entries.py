from dataclasses import replace
from datetime import date, timedelta

import pytest

from newsreader.errors import NotFoundError
from newsreader.model import Dateline, Enclosure, SectionKey
from newsreader.store.articles import find_article, load_article, save_article
from newsreader.store.connection import Connection
from newsreader.store.enclosures import load_enclosures
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries, load_summary
from newsreader.store.marks import set_read, set_starred
from newsreader.store.sections import load_counts
from tests.store.made import NOON, NUKES, STANS, assert_sound, hours, make_article, make_entry


def listed(db: Connection, key: SectionKey | None = STANS.key) -> list[str]:
    return [summary.url.rpartition("/")[2].removesuffix(".html") for summary in load_summaries(db, key, limit=100)]


def test_every_field_of_an_entry_comes_back(db: Connection) -> None:
    entry = make_entry(
        1,
        summary="A teaser",
        byline=("Ann O'Nym", 'Bob "Q" Quote'),
        dateline=Dateline(place="Quetta", agency="AFP", date=date(2026, 2, 1)),
        image_url="https://war.example/1.jpg",
    )
    assert save_entries(db, STANS.key, [entry], NOON) == 1
    (summary,) = load_summaries(db, limit=5)
    assert (summary.url, summary.headline, summary.summary) == (entry.url, entry.headline, entry.summary)
    assert (summary.byline, summary.dateline, summary.published) == (entry.byline, entry.dateline, entry.published)
    assert (summary.sections, summary.source) == (("The Stans",), "War Daily")
    assert summary.sort_at == entry.published
    assert not summary.is_cached


def test_seen_again_is_not_new_and_writes_nothing(db: Connection) -> None:
    entries = [make_entry(number) for number in range(30)]
    assert save_entries(db, STANS.key, entries, NOON) == 30
    before = db.total_changes
    assert save_entries(db, STANS.key, entries, NOON + hours(1)) == 0
    assert db.total_changes == before


def test_one_article_in_two_sections(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1)], NOON)
    twin = make_entry(1, url="HTTPS://war.example:443/reports/1.html?utm_source=rss#top")
    assert save_entries(db, NUKES.key, [twin], NOON) == 0
    (summary,) = load_summaries(db, limit=5)
    assert summary.sections == ("The Stans", "Nukes")
    set_read(db, [summary.id], True, NOON)
    assert load_counts(db, STANS.key).unread == load_counts(db, NUKES.key).unread == load_counts(db, None).unread == 0
    assert_sound(db)


def test_the_publishers_order_stands_where_no_moment_is_given(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(n, published=None) for n in (3, 1, 2)], NOON)
    save_entries(db, STANS.key, [make_entry(n, published=None) for n in (9, 3, 1, 2)], NOON + hours(1))
    assert listed(db) == ["9", "3", "1", "2"]


def test_the_publishers_order_stands_where_all_have_one_moment(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(n, published=NOON) for n in (3, 1, 2)], NOON)
    assert listed(db) == ["3", "1", "2"]


def test_a_day_without_a_moment_orders(db: Connection) -> None:
    def on(day: int, number: int):
        return make_entry(number, published=None, dateline=Dateline(date=date(2026, 1, day)))

    save_entries(db, STANS.key, [on(3, 1), on(31, 2), on(31, 3)], NOON)
    assert listed(db) == ["2", "3", "1"]


def test_a_dateline_of_today_is_not_in_the_future(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1, published=None, dateline=Dateline(date=NOON.date()))], NOON)
    assert load_summaries(db, limit=1)[0].sort_at == NOON


def test_a_moment_far_ahead_does_not_stay_on_top(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1, published=NOON + timedelta(days=400))], NOON)
    save_entries(db, STANS.key, [make_entry(2, published=NOON + hours(2))], NOON + hours(3))
    assert listed(db) == ["2", "1"]


def test_a_moment_just_ahead_is_believed(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1, published=NOON + hours(10))], NOON)
    assert load_summaries(db, limit=1)[0].sort_at == NOON + hours(10)


def test_lists_do_not_jump_when_a_moment_becomes_known(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(n, published=None) for n in (1, 2)], NOON)
    save_article(db, make_article(1, published=NOON - hours(9)), None, NOON)
    assert listed(db) == ["1", "2"]
    assert load_summaries(db, limit=1)[0].published == NOON - hours(9)


def test_a_teasers_headline_follows_the_publisher_and_the_rest_is_filled(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1, summary="First", published=None)], NOON)
    save_entries(db, NUKES.key, [make_entry(1, headline="Corrected", summary="Second", byline=("A",))], NOON)
    (summary,) = load_summaries(db, limit=5)
    assert (summary.headline, summary.summary, summary.byline) == ("Corrected", "First", ("A",))
    assert summary.published == NOON + timedelta(minutes=1)


def test_a_teaser_never_overwrites_the_words_of_the_full_text(db: Connection) -> None:
    number = save_article(db, make_article(1, byline=("Full",), summary=""), None, NOON)
    save_entries(db, STANS.key, [make_entry(1, headline="Cut sho", byline=("Teaser",), summary="Teaser")], NOON)
    found = load_article(db, number)
    assert found is not None
    assert found[0].headline == "Report number 1 from the front"
    assert found[0].byline == ("Full",)
    assert found[0].summary == "Teaser"


def test_datelines_are_never_mixed(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1, dateline=Dateline(place="Quetta"))], NOON)
    save_entries(db, STANS.key, [make_entry(1, dateline=Dateline(place="Kabul", agency="XYZ"))], NOON)
    assert load_summaries(db, limit=1)[0].dateline == Dateline(place="Quetta")


def test_marks_outlive_a_pruned_article(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1), make_entry(2)], NOON)
    (number,) = {find_article(db, make_entry(1).url)}
    assert number is not None
    set_read(db, [number], True, NOON)
    set_starred(db, [number], True, NOON)
    db.execute("DELETE FROM article WHERE id = ?", (number,))
    assert_sound(db)
    assert find_article(db, make_entry(1).url) is None
    assert load_counts(db, STANS.key).total == 1

    assert save_entries(db, STANS.key, [make_entry(3), make_entry(1)], NOON) == 1
    summary = load_summary(db, number)
    assert summary is not None
    assert summary.url == make_entry(1).url
    assert summary.state.is_read
    assert summary.state.is_starred
    assert_sound(db)


def test_a_pruned_articles_marks_are_never_anothers(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1)], NOON)
    number = find_article(db, make_entry(1).url)
    assert number is not None
    set_read(db, [number], True, NOON)
    db.execute("DELETE FROM article")
    assert save_entries(db, STANS.key, [make_entry(2)], NOON) == 1
    assert find_article(db, make_entry(2).url) != number
    assert load_counts(db, STANS.key).unread == 1


def test_a_section_that_is_not_there_keeps_nothing(db: Connection) -> None:
    with pytest.raises(NotFoundError):
        save_entries(db, SectionKey("no/such"), [make_entry(1)], NOON)
    with pytest.raises(NotFoundError):  # the whole library's own row is no section to ask for
        save_entries(db, SectionKey(""), [make_entry(1)], NOON)
    assert load_counts(db, None).total == 0


def test_hostile_words_are_only_words(db: Connection) -> None:
    hostile = "'); DROP TABLE article; --\" % _ [] ? :x @y $z \\ \U0001f600 \u05d0\u05d1 é\n"
    url = "https://war.example/'%22;--?q=%25_'&x=é"
    save_entries(db, STANS.key, [make_entry(1, url=url, headline=hostile, byline=(hostile, ""), guid=hostile)], NOON)
    (summary,) = load_summaries(db, STANS.key, limit=5)
    assert (summary.url, summary.headline, summary.byline) == (url, hostile, (hostile, ""))
    assert find_article(db, url) == summary.id


def test_two_entries_of_one_page_are_one_article(db: Connection) -> None:
    on_phones = make_entry(1, url="https://m.war.example/reports/1.html", headline="As phones have it")
    assert save_entries(db, STANS.key, [make_entry(1), *(make_entry(n) for n in range(2, 30)), on_phones], NOON) == 29
    assert len(listed(db)) == 29
    assert load_counts(db, STANS.key).total == 29
    assert_sound(db)


def test_a_longer_listing_lists_what_is_known_and_what_is_new(db: Connection) -> None:
    save_entries(db, NUKES.key, [make_entry(n) for n in range(0, 40, 3)], NOON)
    set_read(db, [summary.id for summary in load_summaries(db, limit=2)], True, NOON)
    assert save_entries(db, STANS.key, [make_entry(n, headline=f"Again {n}") for n in range(40)], NOON) == 26
    assert listed(db) == [str(n) for n in range(39, -1, -1)]
    assert {summary.headline for summary in load_summaries(db, limit=100)} == {f"Again {n}" for n in range(40)}
    assert load_counts(db, STANS.key).unread == 38
    assert_sound(db)


def test_two_articles_that_become_one_within_a_listing(db: Connection) -> None:
    """An early library kept addresses as they were spelled, so that one page could be two articles."""
    spelled = "http://www.war.example/reports/1.html"
    entries = [make_entry(1), make_entry(2, url=spelled), make_entry(3, url="https://war.example/reports/3.html")]
    save_entries(db, STANS.key, [entries[0], entries[2]], NOON)
    (third,) = db.execute("SELECT article_id FROM article_address WHERE url = ?", (entries[2].url,)).fetchone()
    db.execute("INSERT INTO article_address (url, article_id) VALUES (?, ?)", (spelled, third))
    files = (Enclosure(url="https://war.example/3.mp3"),)
    assert save_entries(db, STANS.key, [replace(entries[2], enclosures=files), entries[1]], NOON) == 0
    (summary,) = load_summaries(db, limit=5)
    assert load_enclosures(db, summary.id) == files
    assert_sound(db)
