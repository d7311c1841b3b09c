"""What can be told of a library without reading any of its lists: the counts that triggers keep."""

from __future__ import annotations

import json
from collections.abc import Iterable

from newsreader.model import Section, SectionKey, SectionStatus
from newsreader.store.codec import names_from_json
from newsreader.store.connection import Connection
from newsreader.store.schema import WHOLE_LIBRARY

_SECTIONS = (
    "SELECT section.key, source, section.name, coalesce(arranged.name, ''), tags, is_own, is_followed, unread, total"
    " FROM section LEFT JOIN arranged ON kind = 'section' AND arranged.key = section.key"
    " WHERE id <> ? AND removal_id IS NULL ORDER BY is_own DESC, section.position, id"
)
_UNREAD_IN = (
    "SELECT count(DISTINCT article_id) FROM json_each(?) CROSS JOIN section ON section.key = value"
    " CROSS JOIN listing INDEXED BY unread_listing ON section_id = section.id AND is_read = 0"
)


def load_counts(db: Connection) -> tuple[SectionStatus, ...]:
    """Give every section with its counts, the person's own first; neither addresses nor how they fare."""
    return tuple(
        SectionStatus(
            section=Section(
                key=SectionKey(key),
                source=source,
                name=given_name or name,
                first_name=name if given_name else "",
                addresses=(),
                tags=names_from_json(tags),
                is_own=bool(is_own),
            ),
            unread=unread,
            total=total,
            is_followed=bool(is_followed),
        )
        for key, source, name, given_name, tags, is_own, is_followed, unread, total in db.execute(
            _SECTIONS, (WHOLE_LIBRARY,)
        )
    )


def unread_in_all(db: Connection) -> int:
    """Count the unread articles of the library."""
    (unread,) = db.execute("SELECT unread FROM section WHERE id = ?", (WHOLE_LIBRARY,)).fetchone()
    return int(unread)


def unread_in(db: Connection, keys: Iterable[SectionKey]) -> int:
    """Count the unread articles of some sections, each once; some 100 ms for a million."""
    return int(db.execute(_UNREAD_IN, (json.dumps(list(keys)),)).fetchone()[0])
