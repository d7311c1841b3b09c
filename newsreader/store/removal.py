"""Removing sections, and bringing them back with all they listed.

Articles that stand in no other section go to the trash with them, but for those starred or to be read later. Marks
and addresses stay, as they do for every article that goes; the sections' own rows stay too, out of sight.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newsreader.model import ArticleId, SectionKey
from newsreader.store import trash
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.sections import section_id

_AT_ONCE = 500  # articles that one statement takes to the trash


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Sections that were removed together."""

    number: int
    keys: tuple[SectionKey, ...]
    articles: int  # that went with them, or came back


def remove_sections(db: Connection, keys: Sequence[SectionKey], at: datetime) -> Removal:
    """Remove sections, all or none of them.

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
        orphans = db.execute(
            "SELECT DISTINCT article_id FROM json_each(?) CROSS JOIN removed_listing AS gone"
            " ON gone.section_id = value"
            " JOIN listing AS whole USING (article_id) WHERE whole.section_id = 0"
            " AND whole.is_starred = 0 AND whole.is_later = 0"
            " AND NOT EXISTS (SELECT 1 FROM listing WHERE article_id = gone.article_id AND section_id <> 0)",
            (numbers,),
        )
        ids = [ArticleId(number) for (number,) in orphans]
        parts = trash.parts_of_articles(db)
        for start in range(0, len(ids), _AT_ONCE):
            trash.drop_articles(db, parts, ids[start : start + _AT_ONCE], removal)
    return Removal(number=removal, keys=tuple(keys), articles=len(ids))


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
