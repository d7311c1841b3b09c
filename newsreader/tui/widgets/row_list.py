"""A list with a cursor that draws only the rows in sight."""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from newsreader.tui.widgets.drawn_view import DrawnView
from newsreader.tui.widgets.looks import look

Cells = list[tuple[str, str]]  # text and component class, "" for the row's own style


class RowList(DrawnView, inherit_bindings=False):
    """Rows of one height, with rules between them, under a cursor; subclasses say how many and draw them.

    Its screen has the keys that move the cursor: Textual's would scroll.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--cursor", "row--cursor-away"}

    class Moved(Message):
        """The cursor came to stand on another row."""

        def __init__(self, row_list: RowList, row: int) -> None:
            super().__init__()
            self.row_list = row_list
            self.row = row

        def can_replace(self, message: Message) -> bool:
            """Only the last place of a fast cursor matters."""
            return isinstance(message, RowList.Moved) and message.row_list is self.row_list

        @property
        def control(self) -> RowList:
            """The list, for selectors."""
            return self.row_list

    class Chosen(Message):
        """The person clicked a row."""

        def __init__(self, row_list: RowList, row: int) -> None:
            super().__init__()
            self.row_list = row_list
            self.row = row

        @property
        def control(self) -> RowList:
            """The list, for selectors."""
            return self.row_list

    cursor: reactive[int] = reactive(0, repaint=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._cursor_drawn = (0, False)  # the row under the cursor as it was drawn, and whether the keys were here

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    @property
    def row_height(self) -> int:
        """Lines a row takes."""
        return 1

    def rules_before(self, row: int, *, with_own: bool) -> int:
        """Count the lines between rows that stand above a row, and of these whether those just above it."""
        return 0

    def row_cells(self, row: int, line: int, width_cells: int) -> Cells:
        """Give one line of a row; it is padded or cropped to the width. Lines below 0 are rules above it."""
        raise NotImplementedError

    def top_of(self, row: int) -> int:
        """Give the first line of a row, counted from the beginning of the list."""
        return row * self.row_height + self.rules_before(row, with_own=True)

    def row_at(self, y: int) -> tuple[int, int]:
        """Give the row at a line of the list, and which of its lines it is; below 0 for a rule above the row."""
        low, high, height = 0, self.row_count, self.row_height
        while low < high:
            middle = (low + high) // 2
            if middle * height + self.rules_before(middle, with_own=False) <= y:
                low = middle + 1
            else:
                high = middle
        row = max(0, low - 1)
        line = y - self.top_of(row)
        return (row, line) if line < height else (self.row_count, 0)

    @property
    def below_cursor(self) -> Offset:
        """Where on the screen the line below the cursor's row begins, a little to the right."""
        content = self.scrollable_content_region
        return content.offset + Offset(2, self.top_of(self.cursor) + self.row_height - self.scroll_offset.y)

    def rows_changed(self) -> None:
        """Take up new rows or a new height."""
        self.virtual_size = Size(self.scrollable_content_region.width or self.size.width, self._lines())
        self.cursor = self.validate_cursor(self.cursor)
        self.refresh()

    def move(self, rows: int) -> None:
        """Move the cursor by rows."""
        self.cursor += rows

    def page(self, pages: float) -> None:
        """Move by pages or parts of one."""
        rows = max(1, int(self.size.height / self.row_height * abs(pages)))
        self.move(rows if pages > 0 else -rows)

    def go_end(self, is_last: bool) -> None:
        """Move to the last or the first row."""
        self.cursor = self.row_count - 1 if is_last else 0

    def go_to(self, row: int) -> None:
        """Move the cursor to a row, the first is 0."""
        self.cursor = row

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, self.row_count - 1))

    def watch_cursor(self, old: int, row: int) -> None:
        """Show the cursor and tell of it."""
        self.redraw_rows(old, row)
        self.show_cursor()
        self.post_message(self.Moved(self, row))

    def focus_changed(self) -> None:
        """Show whether the keys move the cursor."""
        self.redraw_rows(self.cursor)

    def show_cursor(self) -> None:
        """Scroll so that the cursor's row is in sight, with a row of context where there is room."""
        height = self.size.height
        if not height:
            return
        bottom = self.top_of(self.cursor) + self.row_height
        top = self.cursor * self.row_height + self.rules_before(self.cursor, with_own=False)
        context = self.row_height if height >= 4 * self.row_height else 0
        at = self.scroll_offset.y
        if top - context < at:
            self.scroll_to(y=max(0, top - context), animate=False, force=True, immediate=True)
        elif bottom + context > at + height:
            self.scroll_to(y=min(bottom + context, self._lines()) - height, animate=False, force=True, immediate=True)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give the lines asked for, the row under the cursor as it is now."""
        if self._cursor_drawn != (here := (self.cursor, self.has_focus)):
            for row in (self._cursor_drawn[0], self.cursor):  # whether or not anything told of it
                self.forget_lines(self.top_of(row), self.row_height)
            self._cursor_drawn = here
        return super().render_lines(crop)

    def draw_line(self, number: int, width: int) -> Strip:
        """Draw a line of a row, or of a rule between rows."""
        row, line = self.row_at(number)
        base = self.base
        if row >= self.row_count:
            return Strip.blank(width, base)
        is_here = row == self.cursor and line >= 0
        if is_here:
            base = self.get_component_rich_style("row--cursor" if self.has_focus else "row--cursor-away")
        cells = [(text, self._cell_style(base, name)) for text, name in self.row_cells(row, line, width)]
        segments = [Segment(text, _seen(style) if is_here else style) for text, style in cells]
        return Strip(segments).adjust_cell_length(width, base)

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the cursor in sight when the pane changes."""
        self.rows_changed()
        self.call_after_refresh(self.show_cursor)

    def on_click(self, event: events.Click) -> None:
        """Move to the clicked row, and choose it with the first button."""
        row, line = self.row_at(event.get_content_offset_capture(self).y + self.scroll_offset.y)
        if row < self.row_count and line >= 0:
            self.cursor = row
            if event.button == 1:
                self.post_message(self.Chosen(self, row))

    def redraw_rows(self, *rows: int) -> None:
        """Draw some rows anew."""
        for row in rows:
            self.redraw_lines(self.top_of(row), self.row_height)

    def _lines(self) -> int:
        return self.row_count * self.row_height + self.rules_before(self.row_count, with_own=False)

    def _cell_style(self, base: Style, name: str) -> Style:
        return look(self, name, base) if name else base


@lru_cache(maxsize=256)  # there are a few in each theme
def _seen(style: Style) -> Style:
    """Make a colour that was chosen for the background stronger where it cannot be seen on the cursor's row."""
    if style.color is None or style.bgcolor is None or style.color.triplet is None or style.bgcolor.triplet is None:
        return style  # the terminal's own colours are its affair
    from newsreader.tui.contrast import told_from

    stronger = told_from(Color.from_rich_color(style.bgcolor), Color.from_rich_color(style.color))
    return style + Style(color=stronger.rich_color)


def pad(text: str, width_cells: int) -> str:
    """Fill text with spaces to a width."""
    return text + " " * (width_cells - cell_len(text))
