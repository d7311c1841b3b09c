"""What the reader pane shows before anything is opened."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.commands import COMMANDS, Command, first_steps, key_label
from newsreader.typeset.line import CACHED_MARK, REMOTE_MARK, TEASER_MARK, UNREAD_MARK, Line, Role, Run, wrap
from newsreader.typeset.rows import LATER, NEW_MARK, STAR

_KEY_CELLS = 8
_GAP = "   "
_TEXTS = ((CACHED_MARK, "opens offline"), (TEASER_MARK, "begins offline"), (REMOTE_MARK, "is fetched"))
_MARKS = ((UNREAD_MARK, "unread"), (STAR, "starred"), (LATER, "later"), (NEW_MARK, "new since last visit"))


def welcome(width_cells: int, commands: Sequence[Command] = COMMANDS) -> tuple[Line, ...]:
    """Set the keys a newcomer needs, as `commands` has them, in lines of at most `width_cells` cells."""
    lines = [*wrap([Run("Choose a section, then an article.", Role.HEADLINE)], width_cells), Line()]
    for command in first_steps(commands):
        key = f"{key_label(command.keys[0]):<{_KEY_CELLS}}"
        rows = wrap([Run(command.help)], width_cells - _KEY_CELLS)
        lines.append(rows[0].indented(Run(key, Role.MARKER)))
        lines += [row.indented(Run(" " * _KEY_CELLS)) for row in rows[1:]]
    return (*lines, Line(), *_legend(_TEXTS, width_cells), *_legend(_MARKS, width_cells))


def _legend(marks: Sequence[tuple[str, str]], width_cells: int) -> list[Line]:
    """Set marks with what they mean in lines, none of them parted from its words."""
    lines = [Line()]
    for mark, meaning in marks:
        gap = (Run(_GAP),) if lines[-1].runs else ()
        line = Line((*lines[-1].runs, *gap, Run(mark, Role.MARKER), Run(f" {meaning}", Role.TEASER)))
        if gap and line.width_cells > width_cells:
            lines.append(Line(line.runs[-2:]))
        else:
            lines[-1] = line
    return lines
