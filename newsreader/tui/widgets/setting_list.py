"""The settings by group, each with its value."""

from __future__ import annotations

from typing import ClassVar

from textual.reactive import reactive

from newsreader.config.overview import SettingRow
from newsreader.tui.widgets.row_list import Cells, RowList, pad
from newsreader.typeset.line import cut

GROUPS_FROM_CELLS = 64  # narrower, and the groups go, which the documentation names too
_GROUP_CELLS = 13


class SettingList(RowList):
    """One row for each setting."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"setting--group", "setting--own", "setting--usual", "setting--fixed"}

    rows: reactive[tuple[SettingRow, ...]] = reactive(())

    @property
    def row_count(self) -> int:
        """How many settings there are."""
        return len(self.rows)

    @property
    def current(self) -> SettingRow | None:
        """The setting under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    def watch_rows(self) -> None:
        """Show the values as they are now."""
        self.rows_changed()

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw a row: its group where that begins, its name, its value."""
        setting = self.rows[row]
        cells: Cells = [(" ", "")]
        if width_cells >= GROUPS_FROM_CELLS:
            is_first = row == 0 or self.rows[row - 1].group != setting.group
            group = cut(setting.group, _GROUP_CELLS) if is_first else ""
            cells.append((pad(group, _GROUP_CELLS + 1), "setting--group"))
        room = width_cells - 2 - (_GROUP_CELLS + 1 if len(cells) > 1 else 0)
        name_cells = min(max(len(each.name) for each in self.rows) + 2, room * 2 // 3)
        look = "setting--fixed" if setting.place else "setting--own" if setting.is_own else "setting--usual"
        return [
            *cells,
            (pad(cut(setting.name, name_cells - 1), name_cells), ""),
            (cut(setting.text or "–", room - name_cells), look),
        ]
