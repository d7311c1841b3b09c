"""One source: how it fares, what to do, and every address of its own."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from newsreader.address import without_password
from newsreader.library.health import SourceHealth
from newsreader.screen_commands import SOURCE
from newsreader.tui.bindings import bindings
from newsreader.tui.screens.leaving import LeavingModal
from newsreader.typeset.troubles import address_sentence, advice, health_sentence
from newsreader.typeset.when import moment_text


class SourceScreen(LeavingModal[bool]):
    """Gives whether the person wants to go to the section."""

    SCOPE = SOURCE
    BINDINGS = bindings(SOURCE)

    def __init__(self, health: SourceHealth, now: datetime) -> None:
        super().__init__()
        self._health = health
        self._now = now

    def compose(self) -> ComposeResult:
        """Lay out what is known."""
        with VerticalScroll(id="source"):
            yield Static(Content.assemble(*self._lines()), markup=False)

    def action_close(self, wants_section: bool) -> None:
        """Go back, or on to the section."""
        self.dismiss(wants_section)

    def _lines(self) -> list[str | tuple[str, str]]:
        status = self._health.status
        sentence = health_sentence(self._health, self._now)
        worked = moment_text(status.fetched_at) if status.fetched_at else "never"
        parts: list[str | tuple[str, str]] = [
            (f"{status.section.source} / {status.section.name}\n", "bold $accent"),
            f"{sentence[:1].upper()}{sentence[1:]}.\n",
            (f"Last worked: {worked}\n", "dim"),
        ]
        if told := advice(self._health):
            parts.append(f"\n{told}\n")
        for address in status.addresses:
            parts += [(f"\n{without_password(address.url)}\n", "bold"), f"{address_sentence(address, self._now)}\n"]
        parts.append(("\nEnter opens the section, q or Esc goes back", "dim"))
        return parts
