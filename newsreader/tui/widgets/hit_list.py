"""What a search found: headline, where it comes from, and the piece of text that matches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.reactive import reactive

from newsreader.model import ArticleId, Dateline
from newsreader.tui.widgets.aged_list import AgedList
from newsreader.tui.widgets.row_list import Cells
from newsreader.typeset.line import Line, Run, cut, wrap
from newsreader.typeset.rows import marks_text, offline_mark
from newsreader.typeset.when import age_text

if TYPE_CHECKING:
    from newsreader.excerpt import Marked
    from newsreader.library.search import SearchHit

NARROW_CELLS = 90  # below this the piece of text gets two lines
_INDENT = "   "


class HitList(AgedList, can_focus=False):
    """Hits, the best first; the keys are the search line's."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "hit--unread",
        "hit--read",
        "hit--dot",
        "hit--meta",
        "hit--text",
        "hit--match",
    }

    hits: reactive[tuple[SearchHit, ...]] = reactive(())

    @property
    def row_count(self) -> int:
        """How many hits are shown."""
        return len(self.hits)

    @property
    def row_height(self) -> int:
        """Three lines a hit, four where the text needs two."""
        return 4 if self.size.width < NARROW_CELLS else 3

    @property
    def current(self) -> SearchHit | None:
        """The hit under the cursor."""
        return self.hits[self.cursor] if self.hits else None

    def show(self, hits: tuple[SearchHit, ...], at: ArticleId | None = None) -> None:
        """Show the hits of another search, with the cursor on an article where it is among them."""
        rows = (number for number, hit in enumerate(hits) if hit.row.id == at)
        self.set_reactive(HitList.cursor, next(rows, 0))
        self.hits = hits
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.show_cursor()

    def watch_hits(self) -> None:
        """Draw the new rows."""
        self.rows_changed()

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw one line of a hit."""
        hit = self.hits[row]
        room = width_cells - len(_INDENT) - 1
        if line == 0:
            name = "hit--read" if hit.row.state.is_read else "hit--unread"
            dot = _INDENT if hit.row.state.is_read else " • "
            return [(dot, "hit--dot"), *_cells(_lines(hit.headline, room, 1)[0], name)]
        if line == 1:
            return [(_INDENT, ""), (cut(self._meta(hit), room), "hit--meta")]
        lines = _lines(hit.excerpt, room, self.row_height - 2)
        return [(_INDENT, ""), *_cells(lines[line - 2], "hit--text")] if line - 2 < len(lines) else []

    def _meta(self, hit: SearchHit) -> str:
        dateline = hit.row.dateline or Dateline()
        told = (dateline.place, dateline.agency, hit.row.source, age_text(hit.row.sort_at, self._clock()))
        return f"{marks_text(hit.row)}{offline_mark(hit.row)} " + " · ".join(part for part in told if part)


def _lines(text: Marked, width_cells: int, most: int) -> list[Line]:
    """Set a text in lines, the last one cut where there are more."""
    lines = wrap(_runs(text), width_cells) or [Line()]
    if len(lines) > most:
        *runs, last = lines[most - 1].runs
        used = sum(len(run.text) for run in runs)
        lines[most - 1] = Line((*runs, Run(cut(last.text + " …", width_cells - used), is_strong=last.is_strong)))
    return lines[:most]


def _runs(text: Marked) -> Iterator[Run]:
    end = 0
    for start, stop in text.places:
        if start > end:
            yield Run(text.text[end:start])
        yield Run(text.text[start:stop], is_strong=True)
        end = stop
    if end < len(text.text):
        yield Run(text.text[end:])


def _cells(line: Line, name: str) -> Cells:
    return [(run.text, "hit--match" if run.is_strong else name) for run in line.runs]
