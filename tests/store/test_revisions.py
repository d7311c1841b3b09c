"""Earlier versions of articles."""

from datetime import datetime
from typing import Any

import pytest

from newsreader.blocks import Heading, Image, Paragraph, Span
from newsreader.errors import StoreError
from newsreader.model import Article, ArticleId, ArticleNote
from newsreader.store import revisions
from newsreader.store.articles import load_article, save_article
from newsreader.store.connection import Connection
from newsreader.store.lists import load_summary
from newsreader.store.marks import load_anchor, save_anchor, set_read, set_starred
from newsreader.store.revisions import MAX_REVISIONS, load_read_moment, load_versions, save_seen
from tests.store.made import NOON, assert_sound, hours, make_article, make_page

WORDS = "The bridge over the river was opened by the mayor in the rain, and {} people walked across it."


def paragraph(text: str, href: str = "") -> Paragraph:
    return Paragraph((Span(text, href=href),))


def version(count: str, *more: Any, **changes: Any) -> Article:
    return make_article(1, blocks=(paragraph(WORDS.format(count)), *more), **changes)


def save(db: Connection, article: Article, at: datetime) -> ArticleId:
    return save_article(db, article, make_page(article.url, fetched_at=at), at)


def texts(db: Connection, number: ArticleId) -> list[str]:
    return [each.text.partition("\n")[2] for each in load_versions(db, number)]


def test_both_versions_are_kept_and_the_article_says_so(db: Connection) -> None:
    number = save(db, version("nine"), NOON)
    save_anchor(db, number, "p1")
    set_starred(db, [number], True, NOON)
    before = load_summary(db, number)
    assert before is not None
    assert before.revised_at is None
    assert save(db, version("ten", headline="Corrected"), NOON + hours(1)) == number
    assert texts(db, number) == [WORDS.format("nine"), WORDS.format("ten")]
    first, second = load_versions(db, number)
    assert (first.headline, second.headline) == (make_article(1).headline, "Corrected")
    assert (first.fetched_at, second.fetched_at) == (NOON, NOON + hours(1))
    row = load_summary(db, number)
    assert row is not None
    assert (row.revised_at, row.is_revised_since_read) == (NOON + hours(1), False)
    assert row.state.is_starred
    assert load_anchor(db, number) == "p1"
    assert_sound(db)


@pytest.mark.parametrize(
    "again",
    [
        version("nine"),
        version("nine", paragraph("Updated 3 hours ago")),
        version("nine", paragraph("Another story", href="https://war.example/reports/2.html")),
        version("nine", Image("https://war.example/ad.jpg", caption="A new picture")),
        version("nine", Heading((Span("Last modified 14:05"),))),
        version("nine", lang="en", tags=("war",)),
    ],
    ids=["nothing", "its age", "a link", "a picture", "a time", "no words"],
)
def test_what_is_no_change_of_the_text_makes_no_version(db: Connection, again: Article) -> None:
    number = save(db, version("nine"), NOON)
    save(db, again, NOON + hours(1))
    assert len(load_versions(db, number)) == 1
    row = load_summary(db, number)
    assert row is not None
    assert row.revised_at is None
    loaded = load_article(db, number)
    assert loaded is not None
    assert loaded[0].blocks == again.blocks


def test_a_number_alone_is_a_change(db: Connection) -> None:
    number = save(db, version("9"), NOON)
    save(db, version("10"), NOON + hours(1))
    assert len(load_versions(db, number)) == 2


def test_the_page_read_again_another_way_is_no_version(db: Connection) -> None:
    number = save(db, version("nine"), NOON)
    save(db, version("nine", paragraph(WORDS.format("all those"))), NOON)
    assert len(load_versions(db, number)) == 1


def test_its_amp_page_is_no_version(db: Connection) -> None:
    number = save(db, version("nine", url="https://war.example/reports/bridge-1"), NOON)
    amp = version("ten", url="https://amp.war.example/reports/bridge-1")
    assert save(db, amp, NOON + hours(1)) == number
    assert len(load_versions(db, number)) == 1


def test_a_part_of_an_article_is_no_version_of_it(db: Connection) -> None:
    number = save(db, version("nine", paragraph(WORDS.format("all those"))), NOON)
    save(db, version("nine", notes=(ArticleNote.PAGES_MISSING,)), NOON + hours(1))
    assert len(load_versions(db, number)) == 1


def test_what_changed_since_it_was_read(db: Connection) -> None:
    number = save(db, version("nine"), NOON)
    assert load_read_moment(db, number) is None
    set_read(db, [number], True, NOON + hours(1))
    save(db, version("ten"), NOON + hours(2))
    row = load_summary(db, number)
    assert row is not None
    assert row.is_revised_since_read
    assert load_read_moment(db, number) == NOON + hours(1)
    save_seen(db, number, NOON + hours(3))
    row = load_summary(db, number)
    assert row is not None
    assert not row.is_revised_since_read
    assert load_read_moment(db, number) == NOON + hours(3)


def test_many_versions_are_thinned_but_not_the_first_and_the_last(db: Connection) -> None:
    number = save(db, version("0"), NOON)
    for count in range(1, MAX_REVISIONS + 6):
        save(db, version(str(count)), NOON + hours(count))
    kept = texts(db, number)
    last = MAX_REVISIONS + 5
    assert kept == [WORDS.format(count) for count in (0, *range(last - MAX_REVISIONS + 1, last + 1))]


def test_large_versions_are_thinned(db: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "MAX_REVISION_BYTES", 1)
    number = save(db, version("0"), NOON)
    for count in range(1, 6):
        save(db, version(str(count)), NOON + hours(count))
    assert texts(db, number) == [WORDS.format(count) for count in (0, 4, 5)]


def test_a_later_version_takes_the_room_of_what_differs(db: Connection) -> None:
    long = tuple(
        paragraph(f"Paragraph {number}: {hash((number, 'x')) % 10**15} things happened.") for number in range(300)
    )
    number = save(db, version("0", *long), NOON)
    for count in range(1, 4):
        save(db, version(str(count), *long), NOON + hours(count))
    first, *later = db.execute(
        "SELECT length(body) FROM revision WHERE article_id = ? ORDER BY id", (number,)
    ).fetchall()
    assert all(size < first[0] / 10 for (size,) in later)


def test_a_damaged_version_is_one_sentence(db: Connection) -> None:
    number = save(db, version("nine"), NOON)
    save(db, version("ten"), NOON + hours(1))
    save(db, version("eleven"), NOON + hours(2))
    db.execute("UPDATE revision SET body = substr(body, 1, length(body) - 3)")
    with pytest.raises(StoreError, match="damaged"):
        load_versions(db, number)
    assert load_article(db, number) is not None


def test_versions_go_with_their_article(db: Connection) -> None:
    number = save(db, version("nine"), NOON)
    save(db, version("ten"), NOON + hours(1))
    db.execute("DELETE FROM article WHERE id = ?", (number,))
    assert db.execute("SELECT count(*) FROM revision").fetchone() == (0,)
    assert load_versions(db, number) == ()
