"""Take from the chosen body what is not the article's text: its head, pointers elsewhere, its tail."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from newsreader.blocks import Code, Heading, Image, List, Paragraph, Rule, Table
from newsreader.extract.authornote import is_note_on
from newsreader.extract.build import Piece, size_of
from newsreader.extract.head import Head, read_head_line, same_words
from newsreader.extract.images import leads_to_a_page
from newsreader.extract.phrases import is_junk_heading, is_read_more, is_related_label, is_related_line, junk_line
from newsreader.extract.reasons import MAX_EXCERPT_CHARS, Reason, Reasons
from newsreader.extract.tree import Element
from newsreader.extract.weight import text_weight

MIN_PARAGRAPH_CHARS = 120  # what counts as running text when looking whether the article goes on
MIN_SENTENCE_CHARS = 30
_SENTENCE_ENDS = ".!?…\"'”’。！？"
MIN_REPEATED_CHARS = 60
MIN_GOING_ON = 3  # paragraphs after a label that show that it stood in the middle
MIN_SHARE_GOING_ON = 0.5  # of what stood before the label, to show the same
MAX_LINK_SHARE = 0.7
WHOLE_LINK_SHARE = 0.9  # of a paragraph inside links makes it a pointer
MIN_LISTED_LINKS = 3  # one or two are pointers that stand in a list
MAX_POINTER_CHARS = 200
MIN_LINKED_HEADINGS = 4  # so many links that each stand over a paragraph are its headings
LINKED_HEADINGS_SHARE = 0.15
MAX_HEAD_PIECES = 12
MIN_HEADLINE_CHARS = 15  # a shorter one may begin a subhead: "Car loans" and "Car loans by private lenders"
MAX_NOTES_ABOVE = 2  # pieces at the top that may tell of the author
MAX_NOTES_BELOW = 8  # and at the end
MAX_LEAD_IN_SHARE = 0.2  # of the text may stand before the headline and still be no part of it


class Trimmer:
    """Drops pieces, with reasons.

    Args:
        head: what is known of the headline; byline, dateline and date found in the body are added.
        reasons: collects what was dropped and why, when given.
    """

    def __init__(self, head: Head, reasons: Reasons | None = None) -> None:
        self._head = head
        self._reasons = reasons

    def trim(self, pieces: list[Piece]) -> list[Piece]:
        """Give the pieces that are the article's text."""
        pieces = self._after_headline(pieces)
        pieces = self._without_head_lines(pieces)
        pieces = self._before_tail(pieces)
        pieces = [piece for piece in self._once(pieces) if not self._is_junk(piece)]
        pieces = self._without_link_lists(pieces)
        pieces = self._without_pointers(pieces)
        pieces = self._without_author_notes(pieces)
        return self._without_loose_ends(pieces)

    def _after_headline(self, pieces: list[Piece]) -> list[Piece]:
        """Drop what stands before the headline, when the headline stands in the body."""
        total = size_of(pieces)
        before = start = 0
        images: list[Piece] = []
        for place, piece in enumerate(pieces):
            if before > MAX_LEAD_IN_SHARE * total:
                break
            is_headline = same_words(piece.text, self._head.headline)
            if is_headline and self._is_repeated(piece, pieces[start:place]):
                continue
            if is_headline or self._is_headline_with_byline(piece.text):
                images += [lead for lead in pieces[start:place] if _is_lead(lead)]
                self._tell("headline", pieces[start : place + 1])
                total -= before + len(piece.text)
                before, start = 0, place + 1
            else:
                before += len(piece.text)
        return images + pieces[start:]

    def _is_repeated(self, piece: Piece, before: list[Piece]) -> bool:
        """Say whether the headline stands above already, and the article has begun between."""
        first = self._head.element
        return first is not None and not piece.element.inside(first) and any(map(_is_running_text, before))

    def _is_headline_with_byline(self, text: str) -> bool:
        """Say whether a line is the headline with the byline behind it, and note what that says."""
        headline = self._head.headline
        if len(headline) < MIN_HEADLINE_CHARS or not text.startswith(f"{headline} "):
            return False
        return read_head_line(self._head, text[len(headline) :].strip())

    def _without_head_lines(self, pieces: list[Piece]) -> list[Piece]:
        """Drop byline, dateline and date lines above the first paragraphs, and note what they say."""
        kept: list[Piece] = []
        for place, piece in enumerate(pieces):
            if place < MAX_HEAD_PIECES and piece.text and self._is_head_line(piece.text):
                self._tell("byline, date or label", [piece])
                continue
            kept.append(piece)
        return kept

    def _is_head_line(self, text: str) -> bool:
        return read_head_line(self._head, text) or same_words(text, self._head.section)

    def _before_tail(self, pieces: list[Piece]) -> list[Piece]:
        """Cut at a label such as "Related content", unless the article goes on behind it."""
        course: _Course | None = None
        for place, piece in enumerate(pieces):
            if not place or len(piece.text) > MIN_PARAGRAPH_CHARS:
                continue
            is_label = is_related_label(piece.text) and not isinstance(piece.block, (List, Code))
            if is_label or (isinstance(piece.block, Heading) and is_junk_heading(piece.text)):
                course = course or _Course(pieces)
                if not course.goes_on(place):
                    self._tell(f"tail after {piece.text!r}", pieces[place:])
                    return pieces[:place]
        return pieces

    def _once(self, pieces: list[Piece]) -> list[Piece]:
        """Drop long texts that stood before: pages repeat whole parts for screens of other widths."""
        seen: set[str] = set()
        kept: list[Piece] = []
        for piece in pieces:
            if len(piece.text) >= MIN_REPEATED_CHARS:
                if piece.text in seen:
                    self._tell("repeated", [piece])
                    continue
                seen.add(piece.text)
            kept.append(piece)
        return kept

    def _is_junk(self, piece: Piece) -> bool:
        rule = _junk_rule(piece)
        if rule:
            self._tell(rule, [piece])
        return bool(rule)

    def _without_link_lists(self, pieces: list[Piece]) -> list[Piece]:
        """Drop lists of links, but those that a paragraph brings up and the text goes on behind."""
        is_listing = any(piece.links and isinstance(piece.block, List) for piece in pieces)
        end = _end_of_running_text(pieces) if is_listing else 0
        kept: list[Piece] = []
        for place, piece in enumerate(pieces):
            block = piece.block
            if isinstance(block, List) and piece.links > MAX_LINK_SHARE * len(piece.text):
                before = next((other for other in reversed(kept) if other.text), None)
                is_brought_up = before is not None and isinstance(before.block, Paragraph)
                is_listed = len(block.items) >= MIN_LISTED_LINKS or piece.links < WHOLE_LINK_SHARE * len(piece.text)
                if not (is_brought_up and is_listed and place < end):
                    self._tell("list of links", [piece])
                    continue
            kept.append(piece)
        return kept

    def _without_pointers(self, pieces: list[Piece]) -> list[Piece]:
        """Drop paragraphs that are one link, unless the text is arranged round them as round headings."""
        pointers = {id(piece) for piece in pieces if piece.links and _is_pointer(piece)}
        if not pointers:
            return pieces
        if len(pointers) >= MIN_LINKED_HEADINGS and len(pointers) > LINKED_HEADINGS_SHARE * len(pieces):
            followed = zip(pieces, [*pieces[1:], None], strict=True)
            pointers -= {id(piece) for piece, after in followed if after is not None and _is_running_text(after)}
        self._tell("nothing but a link", [piece for piece in pieces if id(piece) in pointers])
        return [piece for piece in pieces if id(piece) not in pointers]

    def _without_author_notes(self, pieces: list[Piece]) -> list[Piece]:
        """Drop what is said of the authors above the text and below it."""
        names = (*self._head.byline, *self._head.authors)
        if not names:
            return pieces
        places = [place for place, piece in enumerate(pieces) if piece.text]
        notes = {
            place
            for place in (*places[:MAX_NOTES_ABOVE], *places[-MAX_NOTES_BELOW:])
            if pieces[place].is_prose and is_note_on(names, pieces[place].text)
        }
        self._tell("note on the author", [pieces[place] for place in sorted(notes)])
        return [piece for place, piece in enumerate(pieces) if place not in notes]

    def _without_loose_ends(self, pieces: list[Piece]) -> list[Piece]:
        """Drop headings, rules and labels that stand last, and a rule that stands first."""
        end = len(pieces)
        while end and isinstance(pieces[end - 1].block, (Heading, Rule)):
            end -= 1
        start = 0
        while start < end and isinstance(pieces[start].block, Rule):
            start += 1
        self._tell("loose end", pieces[:start] + pieces[end:])
        return pieces[start:end]

    def _tell(self, rule: str, pieces: list[Piece]) -> None:
        if self._reasons is not None:
            self._reasons.extend(
                Reason("dropped", rule, piece.text[:MAX_EXCERPT_CHARS]) for piece in pieces if piece.text
            )


def _is_lead(piece: Piece) -> bool:
    """Say whether what stands above the headline is a photograph: logos are drawings, and advertisements links."""
    if not isinstance(piece.block, Image) or urlsplit(piece.block.url).path.lower().endswith(".gif"):
        return False
    return not leads_to_a_page(piece.element, piece.block.url)


def _junk_rule(piece: Piece) -> str:
    block, text = piece.block, piece.text
    if isinstance(block, (Image, Rule, Code)) or not text:
        return ""
    if isinstance(block, Heading):
        return "heading of another part" if is_related_label(text) or is_junk_heading(text) else ""
    rule = junk_line(text)
    if rule:
        return rule
    if is_related_line(text) or is_related_label(text):
        return "pointer to another article"
    return ""


def _is_pointer(piece: Piece) -> bool:
    text = piece.text
    if (
        not text
        or len(text) > MAX_POINTER_CHARS
        or piece.element.tag in ("iframe", "video")
        or isinstance(piece.block, (Table, Heading, List))
    ):
        return False
    return piece.links >= WHOLE_LINK_SHARE * len(text) and "://" not in text


@dataclass(slots=True)
class _Amount:
    """How much text stands before a place."""

    pieces: int = 0
    size: int = 0  # characters
    reach: int = -1  # the last place of running text beside it, in the same element


class _Course:
    """Where the running text of an article stands; asked at one label after the other, it looks at each piece once."""

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
        running = [place for place, piece in enumerate(pieces) if _is_running_text(piece)]
        self._running = frozenset(running)
        self._count = len(running)
        self._size = sum([len(pieces[place].text) for place in running])
        self._last_in = {_paragraphs_box(pieces[place]): place for place in running}
        self._place = 0
        self._text = _Amount()  # of what runs
        self._sentences = _Amount()  # of single sentences, as long as nothing runs: a brief has short ones

    def goes_on(self, place: int) -> bool:
        """Say whether the text goes on behind a label: beside what stood before it, or at length.

        Args:
            place: of the label, behind the one asked for before.
        """
        for at in range(self._place, place):
            piece = self._pieces[at]
            if at in self._running:
                self._add(self._text, piece)
            elif not self._text.pieces and _is_sentence(piece):
                self._add(self._sentences, piece)
        self._place = place
        before = self._text if self._text.pieces else self._sentences
        if not before.pieces or before.reach >= place:
            return True
        size_after = self._size - self._text.size
        return self._count - self._text.pieces >= MIN_GOING_ON and size_after > MIN_SHARE_GOING_ON * before.size

    def _add(self, amount: _Amount, piece: Piece) -> None:
        amount.pieces += 1
        amount.size += len(piece.text)
        if (box := _paragraphs_box(piece)) is not None:
            amount.reach = max(amount.reach, self._last_in.get(box, -1))


def _paragraphs_box(piece: Piece) -> Element | None:
    """Give the element that holds a paragraph; None for other pieces."""
    return piece.element.parent if piece.element.tag == "p" else None


def _end_of_running_text(pieces: list[Piece]) -> int:
    """Give the place before which the text goes on behind a piece, 0 when it goes on behind none."""
    running = (place for place in range(len(pieces) - 1, -1, -1) if _is_running_text(pieces[place]))
    return next(islice(running, MIN_GOING_ON - 1, None), 0)


def _is_sentence(piece: Piece) -> bool:
    is_long_enough = piece.is_prose and text_weight(piece.text) >= MIN_SENTENCE_CHARS
    return is_long_enough and piece.text[-1] in _SENTENCE_ENDS and piece.links <= MAX_LINK_SHARE * len(piece.text)


def _is_running_text(piece: Piece) -> bool:
    text = piece.text
    if text_weight(text) < MIN_PARAGRAPH_CHARS or not piece.is_prose or piece.links > MAX_LINK_SHARE * len(text):
        return False
    return junk_line(text) != "legal notice" and not is_read_more(text[-10:].lstrip(". …"))
