"""The text of an article: every kind of block in lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from newsreader.blocks import (
    Block,
    Code,
    Embed,
    Heading,
    Image,
    List,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from newsreader.model import Article
from newsreader.typeset.code import set_code
from newsreader.typeset.galley import Galley
from newsreader.typeset.line import Role, Run
from newsreader.typeset.table import set_table

_QUOTE_BAR, _PULL_BAR = Run("│ ", Role.MARKER), Run("┃ ", Role.MARKER)
_NOTES_RULE_CELLS = 12
_MAX_INDENTS = 4  # deeper lists stand as deep as this


def shown_blocks(article: Article) -> Iterator[Block]:
    """Give the body, the lead picture first where the body does not show it."""
    lead = article.lead_image
    shown = {block.url for block in article.blocks if isinstance(block, Image)}
    if lead is not None and lead.url not in shown:
        yield lead
    yield from article.blocks


def set_block(galley: Galley, block: Block, after: Block | None) -> int:
    """Set one block, apart from the one before, and give the line it begins on."""
    if isinstance(block, Quote) and isinstance(after, Quote) and block.is_pull is after.is_pull:
        galley.add(_bar_of(block))
    elif not (isinstance(block, Embed) and isinstance(after, Embed)):
        galley.blank()
    start = len(galley.lines)
    match block:
        case Paragraph(spans=spans):
            galley.add_runs(galley.runs(spans, Role.TEXT), is_prose=True)
        case Heading(spans=spans, level=level):
            galley.add_runs(galley.runs(spans, Role.SUBHEAD if level <= 2 else Role.MINOR_SUBHEAD))
        case Quote(spans=spans):
            galley.add_runs(galley.runs(spans, Role.QUOTE), _bar_of(block), _bar_of(block), is_prose=True)
        case List():
            _set_list(galley, block, is_ruled=block.is_notes and not isinstance(after, Rule))
        case Table():
            galley.lines += set_table(block, galley.width)
        case Code():
            galley.lines += set_code(block, galley.width)
        case Image(caption=caption, alt=alt):
            galley.add_runs([Run(caption or alt, Role.CAPTION)], Run("▣ ", Role.CAPTION), is_prose=True)
        case Embed(url=url, title=title):
            number = galley.link(url, title)
            galley.add_runs([Run(title or url, Role.TEXT, link=number)], Run("▸ ", Role.MARKER))
        case Rule():
            galley.add(Run("* * *".center(galley.width).rstrip(), Role.RULE))
    return start


def words_of(image: Image, article: Article) -> str:
    """What is said of a picture; an alternative text that repeats the headline says nothing."""
    return image.caption or ("" if image.alt == article.headline else image.alt)


def _bar_of(quote: Quote) -> Run:
    return _PULL_BAR if quote.is_pull else _QUOTE_BAR


def _set_list(galley: Galley, block: List, *, is_ruled: bool) -> None:
    """Set items with their text hanging behind the mark; the numbers of one depth end in one column."""
    if is_ruled:
        galley.add(Run("─" * _NOTES_RULE_CELLS, Role.RULE))
    marks = [_mark_of(item, is_note=block.is_notes) for item in block.items]
    widths: dict[int, int] = {}
    for item, mark in zip(block.items, marks, strict=True):
        if not (item.is_term or item.is_continued):
            widths[item.depth] = max(widths.get(item.depth, 0), len(mark))
    hang = ""  # where the text of the item before began
    for item, mark in zip(block.items, marks, strict=True):
        runs = galley.runs(item.spans, Role.TEXT)
        if item.is_continued:
            galley.add_runs(runs, Run(hang, Role.MARKER), is_prose=True)
            continue
        indent = "  " * min(item.depth, _MAX_INDENTS) + " "
        if item.is_term:
            hang = indent + "   "
            galley.add_runs([replace(run, is_strong=True) for run in runs], Run(indent, Role.MARKER))
            continue
        first = indent + mark.rjust(widths[item.depth] if item.number is not None else 0)
        hang = " " * len(first)
        galley.add_runs(runs, Run(first, Role.MARKER), is_prose=True)


def _mark_of(item: ListItem, *, is_note: bool) -> str:
    if item.number is None:
        return "• "
    return f"[{item.number}] " if is_note else f"{item.number}. "
