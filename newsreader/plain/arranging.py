"""Arranging the sections in plain mode: names, folders, the order, what is hidden. Every change can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsreader.errors import NotUnderstoodError
from newsreader.library.arrangement import usable_name
from newsreader.library.tree import Kind, Placement, TreeRow, folders_of, moved, new_folder, without_folder
from newsreader.plain.listing import list_sections
from newsreader.plain.numbers import item_and_words
from newsreader.plain.state import Desk, State


async def rename(desk: Desk, state: State, words: str) -> State:
    """Call what has a number otherwise; without a name, as it was called before."""
    row, rest = _row_and_words(state, words)
    if row.node.kind is Kind.SHELF:
        raise NotUnderstoodError(row.name, "it keeps its name; sections, publications and folders take another")
    name = usable_name(rest) if rest or row.node.kind is Kind.FOLDER else ""
    placed = (await desk.library.arrangement.load()).of(row.node)._replace(name=name)
    label = f"{row.name} renamed to {name}" if name else f"{row.name} called again as it was"
    return await _arranged(desk, state, label, (placed,))


async def make_folder(desk: Desk, state: State, words: str) -> State:
    """Make a folder of a name."""
    name = usable_name(words)
    folder = new_folder(await desk.library.arrangement.load(), name)
    return await _arranged(desk, state, f"Folder {name} made", (folder,))


async def move_to_folder(desk: Desk, state: State, words: str) -> State:
    """Move what has a number into the folder of a name; without a name, out of the one it is in."""
    row, rest = _row_and_words(state, words)
    if row.node.kind in (Kind.SHELF, Kind.FOLDER):
        raise NotUnderstoodError(row.name, "sections and publications go into folders")
    arranged = await desk.library.arrangement.load()
    folders = {each.name.casefold(): each for each in folders_of(arranged)}
    folder = folders.get(rest.casefold())
    if rest and folder is None:
        known = ", ".join(each.name for each in folders.values()) or "none yet"
        key = desk.key("tree.folder")
        raise NotUnderstoodError(rest, f"no folder is called so, {key} and a name makes one; there are: {known}")
    label = f"{row.name} moved into {folder.name}" if folder else f"{row.name} moved out of its folder"
    placed = arranged.of(row.node)._replace(folder=folder.node.key if folder else "", position=None)
    return await _arranged(desk, state, label, (placed,))


async def move(desk: Desk, state: State, words: str, *, step: int) -> State:
    """Move what has a number up or down among what stands beside it."""
    row, _ = _row_and_words(state, words)
    statuses, arranged = await desk.library.sections(), await desk.library.arrangement.load()
    placed = moved(statuses, arranged, row.node, step, with_hidden=state.shows_hidden)
    if not placed:
        desk.console.say(f"{row.name} stands {'last' if step > 0 else 'first'} already.")
        return state
    return await _arranged(desk, state, f"{row.name} moved {'down' if step > 0 else 'up'}", placed)


async def hide(desk: Desk, state: State, words: str) -> State:
    """Hide what has a number, or show it again."""
    row, _ = _row_and_words(state, words)
    placed = (await desk.library.arrangement.load()).of(row.node)._replace(is_hidden=not row.is_hidden)
    return await _arranged(desk, state, f"{row.name} {'shown again' if row.is_hidden else 'hidden'}", (placed,))


async def show_hidden(desk: Desk, state: State, words: str) -> State:
    """List what is hidden too, or no longer."""
    arranged = await desk.library.arrangement.load()
    if not any(placed.is_hidden for placed in arranged.placements.values()):
        desk.console.say(f"Nothing is hidden; {desk.key('tree.hide')} and a number hides a section.")
        return replace(state, shows_hidden=False)
    return await list_sections(desk, replace(state, shows_hidden=not state.shows_hidden), inside=state.inside)


async def remove_folder(desk: Desk, state: State, row: TreeRow) -> State:
    """Remove a folder; what stood in it goes back to where it was."""
    placed = without_folder(await desk.library.arrangement.load(), row.node)
    return await _arranged(desk, state, f"Folder {row.name} removed", placed)


def _row_and_words(state: State, words: str) -> tuple[TreeRow, str]:
    item, rest = item_and_words(state, words)
    if not isinstance(item.target, TreeRow):
        raise NotUnderstoodError(words, "it is no section, publication or folder")
    return item.target, rest


async def _arranged(desk: Desk, state: State, label: str, placed: Sequence[Placement]) -> State:
    desk.say_done(await desk.library.arrangement.change(label, placed))
    return await list_sections(desk, state, inside=state.inside)
