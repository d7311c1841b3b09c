"""Where a person is in plain mode: values only, so that a command that is stopped has changed nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from newsreader.commands import Command
from newsreader.library import Library
from newsreader.library.candidates import Candidate
from newsreader.library.shelves import ListFilter, Place, Shelf
from newsreader.library.tree import SHELF_NAMES, TreeRow
from newsreader.model import ArticleSummary, Reading, SectionKey
from newsreader.model.stops import Trail
from newsreader.plain.console import Console
from newsreader.typeset.document import Document, Link, Subhead

Target = TreeRow | SectionKey | ArticleSummary | Link | Subhead | Candidate  # what a number stands for


class Item(NamedTuple):
    """Something that is said with a number before it."""

    text: str
    target: Target


More = Callable[[], Awaitable[tuple[Item, ...]]]  # gives the items that follow, none at the end


class Open(NamedTuple):
    """An article that is being read."""

    reading: Reading
    document: Document
    start: int = 0  # the first line of what was said last
    end: int = 0  # the line that is said next

    @property
    def is_at_end(self) -> bool:
        """Whether all of it was said."""
        return self.end >= len(self.document.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where the person is, and what was said last."""

    pane: str = "sections"  # as in the command table: "sections", "articles" or "reader"
    place: Place = Shelf.ALL
    place_name: str = SHELF_NAMES[Shelf.ALL]
    wanted: ListFilter = ListFilter()
    items: tuple[Item, ...] = ()  # that numbers stand for, the first is 1
    more: More | None = None  # None where all of them were said
    open: Open | None = None
    trail: Trail = Trail()
    is_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What commands work with."""

    library: Library
    console: Console
    clock: Callable[[], datetime]
    commands: tuple[Command, ...]  # the table, with the person's keys
