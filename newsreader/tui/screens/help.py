"""The keys, made from the command table."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult, RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from newsreader.commands import groups, keys_label
from newsreader.tui.screens.leaving import LeavingModal
from newsreader.typeset.line import CACHED_MARK, REMOTE_MARK, TEASER_MARK, Run, wrap
from newsreader.typeset.rows import LATER, STAR

_INDENT = "  "
_KEYS_CELLS = 18
_MARKS = (
    f"{CACHED_MARK} is in the library and opens offline, {TEASER_MARK} is there as a teaser, {REMOTE_MARK} is fetched"
    f" when opened. • is unread, {STAR} starred, {LATER} to be read later."
    " ▴ in the sections: something came since your last visit."
)


class Keys(Widget):
    """The commands by group, what a line has no room for below its beginning."""

    DEFAULT_CSS = """
    Keys {
        height: auto;
    }
    """

    def render(self) -> RenderResult:
        """Draw the groups."""
        return Content.assemble(*self._parts(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Count the lines there are at a width."""
        return Content.assemble(*self._parts(width)).plain.count("\n") + 1

    def _parts(self, width_cells: int) -> Iterator[str | tuple[str, str]]:
        for name, commands in groups():
            yield f"{name}\n", "bold $accent"
            for command in commands:
                first, *rest = wrap([Run(command.help)], width_cells - len(_INDENT) - _KEYS_CELLS)
                yield f"{_INDENT}{keys_label(command):<{_KEYS_CELLS}}", "bold"
                yield f"{first.text}\n"
                yield from (f"{_INDENT}{'':<{_KEYS_CELLS}}{line.text}\n" for line in rest)
            yield "\n"
        yield from (f"{line.text}\n" for line in wrap([Run(_MARKS)], width_cells))
        yield "q or Esc closes this help", "dim"


class HelpScreen(LeavingModal[None]):
    """Every command with its keys; any of the closing keys goes back."""

    CSS = """
    HelpScreen {
        align: center middle;
        background: $background 60%;
    }
    #help {
        width: 74;
        max-width: 96%;
        height: auto;
        max-height: 92%;
        padding: 1 2;
        background: $surface;
        border: round $primary;
        scrollbar-size-vertical: 1;
    }
    """

    BINDINGS = [  # noqa: RUF012 (as Textual declares it)
        ("escape,q,question_mark,enter,h,left", "dismiss", "Close"),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the groups."""
        with VerticalScroll(id="help"):
            yield Keys()
