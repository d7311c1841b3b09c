"""What a newcomer reads before anything is opened."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.commands import COMMANDS, Command, first_steps, key_label
from newsreader.typeset.line import CACHED_MARK, REMOTE_MARK, TEASER_MARK, UNREAD_MARK, Line, Role, Run, wrap
from newsreader.typeset.rows import LATER, NEW_MARK, STAR

_KEY_CELLS = 8
_GAP = "   "
_TEXTS = ((CACHED_MARK, "opens offline"), (TEASER_MARK, "begins offline"), (REMOTE_MARK, "is fetched"))
_MARKS = ((UNREAD_MARK, "unread"), (STAR, "starred"), (LATER, "later"), (NEW_MARK, "new since last visit"))
# Of commands that the status bar does not name.
_SHORT = {
    "mark.later": "read later",
    "read.edition": "your edition",
    "read.story": "its story",
    "refresh.all": "refresh all",
    "themes": "themes",
}


def welcome(
    width_cells: int, commands: Sequence[Command] = COMMANDS, most_lines: int | None = None
) -> tuple[Line, ...]:
    """Set the keys a newcomer needs in lines of at most `width_cells` cells.

    Args:
        width_cells: of the room there is.
        commands: with the keys they have.
        most_lines: of the room; where it is too low for sentences, two or three words of each stand in two columns.
    """
    title = [*wrap([Run("Choose a section, then an article.", Role.HEADLINE)], width_cells), Line()]
    legend = (*_legend(_TEXTS, width_cells), *_legend(_MARKS, width_cells))
    lines = (*title, *_in_sentences(width_cells, commands), Line(), *legend)
    if most_lines is None or len(lines) <= most_lines:
        return lines
    return (*title, *_in_columns(width_cells, commands), Line(), *legend)


def _in_sentences(width_cells: int, commands: Sequence[Command]) -> list[Line]:
    lines: list[Line] = []
    for command in first_steps(commands):
        rows = wrap([Run(command.help)], width_cells - _KEY_CELLS)
        lines.append(rows[0].indented(_key_of(command)))
        lines += [row.indented(Run(" " * _KEY_CELLS)) for row in rows[1:]]
    return lines


def _in_columns(width_cells: int, commands: Sequence[Command]) -> list[Line]:
    """Set two commands in a line, the second half of them beside the first."""
    steps = first_steps(commands)
    rows = -(-len(steps) // 2)
    column = width_cells // 2
    lines: list[Line] = []
    for number in range(rows):
        runs: list[Run] = []
        for command in steps[number::rows]:
            words = _SHORT.get(command.id, command.hint)
            runs += [_key_of(command), Run(words.ljust(column - _KEY_CELLS))]
        lines.append(Line(tuple(runs)))
    return lines


def _key_of(command: Command) -> Run:
    return Run(f"{key_label(command.keys[0]):<{_KEY_CELLS}}", Role.MARKER)


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
