from dataclasses import replace

import pytest

from newsreader.model import ArticleId
from newsreader.store.articles import find_article, load_article, save_article
from newsreader.store.codec import micros
from newsreader.store.connection import Connection
from newsreader.store.entries import save_entries
from newsreader.store.keeping import (
    NEWEST,
    OLDEST,
    Cutoff,
    Level,
    Place,
    Plan,
    Walk,
    Wish,
    marked_bytes,
    place_of_bytes,
    place_of_count,
)
from newsreader.store.lists import load_summaries
from newsreader.store.marks import load_anchor, save_anchor, set_later, set_read, set_starred
from newsreader.store.pages import load_page
from newsreader.store.sections import load_counts, section_id
from newsreader.store.sizes import load_file_size, load_section_sizes
from tests.store.made import NOON, NUKES, STANS, assert_sound, hours, make_article, make_entry, make_page
from tests.store.pruned import prune

LATER = NOON + hours(24)
EVERYTHING = Cutoff(place=NEWEST)
TEXTS = Plan(cap=Wish(text=EVERYTHING), unread_since=micros(LATER))
ALL = Plan(cap=Wish(text=EVERYTHING, all=EVERYTHING), unread_since=micros(LATER))
TEXT_WALK, WALK = Walk(section=0, level=Level.TEXT), Walk(section=0, level=Level.ALL)


def fill(db: Connection, count: int = 5) -> list[ArticleId]:
    """List stories in The Stans, the first of them in Nukes too, all with their text."""
    save_entries(db, STANS.key, [make_entry(number) for number in range(count)], NOON)
    save_entries(db, NUKES.key, [make_entry(0)], NOON)
    return [save_text(db, number) for number in range(count)]


def save_text(db: Connection, number: int) -> ArticleId:
    article = make_article(number)
    return save_article(db, article, make_page(article.url), NOON)


def left(db: Connection) -> list[tuple[int, bool]]:
    return [(row.id, row.is_cached) for row in reversed(load_summaries(db, limit=100))]


def test_a_text_goes_and_a_teaser_is_left(db: Connection) -> None:
    ids = fill(db)
    done = prune(db, TEXTS, TEXT_WALK)
    assert left(db) == [(number, False) for number in ids]
    assert sum(step.texts for step in done) == 5
    assert sum(step.articles for step in done) == 0
    assert sum(step.bytes for step in done) > 0
    assert load_article(db, ids[0]) is None
    assert load_page(db, make_article(0).url) is None
    assert_sound(db)


def test_marks_and_addresses_outlive_the_row(db: Connection) -> None:
    ids = fill(db)
    set_read(db, ids[:2], True, NOON)
    save_anchor(db, ids[1], "here")
    prune(db, ALL, WALK)
    assert left(db) == []
    assert_sound(db)
    assert save_entries(db, STANS.key, [make_entry(number) for number in range(6)], LATER) == 1  # one only is new
    rows = {row.id: row.state.is_read for row in load_summaries(db, limit=9)}
    assert [rows[number] for number in ids] == [True, True, False, False, False]
    assert load_anchor(db, ids[1]) == "here"
    assert find_article(db, make_entry(3).url) == ids[3]
    assert_sound(db)


def test_starred_open_recent_and_fresh_articles_are_spared(db: Connection) -> None:
    ids = fill(db)
    set_starred(db, ids[:1], True, NOON)
    set_read(db, ids[:4], True, NOON)
    plan = replace(ALL, unread_since=micros(NOON), open_ids=frozenset(ids[1:2]))
    done = prune(db, plan, WALK)
    assert [number for number, _ in left(db)] == [ids[0], ids[1], ids[4]]
    assert sum(step.spared for step in done) == 3
    fresh = prune(db, replace(ALL, fetched_since=micros(NOON)), TEXT_WALK)
    assert sum(step.spared for step in fresh) == 3
    assert_sound(db)


def test_what_one_of_its_sections_wants_is_kept(db: Connection) -> None:
    ids = fill(db)
    stans = section_id(db, STANS.key)
    plan = replace(ALL, cap=Wish(), wishes={stans: Wish(all=EVERYTHING, text=EVERYTHING)})
    prune(db, plan, Walk(section=stans, level=Level.ALL))
    assert [number for number, _ in left(db)] == ids[:1]  # Nukes lists it too
    assert [row.sections for row in load_summaries(db, limit=9)] == [("The Stans", "Nukes")]


def test_an_article_in_no_section_goes_by_the_limits_for_all(db: Connection) -> None:
    save_text(db, 1)
    prune(db, replace(ALL, cap=Wish(), wishes={section_id(db, STANS.key): Wish(all=EVERYTHING)}), WALK)
    assert len(left(db)) == 1
    prune(db, replace(ALL, cap=Wish(), default=Wish(all=EVERYTHING)), WALK)
    assert left(db) == []


def test_age_counts_from_when_it_last_was_news_here(db: Connection) -> None:
    """Published ten years ago and fetched today is not old."""
    save_entries(db, STANS.key, [make_entry(1, published=NOON - hours(90_000))], NOON - hours(50))
    seen_long_ago = replace(ALL, cap=Wish(text=Cutoff(moment=micros(NOON - hours(1)))))
    save_text(db, 1)
    prune(db, seen_long_ago, TEXT_WALK)
    assert [has_text for _, has_text in left(db)] == [True]
    prune(db, replace(ALL, cap=Wish(text=Cutoff(moment=micros(NOON + hours(1))))), TEXT_WALK)
    assert [has_text for _, has_text in left(db)] == [False]


def test_a_trial_changes_nothing_and_says_the_same(db: Connection) -> None:
    fill(db)
    before = db.total_changes
    tried = prune(db, ALL, WALK, is_trial=True)
    assert db.total_changes == before
    assert prune(db, ALL, WALK) == tried


def test_a_count_is_the_place_of_the_last_that_stays(db: Connection) -> None:
    ids = fill(db)
    stans = section_id(db, STANS.key)
    for count in range(7):
        cutoff = Cutoff(place=place_of_count(db, stans, count))
        prune_to = replace(ALL, cap=Wish(), wishes={stans: Wish(all=cutoff)})
        trial = prune(db, prune_to, Walk(section=stans, level=Level.ALL), is_trial=True)
        kept = len(ids) - sum(step.articles for step in trial)
        assert kept == min(count + 1, 5)  # the oldest is in Nukes too


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_a_size_is_the_place_from_which_on_all_fits(db: Connection, limit: int) -> None:
    ids = fill(db)
    sizes = dict(db.execute("SELECT article_id, text_bytes + page_bytes + picture_bytes FROM article_kept").fetchall())

    def place_for(room: int) -> Place:
        left, place, is_found = room, NEWEST, False
        while not is_found:
            left, place, is_found = place_of_bytes(db, 0, left, place, limit=limit)
        return place

    assert place_for(sum(sizes.values())) == OLDEST
    assert place_for(sizes[ids[4]] + sizes[ids[3]]).article_id == ids[3]
    assert place_for(sizes[ids[4]] + sizes[ids[3]] - 1).article_id == ids[4]
    assert place_for(0) == NEWEST
    set_starred(db, ids[4:], True, NOON)
    assert marked_bytes(db, 0) == sizes[ids[4]]
    assert place_for(sizes[ids[3]]).article_id == ids[3]
    set_later(db, ids[3:], True, NOON)
    assert marked_bytes(db, 0) == sizes[ids[3]] + sizes[ids[4]]
    assert place_for(sizes[ids[2]]).article_id == ids[2]


def test_sizes_are_told_without_reading_what_is_kept(db: Connection) -> None:
    fill(db)
    whole, stans, nukes = load_section_sizes(db)
    assert (whole.key, stans.key, nukes.key) == (None, STANS.key, NUKES.key)
    assert (whole.articles, whole.texts) == (stans.articles, stans.texts) == (5, 5)
    assert (nukes.articles, nukes.texts) == (1, 1)
    assert whole.total_bytes == stans.total_bytes > nukes.total_bytes > 0
    assert load_counts(db, None).total == 5
    size = load_file_size(db)
    assert size.file_bytes > whole.total_bytes
    assert (size.free_bytes, size.has_trash) == (0, False)


def test_a_step_ends_when_its_time_is_over_and_the_next_goes_on(db: Connection) -> None:
    ids = fill(db, 40)
    set_starred(db, ids[1:2], True, NOON)
    steps = prune(db, ALL, WALK, limit=500, budget_s=0.0)
    assert len(steps) > 1
    assert max(step.articles for step in steps) < 39
    assert sum(step.articles for step in steps) == 39
    assert sum(step.spared for step in steps) == 1
    assert [number for number, _ in left(db)] == ids[1:2]
    assert_sound(db)
