"""The texts of articles by the extractor that read them, and putting better ones in their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from newsreader.blocks import blocks_text
from newsreader.errors import StoreError
from newsreader.model import Article, ArticleId, SectionKey
from newsreader.store.articles import save_text
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.packing import pack_body, unpack_body
from newsreader.store.sections import section_id
from newsreader.store.words import filled, load_words, update_words, words_of_article


class TextId(NamedTuple):
    """A text, by the version of the extractor that read it; texts are gone through in this order."""

    extractor: int
    article_id: ArticleId


FIRST = TextId(-1, ArticleId(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText:
    """What a new text is held against."""

    chars: int  # of its prose; 0 for one that is damaged
    fetched_at: int  # microseconds


def is_stale(db: Connection, article_id: ArticleId, version: int) -> bool:
    """Say whether an article's text was read by an extractor older than `version`, and can be made again."""
    with snapshot(db):
        row = db.execute(
            "SELECT extractor < ?1 AND EXISTS (SELECT 1 FROM page WHERE page.article_id = ?2) FROM article_text"
            " WHERE article_id = ?2",
            (version, article_id),
        ).fetchone()
    return row is not None and bool(row[0])


_TEXTS = (
    "FROM article_text AS text INDEXED BY text_by_extractor WHERE (extractor, article_id) > (:extractor, :article_id)"
    " AND (extractor < :version AND NOT :is_current OR extractor = :version AND :is_current)"
    " AND EXISTS (SELECT 1 FROM page WHERE page.article_id = text.article_id)"
    " AND (:section = 0 OR EXISTS (SELECT 1 FROM listing WHERE listing.article_id = text.article_id"
    " AND section_id = :section))"
)


def count_texts(db: Connection, key: SectionKey | None, version: int, is_current: bool) -> int:
    """Count what `load_ids` gives in all."""
    with snapshot(db):
        values = _values(db, key, version, is_current, FIRST)
        return int(db.execute(f"SELECT count(*) {_TEXTS}", values).fetchone()[0])


def load_ids(
    db: Connection, key: SectionKey | None, version: int, is_current: bool, after: TextId, *, limit: int
) -> tuple[TextId, ...]:
    """Give some of the texts of a section that can be made again from their pages.

    Args:
        db: the library.
        key: of the section; None for the whole library.
        version: of the extractor there is now.
        is_current: those it has read itself, else those of older ones.
        after: the one to go on from; `FIRST` to begin.
        limit: how many at most.

    Raises:
        NotFoundError: there is no such section.
    """
    with snapshot(db):
        values = _values(db, key, version, is_current, after) | {"limit": limit}
        rows = db.execute(
            f"SELECT extractor, article_id {_TEXTS} ORDER BY extractor, article_id LIMIT :limit",
            values,
        )
        return tuple(TextId(extractor, ArticleId(number)) for extractor, number in rows)


def load_text(db: Connection, article_id: ArticleId) -> KeptText | None:
    """Say what the text of an article is like; None when it has none."""
    with snapshot(db):
        row = db.execute("SELECT body, fetched_at FROM article_text WHERE article_id = ?", (article_id,)).fetchone()
    if row is None:
        return None
    try:
        chars = len(blocks_text(unpack_body(row[0])["blocks"]))
    except StoreError:
        chars = 0
    return KeptText(chars=chars, fetched_at=row[1])


def replace_text(db: Connection, article_id: ArticleId, article: Article, fetched_at: int, extractor: int) -> bool:
    """Put a text that was made again from its page in the place of the old one; marks and place in lists stay.

    Args:
        db: the library.
        article_id: of the article.
        article: as read again; related links stay where it has none.
        fetched_at: of the text it is to replace, microseconds.
        extractor: the version that read it.

    Returns:
        False when the article has another text by now, or none: then nothing is changed.
    """
    with transaction(db):
        text = db.execute("SELECT fetched_at FROM article_text WHERE article_id = ?", (article_id,)).fetchone()
        known = load_words(db, article_id)
        if known is None or text != (fetched_at,):
            return False
        update_words(db, article_id, filled(words_of_article(article), known[0]))
        keeps_related = not article.related
        save_text(db, article_id, article, pack_body(article), fetched_at, extractor, keeps_related=keeps_related)
    return True


def keep_text(db: Connection, article_id: ArticleId, extractor: int) -> None:
    """Note that an extractor did no better than the text there is."""
    with transaction(db):
        db.execute("UPDATE article_text SET extractor = ? WHERE article_id = ?", (extractor, article_id))


def _values(db: Connection, key: SectionKey | None, version: int, is_current: bool, after: TextId) -> dict[str, int]:
    return {"section": section_id(db, key), "version": version, "is_current": is_current, **after._asdict()}
