"""Earlier versions of articles: kept when a page comes back with another text, so that none is lost.

The first version is kept whole and each later one as what it has not in common with the first, so any of those
between can go without the others.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from newsreader.blocks import Block, Embed, Heading, Image, Paragraph, Rule, block_text
from newsreader.model import Article, ArticleId, ArticleNote, Version
from newsreader.store.codec import micros, moment_at
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.packing import body_fields, pack_like, unpack, unpack_body, unpack_like
from newsreader.twins import story_address
from newsreader.worddiff import words_of

MAX_REVISIONS = 20  # of one article besides its text now
MAX_REVISION_BYTES = 2 * 1024 * 1024  # of one article, packed
_SHORT_WORDS = 12  # a line this short with a time in it says when, not what
_WHEN = re.compile(
    r"\d{1,2}[:.h]\d{2}\b|\b(?:ago|updated|last modified|vor \d|il y a|hace \d|fa$|aktualisiert|mis à jour|actualizado"
    r"|aggiornato|bijgewerkt)\b|前$|更新|обновлено|назад",
    re.IGNORECASE,
)


class _Kept(NamedTuple):
    id: int
    headline: str
    body: bytes
    fetched_at: int


def keep_revision(db: Connection, article_id: int, known_as: tuple[str, str], article: Article, at: datetime) -> bool:
    """Keep the text that an article has before another takes its place, where the two really differ.

    Call inside the transaction that saves the other. Read again from the page it was read from before, or from
    another of its addresses (an AMP page leaves things out), it is no new version.

    Args:
        db: the library.
        article_id: of the article.
        known_as: its address and headline before.
        article: as it is now.
        at: when its page was fetched.

    Returns:
        Whether there is one version more.
    """
    row = db.execute("SELECT body, fetched_at FROM article_text WHERE article_id = ?", (article_id,)).fetchone()
    url, headline = known_as
    if row is None or row[1] >= micros(at) or not _is_one_page(url, article.url):
        return False
    before = unpack_body(row[0])
    if ArticleNote.PAGES_MISSING in (*before["notes"], *article.notes):  # one of them is only a part
        return False
    if (ArticleNote.FEED_TEXT in before["notes"]) is not (ArticleNote.FEED_TEXT in article.notes):
        return False  # a page and what its feed carries differ from the beginning
    if _substance(headline, before["blocks"]) == _substance(article.headline, article.blocks):
        return False
    first = _first(db, article_id)
    body = pack_like(unpack(row[0]), unpack(first.body)) if first else row[0]
    db.execute(
        "INSERT INTO revision (article_id, headline, body, fetched_at) VALUES (?, ?, ?, ?)",
        (article_id, headline, body, row[1]),
    )
    db.execute("UPDATE article SET revised_at = ? WHERE id = ?", (micros(at), article_id))
    _thin(db, article_id)
    return True


def load_versions(db: Connection, article_id: ArticleId) -> tuple[Version, ...]:
    """Give the versions of an article, the oldest first and the text it has now last; () when it has no text.

    Raises:
        StoreError: one of them is damaged.
    """
    with snapshot(db):
        now = db.execute(
            "SELECT headline, body, fetched_at FROM article JOIN article_text ON article_id = id WHERE id = ?",
            (article_id,),
        ).fetchone()
        rows = [
            _Kept(*row)
            for row in db.execute(
                "SELECT id, headline, body, fetched_at FROM revision WHERE article_id = ? ORDER BY id", (article_id,)
            )
        ]
    if now is None:
        return ()
    bodies = [unpack(rows[0].body)] if rows else []
    bodies += [unpack_like(row.body, bodies[0]) for row in rows[1:]]
    versions = [(row.headline, body, row.fetched_at) for row, body in zip(rows, bodies, strict=True)]
    versions.append((now[0], unpack(now[1]), now[2]))
    return tuple(
        Version(number=number, headline=headline, blocks=body_fields(body)["blocks"], fetched_at=moment_at(fetched_at))
        for number, (headline, body, fetched_at) in enumerate(versions, start=1)
    )


def load_read_moment(db: Connection, article_id: ArticleId) -> datetime | None:
    """Say when an article was last opened by the person, None when it was never read."""
    with snapshot(db):
        row = db.execute(
            "SELECT max(read_at, coalesce(seen_at, 0)) FROM mark WHERE article_id = ? AND is_read = 1", (article_id,)
        ).fetchone()
    return moment_at(row[0]) if row and row[0] is not None else None


def save_seen(db: Connection, article_id: ArticleId, at: datetime) -> None:
    """Note that an article that was read before has been opened again: what changed until now is seen."""
    with transaction(db):
        db.execute("UPDATE mark SET seen_at = ? WHERE article_id = ? AND is_read = 1", (micros(at), article_id))


def _substance(headline: str, blocks: tuple[Block, ...]) -> list[str]:
    """Give the words that make the difference: no lines that only say when, no links to other stories."""
    words = words_of(headline.casefold())
    for block in blocks:
        if isinstance(block, (Image, Embed, Rule)):
            continue
        text = block_text(block).casefold()
        found = words_of(text)
        is_label = isinstance(block, (Paragraph, Heading)) and len(found) <= _SHORT_WORDS and _WHEN.search(text)
        if not is_label and not _is_link(block):
            words += found
    return words


def _is_link(block: Block) -> bool:
    """Say whether a paragraph is a link and nothing else: to another story, which changes with the day."""
    return isinstance(block, Paragraph) and all(span.href for span in block.spans if span.text.strip())


def _is_one_page(url: str, other: str) -> bool:
    """Say whether two addresses of an article name the page itself, and not one of them its AMP page."""
    return story_address(url) == story_address(other) and _plainly(url) == _plainly(other)


def _plainly(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").partition("?")[0].partition("#")[0].rstrip("/")


def _first(db: Connection, article_id: int) -> _Kept | None:
    row = db.execute(
        "SELECT id, headline, body, fetched_at FROM revision WHERE article_id = ? ORDER BY id LIMIT 1",
        (article_id,),
    ).fetchone()
    return _Kept(*row) if row else None


def _thin(db: Connection, article_id: int) -> None:
    """Keep within bounds: the oldest go first, but never the very first and the last before now."""
    sizes = db.execute(
        "SELECT id, length(body) FROM revision WHERE article_id = ? ORDER BY id", (article_id,)
    ).fetchall()
    total = sum(size for _, size in sizes)
    between = sizes[1:-1]
    while between and (len(between) + 2 > MAX_REVISIONS or total > MAX_REVISION_BYTES):
        number, size = between.pop(0)
        total -= size
        db.execute("DELETE FROM revision WHERE id = ?", (number,))
