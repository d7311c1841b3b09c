"""Windows on lists of any length."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from newsreader.library.shelves import ListFilter, Place, Shelf, Window, has_parts
from newsreader.model import ArticleId, ArticleSummary, SectionKey
from newsreader.store import lists
from newsreader.store.connection import Connection, snapshot

_ROWS = 500


def load_window(
    db: Connection,
    place: Place,
    wanted: ListFilter,
    *,
    limit: int,
    after: ArticleSummary | None = None,
    before: ArticleSummary | None = None,
    around: ArticleId | None = None,
    is_last: bool = False,
    is_in_unread: bool | None = None,
) -> Window:
    """Give a run of at most `limit` rows of a list; see `Library.window`."""
    with snapshot(db):
        middle = lists.load_summary(db, around) if around is not None else None
        if middle is not None:
            earlier = _stretch(db, place, wanted, limit // 2, middle, is_down=False)
            later = _stretch(db, place, wanted, limit // 2, middle, is_down=True)
            unread = (earlier.unread_rows or 0) + (not middle.state.is_read) + (later.unread_rows or 0)
            return Window(
                rows=(*earlier.rows, middle, *later.rows),
                has_earlier_rows=earlier.has_earlier_rows,
                has_later_rows=later.has_later_rows,
                unread_rows=unread if has_parts(place, wanted) else None,
            )
        is_down = before is None and not is_last
        edge = after if is_down else before
        return _stretch(db, place, wanted, limit, edge, is_down=is_down, is_in_unread=is_in_unread)


def unread_ids(
    db: Connection,
    place: Place,
    wanted: ListFilter,
    *,
    after: ArticleSummary | None = None,
    before: ArticleSummary | None = None,
) -> list[ArticleId]:
    """Give the numbers of all unread articles of a list, however long it is; of those after or before a row."""
    unread = replace(wanted, unread_only=True)
    ids: list[ArticleId] = []
    with snapshot(db):
        while True:
            window = load_window(db, place, unread, limit=_ROWS, after=after, before=before)
            ids += [row.id for row in window.rows]
            if not window.rows or not (window.has_later_rows if before is None else window.has_earlier_rows):
                return ids
            after, before = (window.rows[-1], None) if before is None else (None, window.rows[0])


def section_of(place: Place) -> SectionKey | None:
    """Give the section of a place, None for a shelf over the whole library."""
    return None if isinstance(place, Shelf) else place


def next_unread(
    db: Connection, place: Place, wanted: ListFilter, start: ArticleId | None, direction: int
) -> ArticleSummary | None:
    """Give the unread article nearest to one in a list; see `Library.next_unread`."""
    unread = replace(wanted, unread_only=True)
    with snapshot(db):
        row = lists.load_summary(db, start) if start is not None else None
        window = _stretch(db, place, unread, 1, row, is_down=direction > 0)
    return next(iter(window.rows), None)


def _stretch(
    db: Connection,
    place: Place,
    wanted: ListFilter,
    limit: int,
    edge: ArticleSummary | None,
    *,
    is_down: bool,
    is_in_unread: bool | None = None,
) -> Window:
    """Give a run of a list from a row on; of one that has parts, from the row's part on into the other.

    Args:
        db: the library.
        place: of the list.
        wanted: which of its articles, and how it is sorted.
        limit: how many rows.
        edge: the row it follows, or precedes upwards; None for the end of the list.
        is_down: towards the end of the list.
        is_in_unread: whether `edge` stands among what is unread, of a list that has parts; as it is marked for None.
    """
    is_parted = has_parts(place, wanted)
    parts: list[bool | None] = [True, False] if is_parted else [None]  # whether each is what is unread; None for all
    if not is_down:
        parts.reverse()
    if is_parted and edge is not None:
        parts = parts[parts.index(not edge.state.is_read if is_in_unread is None else is_in_unread) :]
    found: list[tuple[ArticleSummary, bool | None]] = []
    start = edge
    for is_unread in parts:
        rows = _rows(
            db,
            place,
            wanted,
            limit + 1 - len(found),
            start,
            is_towards_older=is_down != wanted.is_oldest_first,
            is_unread=is_unread,
        )
        found += [(row, is_unread) for row in rows]
        start = None
        if len(found) > limit:
            break
    has_more, found = len(found) > limit, found[:limit]
    if not is_down:
        found.reverse()
    return Window(
        rows=tuple(row for row, _ in found),
        has_earlier_rows=edge is not None if is_down else has_more,
        has_later_rows=has_more if is_down else edge is not None,
        unread_rows=sum(is_unread is True for _, is_unread in found) if is_parted else None,
    )


def _rows(
    db: Connection,
    place: Place,
    wanted: ListFilter,
    limit: int,
    edge: ArticleSummary | None,
    *,
    is_towards_older: bool,
    is_unread: bool | None = None,
) -> tuple[ArticleSummary, ...]:
    """Give the rows that follow one in a direction, the nearest first; from the end of the list for None.

    Only those of one part where `is_unread` says which.
    """
    if place is Shelf.RECENT:
        return _recently_read(db, wanted, limit, edge.id if edge else None, is_older=is_towards_older)
    load = partial(
        lists.load_summaries if is_towards_older else lists.load_summaries_before,
        db,
        section_of(place),
        limit=limit,
        unread_only=wanted.unread_only or place is Shelf.UNREAD or is_unread is True,
        read_only=is_unread is False,
        starred_only=place is Shelf.STARRED,
        later_only=place is Shelf.LATER,
        since=wanted.since,
        words=wanted.words,
    )
    return load(after=edge) if is_towards_older else load(before=edge)[::-1]


def _recently_read(
    db: Connection, wanted: ListFilter, limit: int, edge: ArticleId | None, *, is_older: bool
) -> tuple[ArticleSummary, ...]:
    """Give what was opened before or after an article; the list has its own order, and all in it was read once."""
    from newsreader.store.visits import load_recently_read  # here, because the first screen does not need it

    is_wanted = _filter_of(wanted)
    rows: list[ArticleSummary] = []
    while len(rows) < limit:
        if is_older:
            some = load_recently_read(db, limit=_ROWS, after=edge)
        else:
            some = load_recently_read(db, limit=_ROWS, before=edge, is_end=edge is None)[::-1]
        rows += filter(is_wanted, some)
        if len(some) < _ROWS:
            break
        edge = some[-1].id
    return tuple(rows[:limit])


def _filter_of(wanted: ListFilter) -> Callable[[ArticleSummary], bool]:
    from newsreader.tokens import joined_tokens  # here, because the first screen looks for no words

    begun = lists.beginnings(wanted.words)

    def is_wanted(row: ArticleSummary) -> bool:
        place, agency = (row.dateline.place, row.dateline.agency) if row.dateline else ("", "")
        said = joined_tokens(" ".join((row.headline, *row.byline, place, agency))) if begun else ""
        return not (wanted.unread_only and row.state.is_read) and all(word in said for word in begun)

    return is_wanted
