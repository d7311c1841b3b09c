"""The keys, made from the command table: those of the pane in focus first, and the documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from newsreader.commands import COUNT_MARK, Command, keys_label
from newsreader.documents import TOPICS
from newsreader.tui.screens.palette import CommandScreen
from newsreader.tui.widgets.command_list import CommandRow
from newsreader.typeset.line import CACHED_MARK, REMOTE_MARK, TEASER_MARK
from newsreader.typeset.rows import LATER, STAR

_MARKS = (
    f"{CACHED_MARK} opens offline   {TEASER_MARK} is there as a teaser   {REMOTE_MARK} is fetched when opened",
    f"• is unread   {STAR} starred   {LATER} to be read later",
    "▴ in the sections: something came since your last visit",
    f"{COUNT_MARK} a number before the key repeats it: 5j; before G it is a row: 12G. Esc goes back.",
)
_DOCUMENTS = tuple(
    Command(f"document.{topic}", (), f"app.document('{topic}')", f"{topic}: {about}", "Documents")
    for topic, about in TOPICS.items()
)


class HelpScreen(CommandScreen):
    """Every command with its keys; what is typed leaves those it fits, Enter does the one under the cursor.

    Args:
        commands: all of them.
        can: whether one can be done now; the others are dimmed.
        pane: whose commands come first.
    """

    PLACEHOLDER = "type to find a key; Esc goes back"

    def __init__(self, commands: Sequence[Command], can: Callable[[Command], bool], pane: str) -> None:
        super().__init__(commands, can)
        self._pane = pane

    def rows(self, typed: str) -> Iterable[CommandRow]:
        """Give the commands by group, those of the pane first, then what other panes have beside them."""
        here = [command for command in self._commands if self._pane in command.panes]
        yield from self._grouped(here, typed, "")
        yield from self._grouped([command for command in self._commands if command not in here], typed, "elsewhere")
        yield from self._grouped(_DOCUMENTS, typed, "")
        if not typed:
            yield from map(CommandRow, ("", *_MARKS))

    def _grouped(self, commands: Sequence[Command], typed: str, where: str) -> Iterator[CommandRow]:
        for group in dict.fromkeys(command.group for command in commands):
            fitting = [each for each in commands if each.group == group and _is_sought(each, typed)]
            if fitting:
                yield CommandRow(f"{group}, {where}" if where else group)
            for command in fitting:
                at = command.help.casefold().find(typed.casefold())
                marked = range(at, at + len(typed)) if typed and at >= 0 else ()
                is_possible = command in _DOCUMENTS or (not where and self._can(command))
                yield CommandRow(command.text, command, is_possible, tuple(marked))


def _is_sought(command: Command, typed: str) -> bool:
    """Say whether every word stands in what the command is called, or it has this key."""
    if typed in keys_label(command).split():
        return True
    text = f"{command.help} {command.group}".casefold()
    return all(word in text for word in typed.casefold().split())
