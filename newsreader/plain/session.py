"""A session in plain mode: a line, what it asks for, the next line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from newsreader.commands import rebound
from newsreader.errors import NewsError, NotUnderstoodError
from newsreader.library import Library
from newsreader.library.candidates import Candidate
from newsreader.library.tree import TreeRow
from newsreader.model import ArticleSummary
from newsreader.plain import following, listing, reading, sourcing
from newsreader.plain.console import Console, interrupted_by
from newsreader.plain.numbers import is_numbers, item_of
from newsreader.plain.state import Desk, State
from newsreader.plain.table import COMMANDS, Plain, letters_of, typed_names
from newsreader.text import clean_line
from newsreader.typeset.document import Link, Subhead
from newsreader.typeset.line import cut

_TITLE_CELLS = 32  # of a prompt
_CONTROL_F = "\x06"  # ^F where the terminal sends it as it is


async def run_plain(library: Library, clock: Callable[[], datetime], console: Console | None = None) -> None:
    """Read in lines until the person leaves, or there are no more lines."""
    desk = Desk(library=library, console=console or Console(), clock=clock, commands=rebound(library.settings.keys))
    desk.console.say("newsreader, line by line. A number opens what it stands before, ? tells the rest, q leaves.")
    desk.console.say(*(problem.user_text for problem in library.problems))
    state = await _obeyed(desk, State(), ".")
    while not state.is_over:
        line = desk.console.ask(_prompt(state))
        if line is None:
            break
        state = await _obeyed(desk, state, line)


def _prompt(state: State) -> str:
    """Say where the person is."""
    if state.open is not None:
        article = state.open
        percent = round(100 * article.end / max(len(article.document.lines), 1))
        return f"{cut(article.reading.article.headline, _TITLE_CELLS)}, {percent}%> "
    return "Sections> " if state.pane == "sections" else f"{cut(state.place_name, _TITLE_CELLS)}> "


async def _obeyed(desk: Desk, state: State, line: str) -> State:
    """Do what a line says; where that fails or is stopped, all is as it was."""
    task = asyncio.create_task(_obey(desk, state, line))
    loop = asyncio.get_running_loop()
    is_stopped = False

    def stop() -> None:
        nonlocal is_stopped
        is_stopped = True
        desk.library.history.stop()
        loop.call_soon_threadsafe(task.cancel)

    try:
        with interrupted_by(stop):
            return await task
    except NewsError as error:
        desk.console.say(*error.user_text.splitlines())
    except asyncio.CancelledError:
        if not is_stopped:
            raise
        desk.console.say("Stopped.")
    return state


async def _obey(desk: Desk, state: State, line: str) -> State:
    words = " ".join(line.replace(_CONTROL_F, "^F ").split())
    if is_numbers(words):
        return await open_number(desk, state, words)
    first, _, rest = words.partition(" ")
    if first.startswith("?"):
        return say_help(desk, state, words[1:].strip())
    if first == "help":
        return say_help(desk, state, rest)
    if first in ("quit", "exit", "^Q"):
        return replace(state, is_over=True)
    if first in ("open", "l") and rest:
        return await open_number(desk, state, rest)
    plain, rest = _meant(desk, state, first, rest)
    return await plain.run(desk, state, rest)


def _meant(desk: Desk, state: State, first: str, rest: str) -> tuple[Plain, str]:
    """Give the command that a line asks for, and the words behind it, which may follow at once: `f3`, `/words`.

    Raises:
        NotUnderstoodError: there is none here.
    """
    names = typed_names(COMMANDS, desk.commands, state.pane)
    if (plain := names.get(first) or names.get(first.upper() if first.startswith("^") else first)) is not None:
        return plain, rest
    letter, behind = first[:1], first[1:]
    if (plain := names.get(letter)) is not None and (is_numbers(behind) or not letter.isalnum()):
        return plain, f"{behind} {rest}".rstrip()
    raise NotUnderstoodError(clean_line(first)[:_TITLE_CELLS])


async def open_number(desk: Desk, state: State, words: str) -> State:
    """Open what a number stands for."""
    match item_of(state, words).target:
        case TreeRow() as row:
            return await listing.open_row(desk, state, row)
        case str() as key:
            return await listing.open_place(desk, state, key)
        case ArticleSummary() as article:
            return await reading.open_article(desk, state, article)
        case Link() as link:
            return await following.follow(desk, state, link)
        case Subhead() as subhead:
            return reading.say_from(desk, state, subhead.line)
        case Candidate() as candidate:
            return await sourcing.follow(desk, state, candidate)


def say_help(desk: Desk, state: State, words: str) -> State:
    """Say what can be typed here, of all only what has some words."""
    by_id = {command.id: command for command in desk.commands}
    desk.console.say("3 or open 3: open what has that number")
    for plain in COMMANDS:
        command = by_id[plain.id]
        letters = " ".join(letter or "Enter" for letter in letters_of(command))
        told = f"{letters} or {plain.word}: {plain.usage or command.help}"
        if state.pane in plain.panes and words.casefold() in told.casefold():
            desk.console.say(told)
    desk.console.say("? or help: this; ? and a word: what has it", "quit: leave from anywhere; ^C stops what goes on")
    return state
