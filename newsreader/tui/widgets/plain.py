"""What only holds other widgets, drawn at the cost of one line."""

from __future__ import annotations

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Plain(Widget):
    """A background, with a border at most at its sides: all its lines are the same, so one is made for all.

    The lines lie under other widgets and are not seen, but they are drawn and cut up as if they were.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw a line and give it as often as there are lines."""
        return super().render_lines(Region(crop.x, crop.y, crop.width, 1)) * crop.height
