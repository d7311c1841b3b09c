"""One-line bars: the title of a pane, a note in it, the status line."""

from __future__ import annotations

from functools import partial

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from newsreader.commands import HINT_GAP, Command, fitted, hint_text
from newsreader.typeset.line import cut, cut_lines

# What is said beside it; told from the bar in every theme, which text that is half as bright is not.
QUIET, QUIET_BELOW = "$foreground 70%", "$foreground 60%"


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
        return Content.assemble(left, " " * gap, (right, "bold" if self.is_calling else QUIET))


def progress(done: float, cells: int) -> str:
    """Draw a bar of so many cells, of which a part from 0 to 1 is done."""
    full = round(done * cells)
    return "━" * full + "─" * (cells - full)


class Note(Widget):
    """A sentence over a list: why it is empty; in another colour what failed."""

    text: reactive[str] = reactive("", layout=True)

    def fail(self, text: str) -> None:
        """Say what failed."""
        self.text = text
        self.add_class("-failure")

    def render(self) -> RenderResult:
        """Draw the sentence."""
        return Content(self.text)

    def watch_text(self, text: str) -> None:
        """Take no room without a sentence; it tells of no failure unless that is said of it."""
        self.display = bool(text)
        self.remove_class("-failure")


WORDY_CELLS = 64  # from this width the status line has room for a phrase


LASTS_S = 8.0  # a message, or until the next key
ERROR_LASTS_S = 20.0
MAX_ERROR_LINES = 4


class StatusBar(Widget):
    """What is going on, or the keys that matter here; whether we are offline, or what is kept for then.

    A click on a key does what the key does.
    """

    message: reactive[str] = reactive("")
    is_error: reactive[bool] = reactive(False)
    state: reactive[str] = reactive("")
    keeping: reactive[tuple[int, int] | None] = reactive(None)  # articles done and in all, while there are any
    typed: reactive[tuple[str, tuple[str, ...]]] = reactive(("", ()))  # keys that wait for more, what may follow

    def __init__(self, *, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._offered: tuple[Command | str, ...] = ()
        self._then = ""
        self._is_going_on = False
        self._end: Timer | None = None

    def offer(self, *commands: Command | str) -> None:
        """Show the keys of commands, or a text for keys that are none of the table's, while there is no message."""
        if commands != self._offered:
            self._offered = commands
            self.refresh()

    def say(self, message: str, then: str = "", *, is_error: bool = False, is_going_on: bool = False) -> None:
        """Show a message for some seconds or until the next key.

        Args:
            message: gives way where there is little room.
            then: what can be done then, there whole.
            is_error: it stays longer, and over keys.
            is_going_on: it stays until the next message says how it ended.
        """
        self._then = f" {then}" if then else ""
        self._is_going_on = is_going_on
        self.set_reactive(StatusBar.is_error, is_error)
        self.set_class(is_error, "-error")
        self.message = message + self._then
        self._fit()
        self.refresh()
        if self._end is not None:
            self._end.stop()
            self._end = None
        if message and not is_going_on:
            self._end = self.set_timer(ERROR_LASTS_S if is_error else LASTS_S, partial(self.say, ""))

    def on_resize(self) -> None:
        """Take the lines that the message needs in another width."""
        self._fit()

    def _fit(self) -> None:
        """Take more lines for a failure that has to be read, and none more than it needs."""
        self.styles.height = len(self._error_lines()) if self.is_error and self.size.width else 1

    def _error_lines(self) -> list[str]:
        return cut_lines(self.message, self.room, MAX_ERROR_LINES)

    def key_came(self) -> None:
        """Give the line back to the keys, unless what it says must stay."""
        if self.message and not self.is_error and not self._is_going_on:
            self.say("")

    @property
    def said(self) -> tuple[str, str]:
        """The message and what can be done then, to be said again."""
        return self.message.removesuffix(self._then), self._then.strip()

    @property
    def room(self) -> int:
        """How many cells there are for a message."""
        return self.content_size.width - Content(self._right(self.content_size.width)).cell_length - 1

    def _right(self, width: int) -> str:
        return cut(self.typed[0] or self.state or self._keeping_text(width), width // 2)

    def render(self) -> RenderResult:
        """Draw the message, or the hints, and the state at the right."""
        width = self.content_size.width
        state, following = self._right(width), self.typed[1]
        below: list[str] = []  # of a long failure
        room = width - Content(state).cell_length - 1
        if following:
            left = cut(fitted(following, room), room)
        elif self.message:
            left, *below = self._error_lines() if self.is_error else [self._cut_message(room)]
        else:
            left = HINT_GAP.join(self._hints(room))
        gap = width - Content(left).cell_length - Content(state).cell_length
        look = "" if self.message or following else QUIET_BELOW
        end = (state, "bold" if self.typed[0] or self.state else QUIET_BELOW)
        return Content.assemble((left, look), " " * gap, end, *(f"\n{line}" for line in below))

    def _hints(self, room: int) -> tuple[str, ...]:
        line = fitted([_hint(command) for command in self._offered], room)
        return tuple(cut(line, room).split(HINT_GAP)) if line else ()

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the pointer does."""
        if self.message:
            self.say("")
            return
        at, x = 0, event.get_content_offset_capture(self).x
        for text in self._hints(self.room):
            if at <= x < at + Content(text).cell_length:
                command = next((each for each in self._offered if _hint(each) == text), None)
                if isinstance(command, Command):
                    await self.screen.run_action(command.action)
                return
            at += Content(text).cell_length + len(HINT_GAP)

    def _cut_message(self, width: int) -> str:
        message, then = self.message.removesuffix(self._then), self._then
        return cut(cut(message, width - len(then)) + then, width)

    def _keeping_text(self, width: int) -> str:
        if self.keeping is None:
            return ""
        done, total = self.keeping
        return f"keeping {done} of {total} for offline" if width >= WORDY_CELLS else f"keeping {done}/{total}"


def _hint(command: Command | str) -> str:
    return command if isinstance(command, str) else hint_text(command)
