"""What draws its lines itself and scrolls them: cheap to paint, to scroll and to give the focus."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Self

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from newsreader.tui.widgets.thin_bar import ThinBar

_MOST_DRAWN = 300  # lines kept at a time, each of some forty objects that the garbage collector goes through


class DrawnView(ScrollView, can_focus=True):
    """Subclasses draw in `draw_line`, over `base`, which is the same for all lines of one painting.

    A line once drawn is kept until `refresh` or `redraw_lines` tells that it changed: to scroll moves lines and
    draws only those that come in sight.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        self.base = Style.null()
        self._strips: dict[int, Strip] = {}  # by number, of all lines
        self._strips_under: Hashable = None
        self._cells = (0, 0)  # a line has: of its own, and with those under the scrollbar
        super().__init__(id=id)

    def draw_line(self, number: int, width: int) -> Strip:
        """Draw a line, counted from the first of all, in so many cells."""
        raise NotImplementedError

    @property
    def conditions(self) -> Hashable:
        """On what every line depends besides what `refresh` tells of."""
        return (self.base, self._cells)

    def render_line(self, y: int) -> Strip:
        """Give a line of the visible part, drawn now unless it is kept."""
        number = y + self.scroll_offset.y
        strip = self._strips.get(number)
        if strip is None:
            if len(self._strips) >= _MOST_DRAWN:
                self._strips.clear()
            width, outer_width = self._cells
            strip = self.draw_line(number, width)
            strip = self._strips[number] = strip.adjust_cell_length(outer_width, self.base)
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give the lines asked for; their style is put together once, as it goes through all ancestors.

        Textual's way, which the ones with a border go, would make each of them anew after a scroll.
        """
        self.base = self.rich_style
        self._cells = (self.scrollable_content_region.width, self.size.width)
        if self._strips_under != (conditions := self.conditions):
            self._strips_under = conditions
            if self._strips:  # else all is being painted anyway
                self._strips.clear()
                self.call_later(self.refresh)
        if any(self.styles.gutter):
            return super().render_lines(crop)
        strips = [self.render_line(y) for y in crop.line_range]
        for line_filter in self.get_line_filters():
            background = self.background_colors[1]
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, self._cells[1]):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw anew what is in some regions of the visible part, without any all there is."""
        if repaint and not regions:
            self._strips.clear()
        for region in regions:
            self.forget_lines(region.y + self.scroll_offset.y, region.height)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def redraw_lines(self, first: int, count: int) -> None:
        """Draw lines anew, by their number; only those in sight are painted."""
        self.forget_lines(first, count)
        seen = Region(0, first - self.scroll_offset.y, self.size.width, count).intersection(self.size.region)
        if seen:
            super().refresh(seen)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Paint other lines; none of them is another one for that."""
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = new_value
        if round(old_value) != round(new_value):
            super().refresh(self.size.region)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar; made when it is first wanted."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = ThinBar(name="vertical")
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    def notify_style_update(self) -> None:
        """Draw in the styles that hold now."""
        self._strips.clear()
        super().notify_style_update()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Leave the styles as they are: none depends on the focus, and there is one for each part of an article."""

    def on_focus(self, event: events.Focus) -> None:
        """Take the keys; Textual's own way to it paints everything."""
        event.prevent_default()
        self.has_focus = True
        self.focus_changed()

    def on_blur(self, event: events.Blur) -> None:
        """Let the keys go."""
        event.prevent_default()
        self.has_focus = False
        self.focus_changed()

    def focus_changed(self) -> None:
        """Show whether the keys are here, where that is to be seen."""

    def forget_lines(self, first: int, count: int) -> None:
        """Draw lines anew when they are painted the next time."""
        for number in range(first, first + count):
            self._strips.pop(number, None)
