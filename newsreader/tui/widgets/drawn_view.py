"""What draws its lines itself and scrolls them: cheap to paint and to give the focus."""

from __future__ import annotations

from rich.style import Style
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip


class DrawnView(ScrollView, can_focus=True):
    """Subclasses draw in `render_line`, over `base`, which is the same for all lines of one painting."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self.base = Style.null()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines asked for; their style is put together once, as it goes through all ancestors."""
        self.base = self.rich_style
        return super().render_lines(crop)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Leave the styles as they are: none depends on the focus, and there is one for each part of an article."""
