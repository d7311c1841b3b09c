"""A list whose rows say how long ago something was."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import datetime

from newsreader.tui.widgets.row_list import RowList


class AgedList(RowList):
    """Rows that are drawn anew with the first key of another minute."""

    def __init__(self, *, id: str, clock: Callable[[], datetime]) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._clock = clock

    @property
    def conditions(self) -> Hashable:
        """On what every line depends: the minute too."""
        return (super().conditions, self._clock().replace(second=0, microsecond=0))
