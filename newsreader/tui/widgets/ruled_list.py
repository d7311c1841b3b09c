"""A list in which rules stand between groups of rows; the cursor steps over them."""

from __future__ import annotations

from newsreader.tui.widgets.row_list import RowList


class RuledList(RowList):
    """Rows with rules between them. The first row is a rule, the last one is none."""

    def is_rule(self, row: int) -> bool:
        """Say whether a row is a rule, which nothing can be done with."""
        raise NotImplementedError

    def move(self, rows: int) -> None:
        """Move by rows, over the rules."""
        target = max(0, min(self.cursor + rows, self.row_count - 1))
        if self.row_count and self.is_rule(target):
            target += 1 if rows > 0 or target == 0 else -1
        self.cursor = target

    def go_end(self, is_last: bool) -> None:
        """Move to the last or the first row that is no rule."""
        self.move(self.row_count if is_last else -self.row_count)
