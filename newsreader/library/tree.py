"""The tree of what can be read: shelves, folders of the person's own, publications with their sections. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from newsreader.library.shelves import ListFilter, Place, Shelf, is_saved_search
from newsreader.model import SectionKey, SectionStatus
from newsreader.store.arrangement import Kind, Node, Placement, ShelfCounts
from newsreader.store.saved_searches import COUNTED_UP_TO

__all__ = ["SHELF_NAMES", "Arranged", "Kind", "Node", "Placement", "TreeRow", "node_of", "tree_of"]

SHELF_NAMES = {
    Shelf.ALL: "All articles",
    Shelf.TODAY: "Today",
    Shelf.UNREAD: "Unread",
    Shelf.STARRED: "Starred",
    Shelf.LATER: "Read later",
    Shelf.RECENT: "Recently read",
}
OLDEST_FIRST, UNREAD_FIRST, UNDIVIDED = "oldest", "unread", "undivided"  # words of a view, as placements keep it
_OWN, _ARRANGED, _OTHERS = range(3)  # those never moved: the person's own first, the rest behind what was moved


class Arranged(NamedTuple):
    """What the tree is made from besides the sections."""

    placements: Mapping[Node, Placement] = {}
    counts: ShelfCounts = ShelfCounts()

    def of(self, node: Node) -> Placement:
        """Give how a node is arranged."""
        return self.placements.get(node, Placement(node))

    def with_placed(self, placed: Placement) -> Arranged:
        """Give it with a node arranged otherwise."""
        return self._replace(placements={**self.placements, placed.node: placed})

    def of_place(self, place: Place) -> Placement:
        """Give how the node of a list is arranged."""
        return self.of(node_of(place))

    def usual_filter(self, place: Place) -> ListFilter:
        """Give how the person sorts the list of a place."""
        view = self.of_place(place).view
        return ListFilter(is_oldest_first=OLDEST_FIRST in view, is_unread_first=UNREAD_FIRST in view)


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeRow:
    """One line of the tree."""

    node: Node
    name: str
    place: Place | None = None  # None for what only holds others
    parent: Node | None = None
    depth: int = 0
    unread: int = 0
    count: str = ""  # as it is shown; "" for none
    is_open: bool = False  # its children are shown
    is_hidden: bool = False
    is_visited: bool = True
    has_error: bool = False
    arrived_at: datetime | None = None  # when it last got something new
    newest_at: datetime | None = None  # its newest story


@dataclass(slots=True)
class _Branch:
    row: TreeRow
    order: tuple[int, int, int]
    children: list[_Branch] = field(default_factory=list)


def node_of(place: Place) -> Node:
    """Give the node of a list."""
    return Node(Kind.SHELF, place.name.lower()) if isinstance(place, Shelf) else Node(Kind.SECTION, place)


def tree_of(
    statuses: Sequence[SectionStatus],
    arranged: Arranged,
    *,
    with_hidden: bool = False,
    is_whole: bool = False,
) -> tuple[TreeRow, ...]:
    """Set the tree in lines.

    Args:
        statuses: of every section and saved search, those of one publication together.
        arranged: how the person arranged it.
        with_hidden: show what is hidden too.
        is_whole: with everything unfolded.
    """
    rows: list[TreeRow] = []
    _lay_out(_branches(statuses, arranged), rows, with_hidden=with_hidden, is_whole=is_whole)
    return tuple(rows)


def moved(
    statuses: Sequence[SectionStatus], arranged: Arranged, node: Node, step: int, *, with_hidden: bool
) -> tuple[Placement, ...]:
    """Give what to change so that a node stands so many places further up (below 0) or down among those beside it."""
    rows = tree_of(statuses, arranged, with_hidden=True, is_whole=True)
    parent = next((row.parent for row in rows if row.node == node), None)
    beside = [row for row in rows if row.parent == parent]
    order = [row.node for row in beside]
    seen = [row.node for row in beside if with_hidden or not row.is_hidden or row.node == node]
    if node not in seen:
        return ()
    at = max(0, min(seen.index(node) + step, len(seen) - 1))
    if seen[at] == node:
        return ()
    order.remove(node)
    order.insert(order.index(seen[at]) + (step > 0), node)
    placed = [arranged.of(each)._replace(position=position) for position, each in enumerate(order)]
    return tuple(each for each in placed if each != arranged.of(each.node))


def next_unread_place(
    statuses: Sequence[SectionStatus], arranged: Arranged, place: Place, *, with_hidden: bool = False
) -> SectionKey | None:
    """Give the next section after a place that has something unread, in the order of the tree, round the end."""
    rows = tree_of(statuses, arranged, with_hidden=with_hidden, is_whole=True)
    keys = [row.place for row in rows if isinstance(row.place, str)]
    start = keys.index(place) + 1 if place in keys else 0
    unread = {row.place for row in rows if row.unread}
    return next((key for key in keys[start:] + keys[:start] if key in unread), None)


def without_folder(arranged: Arranged, folder: Node) -> tuple[Placement, ...]:
    """Give what to change so that a folder is gone, and what stood in it is where it stood before."""
    inside = [each for each in arranged.placements.values() if each.folder == folder.key]
    return (*(each._replace(folder="", position=None) for each in inside), Placement(folder))


def folders_of(arranged: Arranged) -> tuple[Placement, ...]:
    """Give the folders, by name."""
    folders = [each for each in arranged.placements.values() if each.node.kind is Kind.FOLDER]
    return tuple(sorted(folders, key=lambda each: each.name.casefold()))


def new_folder(arranged: Arranged, name: str) -> Placement:
    """Give a folder that there is not yet."""
    numbers = [int(each.node.key) for each in folders_of(arranged)]
    return Placement(Node(Kind.FOLDER, str(max(numbers, default=0) + 1)), name=name)


def _branches(statuses: Sequence[SectionStatus], arranged: Arranged) -> list[_Branch]:
    top: list[_Branch] = []
    folders: dict[str, _Branch] = {}
    sources: dict[str, _Branch] = {}
    for number, shelf in enumerate(Shelf):
        placed = arranged.of_place(shelf)
        unread, count = _shelf_count(shelf, arranged.counts)
        row = TreeRow(
            node=placed.node,
            name=SHELF_NAMES[shelf],
            place=shelf,
            unread=unread,
            count=count,
            is_hidden=placed.is_hidden,
        )
        top.append(_Branch(row, _order(placed, number, is_own=True)))
    for number, placed in enumerate(folders_of(arranged), start=len(Shelf)):
        row = TreeRow(node=placed.node, name=placed.name, is_hidden=placed.is_hidden, is_open=not placed.is_folded)
        folders[placed.node.key] = _Branch(row, _order(placed, number, is_own=True))
        top.append(folders[placed.node.key])
    by_source: dict[str, list[SectionStatus]] = {}
    for status in statuses:
        by_source.setdefault(status.section.source, []).append(status)
    for number, status in enumerate(statuses, start=len(top)):
        source = status.section.source
        if source not in sources:
            sources[source] = _source_branch(source, by_source[source], arranged, number)
            _home(sources[source], arranged, folders, top)
        branch = _section_branch(status, arranged, number)
        _home(branch, arranged, folders, sources[source].children)
    return [branch for branch in top if branch.row.node.kind is not Kind.SOURCE or branch.children]


def _home(branch: _Branch, arranged: Arranged, folders: Mapping[str, _Branch], otherwise: list[_Branch]) -> None:
    """Put a branch into its folder, or where it belongs by itself."""
    folder = folders.get(arranged.of(branch.row.node).folder)
    (otherwise if folder is None else folder.children).append(branch)


def _source_branch(source: str, own: Sequence[SectionStatus], arranged: Arranged, number: int) -> _Branch:
    placed = arranged.of(Node(Kind.SOURCE, source))
    is_folded = placed.is_folded if placed.is_folded is not None else not any(map(_is_at_hand, own))
    row = TreeRow(node=placed.node, name=placed.name or source, is_hidden=placed.is_hidden, is_open=not is_folded)
    return _Branch(row, _order(placed, number, is_own=own[0].section.is_own or bool(own[0].query)))


def _section_branch(status: SectionStatus, arranged: Arranged, number: int) -> _Branch:
    placed = arranged.of_place(status.section.key)
    row = TreeRow(
        node=placed.node,
        name=placed.name or status.section.name,
        place=status.section.key,
        unread=status.unread,
        count=_count_text(status.unread, status.counted_up_to),
        is_hidden=placed.is_hidden,
        is_visited=status.fetched_at is not None or bool(status.query),
        has_error=bool(status.error),
        arrived_at=status.arrived_at,
        newest_at=status.newest_at,
    )
    return _Branch(row, _order(placed, number, is_own=status.section.is_own))


def _lay_out(
    branches: list[_Branch],
    rows: list[TreeRow],
    *,
    with_hidden: bool,
    is_whole: bool,
    parent: Node | None = None,
    depth: int = 0,
) -> None:
    for branch in sorted(branches, key=lambda branch: branch.order):
        row = replace(branch.row, parent=parent, depth=depth)
        if row.is_hidden and not with_hidden:
            continue
        if row.place is None:
            row = replace(row, is_open=True) if is_whole else row if row.is_open else _summed(row, branch.children)
        rows.append(row)
        if row.is_open:
            _lay_out(
                branch.children, rows, with_hidden=with_hidden, is_whole=is_whole, parent=row.node, depth=depth + 1
            )


def _summed(row: TreeRow, children: Sequence[_Branch]) -> TreeRow:
    """Say on a folded row what is in it, but for what is hidden and for what searches find again."""
    inside = list(_leaves(children))
    unread = sum(leaf.unread for leaf in inside if leaf.place is None or not is_saved_search(leaf.place))
    arrived = [leaf.arrived_at for leaf in inside if leaf.arrived_at]
    newest = [leaf.newest_at for leaf in inside if leaf.newest_at]
    return replace(
        row,
        unread=unread,
        count=_count_text(unread, None),
        has_error=any(leaf.has_error for leaf in inside),
        arrived_at=max(arrived, default=None),
        newest_at=max(newest, default=None),
    )


def _leaves(branches: Iterable[_Branch]) -> Iterable[TreeRow]:
    for branch in branches:
        if not branch.row.is_hidden:
            if branch.row.place is not None:
                yield branch.row
            yield from _leaves(branch.children)


def _order(placed: Placement, number: int, *, is_own: bool) -> tuple[int, int, int]:
    if placed.position is not None:
        return (_ARRANGED, placed.position, number)
    return (_OWN if is_own else _OTHERS, 0, number)


def _shelf_count(shelf: Shelf, counts: ShelfCounts) -> tuple[int, str]:
    """Give what is unread in a shelf, and what is shown: of marked ones how many there are."""
    if shelf is Shelf.TODAY:
        return counts.today, _count_text(counts.today, COUNTED_UP_TO)
    if shelf is Shelf.UNREAD:
        return counts.unread, _count_text(counts.unread, None)
    marked = {Shelf.STARRED: counts.starred, Shelf.LATER: counts.later}.get(shelf, 0)
    return 0, _count_text(marked, None)


def _count_text(count: int, up_to: int | None) -> str:
    if not count:
        return ""
    return f"{count:,}+" if up_to is not None and count >= up_to else str(count)


def _is_at_hand(status: SectionStatus) -> bool:
    return status.is_followed or status.section.is_own or status.section.is_starter or bool(status.query)
