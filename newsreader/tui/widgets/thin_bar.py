"""A scrollbar of one column that is painted only when it looks otherwise than before."""

from __future__ import annotations

from typing import Self

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip


class ThinBar(ScrollBar):
    """Textual's vertical bar, drawn without a console.

    A line of a long article moves the thumb by far less than the eighth of a cell that can be seen, and each layout
    tells every bar of its size again.
    """

    def __init__(self, *, name: str) -> None:
        self._painted: list[Segment] = []
        super().__init__(vertical=True, name=name)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paint the bar if it looks otherwise now."""
        if repaint and not layout and self._is_mounted and self._painted == self._segments():
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the bar: of its lines most are one and the same."""
        self._painted = self._segments()
        background = self.background_colors[1]
        strips: dict[int, Strip] = {}
        for segment in self._painted:
            if id(segment) not in strips:
                strip = Strip([segment], 1)
                for line_filter in self.get_line_filters():
                    strip = strip.apply_filter(line_filter, background)
                strips[id(segment)] = strip
        return [strips[id(segment)] for segment in self._painted][crop.y : crop.bottom]

    def _segments(self) -> list[Segment]:
        """Give a cell for each line of the bar."""
        bar = self.render()
        assert isinstance(bar, ScrollBarRender)
        style = bar.style
        assert isinstance(style, Style)
        assert style.bgcolor is not None
        assert style.color is not None
        drawn = bar.render_bar(
            size=self.size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            back_color=style.bgcolor,
            bar_color=style.color,
        )
        return list(drawn.segments)
