"""A galley: the lines of a document as they are set one below the other, and the links in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from newsreader.blocks import Spans, spans_text
from newsreader.typeset.hyphens import Hyphenator
from newsreader.typeset.line import NO_LINK, Line, Role, Run, wrap

_NOTHING = Run("")
_BALANCED_LINES = 4  # longer ones are paragraphs
_FIRST_RIGHT_TO_LEFT = "\u0590"  # no script before it is written so


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the document that leads to another page."""

    url: str
    text: str
    line: int  # the first line it stands on
    is_cached: bool
    is_related: bool
    is_picture: bool = False  # it is shown here, as large as there is room


class Galley:
    """Takes text and sets it in lines.

    Args:
        width_cells: of a line at most.
        cached_urls: addresses that open offline.
        hyphenator: tells where the words of prose may be broken; None where they stay whole.
    """

    def __init__(
        self, width_cells: int, cached_urls: frozenset[str] = frozenset(), hyphenator: Hyphenator | None = None
    ) -> None:
        self.width = width_cells
        self._hyphenator = hyphenator
        self.lines: list[Line] = []
        self._cached_urls = cached_urls
        self._links: list[Link] = []
        self._placed_up_to = 0  # lines in which links were looked for

    def blank(self) -> None:
        """Leave a line free."""
        self.lines.append(Line())

    def add(self, *runs: Run) -> None:
        """Add a line as it is."""
        self.lines.append(Line(runs))

    def rule(self) -> None:
        """Draw a line from side to side."""
        self.add(Run("─" * self.width, Role.RULE))

    def add_text(self, text: str, role: Role) -> None:
        """Set text in one look; nothing for ""."""
        self.add_runs([Run(text, role)])

    def add_balanced(self, text: str, role: Role) -> None:
        """Set a headline in lines of much the same length, as few as it takes."""
        run = [Run(text, role)]
        most = len(wrap(run, self.width))
        narrow = wide = self.width
        if 1 < most <= _BALANCED_LINES:
            narrow = self.width // 2
        while narrow < wide:
            middle = (narrow + wide) // 2
            if len(wrap(run, middle)) > most:
                narrow = middle + 1
            else:
                wide = middle
        self._add_lines(wrap(run, wide), _NOTHING, _NOTHING, is_from_right=_is_from_right(run))

    def add_note(self, note: str) -> None:
        """Set what the person should know."""
        self.add_runs([Run(note, Role.NOTE)], Run("▪ ", Role.NOTE))

    def add_runs(
        self, runs: list[Run], first: Run = _NOTHING, rest: Run | None = None, *, is_prose: bool = False
    ) -> None:
        """Set runs with a mark before the first line and as wide an indent before the others.

        Text that is written from right to left stands at the right, its mark behind it. The terminal puts its
        letters in order: no control that says so ever reaches one.

        Args:
            runs: of one paragraph.
            first: the mark.
            rest: the indent, where it is not blank.
            is_prose: its words may be broken, and it ends in no single short word.
        """
        hyphenator = self._hyphenator if is_prose else None
        lines = wrap(runs, self.width - len(first.text), hyphenator, is_prose=is_prose)
        if rest is None:
            rest = Run(" " * len(first.text), first.role)
        self._add_lines(lines, first, rest, is_from_right=_is_from_right(runs))

    def _add_lines(self, lines: list[Line], first: Run, rest: Run, *, is_from_right: bool) -> None:
        for number, line in enumerate(lines):
            mark = rest if number else first
            if is_from_right:
                room = self.width - line.width_cells - len(mark.text)
                pad, end = (Run(" " * room),) if room > 0 else (), _mirrored(mark)
                self.lines.append(Line((*pad, *line.runs, *end), line.carried))
            else:
                self.lines.append(line.indented(mark) if mark.text else line)

    def runs(self, spans: Spans, role: Role) -> list[Run]:
        """Give spans as runs; neighbouring spans with one address are one link."""
        runs = []
        for href, group in groupby(spans, key=lambda span: span.href):
            linked = tuple(group)
            number = self.link(href, spans_text(linked)) if href else NO_LINK
            for span in linked:
                runs.append(Run(span.text, role, span.is_emphasis, span.is_strong, span.is_code, number))
        return runs

    def link(self, url: str, text: str, *, is_related: bool = False, is_picture: bool = False) -> int:
        """Give the number of a new link, for the runs that it is made of."""
        self._links.append(Link(url, text.strip(), 0, url in self._cached_urls, is_related, is_picture))
        return len(self._links) - 1

    @property
    def links(self) -> tuple[Link, ...]:
        """The links with the lines they came to stand on."""
        placed: set[int] = set()
        for number in range(self._placed_up_to, len(self.lines)):
            for run in self.lines[number].runs:
                if run.link != NO_LINK and run.link not in placed:
                    placed.add(run.link)
                    if not self._links[run.link].line:  # else it began in what was looked at before
                        self._links[run.link] = replace(self._links[run.link], line=number)
        self._placed_up_to = len(self.lines)
        return tuple(self._links)


def _is_from_right(runs: Iterable[Run]) -> bool:
    """Say whether a paragraph is written from right to left, by its first letter (UAX 9, P2)."""
    for run in runs:
        if run.text.isascii() or max(run.text) < _FIRST_RIGHT_TO_LEFT:
            if any(character.isalpha() for character in run.text):
                return False
            continue
        for character in run.text:
            direction = unicodedata.bidirectional(character)
            if direction in ("R", "AL"):
                return True
            if direction == "L":
                return False
    return False


def _mirrored(mark: Run) -> tuple[Run, ...]:
    """Give a mark as it stands at the other end of a line."""
    core = mark.text.strip(" ")
    before = len(mark.text) - len(mark.text.lstrip(" ")) if core else 0
    after = len(mark.text) - len(core) - before
    return (mark.saying(" " * after + core + " " * before),) if mark.text else ()
