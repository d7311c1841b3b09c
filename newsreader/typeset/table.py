"""Data tables as lines: in columns where they fit, one record after the other where they do not."""

from __future__ import annotations

import re
from itertools import zip_longest

from rich.cells import cell_len

from newsreader.blocks import Table
from newsreader.typeset.line import Line, Role, Run, wrap

MIN_COLUMN_CELLS = 8  # narrower columns break every word
_GAP = "  "
# A figure, and what it is counted in: "11 m", "40 km/h".
_FIGURE = re.compile(r"[-+−–±~<>]?[$€£¥]?\s?\d[\d.,'\u2009\u202f\u00a0 ]*?\s?([%‰$€£¥]|[A-Za-zµ°][A-Za-z²³/]{0,4})?")
_NO_FIGURE = frozenset({"", "-", "–", "—", "n/a", "…"})  # what stands where a figure is missing


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
    are_figures = [_are_figures(column[table.header_rows :]) for column in zip(*table.rows, strict=True)]
    for number, row in enumerate(table.rows):
        roles = [_role(table, number, column) for column in range(len(row))]
        cells = [wrap([Run(cell, role)], width) for cell, role, width in zip(row, roles, widths, strict=True)]
        lines += [_joined(pieces, widths, roles, are_figures) for pieces in zip_longest(*cells, fillvalue=Line())]
        if number + 1 == table.header_rows:
            lines.append(Line((Run(_GAP.join("─" * width for width in widths), Role.RULE),)))
    return lines


def _role(table: Table, row: int, column: int) -> Role:
    return Role.TABLE_HEAD if row < table.header_rows or column < table.header_columns else Role.TEXT


def _are_figures(cells: tuple[str, ...]) -> bool:
    """Say whether a column holds figures, which are read from their right end."""
    figures = [cell for cell in cells if cell.strip().lower() not in _NO_FIGURE]
    found = [_FIGURE.fullmatch(cell.strip()) for cell in figures]
    return bool(found) and all(found) and len({match[1] for match in found if match}) == 1


def _joined(pieces: tuple[Line, ...], widths: list[int], roles: list[Role], are_figures: list[bool]) -> Line:
    """Put the pieces of a row's cells side by side, figures at the right; neighbours of one role are one run."""
    runs: list[Run] = []
    pending = ""  # space that only a further cell will need
    for piece, width, role, is_figure in zip(pieces, widths, roles, are_figures, strict=True):
        room = " " * (width - piece.width_cells)
        if piece.text:
            text = pending + (room if is_figure else "") + piece.text
            if runs and runs[-1].role is role:
                runs[-1] = Run(runs[-1].text + text, role)
            else:
                runs.append(Run(text, role))
            pending = ""
        pending += ("" if is_figure and piece.text else room) + _GAP
    return Line(tuple(runs))


def _set_records(table: Table, width_cells: int) -> list[Line]:
    """Set each row as `heading: cell` lines, a blank line between rows; heads beside the figures stand over them."""
    headings = [_heading(table, column) for column in range(len(table.rows[0]))]
    lines: list[Line] = []
    for row in table.rows[table.header_rows :]:
        if lines:
            lines.append(Line())
        for column, (heading, cell) in enumerate(zip(headings, row, strict=True)):
            if column < table.header_columns:
                lines += wrap([Run(cell, Role.TABLE_HEAD)], width_cells)
            elif cell:
                label = [Run(f"{heading}: ", Role.TABLE_HEAD)] if heading else []
                lines += wrap([*label, Run(cell)], width_cells)
    return lines


def _heading(table: Table, column: int) -> str:
    """Join the heads over a column; one that spans several is repeated over each of them."""
    parts = []
    for row in table.rows[: table.header_rows]:
        is_top = row is not table.rows[table.header_rows - 1]
        spanned = next((cell for cell in reversed(row[:column]) if cell), "") if is_top and not row[column] else ""
        parts.append(row[column] or spanned)
    return ", ".join(dict.fromkeys(part for part in parts if part))
