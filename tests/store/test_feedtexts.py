"""What feeds carry besides headlines is kept, counted, pruned and brought back."""

from dataclasses import replace

import pytest

from newsreader.extract.feedentry import read_feed_text
from newsreader.model import Article, ArticleId, ArticleNote, Enclosure, Entry, Page, Section
from newsreader.model.article import EXTRACTOR_VERSION, FEED_TEXT_TYPE
from newsreader.query import parse
from newsreader.store.articles import find_article, load_article, save_article
from newsreader.store.connection import Connection
from newsreader.store.enclosures import load_enclosures
from newsreader.store.entries import save_entries
from newsreader.store.feedtexts import keep_feed_article, load_feed_page
from newsreader.store.lists import load_summary
from newsreader.store.pages import load_page, load_pages
from newsreader.store.revisions import load_versions
from newsreader.store.search import Wanted, newest
from newsreader.store.texts import is_stale, replace_text
from newsreader.store.trash import begin_pruning, drop_articles, drop_texts, parts_of_articles
from tests.store.made import NOON, NUKES, STANS, assert_sound, hours, make_article, make_entry, make_page
from tests.store.pruned import contents, restore

LINE = "The pepper of the outer isles is counted by hand, one corn after the other, before the ferry leaves. "
WHOLE = "".join(f"<p>{LINE * 2}It was day {day}.</p>" for day in range(5))
PART = f"<p>{LINE * 3}</p>"
FILES = (
    Enclosure(url="https://war.example/1.mp3", media_type="audio/mpeg", size_bytes=38_000_000, duration_s=2520),
    Enclosure(url="https://war.example/1.pdf", media_type="application/pdf"),
)


def save(db: Connection, *entries: Entry, at: float = 0, section: Section = STANS) -> ArticleId:
    save_entries(db, section.key, entries, NOON + hours(at), read_feed_text)
    number = find_article(db, entries[0].url)
    assert number is not None
    return number


def is_cached(db: Connection, number: ArticleId) -> bool:
    summary = load_summary(db, number)
    assert summary is not None
    return summary.is_cached


def text_of(db: Connection, number: ArticleId) -> Article:
    loaded = load_article(db, number)
    assert loaded is not None
    return loaded[0]


def read_again(db: Connection, number: ArticleId, text: str = "As read.") -> None:
    """Do what opening does: make the article from its page."""
    article = make_article(1, blocks=make_article(1).blocks * 9, notes=(ArticleNote.FEED_TEXT,))
    row = db.execute("SELECT fetched_at FROM article_text WHERE article_id = ?", (number,)).fetchone()
    assert replace_text(db, number, article, row[0], EXTRACTOR_VERSION)


def test_a_whole_text_opens_offline_and_is_made_again_when_opened(db: Connection) -> None:
    number = save(db, make_entry(1, content=WHOLE, lang="en-gb"))
    assert is_cached(db, number)
    article = text_of(db, number)
    assert article.text.count("corn after the other") == 10
    assert (article.notes, article.lang, article.headline) == (
        (ArticleNote.FEED_TEXT,),
        "en-gb",
        "Report number 1 from the front",
    )
    assert is_stale(db, number, EXTRACTOR_VERSION)
    page = load_feed_page(db, number)
    assert page is not None
    assert (page.body.decode(), page.content_type, page.url) == (WHOLE, FEED_TEXT_TYPE, make_entry(1).url)
    assert page.validators.etag == ""
    assert_sound(db)


def test_a_part_is_kept_and_does_not_count_as_the_text(db: Connection) -> None:
    number = save(db, make_entry(1, content=PART))
    assert not is_cached(db, number)
    assert load_article(db, number) is None
    assert load_feed_page(db, number) is not None
    assert load_feed_page(db, save(db, make_entry(2, content="<p>Short.</p>"))) is None
    assert_sound(db)


def test_its_words_are_found(db: Connection) -> None:
    number = save(db, make_entry(1, content=WHOLE), make_entry(2))
    assert [row.id for row in newest(db, Wanted(query=parse("pepper")), limit=5)] == [number]


def test_seen_again_writes_nothing(db: Connection) -> None:
    entries = [make_entry(number, content=WHOLE, enclosures=FILES) for number in range(9)]
    save(db, *entries)
    before = db.total_changes
    save(db, *entries, at=1)
    assert db.total_changes == before


def test_a_changed_text_takes_the_place_of_the_one_before(db: Connection) -> None:
    number = save(db, make_entry(1, content=WHOLE))
    changed = WHOLE.replace("pepper", "salt")
    save(db, make_entry(1, content=changed), at=1)
    assert "pepper" not in text_of(db, number).text
    assert len(load_versions(db, number)) == 1  # nobody has seen the first
    read_again(db, number)
    save(db, make_entry(1, content=WHOLE.replace("pepper", "sugar")), at=2)
    assert "sugar" in text_of(db, number).text
    assert len(load_versions(db, number)) == 2
    assert_sound(db)


def test_the_page_of_the_article_takes_its_place_for_good(db: Connection) -> None:
    number = save(db, make_entry(1, content=WHOLE))
    read_again(db, number)
    article = make_article(1)
    assert save_article(db, article, make_page(article.url, fetched_at=NOON + hours(1)), NOON + hours(1)) == number
    assert [page.content_type for page in load_pages(db, number)] == ["text/html"]
    assert len(load_versions(db, number)) == 1  # page and feed differ from the beginning
    save(db, make_entry(1, content=WHOLE.replace("pepper", "salt")), at=2)
    assert text_of(db, number).text == article.text
    assert load_feed_page(db, number) is None
    assert_sound(db)


def test_the_text_of_a_feed_can_be_preferred_to_that_of_the_page(db: Connection) -> None:
    number = save(db, make_entry(1, content=PART, byline=("Ann",)))
    keep_feed_article(db, number, make_article(1, notes=(ArticleNote.FEED_TEXT,)), NOON, EXTRACTOR_VERSION)
    article = text_of(db, number)
    assert (article.byline, article.notes) == (("Ann",), (ArticleNote.FEED_TEXT,))
    assert is_cached(db, number)
    assert_sound(db)


def test_files_of_an_entry_come_and_go_with_it(db: Connection) -> None:
    number = save(db, make_entry(1, enclosures=FILES))
    assert load_enclosures(db, number) == FILES
    save(db, make_entry(1, enclosures=FILES[:1]), at=1)
    assert load_enclosures(db, number) == FILES[:1]
    save(db, make_entry(1), section=NUKES)  # a section page lists no files
    assert load_enclosures(db, number) == FILES[:1]
    save_article(db, make_article(1), make_page(make_article(1).url), NOON)
    assert text_of(db, number).enclosures == FILES[:1]


@pytest.mark.parametrize("drop", [drop_texts, drop_articles])
def test_a_prune_takes_the_text_and_gives_it_back(db: Connection, drop: object) -> None:
    number = save(db, make_entry(1, content=WHOLE, enclosures=FILES))
    before = contents(db), load_enclosures(db, number)
    pruning = begin_pruning(db, NOON)
    drop(db, parts_of_articles(db), [number], pruning)  # type: ignore[operator]
    assert load_feed_page(db, number) is None
    assert_sound(db)
    assert restore(db, pruning) == 1
    assert (contents(db), load_enclosures(db, number)) == before
    assert_sound(db)


def test_a_pruned_text_does_not_come_back_with_the_next_refresh(db: Connection) -> None:
    number = save(db, make_entry(1, content=WHOLE, enclosures=FILES))
    drop_texts(db, parts_of_articles(db), [number], None)
    save(db, make_entry(1, content=WHOLE, enclosures=FILES), at=1)
    assert not is_cached(db, number)
    assert load_enclosures(db, number) == FILES
    save(db, make_entry(1, content=WHOLE.replace("pepper", "salt"), enclosures=FILES), at=2)
    assert is_cached(db, number)
    assert_sound(db)


def test_two_articles_that_become_one_keep_text_and_files(db: Connection) -> None:
    first = save(db, make_entry(1))
    second = save(db, make_entry(2, content=WHOLE, enclosures=FILES, headline=make_entry(1).headline))
    article = make_article(1, canonical_url=make_entry(2).url)
    page = make_page(article.url)
    number = save_article(db, article, page, NOON)
    assert number in (first, second)
    assert load_enclosures(db, number) == FILES
    assert load_page(db, make_entry(2).url) == replace(page)
    assert_sound(db)


def test_a_catalogued_library_without_feed_texts_gets_them(db: Connection) -> None:
    """As one does that was made before they were read, or whose section page listed the article first."""
    number = save(db, make_entry(1))
    save(db, make_entry(1, content=WHOLE), at=1)
    assert is_cached(db, number)
    page: Page | None = load_feed_page(db, number)
    assert page is not None
    assert page.fetched_at == NOON + hours(1)


def test_what_two_feeds_carry_of_one_article_does_not_take_turns(db: Connection) -> None:
    """The longer is kept, and other addresses in the same words are no other text."""
    linked = WHOLE.replace("ferry", '<a href="https://war.example/f?from={}">ferry</a>')
    first = make_entry(1, content=linked.format(*["world"] * 10))
    number = save(db, first)
    before = db.total_changes
    for content in (PART, linked.format(*["sport"] * 10), WHOLE[: len(WHOLE) // 2], first.content):
        save_entries(db, STANS.key, [replace(first, content=content)], NOON + hours(1), read_feed_text)
    assert db.total_changes == before
    assert text_of(db, number).text.count("ferry") == 10


def test_a_part_becomes_the_whole_where_another_feed_carries_it(db: Connection) -> None:
    number = save(db, make_entry(1, content=PART))
    save(db, make_entry(1, content=WHOLE, headline="Report number 1 from the front, corrected"), section=NUKES)
    assert is_cached(db, number)
    assert text_of(db, number).headline.endswith("corrected")
    save(db, make_entry(1, content=PART), at=1)
    page = load_feed_page(db, number)
    assert page is not None
    assert page.body.decode() == WHOLE
    assert_sound(db)


def test_a_text_pruned_with_its_page_does_not_come_back_as_that_of_the_feed(db: Connection) -> None:
    number = save(db, make_entry(1))
    save_article(db, make_article(1), make_page(make_article(1).url), NOON)
    save(db, make_entry(1, content=WHOLE), at=1)
    assert load_feed_page(db, number) is None
    drop_texts(db, parts_of_articles(db), [number], None)
    save(db, make_entry(1, content=WHOLE), at=2)
    assert load_feed_page(db, number) is None


def test_a_text_under_another_address_of_the_article_leaves_one_page(db: Connection) -> None:
    number = save(db, make_entry(1, content=PART))
    twin = make_entry(1, url="http://www.war.example/reports/1.html?utm_source=rss", content=WHOLE)
    assert save(db, twin, section=NUKES) == number
    (page,) = load_pages(db, number)
    assert page.body.decode() == WHOLE
    assert_sound(db)
