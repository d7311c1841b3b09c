"""One story at several addresses: one article that loses nothing of any."""

from datetime import timedelta

import pytest

from newsreader.model import Article, ArticleId, OtherSource
from newsreader.sketch import plain_words, sketch_of
from newsreader.store.articles import find_article, load_article, save_article
from newsreader.store.connection import Connection
from newsreader.store.copies import load_other_sources, split_copy
from newsreader.store.entries import save_entries
from newsreader.store.lists import load_summaries, load_summary
from newsreader.store.marks import set_read, set_starred
from newsreader.store.pages import load_page
from newsreader.store.sections import load_counts
from newsreader.store.sketches import candidates_for, save_sketch
from newsreader.store.trash import begin_pruning, drop_texts, parts_of_articles
from tests.copies import LOCAL, PARAGRAPHS, copy_of
from tests.store.made import NOON, NUKES, STANS, assert_sound, hours, make_entry, make_page

FIRST = copy_of("one.example", published=NOON)
SECOND = copy_of(
    "two.example", (*PARAGRAPHS, LOCAL), headline="Rain on the bridge", site="The Other", published=NOON + hours(5)
)

HOUR = hours(1)


def save(db: Connection, article: Article, at: timedelta = HOUR) -> ArticleId:
    page = make_page(article.url, body=article.url.encode(), fetched_at=NOON + at)
    return save_article(db, article, page, NOON + at)


def test_copies_are_one_article_in_the_sections_of_both(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1, url=FIRST.url)], NOON)
    save_entries(db, NUKES.key, [make_entry(2, url=SECOND.url)], NOON)
    kept = save(db, FIRST)
    lost = find_article(db, SECOND.url)
    assert lost is not None
    set_starred(db, [lost], True, NOON)
    set_read(db, [kept], True, NOON)
    assert save(db, SECOND, hours(2)) == kept
    (row,) = load_summaries(db, limit=9)
    assert (row.id, row.headline, row.sections) == (kept, FIRST.headline, ("The Stans", "Nukes"))
    assert row.state.is_read
    assert row.state.is_starred
    assert load_counts(db, None).unread == 0
    assert find_article(db, SECOND.url) == kept
    assert load_other_sources(db, kept) == (OtherSource(url=SECOND.url, site="The Other", headline=SECOND.headline),)
    loaded = load_article(db, kept)
    assert loaded is not None
    assert loaded[0].blocks == FIRST.blocks
    assert loaded[0].site == ""  # the other's site is not its own
    assert_sound(db)


def test_each_read_again_stays_with_itself(db: Connection) -> None:
    kept = save(db, FIRST)
    save(db, SECOND)
    again = copy_of("two.example", (*PARAGRAPHS, LOCAL, LOCAL), url=SECOND.url, headline="Once more", site="The Other")
    assert save(db, again, hours(3)) == kept
    assert save(db, FIRST, hours(4)) == kept
    loaded = load_article(db, kept)
    assert loaded is not None
    assert (loaded[0].url, loaded[0].headline, loaded[0].blocks) == (FIRST.url, FIRST.headline, FIRST.blocks)
    assert [each.headline for each in load_other_sources(db, kept)] == ["Once more"]
    row = load_summary(db, kept)
    assert row is not None
    assert row.revised_at is None
    page = load_page(db, FIRST.url)
    assert page is not None
    assert page.body == FIRST.url.encode()
    assert_sound(db)


def test_a_copy_can_be_an_article_of_its_own_again(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1, url=FIRST.url)], NOON)
    save_entries(db, NUKES.key, [make_entry(2, url=SECOND.url)], NOON)
    save_entries(db, STANS.key, [make_entry(2, url=SECOND.url)], NOON)
    kept = save(db, FIRST)
    before = find_article(db, SECOND.url)
    assert before is not None
    set_starred(db, [before], True, NOON)
    save(db, SECOND, hours(2))
    assert split_copy(db, SECOND.url) == (before, kept)
    loaded = load_article(db, before)
    assert loaded is not None
    assert (loaded[0].headline, loaded[0].blocks, loaded[1]) == (SECOND.headline, SECOND.blocks, NOON + hours(2))
    page = load_page(db, SECOND.url)
    assert page is not None
    assert (page.url, page.body) == (SECOND.url, SECOND.url.encode())
    rows = {row.id: row for row in load_summaries(db, limit=9)}
    assert (rows[kept].sections, rows[before].sections) == (("The Stans",), ("The Stans", "Nukes"))
    assert rows[before].state.is_starred
    assert find_article(db, SECOND.url) == before
    assert load_other_sources(db, kept) == ()
    assert split_copy(db, SECOND.url) is None
    assert save(db, SECOND, hours(5)) == before  # for good
    db.execute("DELETE FROM article_text WHERE article_id = ?", (before,))
    db.execute("UPDATE article SET has_text = 0 WHERE id = ?", (before,))
    assert save(db, SECOND, hours(6)) == before
    assert_sound(db)


def test_a_third_copy_joins_them(db: Connection) -> None:
    kept = save(db, FIRST)
    assert save(db, SECOND) == kept
    assert save(db, copy_of("three.example", PARAGRAPHS[1:], published=NOON)) == kept
    assert len(load_other_sources(db, kept)) == 2


@pytest.mark.parametrize(
    "other",
    [
        copy_of("two.example", published=NOON + hours(24 * 4)),
        copy_of("two.example", PARAGRAPHS[:2], published=NOON),
        copy_of("two.example", tuple(text.replace("420", "421") for text in PARAGRAPHS), published=NOON),
    ],
    ids=["days later", "short", "another number"],
)
def test_what_only_looks_like_a_copy_stays_apart(db: Connection, other: Article) -> None:
    kept = save(db, FIRST)
    number = save_article(db, other, make_page(other.url), NOON + hours(24 * 4))
    assert number != kept
    assert len(load_summaries(db, limit=9)) == 2


def test_a_sentence_on_every_page_of_a_site_brings_no_flood(db: Connection) -> None:
    for number in range(40):
        texts = [f"Paragraph {number} {part} of {number * part} says {part + number} things." for part in range(20)]
        save(db, copy_of(f"site{number}.example", (*texts, LOCAL), published=NOON))
    assert len(load_summaries(db, limit=99)) == 40
    number = save(db, FIRST)
    sketch = sketch_of(plain_words(copy_of("one.example", (*PARAGRAPHS, LOCAL)).text))
    assert sketch is not None
    save_sketch(db, number, sketch)
    assert len(candidates_for(db, number, sketch)) <= 4


def test_copies_go_with_the_text(db: Connection) -> None:
    kept = save(db, FIRST)
    save(db, SECOND)
    drop_texts(db, parts_of_articles(db), [kept], begin_pruning(db, NOON))
    assert load_article(db, kept) is None
    assert find_article(db, SECOND.url) == kept
    db.execute("DELETE FROM article WHERE id = ?", (kept,))
    assert db.execute("SELECT count(*) FROM copy_page").fetchone() == (0,)
    assert_sound(db)
