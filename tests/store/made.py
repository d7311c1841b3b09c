"""Model values made for the store's tests, and what must be true of every library."""

from datetime import UTC, datetime, timedelta
from typing import Any

from newsreader.blocks import Paragraph, Span
from newsreader.model import Article, Entry, Page, Section, SectionKey, Validators
from newsreader.store.connection import Connection

NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
STANS = Section(
    key=SectionKey("war/stans"),
    source="War Daily",
    name="The Stans",
    addresses=("https://war.example/stans.xml", "https://war.example/stans.html"),
    is_starter=True,
)
NUKES = Section(key=SectionKey("war/nukes"), source="War Daily", name="Nukes", addresses=("https://war.example/n.xml",))


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def make_entry(number: int, **changes: Any) -> Entry:
    fields: dict[str, Any] = {
        "url": f"https://war.example/reports/{number}.html",
        "headline": f"Report number {number} from the front",
        "published": NOON + timedelta(minutes=number),
    }
    return Entry(**fields | changes)


def make_article(number: int, **changes: Any) -> Article:
    fields: dict[str, Any] = {
        "url": f"https://war.example/reports/{number}.html",
        "headline": f"Report number {number} from the front",
        "blocks": (Paragraph((Span(f"The text of report {number}."),)),),
    }
    return Article(**fields | changes)


def make_page(url: str, **changes: Any) -> Page:
    fields: dict[str, Any] = {
        "url": url,
        "body": b"<html>\x00\xff</html>",
        "content_type": "text/html",
        "charset": "utf-8",
        "validators": Validators(etag='"1"', last_modified="Sun, 01 Feb 2026 12:00:00 GMT"),
        "fetched_at": NOON,
    }
    return Page(**fields | changes)


def recounted(db: Connection) -> dict[int, tuple[int, ...]]:
    """Count every section anew from the articles and marks themselves."""
    return {
        section: tuple(counts)
        for section, *counts in db.execute(
            "SELECT section.id, count(listing.article_id),"
            " coalesce(sum(listing.article_id IS NOT NULL AND coalesce(mark.is_read, 0) = 0), 0),"
            " coalesce(sum(coalesce(mark.is_starred, 0)), 0), coalesce(sum(coalesce(mark.is_later, 0)), 0)"
            " FROM section LEFT JOIN listing ON section_id = section.id"
            " LEFT JOIN mark ON mark.article_id = listing.article_id GROUP BY section.id",
        )
    }


def remeasured(db: Connection) -> dict[int, tuple[int, ...]]:
    """Measure what every section keeps anew: how many texts, their bytes, those of pages and of pictures."""
    return {
        section: tuple(sizes)
        for section, *sizes in db.execute(
            "SELECT section.id, count(body), coalesce(sum(length(body)), 0),"
            " coalesce(sum((SELECT sum(length(page.body)) FROM page WHERE page.article_id = listing.article_id)), 0),"
            " coalesce(sum((SELECT sum(length(picture_body.body)) FROM picture_use JOIN picture_body USING (picture_id)"
            " WHERE picture_use.article_id = listing.article_id)), 0)"
            " FROM section LEFT JOIN listing ON section_id = section.id"
            " LEFT JOIN article_text ON article_text.article_id = listing.article_id GROUP BY section.id",
        )
    }


def assert_sound(db: Connection) -> None:
    """Everything that is kept twice says the same, and the file is whole."""
    counted = {row[0]: row[1:] for row in db.execute("SELECT id, total, unread, starred, later FROM section")}
    assert counted == recounted(db)
    measured = {
        row[0]: row[1:] for row in db.execute("SELECT id, texts, text_bytes, page_bytes, picture_bytes FROM section")
    }
    assert measured == remeasured(db)
    listed = db.execute("SELECT count(*) FROM listing WHERE section_id = 0").fetchone()
    assert listed == db.execute("SELECT count(*) FROM article").fetchone()
    strays = db.execute(
        "SELECT * FROM listing JOIN article ON article.id = article_id LEFT JOIN mark USING (article_id)"
        " WHERE listing.sort_at <> article.sort_at OR listing.is_read <> coalesce(mark.is_read, 0)"
        " OR listing.is_starred <> coalesce(mark.is_starred, 0) OR listing.is_later <> coalesce(mark.is_later, 0)",
    ).fetchall()
    assert strays == []
    with_text = "SELECT id FROM article WHERE has_text = 1 ORDER BY id"
    assert (
        db.execute(with_text).fetchall()
        == db.execute("SELECT article_id FROM article_text ORDER BY article_id").fetchall()
    )
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
