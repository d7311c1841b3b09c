"""One-line bars: the title of a pane, a note in it, the status line."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.commands import fitted, hints
from newsreader.typeset.line import cut


class PaneTitle(Widget):
    """What a pane shows, on the left, and a figure or state, on the right."""

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")
    is_calling: reactive[bool] = reactive(False)  # whether the right end wants to be seen

    def __init__(self, left: str = "", *, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self.set_reactive(PaneTitle.left, left)

    def render(self) -> RenderResult:
        """Draw both ends; the left one gives way."""
        width = self.content_size.width
        right = cut(self.right, max(width // 2, width - Content(self.left).cell_length - 1))
        left = cut(self.left, width - Content(right).cell_length - 1)
        gap = width - Content(left).cell_length - Content(right).cell_length
        return Content.assemble(left, " " * gap, (right, "bold" if self.is_calling else "dim"))


def progress(done: float, cells: int) -> str:
    """Draw a bar of so many cells, of which a part from 0 to 1 is done."""
    full = round(done * cells)
    return "━" * full + "─" * (cells - full)


class Note(Widget):
    """A sentence over a list: why it is empty, what failed."""

    text: reactive[str] = reactive("", layout=True)

    def render(self) -> RenderResult:
        """Draw the sentence."""
        return Content(self.text)

    def watch_text(self, text: str) -> None:
        """Take no room without a sentence."""
        self.display = bool(text)


WORDY_CELLS = 64  # from this width the status line has room for a phrase


class StatusBar(Widget):
    """What is going on, or the keys a newcomer needs; whether we are offline, or what is kept for then."""

    _keys = hints()
    _then = ""

    message: reactive[str] = reactive("")
    is_error: reactive[bool] = reactive(False)
    state: reactive[str] = reactive("")
    keeping: reactive[tuple[int, int] | None] = reactive(None)  # articles done and in all, while there are any

    def offer(self, *keys: str) -> None:
        """Show the keys of a screen, those of the main one without any, until there is a message."""
        self._keys = keys or hints()
        self.say("")

    def say(self, message: str, then: str = "", *, is_error: bool = False) -> None:
        """Show a message until the next one; what can be done `then` is there whole, the message gives way."""
        self._then = f" {then}" if then else ""
        self.set_reactive(StatusBar.is_error, is_error)
        self.set_class(is_error, "-error")
        self.message = message + self._then
        self.refresh()

    @property
    def said(self) -> tuple[str, str]:
        """The message and what can be done then, to be said again."""
        return self.message.removesuffix(self._then), self._then.strip()

    @property
    def room(self) -> int:
        """How many cells there are for a message."""
        return self.content_size.width - Content(self._right(self.content_size.width)).cell_length - 1

    def _right(self, width: int) -> str:
        return cut(self.state or self._keeping_text(width), width // 2)

    def render(self) -> RenderResult:
        """Draw the message, or the hints, and the state at the right."""
        width = self.content_size.width
        state = self._right(width)
        room = width - Content(state).cell_length - 1
        left = self._cut_message(room) if self.message else cut(fitted(self._keys, room), room)
        gap = width - Content(left).cell_length - Content(state).cell_length
        look = "" if self.message else "dim"
        return Content.assemble((left, look), " " * gap, (state, "bold" if self.state else "dim"))

    def _cut_message(self, width: int) -> str:
        message, then = self.message.removesuffix(self._then), self._then
        return cut(cut(message, width - len(then)) + then, width)

    def _keeping_text(self, width: int) -> str:
        if self.keeping is None:
            return ""
        done, total = self.keeping
        return f"keeping {done} of {total} for offline" if width >= WORDY_CELLS else f"keeping {done}/{total}"
