"""Text that was set in lines, with looks where a terminal shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsreader.cli.output import Colour, Output
from newsreader.typeset.line import NO_LINK, Line, Role, Run

_LOOKS = {
    **dict.fromkeys((Role.HEADLINE, Role.SUBHEAD, Role.PANEL, Role.TABLE_HEAD), (Colour.BOLD,)),
    **dict.fromkeys((Role.LABEL, Role.BYLINE, Role.DATELINE, Role.CAPTION, Role.NOTE), (Colour.DIM,)),
    **dict.fromkeys((Role.TEASER, Role.RULE, Role.MARKER), (Colour.DIM,)),
}


def painted_lines(lines: Iterable[Line], output: Output) -> Iterator[str]:
    """Write lines, with looks on a terminal only."""
    for line in lines:
        if output.has_colour:
            yield "".join(output.painted(run.text, *_looks(run)) for run in line.runs).rstrip()
        else:
            yield line.text.rstrip()


def _looks(run: Run) -> tuple[Colour, ...]:
    if not run.text.strip():
        return ()
    looks = list(_LOOKS.get(run.role, ()))
    looks += [Colour.BOLD] * (run.is_strong and Colour.BOLD not in looks)
    looks += [Colour.ITALIC] * run.is_emphasis
    looks += [Colour.UNDERLINE] * (run.link != NO_LINK)
    return tuple(looks)
