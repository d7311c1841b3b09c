"""Code in lines, its words told apart by what they are where the language is known."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import chop_cells

from newsreader.blocks import Code
from newsreader.typeset.line import Line, Role, Run, merged

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

_TAB_CELLS = 4
_INDENT = Run("  ", Role.CODE)
_CONTINUED = Run("↳ ", Role.MARKER)  # before what a line of code had no room for
_MAX_COLOURED_CHARS = 8_000  # the lexers are patterns that may backtrack, and the screen waits for them


def set_code(block: Code, width_cells: int) -> list[Line]:
    """Set code line by line; what is too wide goes on below, marked as no line of its own."""
    lines: list[Line] = []
    for runs in _lines_of(block):
        pieces = _cut(runs, width_cells - len(_INDENT.text))
        lines += [line.indented(_CONTINUED if number else _INDENT) for number, line in enumerate(pieces)]
    return lines


def _lines_of(block: Code) -> Iterator[list[Run]]:
    text = block.text.expandtabs(_TAB_CELLS)
    lexer = _lexer(block.language) if block.language and len(text) <= _MAX_COLOURED_CHARS else None
    if lexer is None:
        yield from ([Run(line, Role.CODE)] for line in text.split("\n"))
        return
    line: list[Run] = []
    for kind, value in lexer.get_tokens(text):
        first, *more = value.split("\n")
        line.append(Run(first, _role(kind)))
        for rest in more:
            yield line
            line = [Run(rest, _role(kind))]
    if any(run.text for run in line):
        yield line


@lru_cache(maxsize=16)
def _lexer(language: str) -> Lexer | None:
    """Give what tells the words of a language apart, None for one that is not known; never by guessing."""
    from pygments.lexers import get_lexer_by_name  # here, because few articles show code
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language.strip().lower(), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def _role(kind: _TokenType) -> Role:
    from pygments.token import Comment, Keyword, Name, Number, String

    for family, role in (
        (Comment, Role.CODE_COMMENT),
        (Keyword, Role.CODE_KEYWORD),
        (String, Role.CODE_STRING),
        (Number, Role.CODE_NUMBER),
        (Name.Function, Role.CODE_NAME),
        (Name.Class, Role.CODE_NAME),
        (Name.Tag, Role.CODE_KEYWORD),
    ):
        if kind in family:
            return role
    return Role.CODE


def _cut(runs: list[Run], width_cells: int) -> Iterator[Line]:
    """Cut a line of code where it is full: of code every space counts."""
    text = "".join(run.text for run in runs)
    at = 0
    while (full := _full_at(text, at, width_cells)) < len(text):
        space = text.rfind(" ", full - (full - at) // 3, full)
        stop = space + 1 or full  # a word is cut only where it is long
        yield Line(merged(_between(runs, at, stop)))
        at = stop
    yield Line(merged(_between(runs, at, len(text))))


def _full_at(text: str, begin: int, width_cells: int) -> int:
    """Find where a line that begins here has no more room; no more is measured than that takes."""
    chars = 2 * width_cells
    while len(pieces := chop_cells(text[begin : begin + chars], width_cells)) < 2:  # some characters take no cell
        if begin + chars >= len(text):
            return len(text)
        chars *= 2
    return begin + len(pieces[0])


def _between(runs: list[Run], start: int, end: int) -> Iterator[Run]:
    at = 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            yield run.saying(text)
        at += len(run.text)
