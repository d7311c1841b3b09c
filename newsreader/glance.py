"""A look at a library's file that is over at once: what is unread, what sections are called.

For status bars, which ask every few seconds, and shells, which ask at a key. Neither asyncio nor the library itself is
loaded for it, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from newsreader.errors import StoreError
from newsreader.model import SectionStatus
from newsreader.naming import named_sections
from newsreader.store.connection import Connection, open_library, snapshot
from newsreader.store.glance import load_counts, unread_in, unread_in_all
from newsreader.store.saved_searches import load_searches, saved_search_status


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What a library holds, in numbers."""

    unread: int = 0  # of the sections that were asked for, else of the whole library
    sections: tuple[SectionStatus, ...] = ()  # and saved searches, with what was last counted of these


def look_at(file: Path, names: Sequence[str] = ()) -> Glance:
    """Look at a library; where there is none yet, there is nothing in it.

    Args:
        file: the library.
        names: of sections, publications or saved searches; the whole library when none is named.

    Raises:
        StoreError: it cannot be opened.
        NotFoundError: none is called so.
    """
    if not file.exists():
        return Glance()
    with closing(_opened(file)) as db, snapshot(db):
        statuses = (*map(saved_search_status, load_searches(db)), *load_counts(db))
        if not names:
            return Glance(unread=unread_in_all(db), sections=statuses)
        chosen = {each.section.key: each for name in names for each in named_sections(name, statuses)}
        return Glance(unread=_unread(db, tuple(chosen.values())), sections=tuple(chosen.values()))


def _unread(db: Connection, chosen: Sequence[SectionStatus]) -> int:
    """Count what is unread; an article in two sections once, but once more for each saved search."""
    sections = [status for status in chosen if not status.query]
    counted = sum(status.unread for status in chosen if status.query)
    if len(sections) == 1:
        return counted + sections[0].unread
    return counted + unread_in(db, [status.section.key for status in sections])


def _opened(file: Path) -> Connection:
    """Open a library for reading; one of an older version must be brought up to date for that."""
    try:
        return open_library(file, read_only=True)
    except StoreError:
        return open_library(file)
