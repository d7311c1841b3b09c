"""The commands of plain mode: those of the command table that fit in a line, each with a word beside its letter."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from newsreader.commands import PANES, Command, key_label
from newsreader.plain import following, listing, marking, reading, sourcing
from newsreader.plain.state import Desk, State

Run = Callable[[Desk, State, str], Awaitable[State]]
ENTER = ""  # what is typed for the key Space, which no line can hold


class Plain(NamedTuple):
    """A command of plain mode."""

    id: str  # of the command table, whose keys and help it has
    word: str
    run: Run
    usage: str = ""  # what it does here, where that is not what the table says
    panes: tuple[str, ...] = PANES


async def _find(desk: Desk, state: State, words: str) -> State:
    return await (reading.find if state.pane == "reader" else listing.filter_list)(desk, state, words)


COMMANDS = (
    Plain("read.walk", "more", reading.walk, "The next page; at the end on to the next unread article"),
    Plain("move.page_up", "before", reading.page_back, "The page before", ("reader",)),
    Plain("move.top", "top", reading.from_top, "From the beginning"),
    Plain("pane.out", "out", reading.go_out),
    Plain("pane.out_or_quit", "leave", reading.out_or_quit),
    Plain("read.next_unread", "next", partial(reading.next_unread, direction=1)),
    Plain("read.previous_unread", "previous", partial(reading.next_unread, direction=-1)),
    Plain("read.next", "below", partial(reading.next_article, step=1)),
    Plain("read.previous", "above", partial(reading.next_article, step=-1)),
    Plain("read.outline", "outline", reading.outline, "The subheads; a number goes to one", ("reader",)),
    Plain("link.hints", "links", following.list_links, "The links; a number, or f 3, follows one", ("reader",)),
    Plain("link.back", "back", partial(reading.step_on_trail, step=-1)),
    Plain("link.forward", "forward", partial(reading.step_on_trail, step=1)),
    Plain("link.browser", "browser", following.browse, "Open the article, or o 3 that number, in the web browser"),
    Plain("link.play", "play", following.play_file),
    Plain("link.copy", "address", following.say_address, "Say the address of the article, or y 3 of that number"),
    Plain("mark.read", "read", partial(marking.mark, turn=marking.turn_read), "Mark read or unread; m 3, m 2-5 others"),
    Plain("mark.star", "star", partial(marking.mark, turn=marking.turn_star)),
    Plain("mark.later", "later", partial(marking.mark, turn=marking.turn_later)),
    Plain("mark.all_read", "all", marking.mark_all_read),
    Plain("mark.undo", "undo", marking.undo),
    Plain("mark.redo", "redo", marking.redo),
    Plain("refresh.section", "refresh", sourcing.refresh),
    Plain("refresh.all", "refresh-all", sourcing.refresh_all),
    Plain("refresh.show", "list", listing.say_again, "List again what is here, as it is now"),
    Plain("section.add", "add", sourcing.add, "Add a site, a feed, a channel: a and its address"),
    Plain("section.remove", "remove", sourcing.remove, "Remove the section or publication with a number: X 3"),
    Plain("health", "health", sourcing.health),
    Plain("find", "find", _find, "Filter the list, or find in the article: / and words; / alone ends the filter"),
    Plain("search", "search", listing.search, "Search the whole library, full texts too: search and words"),
)


def letters_of(command: Command) -> tuple[str, ...]:
    """Give what can be typed for the keys of a command: letters, signs and sequences of them, and `^F`."""
    keys = (key for key in command.keys if len(key) == 1 or " " in key or key == "space" or key.startswith("ctrl+"))
    return tuple(ENTER if key == "space" else key_label(key) for key in keys)


def typed_names(table: Sequence[Plain], commands: Sequence[Command], pane: str) -> Mapping[str, Plain]:
    """Give what each letter and word means in a pane.

    Args:
        table: the commands of plain mode.
        commands: the command table, with the person's keys.
        pane: where the person is.
    """
    here = [plain for plain in table if pane in plain.panes]
    by_id = {command.id: command for command in commands}
    names = {plain.word: plain for plain in here}
    return names | {letter: plain for plain in here for letter in letters_of(by_id[plain.id])}
