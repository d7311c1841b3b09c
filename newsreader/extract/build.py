"""The body's elements as pieces: blocks in reading order, each with what the rules need to judge it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from newsreader.blocks import (
    Block,
    Heading,
    Image,
    List,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    block_text,
    spans_text,
)
from newsreader.extract.classwords import is_drop_cap, is_pull_quote
from newsreader.extract.code import is_listing, read_code
from newsreader.extract.embeds import is_embed_name, player_link, read_embed
from newsreader.extract.images import caption_of, captioned_picture, framed_picture, picture_key, read_image
from newsreader.extract.inline import IMAGE_TAGS, Flow
from newsreader.extract.lists import LIST_TAGS, ListReader, as_note, is_list_of_lines, is_note_id, is_notes
from newsreader.extract.tables import all_text, read_table
from newsreader.extract.tree import HEADING_TAGS, Element
from newsreader.text import clean_line

MAX_BOLD_HEADING_CHARS = 100  # a longer line in bold type is an emphasised paragraph
MAX_DASHED_HEADING_CHARS = 100
MAX_QUESTION_BYTES = 250  # of a folded answer's label or a term, for it to be a heading
MAX_DROP_CAP_BYTES = 6
MAX_RULE_CHARS = 24
_DASHED = re.compile(r"[-–—]{1,2} (\S.*\S) [-–—]{1,2}")
_RULE = re.compile(r"(?:[*•·⁂♦◆■●~_=–—#∗✻❖-]\s*){3,}|⁂|❧|❦")
_CAPTION_MARKS = frozenset(("class word: caption", "class word: wpcaption"))
_NOTE_LABEL = re.compile(r"\[\d{1,4}\]\s")
_NOTE_TAGS = frozenset(("p", "div", "aside", "section"))
_LOOKED_THROUGH = frozenset(("table", "blockquote", "pre", "p", "ul", "ol"))  # in a figure


class Setting(Enum):
    """How running text is set."""

    PROSE = "prose"
    QUOTE = "quote"
    PULL = "pull quote"


@dataclass(slots=True)
class Piece:
    """One block with where it stood."""

    block: Block
    element: Element  # the innermost block element that holds it
    text: str
    links: int = 0  # characters of it inside links

    @property
    def is_prose(self) -> bool:
        """Say whether it is running text, as against headings, pictures and rules."""
        return isinstance(self.block, (Paragraph, Quote, List))


def size_of(pieces: Sequence[Piece]) -> int:
    """Count the characters of text in pieces."""
    return sum([len(piece.text) for piece in pieces])


def joined_notes(pieces: Sequence[Piece]) -> list[Piece]:
    """Make one list of lists of notes that follow one another."""
    joined: list[Piece] = []
    for piece in pieces:
        block, before = piece.block, joined[-1].block if joined else None
        if isinstance(block, List) and isinstance(before, List) and block.is_notes and before.is_notes:
            last = joined.pop()
            notes = List(before.items + block.items, is_notes=True)
            piece = Piece(notes, last.element, f"{last.text}\n{piece.text}", last.links + piece.links)
        joined.append(piece)
    return joined


class Builder:
    """Turns elements into pieces.

    Args:
        base_url: what relative addresses resolve against, absolute.
    """

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._seen_pictures: set[str] = set()
        self._seen_embeds: set[str] = set()
        self.pieces: list[Piece] = []

    def add(self, element: Element, setting: Setting = Setting.PROSE) -> None:
        """Take in everything below an element that is not marked as junk."""
        children = element.children
        if len(children) == 1 and isinstance(children[0], str):  # as most paragraphs are
            if text := clean_line(children[0]):
                self._add_line((Span(text),), element, setting)
            return
        flow: Flow | None = None
        for child in children:
            if isinstance(child, str):
                if flow is None:
                    if child.isspace():
                        continue
                    flow = Flow(self._base_url)
                flow.add(child)
            elif child.junk:
                if child.junk in _CAPTION_MARKS:
                    self._add_captioned(child)
            elif child.is_block and (child.text > MAX_DROP_CAP_BYTES or not _is_drop_cap(child)):
                if flow is not None:
                    self._flush(flow, element, setting)
                    flow = None
                self.add_block(child, setting)
            else:
                flow = flow or Flow(self._base_url)
                flow.add(child)
        if flow is not None:
            self._flush(flow, element, setting)

    def add_block(self, element: Element, setting: Setting = Setting.PROSE) -> None:
        """Take in one block element with all that is not junk in it."""
        attrs, tag = element.attrs, element.tag
        if attrs:
            if names := attrs.get("class"):
                if is_embed_name(names) and self._add_embed(element):
                    return
                if is_pull_quote(names):
                    setting = Setting.PULL
            identity = attrs.get("id")
            if identity and tag in _NOTE_TAGS and is_note_id(identity) and self._add_note(element):
                return
        handler = _HANDLERS.get(tag)
        if handler is not None:
            handler(self, element, setting)
        else:
            self.add(element, setting)

    def _flush(self, flow: Flow, element: Element, setting: Setting) -> None:
        for spans in flow.lines():
            self._add_line(spans, element, setting)
        self._add_guests(flow)

    def _add_guests(self, flow: Flow) -> None:
        """Put what stands among the words, but is none, behind them."""
        for image in flow.images:
            self._add_image(image, "")
        for embed in flow.embeds:
            self._add_embed(embed)

    def _add_line(self, spans: Spans, element: Element, setting: Setting) -> None:
        if len(spans) == 1:
            text = spans[0].text
            links = len(text) if spans[0].href else 0
        else:
            text = spans_text(spans)
            links = _linked(spans)
        if len(text) <= MAX_RULE_CHARS and _RULE.fullmatch(text):
            self._add_rule(element, setting)
            return
        if text.startswith("http") and (embed := player_link(text, self._base_url)) is not None:
            self._put_once(embed.url, Piece(embed, element, ""))
            return
        if text[0] == "[" and _NOTE_LABEL.match(text) and _leads_back(element):
            self._put_note([ListItem(spans)], element)
            return
        block: Block
        if setting is Setting.PROSE:
            block = _paragraph_or_heading(spans, text)
            text = spans_text(block.spans) if isinstance(block, Heading) else text  # without the dashes
        else:
            block = Quote(spans, is_pull=setting is Setting.PULL)
        self.pieces.append(Piece(block, element, text, links))

    def _add_heading(self, element: Element, _setting: Setting) -> None:
        self._put_heading(element, int(element.tag[1]))

    def _add_question(self, element: Element, setting: Setting) -> None:
        """Set the label of a folded answer, or a term whose text is long, as a heading."""
        has_heading = any(isinstance(child, Element) and child.tag in HEADING_TAGS for child in element.children)
        if has_heading or element.text > MAX_QUESTION_BYTES or setting is not Setting.PROSE:
            self.add(element, setting)
        else:
            self._put_heading(element, 3)

    def _put_heading(self, element: Element, level: int) -> None:
        flow = Flow(self._base_url)
        _add_all(flow, element)
        spans = flow.line()
        if spans:
            links = _linked(spans)
            self.pieces.append(Piece(Heading(spans, level=level), element, spans_text(spans), links))
        self._add_guests(flow)

    def _add_rule(self, element: Element, _setting: Setting) -> None:
        if not self.pieces or not isinstance(self.pieces[-1].block, Rule):
            self.pieces.append(Piece(Rule(), element, ""))

    def _add_list(self, element: Element, setting: Setting) -> None:
        if not is_list_of_lines(element):
            self.add(element, setting)
            return
        reader = ListReader(self._base_url)
        reader.read(element)
        notes = is_notes(element)
        for part in reader.parts:
            if isinstance(part, list):
                self._put_list(part, element, notes=notes)
            elif part.tag in IMAGE_TAGS:
                self._add_image(part, "")
            elif part.is_block:
                self.add_block(part, setting)
            else:
                self._add_embed(part)

    def _put_list(self, items: list[ListItem], element: Element, *, notes: bool = False) -> None:
        if notes:
            items = [as_note(item) for item in items]
        text = "\n".join(spans_text(item.spans) for item in items)
        links = sum([_linked(item.spans) for item in items])
        self.pieces.append(Piece(List(tuple(items), is_notes=notes), element, text, links))

    def _add_note(self, element: Element) -> bool:
        """Take a paragraph or box that references lead to as a note, and neighbours as one list of notes."""
        if not is_list_of_lines(element):
            return False
        reader = ListReader(self._base_url)
        reader.read_item(element)
        if len(reader.parts) != 1 or not isinstance(items := reader.parts[0], list):
            return False
        if as_note(items[0]).number is None:
            return False  # an id alone makes no note of a paragraph
        self._put_note(items, element)
        return True

    def _put_note(self, items: list[ListItem], element: Element) -> None:
        """Put a note behind the others: neighbours are one list."""
        self._put_list(items, element, notes=True)
        self.pieces[-2:] = joined_notes(self.pieces[-2:])

    def _add_table(self, element: Element, setting: Setting) -> None:
        if is_listing(element):
            self._add_code(element, setting)
            return
        table = read_table(element)
        if table is not None:
            self.pieces.append(Piece(table, element, block_text(table), element.links))
        elif not self._add_photo_table(element):
            self.add(element, setting)

    def _add_photo_table(self, element: Element) -> bool:
        """Take a table that only sets a caption under a picture as that picture."""
        picture = framed_picture(element)
        if picture is None or read_image(picture, self._base_url) is None:
            return False
        self._add_image(picture, caption_of(picture))
        return True

    def _add_code(self, element: Element, _setting: Setting) -> None:
        if (code := read_code(element)) is not None:
            self.pieces.append(Piece(code, element, code.text))

    def _add_figure(self, element: Element, setting: Setting) -> None:
        """A figure is its pictures with the caption; one round a table, a quotation or code is looked through."""
        caption: Element | None = None
        images: list[Element] = []
        stack: list[Element] = [element]
        while stack:
            for child in stack.pop().children:
                if not isinstance(child, Element):
                    continue
                if child.tag in _LOOKED_THROUGH:
                    self._look_through(element, setting)
                    return
                if child.tag == "figcaption":
                    caption = caption or child
                elif child.tag == "figure":
                    self._add_figure(child, setting)
                elif child.tag in IMAGE_TAGS:
                    images.append(child)
                elif child.tag in _FRAMES or "-" in child.tag or is_embed_name(child.get("class")):
                    self._add_embed(child)
                else:
                    stack.append(child)
        for image in images:
            self._add_image(image, all_text(caption) if caption else "")

    def _add_captioned(self, box: Element) -> None:
        """Take the picture of a box that its caption gave the name."""
        picture = captioned_picture(box)
        if picture is not None:
            self._add_image(picture, all_text(box, with_junk=True))

    def _look_through(self, figure: Element, setting: Setting) -> None:
        """Set a figure round a quotation with who said it, one round anything else without its caption."""
        self.add(figure, setting)
        last = self.pieces[-1].block if self.pieces else None
        caption = next(
            (part for part in figure.children if isinstance(part, Element) and part.tag == "figcaption"), None
        )
        if caption is not None and isinstance(last, Quote):
            self.add(caption, Setting.PULL if last.is_pull else Setting.QUOTE)

    def _add_image(self, element: Element, caption: str) -> None:
        image = read_image(element, self._base_url)
        if image is None or (key := picture_key(image.url)) in self._seen_pictures:
            return
        self._seen_pictures.add(key)
        captioned = Image(image.url, image.alt, caption or caption_of(element))
        self.pieces.append(Piece(captioned, element, ""))

    def _add_embed(self, element: Element, _setting: Setting = Setting.PROSE) -> bool:
        """Set an embedded video or post as a link to it, and say whether it is one."""
        embed = read_embed(element, self._base_url)
        if embed is not None:
            self._put_once(embed.url, Piece(embed, element, ""))
        return embed is not None

    def _put_once(self, url: str, piece: Piece) -> None:
        if url not in self._seen_embeds:
            self._seen_embeds.add(url)
            self.pieces.append(piece)

    def _add_quote(self, element: Element, setting: Setting) -> None:
        self.add(element, Setting.PULL if setting is Setting.PULL else Setting.QUOTE)

    def _leave_out(self, element: Element, setting: Setting) -> None:
        """Captions are read with what they stand under."""


_FRAMES = frozenset(("iframe", "embed", "video", "audio"))
_Handler = Callable[[Builder, Element, Setting], object]
_HANDLERS: dict[str, _Handler] = {
    **dict.fromkeys(HEADING_TAGS, Builder._add_heading),
    **dict.fromkeys(("summary", "dt"), Builder._add_question),
    **dict.fromkeys(LIST_TAGS, Builder._add_list),
    **dict.fromkeys(("pre", "listing", "xmp"), Builder._add_code),
    **dict.fromkeys(("blockquote", "q"), Builder._add_quote),
    **dict.fromkeys(_FRAMES, Builder._add_embed),
    **dict.fromkeys(("figcaption", "caption"), Builder._leave_out),
    "table": Builder._add_table,
    "figure": Builder._add_figure,
    "hr": Builder._add_rule,
}


def _linked(spans: Spans) -> int:
    """Count the characters inside links."""
    return sum([len(span.text) for span in spans if span.href])


def _leads_back(element: Element) -> bool:
    """Say whether a paragraph begins with a link back to a reference, as notes of word processors do."""
    links = [child for child in element.children[:4] if isinstance(child, Element) and child.tag == "a"]
    return bool(links) and "#" in links[0].get("href") and "ref" in links[0].get("href")


def _is_drop_cap(element: Element) -> bool:
    return 0 < element.text <= MAX_DROP_CAP_BYTES and bool(element.attrs) and is_drop_cap(element.get("class"))


def _paragraph_or_heading(spans: Spans, text: str) -> Paragraph | Heading:
    """Read a line as a paragraph, or as a subhead when it is set as one: in bold, or between dashes."""
    if text[0] in "-–—" and len(text) <= MAX_DASHED_HEADING_CHARS and (match := _DASHED.fullmatch(text)):
        return Heading((Span(match[1]),))
    may_be_heading = len(text) <= MAX_BOLD_HEADING_CHARS and text[-1] not in '.,:;!…"”'
    if may_be_heading and all(span.is_strong and not span.href for span in spans if span.text != " "):
        return Heading(tuple(Span(span.text, is_emphasis=span.is_emphasis) for span in spans), level=3)
    return Paragraph(spans)


def _add_all(flow: Flow, element: Element) -> None:
    for child in element.children:
        if isinstance(child, Element) and child.is_block:
            flow.add(" ")
            _add_all(flow, child)
            flow.add(" ")
        else:
            flow.add(child)
