"""How lists of articles look: lines a row, days, the last visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from textual import work

from newsreader.library.shelves import ListFilter, Shelf, has_parts
from newsreader.library.tree import OLDEST_FIRST, UNDIVIDED, UNREAD_FIRST, Placement
from newsreader.tui.screens.desk import Desk

ROWS, LEFT_AT = "rows", "left_at"  # habits: "compact" for rows of one line; when the last visit ended
COMPACT = "compact"
VIEWS = {  # each comes after the one before it
    "": "Newest first, by day",
    OLDEST_FIRST: "Oldest first, by day",
    UNDIVIDED: "Newest first, days not told apart",
    f"{OLDEST_FIRST} {UNDIVIDED}": "Oldest first, days not told apart",
    UNREAD_FIRST: "Unread first, by day",
    f"{UNREAD_FIRST} {UNDIVIDED}": "Unread first, days not told apart",
}


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

    def action_sort(self) -> None:
        """Go on to the next way of sorting and grouping this list; kept for it."""
        if self.place is Shelf.RECENT:
            self.status.say("What you read last is sorted by when you read it.")
            return
        placed = self.sections.arranged.of_place(self.place)
        can_be_parted = has_parts(self.place, ListFilter(is_unread_first=True))
        ways = tuple(view for view in VIEWS if can_be_parted or UNREAD_FIRST not in view)
        view = ways[(ways.index(placed.view) + 1) % len(ways)] if placed.view in ways else ways[0]
        self.status.say(f"{VIEWS[view]}.")
        self.keep_view(placed._replace(view=view))

    @work(exclusive=True, group="view")
    async def keep_view(self, placed: Placement) -> None:
        """Keep how a list is sorted, and show it so."""
        current = self.articles.list.current
        self.sections.arranged = self.sections.arranged.with_placed(placed)
        usual = self.usual_filter(self.place)
        self.wanted = replace(self.wanted, is_oldest_first=usual.is_oldest_first, is_unread_first=usual.is_unread_first)
        self.load_list(current.id if current is not None else None)
        await self.told(self.library.arrangement.keep(placed))

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
