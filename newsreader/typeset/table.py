"""Data tables as lines: in columns where they fit, one record after the other where they do not."""

from __future__ import annotations

from itertools import zip_longest

from rich.cells import cell_len

from newsreader.blocks import Table
from newsreader.typeset.line import Line, Role, Run, wrap

MIN_COLUMN_CELLS = 8  # narrower columns break every word
_GAP = "  "


def set_table(table: Table, width_cells: int) -> list[Line]:
    """Set a table in at most `width_cells` cells; no text is left out."""
    lines = wrap([Run(table.caption, Role.CAPTION)], width_cells)
    if not table.rows:
        return lines
    widths = _column_widths(table, width_cells)
    return lines + (_set_columns(table, widths) if widths else _set_records(table, width_cells))


def _column_widths(table: Table, width_cells: int) -> list[int] | None:
    """Give each column its width, the widest shortened first; None when they cannot all stand side by side."""
    widths = [max(max(cell_len(cell) for cell in column), 1) for column in zip(*table.rows, strict=True)]
    room = width_cells - len(_GAP) * (len(widths) - 1)
    if sum(min(width, MIN_COLUMN_CELLS) for width in widths) > room:
        return None
    while (excess := sum(widths) - room) > 0:
        widest = max(widths)
        next_widest = max((width for width in widths if width < widest), default=MIN_COLUMN_CELLS)
        columns = [number for number, width in enumerate(widths) if width == widest]
        step = max(min(widest - max(next_widest, MIN_COLUMN_CELLS), -(-excess // len(columns))), 1)
        for number in columns:
            widths[number] -= step
    return widths


def _set_columns(table: Table, widths: list[int]) -> list[Line]:
    lines: list[Line] = []
    for number, row in enumerate(table.rows):
        role = Role.TABLE_HEAD if number < table.header_rows else Role.TEXT
        cells = [wrap([Run(cell, role)], width) for cell, width in zip(row, widths, strict=True)]
        for pieces in zip_longest(*cells, fillvalue=Line()):
            lines.append(_joined(pieces, widths, role))
        if number + 1 == table.header_rows:
            lines.append(Line((Run(_GAP.join("─" * width for width in widths), Role.RULE),)))
    return lines


def _joined(pieces: tuple[Line, ...], widths: list[int], role: Role) -> Line:
    text = _GAP.join(
        piece.text + " " * (width - piece.width_cells) for piece, width in zip(pieces, widths, strict=True)
    )
    return Line((Run(text.rstrip(), role),))


def _set_records(table: Table, width_cells: int) -> list[Line]:
    """Set each row as `heading: cell` lines, a blank line between rows."""
    headings = table.rows[0] if table.header_rows else ("",) * len(table.rows[0])
    lines: list[Line] = []
    for row in table.rows[1 if table.header_rows else 0 :]:
        if lines:
            lines.append(Line())
        for heading, cell in zip(headings, row, strict=True):
            label = [Run(f"{heading}: ", Role.TABLE_HEAD)] if heading else []
            lines += wrap([*label, Run(cell)], width_cells)
    return lines
