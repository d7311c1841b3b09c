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
        return replace(
            window,
            rows=kept,
            has_later_rows=more.has_later_rows,
            has_earlier_rows=window.has_earlier_rows or len(kept) < len(rows),
        )
    rows = (*more.rows, *window.rows)
    kept = rows[:MAX_ROWS]
    return replace(
        window,
        rows=kept,
        has_earlier_rows=more.has_earlier_rows,
        has_later_rows=window.has_later_rows or len(kept) < len(rows),
    )
