"""A session in plain mode: a line, what it asks for, the next line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from newsreader.errors import NewsError, NotUnderstoodError
from newsreader.library import Library
from newsreader.plain.console import Console, interrupted_by
from newsreader.plain.numbers import is_numbers
from newsreader.plain.opening import open_number
from newsreader.plain.state import Desk, State
from newsreader.plain.table import COMMANDS, ENTER, Plain, typed_names, why_not
from newsreader.text import clean_line
from newsreader.typeset.line import cut

_TITLE_CELLS = 32  # of a prompt
_CONTROL_F = "\x06"  # ^F where the terminal sends it as it is
_BY_WORD = {plain.word: plain for plain in COMMANDS}
# Whatever keys the person has, these are what somebody types who knows none.
_ALWAYS = {ENTER: _BY_WORD["more"], "?": _BY_WORD["help"], "exit": _BY_WORD["quit"], "^Q": _BY_WORD["quit"]}


async def run_plain(library: Library, clock: Callable[[], datetime], console: Console | None = None) -> None:
    """Read in lines until the person leaves, or there are no more lines."""
    desk = Desk(library=library, console=console or Console(), clock=clock)
    desk.console.say("newsreader, line by line. A number opens what it stands before, ? tells the rest, q leaves.")
    desk.console.say(*(problem.user_text for problem in library.problems))
    state = await _obeyed(desk, State(), "list")
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
    plain, rest = _meant(desk, state, first, rest)
    return await plain.run(desk, state, rest)


def _meant(desk: Desk, state: State, first: str, rest: str) -> tuple[Plain, str]:
    """Give the command that a line asks for, and the words behind it, which may follow at once: `f3`, `/words`.

    Raises:
        NotUnderstoodError: there is none here.
    """
    names = {**_ALWAYS, **typed_names(COMMANDS, desk.commands, state.pane)}
    if (plain := names.get(first) or names.get(first.upper() if first.startswith("^") else first)) is not None:
        return plain, rest
    letter, behind = first[:1], first[1:]
    if (plain := names.get(letter)) is not None and (is_numbers(behind) or not letter.isalnum()):
        return plain, f"{behind} {rest}".rstrip()
    raise NotUnderstoodError(clean_line(first)[:_TITLE_CELLS], why_not(desk.commands, first))
