"""A document of the program's own in lines."""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.blocks import Block
from newsreader.documents import ENDING, TOPICS
from newsreader.typeset.body import set_block
from newsreader.typeset.document import MIN_WIDTH_CELLS, Document
from newsreader.typeset.galley import Galley
from newsreader.typeset.line import Role

_HERE = frozenset(f"{topic}{ENDING}" for topic in TOPICS)


def set_manual(title: str, blocks: Iterable[Block], width_cells: int) -> Document:
    """Set a document in lines of at most `width_cells` cells, as an article is set; links lead where they say."""
    galley = Galley(max(width_cells, MIN_WIDTH_CELLS), _HERE)
    galley.add_text(title, Role.HEADLINE)
    previous: Block | None = None
    for block in blocks:
        set_block(galley, block, after=previous)
        previous = block
    return Document(tuple(galley.lines), galley.links, body_end=len(galley.lines))
