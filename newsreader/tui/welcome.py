"""What the reader pane shows before anything is opened."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.commands import COMMANDS, Command, first_steps, key_label
from newsreader.typeset.line import CACHED_MARK, REMOTE_MARK, Line, Role, Run, wrap

_KEY_CELLS = 8
_MARKS = f"{CACHED_MARK} is in the library and opens offline, {REMOTE_MARK} is fetched when you open it."


def welcome(width_cells: int, commands: Sequence[Command] = COMMANDS) -> tuple[Line, ...]:
    """Set the keys a newcomer needs, as `commands` has them, in lines of at most `width_cells` cells."""
    lines = [*wrap([Run("Choose a section, then an article.", Role.HEADLINE)], width_cells), Line()]
    for command in first_steps(commands):
        key = f"{key_label(command.keys[0]):<{_KEY_CELLS}}"
        rows = wrap([Run(command.help)], width_cells - _KEY_CELLS)
        lines.append(rows[0].indented(Run(key, Role.MARKER)))
        lines += [row.indented(Run(" " * _KEY_CELLS)) for row in rows[1:]]
    lines += [Line(), *wrap([Run(_MARKS, Role.TEASER)], width_cells)]
    return tuple(lines)
