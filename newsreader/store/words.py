"""The publisher's words about an article as its row holds them, and which words win."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import NamedTuple

from newsreader.model import Article, ArticleSummary, Entry
from newsreader.store.codec import dateline_columns, micros, names_to_json, to_micros
from newsreader.store.connection import Connection

# A site's clock and zone may be off by this much; further ahead is a mistake, or a wish to stay on top.
_MAX_AHEAD = 24 * 3600 * 1_000_000  # microseconds
_BETWEEN_ENTRIES = 1_000  # microseconds; keeps the publisher's order where nothing else says one
_EMPTY = ("", None, "[]")


class Words(NamedTuple):
    """The columns of `article` that hold the publisher's words, in their order; "" or None is not known."""

    url: str
    headline: str
    canonical_url: str = ""
    byline: str = "[]"
    place: str = ""
    agency: str = ""
    dateline_day: str = ""
    published: int | None = None
    updated: int | None = None
    summary: str = ""
    lang: str = ""
    site: str = ""
    section_label: str = ""
    image_url: str = ""

    @property
    def dateline(self) -> tuple[str, str, str]:
        """Place, agency and day, which belong together."""
        return (self.place, self.agency, self.dateline_day)


COLUMNS = Words._fields
_SELECT = f"SELECT {', '.join(COLUMNS)}, has_text FROM article WHERE id = ?"  # noqa: S608 constants
_INSERT = (
    f"INSERT INTO article ({', '.join(COLUMNS)}, id, first_seen_at, sort_at)"  # noqa: S608 constants
    f" VALUES ({', '.join('?' * len(COLUMNS))}, ?, ?, ?)"
)
_UPDATE = f"UPDATE article SET {', '.join(f'{name} = ?' for name in COLUMNS)} WHERE id = ?"  # noqa: S608 constants


def words_of_entry(entry: Entry) -> Words:
    """Give what a feed or section page says of an article."""
    place, agency, day = dateline_columns(entry.dateline)
    return Words(
        url=entry.url,
        headline=entry.headline,
        byline=names_to_json(entry.byline),
        place=place,
        agency=agency,
        dateline_day=day,
        published=to_micros(entry.published),
        updated=to_micros(entry.updated),
        summary=entry.summary,
        lang=entry.lang,
        image_url=entry.image_url,
    )


def words_of_article(article: Article) -> Words:
    """Give what an article's page says of it, without its text."""
    place, agency, day = dateline_columns(article.dateline)
    return Words(
        url=article.url,
        headline=article.headline,
        canonical_url=article.canonical_url,
        byline=names_to_json(article.byline),
        place=place,
        agency=agency,
        dateline_day=day,
        published=to_micros(article.published),
        updated=to_micros(article.updated),
        summary=article.summary,
        lang=article.lang,
        site=article.site,
        section_label=article.section,
        image_url=article.lead_image.url if article.lead_image else "",
    )


def words_of_summary(row: ArticleSummary) -> Words:
    """Give what a list shows of an article."""
    place, agency, day = dateline_columns(row.dateline)
    return Words(
        url=row.url,
        headline=row.headline,
        byline=names_to_json(row.byline),
        place=place,
        agency=agency,
        dateline_day=day,
        published=to_micros(row.published),
        summary=row.summary,
    )


def filled(better: Words, other: Words) -> Words:
    """Give the better words, and the other's where those say nothing."""
    result = Words._make(mine if mine not in _EMPTY else theirs for mine, theirs in zip(better, other, strict=True))
    place, agency, day = better.dateline if any(better.dateline) else other.dateline
    return result._replace(place=place, agency=agency, dateline_day=day)


def sort_moment(words: Words, seen_at: int, position: int = 0) -> int:
    """Settle where an article stands in lists: when it was published, as far as that is known.

    Args:
        words: its moment by the publisher's word, disbelieved when more than a day ahead; where none is known its
            dateline's day counts, to its end.
        seen_at: when we first saw the article, microseconds since 1970.
        position: in the listing it came from, 0 for the first.

    Returns:
        Microseconds since 1970.
    """
    if words.published is not None and words.published <= seen_at + _MAX_AHEAD:
        return words.published
    known_by = seen_at
    if words.published is None and words.dateline_day:
        known_by = min(seen_at, micros(datetime.combine(date.fromisoformat(words.dateline_day), time.max, UTC)))
    return known_by - position * _BETWEEN_ENTRIES


def load_words(db: Connection, article_id: int) -> tuple[Words, bool] | None:
    """Give an article's words and whether they come with its text; None when there is no such article."""
    row = db.execute(_SELECT, (article_id,)).fetchone()
    return (Words(*row[:-1]), bool(row[-1])) if row else None


def insert_words(db: Connection, article_id: int | None, words: Words, seen_at: datetime, sort_at: int) -> int:
    """Make an article; under a number it had before it was pruned, or under a new one for None."""
    cursor = db.execute(_INSERT, (*words, article_id, micros(seen_at), sort_at))
    number = cursor.lastrowid
    assert number is not None  # an INSERT has one
    return number


def update_words(db: Connection, article_id: int, words: Words) -> None:
    """Change an article's words; its place in lists stays."""
    db.execute(_UPDATE, (*words, article_id))
