"""Marks in plain mode, and taking changes back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from newsreader.errors import NotUnderstoodError
from newsreader.library.history import History
from newsreader.library.results import Done
from newsreader.model import ArticleId, ArticleSummary, ReadingState
from newsreader.plain.numbers import item_of, items_of
from newsreader.plain.reading import open_of
from newsreader.plain.state import Desk, Listed, State

Turn = Callable[[History, Sequence[ArticleId], ReadingState], Awaitable[Done]]


def turn_read(history: History, ids: Sequence[ArticleId], state: ReadingState) -> Awaitable[Done]:
    """Mark read, or unread what is read."""
    return history.set_read(ids, is_read=not state.is_read)


def turn_star(history: History, ids: Sequence[ArticleId], state: ReadingState) -> Awaitable[Done]:
    """Star, or take the star off."""
    return history.set_starred(ids, is_starred=not state.is_starred)


def turn_later(history: History, ids: Sequence[ArticleId], state: ReadingState) -> Awaitable[Done]:
    """Put off, or no longer."""
    return history.set_later(ids, is_later=not state.is_later)


async def mark(desk: Desk, state: State, words: str, *, turn: Turn) -> State:
    """Turn a mark of the articles with some numbers round as the first one needs it, else of the one being read."""
    if words:
        targets = (item.target for item in items_of(state, words))
        ids = [target.id for target in targets if isinstance(target, ArticleSummary)]
    else:
        ids = [open_of(state).reading.id]
    row = await desk.library.summary(ids[0]) if ids else None
    if row is None:
        desk.console.say("There is no article to mark.")
    else:
        desk.say_done(await turn(desk.library.history, ids, row.state))
    return state


async def mark_all_read(desk: Desk, state: State, words: str) -> State:
    """Mark the whole list read."""
    desk.say_done(await desk.library.mark_all_read(state.place, state.wanted))
    return state


async def read_beside(desk: Desk, state: State, words: str, *, is_above: bool) -> State:
    """Mark all that stands above or below the article with a number read."""
    target = item_of(state, words).target
    if not isinstance(target, ArticleSummary) or state.listed is not Listed.OWN:
        raise NotUnderstoodError(words, "it is no article of this list")
    done = await desk.library.marking.read_beside(
        state.place, state.wanted, target, is_above=is_above, is_in_unread=not target.state.is_read
    )
    desk.say_done(done)
    return state


async def undo(desk: Desk, state: State, words: str) -> State:
    """Take the last change back."""
    done = await desk.library.history.undo()
    again = f"{desk.key('mark.redo')} does it again."
    desk.console.say("Nothing to undo." if done is None else f"Undone: {done.label}. {again}")
    return state


async def redo(desk: Desk, state: State, words: str) -> State:
    """Do again what was undone last."""
    done = await desk.library.history.redo()
    undoes = f"{desk.key('mark.undo')} undoes it."
    desk.console.say("Nothing to do again." if done is None else f"Done again: {done.label}. {undoes}")
    return state
