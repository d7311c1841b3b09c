"""The commands of plain mode: those of the command table that fit in a line, each with a word beside its letter."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from newsreader.commands import ARTICLES, LISTS, PANES, READER, SECTIONS, Command, key_label
from newsreader.plain import (
    arranging,
    counting,
    facing,
    following,
    listing,
    marking,
    opening,
    queueing,
    reading,
    recalling,
    settling,
    sourcing,
    touring,
    walking,
)
from newsreader.plain.state import Desk, State

Run = Callable[[Desk, State, str], Awaitable[State]]
ENTER = ""  # what is typed for the key Space, which no line can hold


class Plain(NamedTuple):
    """A command of plain mode."""

    id: str  # of the command table, whose keys and help it has
    word: str
    run: Run
    usage: str = ""  # what it does here, where that is not what the table says; {} stands for what is typed for it
    panes: tuple[str, ...] = PANES


async def _find(desk: Desk, state: State, words: str) -> State:
    return await (reading.find if state.pane == "reader" else listing.filter_list)(desk, state, words)


async def say_help(desk: Desk, state: State, words: str) -> State:
    """Say what can be typed here, of all only what has some words."""
    by_id = {command.id: command for command in desk.commands}
    desk.console.say("3: open what has that number")
    for plain in COMMANDS:
        names = names_of(plain, by_id[plain.id])
        told = f"{' or '.join(name or 'Enter' for name in names)}: {usage_of(plain, by_id[plain.id])}"
        if state.pane in plain.panes and words.casefold() in told.casefold():
            desk.console.say(told)
    desk.console.say("^C stops what goes on")
    return state


COMMANDS = (
    Plain("pane.in", "open", opening.open_number, "Open what has a number: {} 3, or 3 alone"),
    Plain("read.walk", "more", walking.walk, "The next page; at the end on to the next unread article"),
    Plain("read.back", "step-back", walking.step_back, "Undo that step, and its read mark"),
    Plain("move.page_up", "before", reading.page_back, "The page before", READER),
    Plain("move.top", "top", reading.from_top, "From the beginning"),
    Plain("move.end", "end", reading.to_end, "The end of the article, or of the list", (*ARTICLES, *READER)),
    Plain("pane.out", "out", walking.go_out),
    Plain("pane.out_or_quit", "leave", walking.out_or_quit),
    Plain("read.next_unread", "next", partial(walking.next_unread, direction=1)),
    Plain("read.previous_unread", "previous", partial(walking.next_unread, direction=-1)),
    Plain("read.next", "below", partial(walking.next_article, step=1)),
    Plain("read.previous", "above", partial(walking.next_article, step=-1)),
    Plain("read.outline", "outline", reading.outline, "The subheads; a number goes to one", READER),
    Plain("read.next_subhead", "subhead", partial(reading.next_subhead, step=1), "From the next subhead on", READER),
    Plain(
        "read.previous_subhead",
        "subhead-before",
        partial(reading.next_subhead, step=-1),
        "From the subhead before on",
        READER,
    ),
    Plain("read.faces", "why", facing.next_face, panes=READER),
    Plain("read.changes", "changes", facing.changes, panes=READER),
    Plain("read.edition", "edition", touring.edition, "What to read in 20 minutes, and then it ends; {} 30 for 30"),
    Plain("read.story", "story", touring.storyline, "The story that the article belongs to, or {} 3 that number"),
    Plain("link.hints", "links", following.list_links, "The links; a number, or {} 3, follows one", READER),
    Plain(
        "link.related", "related", following.list_related, "What its page offers as related; {} 3 follows one", READER
    ),
    Plain("link.back", "back", partial(reading.step_on_trail, step=-1)),
    Plain("link.forward", "forward", partial(reading.step_on_trail, step=1)),
    Plain(
        "link.history", "history", recalling.history, "All you read, and how you got there; {} and words searches it"
    ),
    Plain(
        "link.later",
        "queue",
        queueing.queue_number,
        "Let the link with a number be fetched later, or not: {} 3",
        READER,
    ),
    Plain(
        "link.queue",
        "queued",
        queueing.list_queue,
        "The links that wait for a network; there refresh fetches them and remove 3 takes one out",
    ),
    Plain("link.browser", "browser", following.browse, "Open the article, or {} 3 that number, in the web browser"),
    Plain("link.play", "play", following.play_file),
    Plain("link.copy", "address", following.say_address, "Say the address of the article, or {} 3 of that number"),
    Plain(
        "mark.read", "read", partial(marking.mark, turn=marking.turn_read), "Mark read or unread; {} 3, {} 2-5 others"
    ),
    Plain("mark.star", "star", partial(marking.mark, turn=marking.turn_star)),
    Plain("mark.later", "later", partial(marking.mark, turn=marking.turn_later)),
    Plain("mark.all_read", "all", marking.mark_all_read),
    Plain(
        "mark.above",
        "read-above",
        partial(marking.read_beside, is_above=True),
        "Mark all above a number read: {} 3",
        ARTICLES,
    ),
    Plain(
        "mark.below",
        "read-below",
        partial(marking.read_beside, is_above=False),
        "Mark all below a number read: {} 3",
        ARTICLES,
    ),
    Plain("mark.undo", "undo", marking.undo),
    Plain("mark.redo", "redo", marking.redo),
    Plain(
        "list.sort",
        "sort",
        listing.sort,
        "The newest, the oldest or the unread ones first; kept for this list",
        ARTICLES,
    ),
    Plain("tree.rename", "rename", arranging.rename, "Call what has a number otherwise: {} 3 and a name", SECTIONS),
    Plain("tree.up", "up", partial(arranging.move, step=-1), "Move what has a number up: {} 3", SECTIONS),
    Plain("tree.down", "down", partial(arranging.move, step=1), "Move what has a number down: {} 3", SECTIONS),
    Plain("tree.hide", "hide", arranging.hide, "Hide what has a number, or show it again: {} 3", SECTIONS),
    Plain("tree.hidden", "hidden", arranging.show_hidden, panes=SECTIONS),
    Plain("tree.folder", "folder", arranging.make_folder, "Make a folder: {} and its name", SECTIONS),
    Plain(
        "tree.move",
        "move",
        arranging.move_to_folder,
        "Move what has a number into a folder: {} 3 and its name; {} 3 alone takes it out",
        SECTIONS,
    ),
    Plain("refresh.section", "refresh", sourcing.refresh),
    Plain("refresh.all", "refresh-all", sourcing.refresh_all),
    Plain("refresh.show", "list", listing.say_again, "List again what is here, as it is now"),
    Plain("section.add", "add", sourcing.add, "Add a site, a feed, a channel: {} and its address"),
    Plain("section.remove", "remove", sourcing.remove, "Remove the section, publication or folder with a number: {} 3"),
    Plain("health", "health", sourcing.health),
    Plain("find", "find", _find, "Filter the list, or find in the article: {} and words; {} alone ends the filter"),
    Plain("facets", "facets", counting.facets, "Count the list by place and agency; a number filters it", LISTS),
    Plain("search", "search", listing.search, "Search the whole library, full texts too: {} and words"),
    Plain(
        "settings", "settings", settling.settings, "What there is to set; {} and a name explains, with a value sets it"
    ),
    Plain("help", "help", say_help, "This; {} and a word: what has it"),
    Plain("quit", "quit", walking.leave, "Leave from anywhere"),
)

# What the letters of all other commands are answered with.
_PAGES = "a page is said at once, Enter says the next one"
_LINES = "what is said stands in lines, without panes"
INSTEAD: Mapping[str, str] = {
    "move.down": _PAGES,
    "move.up": _PAGES,
    "move.half_down": _PAGES,
    "move.half_up": _PAGES,
    "move.page_down": _PAGES,
    "pane.next": _LINES,
    "pane.previous": _LINES,
    "pane.hide": _LINES,
    "pane.narrower": _LINES,
    "pane.wider": _LINES,
    "pane.zoom": _LINES,
    "read.pictures": "pictures are told by their captions, and are links",
    "read.narrower": "the setting measure says how wide lines are",
    "read.wider": "the setting measure says how wide lines are",
    "link.next": "links have numbers: links lists them",
    "link.previous": "links have numbers: links lists them",
    "list.select": "numbers choose articles: read 2-5",
    "list.select_all": "numbers choose articles: read 2-5",
    "list.rows": "every article is one item",
    "refresh.stop": "^C stops what goes on",
    "menu": "? tells what can be done here",
    "themes": "lines have no colours",
    "palette": "? and a word tells what has it",
    "suspend": "the terminal itself does that",
}


def letters_of(command: Command) -> tuple[str, ...]:
    """Give what can be typed for the keys of a command: letters, signs and sequences of them, and `^F`."""
    keys = (key for key in command.keys if len(key) == 1 or " " in key or key == "space" or key.startswith("ctrl+"))
    return tuple(ENTER if key == "space" else key_label(key) for key in keys)


def names_of(plain: Plain, command: Command) -> tuple[str, ...]:
    """Give all that can be typed for a command: the person's letters, then its word."""
    return tuple(dict.fromkeys((*letters_of(command), plain.word)))


def usage_of(plain: Plain, command: Command) -> str:
    """Say what a command does here, with the letter that the person has for it."""
    return plain.usage.replace("{}", names_of(plain, command)[0]) if plain.usage else command.help


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


def why_not(commands: Sequence[Command], name: str) -> str:
    """Say why what was typed is nothing that can be done, where it is a letter or word of a command; else "".

    Args:
        commands: the command table, with the person's keys.
        name: what was typed, which means nothing where the person is.
    """
    by_id = {command.id: command for command in commands}
    elsewhere = [plain for plain in COMMANDS if name in names_of(plain, by_id[plain.id])]
    if elsewhere:
        names = {"sections": "the sections", "articles": "lists of articles", "reader": "articles that are read"}
        return f"it is for {' and '.join(names[pane] for pane in elsewhere[0].panes)}"
    other = (INSTEAD[command.id] for command in commands if command.id in INSTEAD and name in letters_of(command))
    return next(other, "")
