"""Where a person is in plain mode: values only, so that a command that is stopped has changed nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import NamedTuple, TypeVar

from newsreader.commands import Command, first_key, rebound
from newsreader.config.overview import SettingRow
from newsreader.errors import NewsError
from newsreader.library import Library
from newsreader.library.candidates import Candidate
from newsreader.library.facets import FacetCount
from newsreader.library.results import Done
from newsreader.library.shelves import ListFilter, Place, Shelf
from newsreader.library.tours import Tour
from newsreader.library.tree import SHELF_NAMES, Node, TreeRow
from newsreader.model import ArticleId, ArticleSummary, Reading, SectionKey
from newsreader.model.stops import Trail
from newsreader.model.trails import QueuedLink, Visit
from newsreader.plain.console import Console
from newsreader.typeset.document import Document, Link, Subhead

T = TypeVar("T")

# What a number stands for.
Target = (
    TreeRow | SectionKey | ArticleSummary | Link | Subhead | Candidate | Visit | QueuedLink | FacetCount | SettingRow
)


class Item(NamedTuple):
    """Something that is said with a number before it."""

    text: str
    target: Target


More = Callable[[], Awaitable[tuple[Item, ...]]]  # gives the items that follow, none at the end


class Listed(Enum):
    """What was listed last."""

    OWN = auto()  # what belongs to where the person is: its rows, the links of the article
    TOUR = auto()  # an edition or a storyline
    QUEUE = auto()  # the links that wait for a network
    BESIDE = auto()  # something else, from which one goes back to where one was


class Open(NamedTuple):
    """An article that is being read."""

    reading: Reading
    document: Document
    start: int = 0  # the first line of what was said last
    end: int = 0  # the line that is said next
    face: str = ""  # what lies behind the text, where the document is that
    left_at: str = ""  # the place in the text where that was turned to

    @property
    def is_at_end(self) -> bool:
        """Whether all of it was said."""
        return self.end >= len(self.document.lines)


class Step(NamedTuple):
    """A step of reading on, to be taken back."""

    before: State
    opened: ArticleId | None = None  # the article that it marked read; None where it marked none


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where the person is, and what was said last."""

    pane: str = "sections"  # as in the command table: "sections", "articles" or "reader"
    place: Place = Shelf.ALL
    place_name: str = SHELF_NAMES[Shelf.ALL]
    wanted: ListFilter = ListFilter()
    inside: Node | None = None  # the publication or folder whose sections are listed; None for the whole tree
    shows_hidden: bool = False  # sections that the person hid are listed too
    items: tuple[Item, ...] = ()  # that numbers stand for, the first is 1
    more: More | None = None  # None where all of them were said
    listed: Listed = Listed.OWN
    open: Open | None = None
    trail: Trail = Trail()
    tour: Tour | None = None  # the edition or storyline that is walked
    edition_minutes: int = 0  # of the edition; 0 for those of the settings
    steps: tuple[Step, ...] = ()  # the last one last
    is_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What commands work with."""

    library: Library
    console: Console
    clock: Callable[[], datetime]

    @property
    def commands(self) -> tuple[Command, ...]:
        """The command table, with the keys that the person has now."""
        return rebound(self.library.settings.keys)

    def key(self, command_id: str) -> str:
        """Write what is typed for a command, for a sentence that names it."""
        return first_key(command_id, self.library.settings.keys)

    async def told(self, doing: Awaitable[T]) -> T | None:
        """Await something that reading goes on without; say it when it fails, and give None."""
        try:
            return await doing
        except NewsError as error:
            self.console.say(error.user_text)
            return None

    def say_done(self, done: Done) -> None:
        """Say what was done, and how it is taken back."""
        undoes = f" {self.key('mark.undo')} undoes it." if done.count else ""
        self.console.say(f"{done.label}.{undoes}")
