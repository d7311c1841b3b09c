"""What an article leads to, by group, beside or below it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len
from textual.reactive import reactive

from newsreader.blocks import spans_text
from newsreader.library.reading import spans_of
from newsreader.model import Reading
from newsreader.tui.widgets.row_list import Cells
from newsreader.tui.widgets.ruled_list import RuledList
from newsreader.typeset.destinations import preview
from newsreader.typeset.document import Link, dateline_text
from newsreader.typeset.line import cut

IN_THE_TEXT, NOTHING = "IN THE TEXT", "Nothing related"
MAX_LINKS = 1000  # more is an attack
_LEAST_TITLE_CELLS = 30  # before it is said where a report is from


class RelatedList(RuledList):
    """The links of the related panel under their groups, then those of the text."""

    DEFAULT_CSS = """
    RelatedList {
        dock: bottom;
        height: 35%;
        min-height: 4;
        background: $background;
        scrollbar-size-vertical: 1;
        border-top: hkey $panel;
    }
    RelatedList.-beside {
        dock: right;
        width: 40;
        height: 100%;
        border-top: none;
        border-left: vkey $panel;
    }
    RelatedList > .related--group {
        color: $foreground 65%;
        text-style: bold;
    }
    RelatedList > .related--quiet {
        color: $foreground 60%;
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"related--group", "related--quiet"}

    rows: reactive[tuple[Link | str, ...]] = reactive(())  # a text is the name of a group

    def __init__(self, *, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._page_url = ""
        self._places: dict[str, str] = {}  # by address: where a report is from and of which day

    @property
    def row_count(self) -> int:
        """How many rows there are, those of groups too."""
        return len(self.rows)

    @property
    def current(self) -> Link | None:
        """The link under the cursor."""
        row = self.rows[self.cursor] if self.rows else None
        return row if isinstance(row, Link) else None

    def is_rule(self, row: int) -> bool:
        """Say whether a row is the name of a group."""
        return isinstance(self.rows[row], str)

    def show(self, reading: Reading) -> None:
        """Show what an article leads to."""
        self._page_url = reading.article.url
        self._places = {link.url: dateline_text(link.dateline) for link in reading.article.related}
        self.set_reactive(RelatedList.cursor, 0)
        self.rows = tuple(_rows_of(reading)) or (NOTHING,)
        self.set_reactive(RelatedList.cursor, 1 if self.row_count > 1 else 0)
        self.scroll_to(y=0, animate=False, force=True, immediate=True)

    def watch_rows(self) -> None:
        """Draw the new rows."""
        self.rows_changed()

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Draw the name of a group, or where a link leads, its title and where the report is from."""
        item = self.rows[row]
        if isinstance(item, str):
            return [(f" {cut(item, width_cells - 2)}", "related--group")]
        mark = preview(item.url, self._page_url, is_cached=item.is_cached).destination.value[0]
        place = self._places.get(item.url, "")
        if width_cells - 5 - cell_len(place) < max(_LEAST_TITLE_CELLS, cell_len(item.text)):
            place = ""
        title = cut(item.text or item.url, width_cells - 4)
        return [(f" {mark} ", "related--quiet"), (title, ""), (f"  {place}" if place else "", "related--quiet")]


def _rows_of(reading: Reading) -> Iterator[Link | str]:
    seen: set[str] = set()
    for group, links in groupby(reading.article.related[:MAX_LINKS], key=lambda link: link.group):
        yield group or "RELATED"
        for each in links:
            seen.add(each.url)
            yield Link(each.url, each.title, 0, each.url in reading.cached_urls, True)
    inline: dict[str, Link] = {}
    for link in _links_in_text(reading):
        if link.url not in seen and len(inline) < MAX_LINKS:
            inline.setdefault(link.url, link)
    if inline:
        yield IN_THE_TEXT
        yield from inline.values()


def _links_in_text(reading: Reading) -> Iterator[Link]:
    for block in reading.article.blocks:
        for href, spans in groupby(spans_of(block), key=lambda span: span.href):
            if href:
                text = " ".join(spans_text(tuple(spans)).split())
                yield Link(href, text, 0, href in reading.cached_urls, False)
