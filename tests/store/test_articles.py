from datetime import date, timedelta

import pytest

from newsreader.blocks import (
    Block,
    Code,
    Embed,
    Heading,
    Image,
    List,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)
from newsreader.errors import StoreError
from newsreader.model import Article, ArticleNote, Dateline, Origin, RelatedLink
from newsreader.store.articles import cached_addresses, find_article, load_article, save_article
from newsreader.store.connection import Connection
from newsreader.store.entries import save_entries
from newsreader.store.identity import is_same_story, merge
from newsreader.store.lists import load_summaries, load_summary
from newsreader.store.marks import load_anchor, save_anchor, set_read, set_starred
from newsreader.store.packing import pack
from newsreader.store.pages import load_page, load_pages
from newsreader.store.prepared import prepare
from newsreader.store.search_index import index_articles, index_progress
from newsreader.store.sections import load_counts
from tests.copies import PARAGRAPHS, paragraphs
from tests.store.made import NOON, NUKES, STANS, assert_sound, hours, make_article, make_entry, make_page

SPANS = (
    Span("Plain, "),
    Span("linked", href="https://a.example/?q='\"&é"),
    Span(" strong", is_strong=True),
    Span(" emphatic code", is_emphasis=True, is_code=True),
)
EVERY_BLOCK: tuple[Block, ...] = (
    Heading(SPANS, level=3),
    Paragraph(SPANS),
    Paragraph((Span("'; DROP TABLE article; -- \U0001f600 \u05d0 é"),)),
    Quote(SPANS, is_pull=True),
    Quote((Span("said"),)),
    List((ListItem(SPANS), ListItem((Span("deep"),), depth=2, number=7))),
    List((ListItem(SPANS, is_term=True), ListItem((Span("means"),), is_continued=True)), is_notes=True),
    Table((("a", "b"), ("", "d")), header_rows=1, caption="Losses"),
    Table((("a", "b"), ("", "d")), header_columns=1),
    Code("if x:\n\treturn  'y'", language="python"),
    Image("https://a.example/1.jpg", alt="A tank", caption="A tank."),
    Rule(),
    Embed("https://video.example/v/1", title="The tank moves"),
)
FULL = Article(
    url="https://war.example/reports/1.html",
    headline="Everything at once",
    canonical_url="https://www.war.example/reports/one.html",
    site="War Daily",
    section="THE STANS",
    byline=("Ann", "Bob"),
    dateline=Dateline(place="Quetta, Pakistan", agency="AFP", date=date(2026, 2, 1)),
    published=NOON + timedelta(microseconds=123457),
    updated=NOON + hours(1),
    summary="A summary",
    lang="en-GB",
    tags=("war", "peace"),
    lead_image=Image("https://a.example/0.jpg", caption="Lead"),
    blocks=EVERY_BLOCK,
    related=(
        RelatedLink(
            url="https://war.example/reports/2.html",
            title="Two",
            group="Related",
            dateline=Dateline(place="Kabul", date=date(2026, 1, 2)),
            teaser="It went on",
        ),
        RelatedLink(url="https://war.example/reports/3.html", title="Three"),
    ),
    notes=(ArticleNote.LAYOUT_CHANGED,),
)


def test_an_article_comes_back_whole(db: Connection) -> None:
    page = make_page(FULL.url, fetched_at=NOON - hours(1))
    number = save_article(db, FULL, page, NOON)
    assert load_article(db, number) == (FULL, NOON - hours(1))
    assert load_page(db, FULL.url) == page


@pytest.mark.parametrize("block", EVERY_BLOCK, ids=lambda block: type(block).__name__)
def test_a_block_of_each_kind_comes_back(db: Connection, block: Block) -> None:
    number = save_article(db, make_article(1, blocks=(block,)), None, NOON)
    found = load_article(db, number)
    assert found is not None
    assert found[0].blocks == (block,)


def test_read_again_it_replaces_words_and_related_links(db: Connection) -> None:
    number = save_article(db, FULL, make_page(FULL.url), NOON)
    newer = make_article(1, headline="Everything, corrected", related=FULL.related[1:], updated=NOON + hours(2))
    page = make_page(FULL.url, body=b"newer", fetched_at=NOON + hours(3))
    assert save_article(db, newer, page, NOON + hours(3)) == number
    found = load_article(db, number)
    assert found is not None
    article, fetched_at = found
    assert (article.headline, article.updated) == (newer.headline, newer.updated)
    assert (article.blocks, article.related) == (newer.blocks, newer.related)
    assert article.dateline == FULL.dateline  # what the newer one does not say stays
    assert fetched_at == NOON + hours(3)
    assert load_page(db, FULL.url) == page


def test_a_teaser_has_no_text(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1)], NOON)
    number = find_article(db, make_entry(1).url)
    assert number is not None
    assert load_article(db, number) is None
    assert load_page(db, make_entry(1).url) is None
    assert save_article(db, make_article(1), None, NOON) == number
    summary = load_summary(db, number)
    assert summary is not None
    assert summary.is_cached
    assert summary.sections == ("The Stans",)
    assert_sound(db)


def test_an_article_of_no_section_is_in_the_library(db: Connection) -> None:
    number = save_article(db, make_article(1, site="Elsewhere"), None, NOON)
    (summary,) = load_summaries(db, limit=5)
    assert (summary.id, summary.sections, summary.source) == (number, (), "Elsewhere")
    assert load_counts(db, None).total == 1
    assert load_counts(db, STANS.key).total == 0


def test_every_address_finds_it(db: Connection) -> None:
    asked = "https://go.example/r?to=1"
    number = save_article(db, FULL, make_page(FULL.url), NOON, addresses=(asked,))
    for address in (asked, FULL.url, FULL.canonical_url, FULL.url + "?utm_source=x#part", FULL.url.upper()[:8]):
        assert find_article(db, address) == (number if "example" in address else None)
    urls = (asked, FULL.url + "#a", FULL.url + "#b", "https://war.example/reports/2.html", "mailto:x@example.com", "")
    assert cached_addresses(db, urls) == frozenset(urls[:3])
    page = load_page(db, asked)
    assert page is not None
    assert page.url == FULL.url


def test_a_redirect_unites_two_known_articles(db: Connection) -> None:
    listed = make_entry(1, url="https://go.example/r?to=1", summary="From the feed")
    save_entries(db, STANS.key, [listed, make_entry(5)], NOON)
    save_entries(db, NUKES.key, [make_entry(1)], NOON)
    asked, direct = find_article(db, listed.url), find_article(db, make_entry(1).url)
    assert asked is not None
    assert direct is not None
    assert asked != direct
    set_read(db, [asked], True, NOON)
    set_starred(db, [direct], True, NOON)
    save_anchor(db, direct, "p3")

    article = make_article(1, headline="Retitled on the page")
    kept = save_article(db, article, make_page(article.url), NOON, addresses=(listed.url,))
    assert kept == asked
    assert load_summary(db, direct) is None
    summary = load_summary(db, kept)
    assert summary is not None
    assert summary.sections == ("The Stans", "Nukes")
    assert summary.state.is_read
    assert summary.state.is_starred
    assert summary.summary == "From the feed"
    assert load_anchor(db, kept) == "p3"
    assert find_article(db, article.url) == find_article(db, listed.url) == kept
    assert_sound(db)


def test_a_pruned_article_gives_its_marks_to_the_one_it_turns_out_to_be(db: Connection) -> None:
    listed = make_entry(1, url="https://go.example/r?to=1")
    save_entries(db, STANS.key, [listed], NOON)
    pruned = find_article(db, listed.url)
    assert pruned is not None
    set_read(db, [pruned], True, NOON)
    db.execute("DELETE FROM article WHERE id = ?", (pruned,))
    save_entries(db, NUKES.key, [make_entry(1)], NOON)
    living = find_article(db, make_entry(1).url)
    assert save_article(db, make_article(1), None, NOON, addresses=(listed.url,)) == living
    assert find_article(db, listed.url) == living
    assert load_counts(db, None).unread == 0
    assert_sound(db)


def test_a_cut_headline_is_the_same_story(db: Connection) -> None:
    assert is_same_story("Pakistan seeks out militants ...", "PAKISTAN SEEKS OUT MILITANTS IN HILLS")
    assert is_same_story("War!", "WAR")
    assert not is_same_story("War", "War ends")
    assert not is_same_story("", "War ends")
    assert not is_same_story("", "")


def test_one_canonical_address_on_every_page_does_not_swallow_a_site(db: Connection) -> None:
    wrong = "https://war.example/news/"
    numbers = {
        save_article(db, make_article(n, canonical_url=wrong), make_page(make_article(n).url), NOON) for n in range(5)
    }
    assert len(numbers) == 5
    for number in range(5):
        found = find_article(db, make_article(number).url)
        assert found is not None
        loaded = load_article(db, found)
        assert loaded is not None
        assert loaded[0] == make_article(number, canonical_url=wrong)


@pytest.mark.parametrize("claimed", ["https://other.example/reports/2.html", "https://war.example/", "javascript:x"])
def test_a_page_cannot_claim_what_is_not_its_own(db: Connection, claimed: str) -> None:
    victim = make_article(2, url=claimed, headline="Report number 1 from the front")
    save_article(db, victim, None, NOON)
    number = save_article(db, make_article(1, canonical_url=claimed), None, NOON)
    assert find_article(db, claimed) != number


def test_dead_links_led_to_one_page_stay_apart(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(n) for n in range(3)], NOON)
    front = make_article(9, url="https://war.example/login", headline="Please log in")
    for number in range(3):
        save_article(db, front, make_page(front.url), NOON, addresses=(make_entry(number).url,))
    assert load_counts(db, STANS.key).total == 3
    assert {summary.headline for summary in load_summaries(db, limit=9)} == {
        "Please log in",
        "Report number 1 from the front",
        "Report number 2 from the front",
    }
    assert_sound(db)


def test_dead_links_led_to_the_front_page_stay_apart(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(n) for n in range(3)], NOON)
    front = make_article(9, url="https://war.example/", headline="War Daily")
    numbers = {save_article(db, front, None, NOON, addresses=(make_entry(n).url,)) for n in range(3)}
    assert len(numbers) == 3
    assert find_article(db, front.url) is None


def test_a_mobile_twin_is_the_same_article(db: Connection) -> None:
    number = save_article(db, make_article(1), None, NOON)
    twin = make_article(1, url="https://m.war.example/1", canonical_url=make_article(1).url)
    assert save_article(db, twin, None, NOON) == number
    assert find_article(db, twin.url) == number


def test_merging_keeps_the_only_text(db: Connection) -> None:
    with_text = save_article(db, FULL, make_page(FULL.url), NOON)
    save_entries(db, STANS.key, [make_entry(2)], NOON)
    teaser = find_article(db, make_entry(2).url)
    assert teaser is not None
    merge(db, teaser, with_text)
    found = load_article(db, teaser)
    assert found is not None
    assert found[0] == FULL
    assert load_page(db, FULL.url) is not None
    assert_sound(db)


def test_marks_of_a_pruned_article_come_back_with_its_text(db: Connection) -> None:
    number = save_article(db, FULL, make_page(FULL.url), NOON)
    set_starred(db, [number], True, NOON)
    db.execute("DELETE FROM article WHERE id = ?", (number,))
    assert load_page(db, FULL.url) is None
    assert save_article(db, FULL, make_page(FULL.url), NOON) == number
    summary = load_summary(db, number)
    assert summary is not None
    assert summary.state.is_starred
    assert_sound(db)


DAMAGED = {
    "nothing": b"",
    "not compressed": b"not zstd",
    "cut": pack(b"{}" * 500)[:-3],
    "not JSON": pack(b"{]"),
    "another shape": pack(b"[]"),
    "nothing in it": pack(b"{}"),
    "an unknown block": pack(b'{"blocks": [{"kind": "film"}], "tags": [], "lead_image": null}'),
    "no picture": pack(b'{"blocks": [], "tags": [], "lead_image": {"kind": "rule"}}'),
}


def test_a_text_kept_before_there_were_notes_or_with_a_later_one_is_read(db: Connection) -> None:
    number = save_article(db, make_article(1), None, NOON)
    for notes in (b"", b', "notes": ["of a later version"]'):
        body = pack(b'{"blocks": [], "tags": [], "lead_image": null%s}' % notes)
        db.execute("UPDATE article_text SET body = ?", (body,))
        found = load_article(db, number)
        assert found is not None
        assert found[0].notes == ()


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_text_is_one_sentence(db: Connection, damage: bytes) -> None:
    number = save_article(db, FULL, make_page(FULL.url), NOON)
    db.execute("UPDATE article_text SET body = ?", (damage,))
    with pytest.raises(StoreError, match="damaged"):
        load_article(db, number)
    assert load_summary(db, number) is not None
    assert load_page(db, FULL.url) is not None  # from which the text can be made again


def test_a_damaged_page_is_one_sentence(db: Connection) -> None:
    number = save_article(db, FULL, make_page(FULL.url), NOON)
    db.execute("UPDATE page SET body = substr(body, 1, 9)")
    with pytest.raises(StoreError, match="damaged"):
        load_page(db, FULL.url)
    assert load_article(db, number) is not None


def test_a_bomb_is_not_unpacked(db: Connection) -> None:
    save_article(db, FULL, make_page(FULL.url), NOON)
    db.execute("UPDATE page SET body = ?", (b"\x28\xb5\x2f\xfd\xe0" + (1 << 50).to_bytes(8, "little") + b"\0" * 9,))
    with pytest.raises(StoreError, match="damaged"):
        load_page(db, FULL.url)


def test_a_moment_keeps_its_zone(db: Connection) -> None:
    article = make_article(1, published=NOON, published_offset=-300, updated=NOON, updated_offset=345)
    number = save_article(db, article, None, NOON)
    loaded = load_article(db, number)
    assert loaded is not None
    assert (loaded[0].published_offset, loaded[0].updated_offset) == (-300, 345)


def test_origins_are_kept_and_those_of_a_later_newsreader_passed_over(db: Connection) -> None:
    origins = (("headline", Origin.PAGE), ("published", Origin.JSON_LD))
    number = save_article(db, make_article(1, origins=origins), None, NOON)
    loaded = load_article(db, number)
    assert loaded is not None
    assert loaded[0].origins == origins
    later = pack(b'{"blocks": [], "tags": [], "lead_image": null, "origins": {"headline": "page", "site": "star"}}')
    db.execute("UPDATE article_text SET body = ? WHERE article_id = ?", (later, number))
    loaded = load_article(db, number)
    assert loaded is not None
    assert loaded[0].origins == (("headline", Origin.PAGE),)


def test_a_text_kept_before_zones_and_origins_were_reads_as_utc(db: Connection) -> None:
    number = save_article(db, make_article(1), None, NOON)
    old = pack(b'{"blocks": [], "tags": [], "lead_image": null}')
    db.execute("UPDATE article_text SET body = ? WHERE article_id = ?", (old, number))
    loaded = load_article(db, number)
    assert loaded is not None
    assert (loaded[0].published_offset, loaded[0].origins) == (0, ())


def test_what_was_prepared_elsewhere_is_kept_as_it_is(db: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    article, page = make_article(1, blocks=paragraphs(PARAGRAPHS)), make_page("https://war.example/reports/1.html")
    more = make_page("https://war.example/reports/1b.html", body=b"<p>More.")
    prepared = prepare(article, (page, more))
    monkeypatch.setattr("newsreader.store.articles.prepare", None)
    number = save_article(db, article, page, NOON, more_pages=(more,), prepared=prepared, indexes=False)
    loaded = load_article(db, number)
    assert loaded is not None
    assert loaded[0].blocks == article.blocks
    assert load_pages(db, number) == (page, more)
    assert db.execute("SELECT * FROM sketch").fetchone()[2:] == prepared.sketch
    assert index_progress(db).indexed == 0
    index_articles(db, [number])
    assert index_progress(db).is_complete
    assert_sound(db)
