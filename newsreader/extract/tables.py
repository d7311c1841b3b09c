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
    rows: list[list[str]] = []
    header_rows = 0
    caption = ""
    has_heads = False
    for row in _rows(table):
        if row.tag == "caption":
            caption = all_text(row)
            continue
        cells = [child for child in row.children if isinstance(child, Element) and child.tag in ("td", "th")]
        if not _are_data(cells):
            return None
        texts = _cell_texts(cells)
        if not any(texts):
            continue
        heads = [cell.tag == "th" for cell in cells]
        has_heads = has_heads or any(heads)
        if all(heads) and header_rows == len(rows):
            header_rows += 1
        rows.append(texts)
        if len(rows) >= MAX_ROWS:
            break
    width = max(map(len, rows), default=0)
    if width < 2 or len(rows) < 2 or table.links > MAX_LINK_SHARE * table.text:
        return None
    if not has_heads and sum(len(row) == width for row in rows) * 2 < len(rows):
        return None  # without heads, only a regular grid is data
    padded = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    return Table(padded, header_rows=min(header_rows, len(rows) - 1), caption=caption)


def all_text(element: Element, *, with_junk: bool = False) -> str:
    """Give all text below an element as one line, blocks apart by a space; marked parts only when asked for."""
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


def _cell_texts(cells: list[Element]) -> list[str]:
    texts: list[str] = []
    for cell in cells:
        texts.append(all_text(cell))
        span = cell.get("colspan")
        if span.isdecimal() and len(span) < 3:
            texts.extend([""] * (int(span) - 1))
        if len(texts) >= MAX_COLUMNS:
            break
    return texts[:MAX_COLUMNS]
