"""Component styles put over a row's own background."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


def look(widget: Widget, name: str, base: Style) -> Style:
    """Give the style of a component class on the background of `base`.

    A partial style would be simpler, but it loses the opacity of colours such as `$foreground 60%`.
    """
    return base + widget.get_component_rich_style(name) + Style(bgcolor=base.bgcolor)
