"""Tables: those of data become rows of cells, those of layout are looked through."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.blocks import Table
from newsreader.extract.tree import Element
from newsreader.text import clean_line

MAX_ROWS = 2000
MAX_COLUMNS = 60
# A cell of data is a figure, a name, a sentence or two; one with more is a column of a page.
MAX_CELL_BYTES = 600
MAX_LINK_SHARE = 0.85


def read_table(table: Element) -> Table | None:
    """Read a data table, None when the table only arranges a page."""
    if table.get("role") in ("presentation", "none"):
        return None
    grid = _Grid()
    caption = ""
    for row in _rows(table):
        if row.tag == "caption":
            caption = all_text(row)
            continue
        cells = [child for child in row.children if isinstance(child, Element) and child.tag in ("td", "th")]
        if not _are_data(cells):
            return None
        grid.add(row, cells)
        if len(grid.rows) >= MAX_ROWS:
            break
    rows = grid.rows
    width = max(map(len, rows), default=0)
    if width < 2 or len(rows) < 2 or table.links > MAX_LINK_SHARE * table.text:
        return None
    if not grid.has_heads and sum(len(row) == width for row in rows) * 2 < len(rows):
        return None  # without heads, only a regular grid is data
    padded = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    return Table(padded, min(grid.header_rows, len(rows) - 1), caption, min(grid.header_columns, width - 1))


class _Grid:
    """Rows of cells, each cell in the column it stands in."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.header_rows = 0
        self.has_heads = False
        self._row_heads: list[int] = []  # of each row below the heads, how many cells at its beginning are heads
        self._reaching: dict[int, int] = {}  # column to the rows that a cell above still takes

    @property
    def header_columns(self) -> int:
        """How many of the first cells are heads in every row that has heads at all; most rows must."""
        heads = [count for count in self._row_heads if count]
        return min(heads) if heads and 2 * len(heads) > len(self._row_heads) else 0

    def add(self, row: Element, cells: list[Element]) -> None:
        """Add a row; one without text is left out."""
        texts: list[str] = []
        reaching = {column: rows - 1 for column, rows in self._reaching.items() if rows > 1}
        leading = 0
        for cell in cells:
            while len(texts) in self._reaching:
                leading += leading == len(texts)
                texts.append("")
            leading += leading == len(texts) and cell.tag == "th"
            columns, rows = _span(cell.get("colspan"), MAX_COLUMNS), _span(cell.get("rowspan"), MAX_ROWS)
            if rows > 1:
                reaching.update(dict.fromkeys(range(len(texts), len(texts) + columns), rows - 1))
            texts.extend((all_text(cell), *("",) * (columns - 1)))
            if len(texts) >= MAX_COLUMNS:
                break
        self._reaching = reaching
        if not any(texts):
            return
        heads = [cell for cell in cells if cell.tag == "th"]
        self.has_heads = self.has_heads or bool(heads)
        if self.header_rows == len(self.rows) and self._is_head(row, cells, heads):
            self.header_rows += 1
        else:
            self._row_heads.append(leading)
        self.rows.append(texts[:MAX_COLUMNS])

    def _is_head(self, row: Element, cells: list[Element], heads: list[Element]) -> bool:
        """Say whether a row at the top holds headings: by its place, its cells, or by bold type."""
        if row.parent is not None and row.parent.tag == "thead":
            return True
        if heads:
            return all(cell.tag == "th" or not cell.text for cell in cells)
        return not self.rows and all(not cell.text or _is_bold(cell) for cell in cells)


def _is_bold(cell: Element) -> bool:
    while True:
        parts = [child for child in cell.children if isinstance(child, Element) or not child.isspace()]
        if len(parts) != 1 or not isinstance(parts[0], Element):
            return False
        cell = parts[0]
        if cell.tag in ("b", "strong"):
            return True


def _span(value: str, most: int) -> int:
    return max(min(int(value), most), 1) if value.isdecimal() and value.isascii() and len(value) < 7 else 1


def all_text(element: Element, *, with_junk: bool = False) -> str:
    """Give all text below an element as one line, blocks apart by a space; marked parts only when asked for."""
    children = element.children
    if len(children) == 1 and isinstance(children[0], str):
        return clean_line(children[0])
    parts: list[str] = []
    _gather(element, parts, with_junk)
    return clean_line("".join(parts))


def _gather(element: Element, parts: list[str], with_junk: bool) -> None:
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif with_junk or not child.junk:
            edge = child.is_block or child.tag == "br"
            if edge:
                parts.append(" ")
            _gather(child, parts, with_junk)
            if edge:
                parts.append(" ")


def _rows(table: Element) -> Iterator[Element]:
    for child in table.children:
        if isinstance(child, Element) and not child.junk:
            if child.tag in ("thead", "tbody", "tfoot"):
                yield from _rows(child)
            elif child.tag in ("tr", "caption"):
                yield child


def _are_data(cells: list[Element]) -> bool:
    return all(cell.text <= MAX_CELL_BYTES and not _holds_layout(cell) for cell in cells)


def _holds_layout(cell: Element) -> bool:
    """Say whether a cell holds what only pages hold: tables, headings, several paragraphs."""
    paragraphs = 0
    stack = [cell]
    while stack:
        for child in stack.pop().children:
            if isinstance(child, Element):
                if child.tag in ("table", "h1", "h2", "h3", "article", "section", "form", "iframe"):
                    return True
                paragraphs += child.tag == "p" and child.text > 0
                stack.append(child)
    return paragraphs > 3
