"""A whole article as a document: its head, its body and the related panel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import groupby

from rich.cells import chop_cells

from newsreader.address import host_of
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
    Spans,
    Table,
    spans_text,
)
from newsreader.minutes import reading_minutes
from newsreader.model import Article, ArticleNote, Dateline, Enclosure, OtherSource, Reading, RelatedLink
from newsreader.typeset.line import CACHED_MARK, NO_LINK, REMOTE_MARK, Line, Role, Run, wrap
from newsreader.typeset.table import set_table
from newsreader.typeset.when import day_text, moment_text, printed_text

_QUOTE_BAR, _PULL_BAR = Run("│ ", Role.MARKER), Run("┃ ", Role.MARKER)
_NOTES_RULE_CELLS = 12
_BLANK = Line()
_TAB_CELLS = 4
MIN_WIDTH_CELLS = 12
_NOTES = {
    ArticleNote.LAYOUT_CHANGED: "Layout changed: the rule for this site no longer fits, the text was found without it.",
    ArticleNote.PAYWALL: "Only the beginning: the rest is for subscribers. Open it in a web browser and log in there.",
    ArticleNote.FEED_TEXT: "The text is the feed's. Fetch the article again for that of its page.",
    ArticleNote.PAGES_MISSING: "The end is missing: a later page could not be had. Fetch the article again for it.",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the document that leads to another page."""

    url: str
    text: str
    line: int  # the first line it stands on
    is_cached: bool
    is_related: bool


@dataclass(frozen=True, slots=True)
class Document:
    """An article set for one width."""

    lines: tuple[Line, ...] = ()
    links: tuple[Link, ...] = ()  # in reading order
    block_lines: tuple[int, ...] = ()  # the first line of each block of the body
    body_end: int = 0  # the line after the last one of the body


def typeset(reading: Reading, width_cells: int, zone: tzinfo | None = None, note: str = "") -> Document:
    """Set an article in lines of at most `width_cells` cells.

    Args:
        reading: the article and what the library knows around it.
        width_cells: narrower than `MIN_WIDTH_CELLS` is set as that.
        zone: in which moments are written; the machine's own by default.
        note: what the person should know about this text, set below it; "" for nothing.
    """
    setter = _Setter(max(width_cells, MIN_WIDTH_CELLS), reading.cached_urls, zone)
    setter.set_head(reading.article, is_whole=reading.fetched_at is not None)
    setter.set_other_sources(reading.also_at)
    if reading.revised_at is not None:
        setter.set_revised(reading.revised_at, is_since_read=reading.is_revised_since_read)
    block_lines = []
    previous: Block | None = None
    for block in _shown_blocks(reading.article):
        block_lines.append(setter.set_block(block, after=previous))
        previous = block
    body_end = len(setter.lines)
    setter.set_enclosures(reading.article.enclosures)
    setter.set_note(note)
    setter.set_related(reading.article.related)
    return Document(tuple(setter.lines), setter.placed_links(), tuple(block_lines), body_end)


def dateline_text(dateline: Dateline | None) -> str:
    """Write a dateline: `Quetta, Pakistan · AFP · 1 Feb 2026`, what is not known left out."""
    if dateline is None:
        return ""
    day = day_text(dateline.date) if dateline.date else ""
    return " · ".join(part for part in (dateline.place, dateline.agency, day) if part)


def _shown_blocks(article: Article) -> Iterable[Block]:
    """The body, the lead picture first where the body does not show it; pictures without words are left out."""
    lead = article.lead_image
    shown = {block.url for block in article.blocks if isinstance(block, Image)}
    blocks = article.blocks if lead is None or lead.url in shown else (lead, *article.blocks)
    for block in blocks:
        if not isinstance(block, Image) or _words_of(block, article):
            yield block


def _words_of(image: Image, article: Article) -> str:
    """What is said of a picture; an alternative text that repeats the headline says nothing."""
    return image.caption or ("" if image.alt == article.headline else image.alt)


def _bar_of(quote: Quote) -> Run:
    return _PULL_BAR if quote.is_pull else _QUOTE_BAR


def _mark_of(item: ListItem, *, is_note: bool) -> str:
    if item.number is None:
        return "• "
    return f"[{item.number}] " if is_note else f"{item.number}. "


class _Setter:
    """Collects the lines and links of one document."""

    def __init__(self, width: int, cached_urls: frozenset[str], zone: tzinfo | None) -> None:
        self.width = width
        self.cached_urls = cached_urls
        self.zone = zone
        self.lines: list[Line] = []
        self.links: list[Link] = []

    def set_head(self, article: Article, *, is_whole: bool) -> None:
        label = " · ".join(part for part in (article.site, article.section.upper()) if part)
        self._add_text(label, Role.LABEL)
        self._add_text(article.headline, Role.HEADLINE)
        self.lines.append(_BLANK)
        if article.byline:
            self._add_text("by " + ", ".join(article.byline), Role.BYLINE)
        self._add_text(self._dateline_strip(article, is_whole), Role.DATELINE)
        self.lines.append(Line((Run("─" * self.width, Role.RULE),)))
        has_page = all(file.url != article.url for file in article.enclosures)
        for note in article.notes:
            if has_page or note is not ArticleNote.FEED_TEXT:
                self._add_note(_NOTES[note])

    def set_other_sources(self, sources: Sequence[OtherSource]) -> None:
        """Say where else the story stands, each site once."""
        sites = dict.fromkeys(source.site or host_of(source.url).removeprefix("www.") for source in sources)
        if sites:
            self._add_note(f"Also at {', '.join(sites)}.")

    def set_revised(self, at: datetime, *, is_since_read: bool) -> None:
        """Say that the text is not what it was when it was first kept."""
        changed = "Updated since you read it" if is_since_read else "Updated"
        self._add_note(f"{changed}: the text changed, seen {moment_text(at, self.zone)}.")

    def set_block(self, block: Block, after: Block | None) -> int:
        """Set one block and give the line it begins on."""
        if isinstance(block, Quote) and isinstance(after, Quote) and block.is_pull is after.is_pull:
            self.lines.append(Line((_bar_of(block),)))
        elif not (isinstance(block, Embed) and isinstance(after, Embed)):
            self.lines.append(_BLANK)
        start = len(self.lines)
        match block:
            case Paragraph(spans=spans):
                self._add_spans(spans, Role.TEXT)
            case Heading(spans=spans):
                self._add_spans(spans, Role.SUBHEAD)
            case Quote(spans=spans):
                self._add_spans(spans, Role.QUOTE, prefix=_bar_of(block))
            case List():
                self._add_list(block, is_ruled=block.is_notes and not isinstance(after, Rule))
            case Table():
                self.lines.extend(set_table(block, self.width))
            case Code():
                self._add_code(block)
            case Image():
                self._add_image(block)
            case Embed():
                self._add_embed(block)
            case Rule():
                self.lines.append(Line((Run("* * *".center(self.width).rstrip(), Role.RULE),)))
        return start

    def set_enclosures(self, enclosures: tuple[Enclosure, ...]) -> None:
        """Set the files that come with the article, each as a link that says what it is."""
        if enclosures:
            self.lines.append(_BLANK)
        for enclosure in enclosures:
            number = self._register(enclosure.url, enclosure.label, is_related=False)
            self._add_wrapped([Run(enclosure.label, Role.TEXT, link=number)], Run("▸ ", Role.MARKER), "  ")

    def set_note(self, note: str) -> None:
        if note:
            self.lines.append(_BLANK)
            self._add_note(note)

    def set_related(self, related: tuple[RelatedLink, ...]) -> None:
        """Set the related panel: groups in order, each link with what the page says of it."""
        if not related:
            return
        title = Run(" RELATED ", Role.PANEL)
        legend = Run(f" {CACHED_MARK} here {REMOTE_MARK} on line", Role.NOTE)
        room = self.width - 2 - len(title.text)
        tail: tuple[Run, ...] = (Run("─" * room, Role.RULE),)
        if room - len(legend.text) >= 2:
            tail = (Run("─" * (room - len(legend.text)), Role.RULE), legend)
        self.lines += [_BLANK, Line((Run("──", Role.RULE), title, *tail))]
        for group, links in groupby(related, key=lambda link: link.group):
            self.lines.append(_BLANK)
            self._add_text(group, Role.GROUP)
            for link in links:
                self._add_related(link)

    def placed_links(self) -> tuple[Link, ...]:
        """Give the links with the lines they came to stand on."""
        first_line: dict[int, int] = {}
        for number, line in enumerate(self.lines):
            for run in line.runs:
                if run.link != NO_LINK:
                    first_line.setdefault(run.link, number)
        return tuple(replace(link, line=first_line.get(number, 0)) for number, link in enumerate(self.links))

    def _add_related(self, link: RelatedLink) -> None:
        is_cached = link.url in self.cached_urls
        number = self._register(link.url, link.title, is_related=True)
        mark = CACHED_MARK if is_cached else REMOTE_MARK
        self._add_wrapped([Run(link.title, Role.TEXT, link=number)], Run(f"{mark} ", Role.MARKER), "  ")
        indent = Run("  ", Role.NOTE)
        self._add_wrapped([Run(dateline_text(link.dateline), Role.DATELINE)], indent, "  ")
        self._add_wrapped([Run(link.teaser, Role.TEASER)], indent, "  ")

    def _dateline_strip(self, article: Article, is_whole: bool) -> str:
        parts = [dateline_text(article.dateline)]
        if article.published and not (article.dateline and article.dateline.date):
            parts.append(printed_text(article.published, article.published_offset, self.zone))
        if article.updated and article.updated != article.published:
            updated = printed_text(article.updated, article.updated_offset, self.zone)
            parts.append(f"updated {updated}")
        if is_whole and article.text:
            parts.append(f"{reading_minutes(article.text)} min")
        return " · ".join(part for part in parts if part)

    def _add_note(self, note: str) -> None:
        self._add_wrapped([Run(note, Role.NOTE)], Run("▪ ", Role.NOTE), "  ")

    def _add_text(self, text: str, role: Role) -> None:
        if text:
            self.lines += wrap([Run(text, role)], self.width)

    def _add_spans(self, spans: Spans, role: Role, prefix: Run | None = None) -> None:
        width = self.width - (len(prefix.text) if prefix else 0)
        runs = self._runs(spans, role)
        for line in wrap(runs, width):
            self.lines.append(line.indented(prefix) if prefix else line)

    def _add_list(self, block: List, *, is_ruled: bool) -> None:
        if is_ruled:
            self.lines.append(Line((Run("─" * _NOTES_RULE_CELLS, Role.RULE),)))
        hang = ""  # where the text of the item before began
        for item in block.items:
            runs = self._runs(item.spans, Role.TEXT)
            if item.is_continued:
                self._add_wrapped(runs, Run(hang, Role.MARKER), hang)
                continue
            indent = "  " * min(item.depth, 4) + " "
            if item.is_term:
                hang = indent + "   "
                self._add_wrapped([replace(run, is_strong=True) for run in runs], Run(indent, Role.MARKER), indent)
                continue
            first = indent + _mark_of(item, is_note=block.is_notes)
            hang = " " * len(first)
            self._add_wrapped(runs, Run(first, Role.MARKER), hang)

    def _add_embed(self, embed: Embed) -> None:
        number = self._register(embed.url, embed.title, is_related=False)
        self._add_wrapped([Run(embed.title or embed.url, Role.TEXT, link=number)], Run("▸ ", Role.MARKER), "  ")

    def _add_wrapped(self, runs: list[Run], first: Run, rest: str) -> None:
        """Add runs with a mark before the first line and an indent before the others."""
        for number, line in enumerate(wrap(runs, self.width - len(first.text))):
            self.lines.append(line.indented(first if number == 0 else Run(rest, first.role)))

    def _add_code(self, block: Code) -> None:
        for text in block.text.expandtabs(_TAB_CELLS).split("\n"):
            for piece in chop_cells(text, self.width - 2) or [""]:
                self.lines.append(Line((Run("  " + piece, Role.CODE),)))

    def _add_image(self, image: Image) -> None:
        self._add_wrapped([Run(image.caption or image.alt, Role.CAPTION)], Run("▣ ", Role.CAPTION), "  ")

    def _runs(self, spans: Spans, role: Role) -> list[Run]:
        """Give spans as runs; neighbouring spans with one address are one link."""
        runs = []
        for href, group in groupby(spans, key=lambda span: span.href):
            linked = tuple(group)
            number = self._register(href, spans_text(linked), is_related=False) if href else NO_LINK
            for span in linked:
                runs.append(Run(span.text, role, span.is_emphasis, span.is_strong, span.is_code, number))
        return runs

    def _register(self, url: str, text: str, *, is_related: bool) -> int:
        self.links.append(Link(url, text.strip(), 0, url in self.cached_urls, is_related))
        return len(self.links) - 1
