"""Growing a window on a long list without keeping all of it."""

from __future__ import annotations

from dataclasses import replace

from newsreader.library.shelves import Window

MAX_ROWS = 3000  # kept at once; what is scrolled away is asked for again


def extended(window: Window, more: Window, *, is_later: bool) -> Window:
    """Put the rows that follow (or precede) a window to it; the far end is let go beyond `MAX_ROWS`."""
    if is_later:
        rows = (*window.rows, *more.rows)
        kept = rows[-MAX_ROWS:]
        gone = len(rows) - len(kept)
        return replace(
            window,
            rows=kept,
            has_later_rows=more.has_later_rows,
            has_earlier_rows=window.has_earlier_rows or gone > 0,
            unread_rows=_together(window, more, gone, len(kept)),
        )
    rows = (*more.rows, *window.rows)
    kept = rows[:MAX_ROWS]
    return replace(
        window,
        rows=kept,
        has_earlier_rows=more.has_earlier_rows,
        has_later_rows=window.has_later_rows or len(kept) < len(rows),
        unread_rows=_together(more, window, 0, len(kept)),
    )


def _together(first: Window, second: Window, gone: int, kept: int) -> int | None:
    """Count the rows of the first part in two windows put together, of which some at the beginning are gone."""
    if first.unread_rows is None or second.unread_rows is None:
        return None
    return max(0, min(first.unread_rows + second.unread_rows - gone, kept))


def without(more: Window, held: Window) -> Window:
    """Leave out of a window what another one holds: what was read meanwhile stands there where it stood."""
    if more.unread_rows is None:
        return more
    ids = {row.id for row in held.rows}
    is_new = [row.id not in ids for row in more.rows]
    rows = tuple(row for row, keeps in zip(more.rows, is_new, strict=True) if keeps)
    return replace(more, rows=rows, unread_rows=sum(is_new[: more.unread_rows]))
