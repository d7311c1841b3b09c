"""Removing sections, and bringing them back with all they listed.

Articles that stand in no other section go to the trash after them, but for those starred or to be read later: in
slices, as they may be very many, and after a kill from where that came to. Marks and addresses stay, as they do for
every article that goes; the sections' own rows stay too, out of sight.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newsreader.model import ArticleId, SectionKey
from newsreader.store import trash
from newsreader.store.budget import CHUNK, SLICE_S, Budget
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.sections import section_id

_UNDER_WAY = "removal/"  # and its number: in `meta` until its articles are in the trash, with how far it is
_ORPHANS = (
    "FROM removed_listing AS gone CROSS JOIN section ON section.id = gone.section_id"
    " CROSS JOIN listing AS whole USING (article_id) WHERE (gone.section_id, gone.article_id) > (:section, :article)"
    " AND removal_id = :removal AND whole.section_id = 0 AND whole.is_starred = 0 AND whole.is_later = 0"
    " AND NOT EXISTS (SELECT 1 FROM listing WHERE article_id = gone.article_id AND section_id <> 0)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Sections that were removed together."""

    number: int
    keys: tuple[SectionKey, ...]
    articles: int  # that go after them, or came back


def remove_sections(db: Connection, keys: Sequence[SectionKey], at: datetime) -> Removal:
    """Remove sections, all or none of them; `drop_some` takes their articles to the trash.

    Raises:
        NotFoundError: there is no such section.
    """
    with transaction(db):
        numbers = json.dumps([section_id(db, key) for key in keys])
        removal = trash.begin_pruning(db, at)
        db.execute(
            "INSERT INTO removed_listing SELECT section_id, article_id FROM json_each(?)"
            " CROSS JOIN listing ON section_id = value",
            (numbers,),
        )
        db.execute("DELETE FROM listing WHERE section_id IN (SELECT value FROM json_each(?))", (numbers,))
        db.execute("UPDATE section SET removal_id = ? WHERE id IN (SELECT value FROM json_each(?))", (removal, numbers))
        beginning = {"removal": removal, "section": 0, "article": 0}
        (orphans,) = db.execute(f"SELECT count(DISTINCT article_id) {_ORPHANS}", beginning).fetchone()
        db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (f"{_UNDER_WAY}{removal}", json.dumps(beginning)))
    return Removal(number=removal, keys=tuple(keys), articles=orphans)


def drop_some(db: Connection, *, budget_s: float = SLICE_S) -> bool:
    """Take some articles that stood only in removed sections to the trash.

    Args:
        db: the library.
        budget_s: for how long; some go in any case.

    Returns:
        Whether there may be more.
    """
    budget = Budget(budget_s)
    with transaction(db):
        row = db.execute("SELECT name, value FROM meta WHERE name >= ? LIMIT 1", (_UNDER_WAY,)).fetchone()
        if row is None or not row[0].startswith(_UNDER_WAY):
            return False
        name, place = row[0], json.loads(row[1])
        parts = trash.parts_of_articles(db)
        while rows := db.execute(
            f"SELECT gone.section_id, article_id {_ORPHANS} ORDER BY 1, 2 LIMIT :limit", place | {"limit": CHUNK}
        ).fetchall():
            trash.drop_articles(db, parts, [ArticleId(number) for _, number in rows], place["removal"])
            place["section"], place["article"] = rows[-1]
            if budget.is_spent:
                break
        else:
            db.execute("DELETE FROM meta WHERE name = ?", (name,))
        db.execute("UPDATE meta SET value = ? WHERE name = ?", (json.dumps(place), name))
    return True


def bring_back(db: Connection, number: int) -> Removal:
    """Bring the sections of a removal back, with their articles as far as the trash still has them."""
    with transaction(db):
        keys = [SectionKey(key) for (key,) in db.execute("SELECT key FROM section WHERE removal_id = ?", (number,))]
        db.execute("UPDATE section SET removal_id = NULL WHERE removal_id = ?", (number,))
        parts = trash.parts_of_articles(db)
        articles = 0
        while some := trash.restore_some(db, parts, number):
            articles += some
        listed = json.dumps([section_id(db, key) for key in keys])
        db.execute(
            "INSERT INTO listing (section_id, sort_at, article_id, is_read, is_starred, is_later)"
            " SELECT section_id, sort_at, article.id, coalesce(is_read, 0), coalesce(is_starred, 0),"
            " coalesce(is_later, 0)"
            " FROM json_each(?) CROSS JOIN removed_listing ON section_id = value"
            " JOIN article ON article.id = removed_listing.article_id"
            " LEFT JOIN mark ON mark.article_id = article.id WHERE true ON CONFLICT DO NOTHING",
            (listed,),
        )
        db.execute("DELETE FROM removed_listing WHERE section_id IN (SELECT value FROM json_each(?))", (listed,))
    return Removal(number=number, keys=tuple(keys), articles=articles)


def last_removal(db: Connection) -> int | None:
    """Give the number of the last removal that was not taken back; None when there is none."""
    with snapshot(db):
        (number,) = db.execute("SELECT max(removal_id) FROM section").fetchone()
    return None if number is None else int(number)
