"""Component styles put over a row's own background, and where text stands in a pane."""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
from textual.widget import Widget

MARGIN_CELLS = 2  # free on either side of the text in a narrow pane


def look(widget: Widget, name: str, base: Style) -> Style:
    """Give the style of a component class on the background of `base`.

    A partial style would be simpler, but it loses the opacity of colours such as `$foreground 60%`.
    """
    return _over(base, widget.get_component_rich_style(name))


@lru_cache(maxsize=512)  # a row has a few of them, and all rows the same
def _over(base: Style, style: Style) -> Style:
    return base + style + Style(bgcolor=base.bgcolor)


def text_width(measure: int, width_cells: int) -> int:
    """Give the width of text in a pane: at most the measure."""
    return max(1, min(measure, width_cells - 2 * MARGIN_CELLS))


def left_margin(text_cells: int, width_cells: int) -> int:
    """Give what is free on the left of a text that stands in the middle of a pane."""
    return max(0, (width_cells - text_cells) // 2)
