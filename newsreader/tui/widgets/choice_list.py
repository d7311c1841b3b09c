"""What there is to follow at an address, to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.reactive import reactive

from newsreader.tui.widgets.row_list import Cells, RowList
from newsreader.typeset.line import cut

if TYPE_CHECKING:
    from newsreader.library.candidates import Candidate

_INDENT = "   "


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A row: what is added when it is chosen, or the offer to look for a site's sections."""

    title: str
    detail: str
    candidates: tuple[Candidate, ...] = ()  # none for the offer

    @property
    def is_known(self) -> bool:
        """Whether there is nothing in it to add."""
        return bool(self.candidates) and all(candidate.known is not None for candidate in self.candidates)


class ChoiceList(RowList, can_focus=False):
    """Choices, the best first; the keys are the address line's."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--title", "choice--known", "choice--detail"}

    choices: reactive[tuple[Choice, ...]] = reactive((), layout=True)

    @property
    def row_count(self) -> int:
        """How many choices there are."""
        return len(self.choices)

    @property
    def row_height(self) -> int:
        """What it is, and where."""
        return 2

    @property
    def current(self) -> Choice | None:
        """The choice under the cursor."""
        return self.choices[self.cursor] if self.choices else None

    def show(self, choices: tuple[Choice, ...]) -> None:
        """Show other choices, with the cursor on the first."""
        self.set_reactive(ChoiceList.cursor, 0)
        self.choices = choices
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def watch_choices(self) -> None:
        """Draw the new rows."""
        self.rows_changed()

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw one line of a choice."""
        choice = self.choices[row]
        room = width_cells - len(_INDENT) - 1
        if line == 1:
            return [(_INDENT, ""), (cut(choice.detail, room), "choice--detail")]
        mark = " ✓ " if choice.is_known else " + " if choice.candidates else " … "
        return [
            (mark, "choice--detail"),
            (cut(choice.title, room), "choice--known" if choice.is_known else "choice--title"),
        ]
