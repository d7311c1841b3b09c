"""A whole article as a document: its head, its body and the related panel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from newsreader.blocks import Block, Heading, Image, spans_text
from newsreader.minutes import Length, length_of
from newsreader.model import Reading
from newsreader.typeset.body import set_block, shown_blocks, words_of
from newsreader.typeset.galley import Galley, Link
from newsreader.typeset.head import dateline_text, set_head
from newsreader.typeset.hyphens import Hyphenator
from newsreader.typeset.line import Line, Role, Run
from newsreader.typeset.panel import set_enclosures, set_related
from newsreader.typeset.picture import Extents, Place, has_room, set_picture

__all__ = ["MIN_WIDTH_CELLS", "Document", "Link", "Setting", "Subhead", "dateline_text", "typeset"]

MIN_WIDTH_CELLS = 12
_NO_PICTURES: Extents = {}


@dataclass(frozen=True, slots=True)
class Subhead:
    """Where a part of the text begins."""

    text: str
    level: int  # as in HTML
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """An article set for one width, or its beginning."""

    lines: tuple[Line, ...] = ()
    links: tuple[Link, ...] = ()  # in reading order
    block_lines: tuple[int, ...] = ()  # the first line of each block of the body
    body_end: int = 0  # the line after the last one of the body
    subheads: tuple[Subhead, ...] = ()
    pictures: tuple[Place, ...] = ()  # in reading order
    minutes: float = 0.0  # to read it; 0 for what is no whole article
    is_whole: bool = True  # nothing is left to be set


def typeset(
    reading: Reading,
    width_cells: int,
    zone: tzinfo | None = None,
    note: str = "",
    *,
    now: datetime | None = None,
    then: str = "",
    pictures: Extents = _NO_PICTURES,
    hyphenator: Hyphenator | None = None,
) -> Document:
    """Set an article in lines of at most `width_cells` cells.

    Args:
        reading: the article and what the library knows around it.
        width_cells: narrower than `MIN_WIDTH_CELLS` is set as that.
        zone: in which moments are written; the machine's own by default.
        note: what the person should know about this text, set below it; "" for nothing.
        now: tells how long ago it came; None leaves that out.
        then: what can be done at the end, said there; "" for no mark of the end.
        pictures: those to leave room for; of all others the words are set.
        hyphenator: tells where words of the article's language may be broken; None where they stay whole.
    """
    setting = Setting(reading, width_cells, zone, note, now=now, then=then, pictures=pictures, hyphenator=hyphenator)
    return setting.whole()


class Setting:
    """An article being set, block by block, for whoever cannot wait for a long one. Arguments as of `typeset`."""

    def __init__(
        self,
        reading: Reading,
        width_cells: int,
        zone: tzinfo | None = None,
        note: str = "",
        *,
        now: datetime | None = None,
        then: str = "",
        pictures: Extents = _NO_PICTURES,
        hyphenator: Hyphenator | None = None,
    ) -> None:
        self._reading = reading
        self._note = note
        self._then = then
        self._extents = pictures
        self._pictures: list[Place] = []
        self._galley = Galley(max(width_cells, MIN_WIDTH_CELLS), reading.cached_urls, hyphenator)
        self._block_lines: list[int] = []
        self._subheads: list[Subhead] = []
        self._body_end = 0
        self._is_whole = False
        self._length = length_of(reading.article.text) if reading.fetched_at is not None else Length(0, 0)
        set_head(self._galley, reading, self._length.minutes, zone, now)
        self._steps = self._set_rest()

    def whole(self) -> Document:
        """Set all that is left."""
        return self.until(lambda: False)

    def until(self, is_enough: Callable[[], bool]) -> Document:
        """Set on until this is so, asked after each block, or the end; the document has what is set so far."""
        for _ in self._steps:
            if is_enough():
                break
        return self.document()

    def document(self) -> Document:
        """Give what is set so far."""
        return Document(
            tuple(self._galley.lines),
            self._galley.links,
            tuple(self._block_lines),
            self._body_end if self._is_whole else len(self._galley.lines),
            tuple(self._subheads),
            tuple(self._pictures),
            self._length.minutes,
            self._is_whole,
        )

    def _set_rest(self) -> Iterator[None]:
        """Set one block after the other, then what stands below them."""
        galley, reading = self._galley, self._reading
        previous: Block | None = None
        for block in shown_blocks(reading.article):
            if isinstance(block, Image) and has_room(block, self._extents):
                galley.blank()
                self._pictures.append(set_picture(galley, block, self._extents[block.url]))
                line = self._pictures[-1].line
            elif isinstance(block, Image) and not words_of(block, reading.article):
                self._block_lines.append(len(galley.lines))  # nothing, but other blocks keep their numbers
                continue
            else:
                line = set_block(galley, block, after=previous)
            self._block_lines.append(line)
            if isinstance(block, Heading):
                self._subheads.append(Subhead(spans_text(block.spans).strip(), block.level, line))
            previous = block
            yield
        if self._then and self._length.minutes:
            galley.blank()
            galley.add_runs([Run(f"end · {self._length} · {self._then}", Role.END)], Run("■ ", Role.MARKER))
        self._body_end = len(galley.lines)
        set_enclosures(galley, reading.article.enclosures)
        if self._note:
            galley.blank()
            galley.add_note(self._note)
        set_related(galley, reading.article.related, reading.cached_urls)
        self._is_whole = True
