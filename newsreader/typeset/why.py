"""Why an article came out as it did: what was kept of its page and what was dropped, each with its reason."""

from __future__ import annotations

from itertools import groupby

from newsreader.blocks import Block, block_kind, block_text
from newsreader.library.results import Explanation
from newsreader.minutes import length_of
from newsreader.typeset.counts import counted
from newsreader.typeset.document import Document
from newsreader.typeset.galley import Galley
from newsreader.typeset.line import Role, Run, cut

STEPS = {
    "candidate": "Candidates for the body, with their scores",
    "chosen": "Chosen",
    "retry": "Tried again",
    "added": "Added",
    "dropped": "Dropped",
    "field": "Fields, with where they were read",
}
_MARKS = {"dropped": "− ", "added": "+ ", "chosen": "✓ "}
_SCORE_CELLS = 8
_EXCERPT_LINES = 2


def set_why(found: Explanation, width_cells: int) -> Document:
    """Set the reasons in the order of the decisions, then every block that was kept."""
    galley = Galley(width_cells)
    galley.add_text("Why it came out so", Role.HEADLINE)
    galley.add_text(found.url, Role.DATELINE)
    rule = f"Read by the site rule {found.rule}" if found.rule else "Read without a site rule"
    galley.add_text(rule, Role.DATELINE)
    galley.rule()
    if found.error is not None:
        galley.add_note(found.error.user_text)
    for step, reasons in groupby(found.reasons, key=lambda reason: reason.step):
        _begin(galley, STEPS.get(step, step.capitalize()))
        for reason in reasons:
            score = f"{reason.score:>{_SCORE_CELLS}.1f}  " if reason.score is not None else _MARKS.get(step, "• ")
            galley.add_runs([Run(reason.rule)], Run(score, Role.MARKER))
            _add_excerpt(galley, reason.excerpt, len(score))
    blocks = found.reading.article.blocks if found.reading is not None else ()
    if blocks:
        _begin(galley, f"Kept: {counted(len(blocks), 'block')}")
    for block in blocks:
        galley.add_runs([Run(_described(block))], Run("+ ", Role.MARKER))
        _add_excerpt(galley, " ".join(block_text(block).split()), 2)
    return Document(tuple(galley.lines), body_end=len(galley.lines))


def _begin(galley: Galley, title: str) -> None:
    galley.blank()
    galley.add_text(title, Role.SUBHEAD)


def _described(block: Block) -> str:
    text = block_text(block)
    return f"{block_kind(block).value}, {length_of(text)}" if text else block_kind(block).value


def _add_excerpt(galley: Galley, excerpt: str, indent: int) -> None:
    room = max(galley.width - indent, 8)
    galley.add_runs([Run(cut(excerpt, room * _EXCERPT_LINES), Role.TEASER)], Run(" " * indent))


def set_page_text(lines: tuple[str, ...], url: str, width_cells: int) -> Document:
    """Set a whole page as text, line by line as the page has them."""
    galley = Galley(width_cells)
    galley.add_text("The whole page as text", Role.HEADLINE)
    galley.add_text(url, Role.DATELINE)
    galley.rule()
    for line in lines:
        galley.add_text(line, Role.TEXT)
    return Document(tuple(galley.lines), body_end=len(galley.lines))
