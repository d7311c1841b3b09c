"""How lists of articles look: lines a row, days, the last visit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from textual import work

from newsreader.tui.screens.desk import Desk

ROWS, LEFT_AT = "rows", "left_at"  # habits: "compact" for rows of one line; when the last visit ended
COMPACT = "compact"


class Listing(Desk):
    """What a person chooses of lists is kept for the next time."""

    def take_up_lists(self, habits: Mapping[str, str]) -> None:
        """Show lists as they were left."""
        self.articles.list.set_reactive(type(self.articles.list).is_compact, habits.get(ROWS) == COMPACT)
        last_visit = moment_kept(habits.get(LEFT_AT, ""))
        self.articles.list.group(by_day=True, last_visit=last_visit)
        self.sections.last_visit = last_visit

    def action_toggle_rows(self) -> None:
        """Show articles in one line each, or in two."""
        rows = self.articles.list
        rows.is_compact = not rows.is_compact
        self.keep_rows(COMPACT if rows.is_compact else "")

    @work(exclusive=True, group="rows")
    async def keep_rows(self, rows: str) -> None:
        """Keep the height of rows for the next start."""
        await self.told(self.library.habits.save(**{ROWS: rows}))


def moment_kept(text: str) -> datetime | None:
    """Read a moment that was kept; None for one that is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
