"""The keys, made from the command table."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from newsreader.tui.commands import groups, keys_label
from newsreader.typeset.line import CACHED_MARK, REMOTE_MARK

_KEYS_CELLS = 18


class HelpScreen(ModalScreen[None]):
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
        ("j,down", "scroll(1)", "Down"),
        ("k,up", "scroll(-1)", "Up"),
        ("space,pagedown,ctrl+d", "scroll(10)", "Page down"),
        ("b,pageup,ctrl+u", "scroll(-10)", "Page up"),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the groups."""
        with VerticalScroll(id="help"):
            yield Static(Content.assemble(*self._lines()), markup=False)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#help").scroll_relative(y=lines, animate=False)

    def _lines(self) -> list[Content | str | tuple[str, str]]:
        parts: list[Content | str | tuple[str, str]] = []
        for name, commands in groups():
            parts += [(f"{name}\n", "bold $accent")]
            for command in commands:
                parts += [(f"  {keys_label(command):<{_KEYS_CELLS}}", "bold"), f"{command.help}\n"]
            parts.append("\n")
        parts += [(f"{CACHED_MARK} is in the library and opens offline, {REMOTE_MARK} is fetched when opened.\n", "")]
        parts.append(("q or Esc closes this help", "dim"))
        return parts
