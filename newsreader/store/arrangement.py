"""How the person arranged the tree of sections: one row for each thing they touched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from newsreader.store.codec import micros
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.schema import WHOLE_LIBRARY


class Kind(StrEnum):
    """What stands in the tree."""

    SHELF = "shelf"
    SOURCE = "source"
    SECTION = "section"  # a saved search too
    FOLDER = "folder"


class Node(NamedTuple):
    """Something in the tree."""

    kind: Kind
    key: str  # of a source its name, of a folder a number


class Placement(NamedTuple):
    """What the person made of a node; as it is by itself where nothing is said."""

    node: Node
    folder: str = ""  # the key of the folder it stands in
    position: int | None = None  # among those beside it
    name: str = ""
    is_hidden: bool = False
    is_folded: bool | None = None
    view: str = ""  # how its list is sorted and grouped

    @property
    def says_nothing(self) -> bool:
        """Whether all of it is as it is by itself."""
        return self == Placement(self.node)


class ShelfCounts(NamedTuple):
    """What the lists over the whole library hold."""

    unread: int = 0
    starred: int = 0
    later: int = 0
    today: int = 0  # unread ones, counted as far as asked


def load_placements(db: Connection) -> tuple[Placement, ...]:
    """Give everything that was arranged."""
    with snapshot(db):
        rows = db.execute("SELECT kind, key, folder, position, name, is_hidden, is_folded, view FROM arranged")
        return tuple(
            Placement(
                Node(Kind(kind), key),
                folder=folder,
                position=position,
                name=name,
                is_hidden=bool(is_hidden),
                is_folded=None if is_folded is None else bool(is_folded),
                view=view,
            )
            for kind, key, folder, position, name, is_hidden, is_folded, view in rows
        )


def save_placements(db: Connection, placements: Iterable[Placement]) -> tuple[Placement, ...]:
    """Keep how some nodes are arranged; gives how they were before, which takes this back."""
    wanted = tuple(placements)
    with transaction(db):
        known = {each.node: each for each in load_placements(db)}
        for each in wanted:
            if each.says_nothing:
                db.execute("DELETE FROM arranged WHERE kind = ? AND key = ?", each.node)
            else:
                db.execute(
                    "INSERT OR REPLACE INTO arranged (kind, key, folder, position, name, is_hidden, is_folded, view)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (*each.node, *each[1:]),
                )
    return tuple(known.get(each.node, Placement(each.node)) for each in wanted)


def count_shelves(db: Connection, today: datetime, *, up_to: int) -> ShelfCounts:
    """Count the lists over the whole library.

    Args:
        db: the library.
        today: when the day began.
        up_to: where counting today's unread articles stops; the others are kept counted.
    """
    with snapshot(db):
        counts = db.execute("SELECT unread, starred, later FROM section WHERE id = ?", (WHOLE_LIBRARY,)).fetchone()
        (of_today,) = db.execute(
            "SELECT count(*) FROM (SELECT 1 FROM listing INDEXED BY unread_listing WHERE section_id = ?"
            " AND is_read = 0 AND sort_at >= ? LIMIT ?)",
            (WHOLE_LIBRARY, micros(today), up_to),
        ).fetchone()
    unread, starred, later = counts
    return ShelfCounts(unread, starred, later, of_today)
