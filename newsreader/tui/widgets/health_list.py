"""How the sources fare, the worst first."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.reactive import reactive

from newsreader.library.health import SourceHealth, State
from newsreader.model import SectionKey
from newsreader.tui.widgets.aged_list import AgedList
from newsreader.tui.widgets.row_list import Cells, RowList, pad
from newsreader.typeset.line import cut
from newsreader.typeset.troubles import health_sentence
from newsreader.typeset.when import age_text

ONE_LINE_CELLS = 100  # narrower, and the sentence stands below the name
_AGE_CELLS = 8
_SENTENCE_INDENT = "   "
MARKS = {State.FAILING: "!", State.LIMPING: "~", State.QUIET: "–", State.UNTRIED: "○", State.WORKING: "●"}
_LOOKS = {State.FAILING: "health--failing", State.LIMPING: "health--limping", State.WORKING: "health--working"}


class HealthList(AgedList):
    """One row for each source: a mark, its name, when it last worked, and a sentence."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "health--failing",
        "health--limping",
        "health--working",
        "health--quiet",
    }

    rows: reactive[tuple[SourceHealth, ...]] = reactive(())
    busy: reactive[frozenset[SectionKey]] = reactive(frozenset())

    @property
    def row_count(self) -> int:
        """How many sources there are."""
        return len(self.rows)

    @property
    def row_height(self) -> int:
        """One line where there is room for the sentence beside the name."""
        return 1 if self.size.width >= ONE_LINE_CELLS else 2

    @property
    def current(self) -> SourceHealth | None:
        """The source under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def watch_rows(self, old: tuple[SourceHealth, ...], new: tuple[SourceHealth, ...]) -> None:
        """Show what is known now; the cursor stays on its source, or on its place in the list."""
        if old and self.cursor < len(old):
            key = old[self.cursor].status.section.key
            keys = [health.status.section.key for health in new]
            if key in keys:
                self.set_reactive(RowList.cursor, keys.index(key))
        self.rows_changed()
        self.show_cursor()

    def watch_busy(self) -> None:
        """Show which sources are being tried."""
        self.refresh()

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw a row, on a narrow screen over two lines."""
        health = self.rows[row]
        section = health.status.section
        mark = "…" if section.key in self.busy else MARKS[health.state]
        age = age_text(health.worked_at, self._clock()) if health.worked_at else "never"
        name = f"{section.source} / {section.name}"
        sentence = "trying again …" if section.key in self.busy else health_sentence(health, self._clock())
        if self.row_height == 2:
            return self._narrow(line, width_cells, mark=mark, name=name, age=age, sentence=sentence, health=health)
        name_cells = max(20, width_cells // 4)
        room = width_cells - name_cells - _AGE_CELLS - 7
        return [
            (f" {mark} ", _LOOKS.get(health.state, "health--quiet")),
            (pad(cut(name, name_cells), name_cells), ""),
            (" " * (_AGE_CELLS + 1 - cell_len(age)) + age + "  ", "health--quiet"),
            (cut(sentence, room), "" if health.state in (State.FAILING, State.LIMPING) else "health--quiet"),
        ]

    def _narrow(
        self, line: int, width_cells: int, *, mark: str, name: str, age: str, sentence: str, health: SourceHealth
    ) -> Cells:
        if line:
            quiet = "" if health.state in (State.FAILING, State.LIMPING) else "health--quiet"
            return [(_SENTENCE_INDENT + cut(sentence, width_cells - len(_SENTENCE_INDENT) - 1), quiet)]
        room = width_cells - 3 - len(age) - 2
        return [
            (f" {mark} ", _LOOKS.get(health.state, "health--quiet")),
            (pad(cut(name, room), room), ""),
            (f" {age} ", "health--quiet"),
        ]
