"""What kind of page this is, an article or a list of articles, where a page can be read as both.

A section page whose teasers make up a text reads like an article, and an article with a long related panel
lists others. Whose prose it is decides: the page's own, or that of the entries it lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsreader.blocks import Heading
from newsreader.extract.build import Piece
from newsreader.extract.byline import is_byline
from newsreader.extract.dateline import parse_dateline
from newsreader.extract.furniture import POPULAR
from newsreader.extract.head import same_words
from newsreader.extract.lines import Line, lines_of
from newsreader.extract.metadata import Metadata, without_site
from newsreader.extract.phrases import junk_line
from newsreader.extract.tree import Element, Tree
from newsreader.extract.weight import text_weight
from newsreader.model import Entry

MIN_TEASERS = 2  # one report that stands with a teaser is a pointer
MIN_LISTED_SHARE = 0.6  # of a page's text, in entries, for the page to be a list
MIN_LISTED_LINK_SHARE = 0.05  # of the text of a list: its headlines
MAX_OWN_CHARS = 400  # of text that is no entry's: what a list says of itself
MIN_ENTRIES = 4  # of a list of which one entry was taken for the article
MAX_OWN_SHARE = 0.25  # likewise, of the entries' text
MAX_STATED_CHARS = 100  # likewise, of a page that says it is an article: less than the shortest one
MIN_NUMBERED_SHARE = 0.5  # of the entries, in lines that begin with a number
MIN_LINKED_SUBHEADS = 4  # of a list that its head calls an article
MIN_LINKED_SHARE = 0.8  # of such a subhead's text and of all subheads
TEASER_KEY_CHARS = 40  # the beginning of a teaser tells it from others
MAX_KEY_CHARS = 60
MIN_PROSE_CHARS = 80
MIN_OWN_PARAGRAPHS = 3
MIN_ARTICLE_CHARS = 400
MIN_FLASH_CHARS = 80  # of an article that both says what it is and is signed
MIN_PLAIN_CHARS = 1_000  # of one that does neither
MAX_SIGNED_LINES = 6  # from a headline to its byline or dateline
MAX_LINK_SHARE = 0.5
_NUMBERED = re.compile(r"#?\d{1,3}\s?[.):–—-]\s")
_ARTICLE_KINDS = ("article", "posting", "recipe", "review")


def may_be_index(metadata: Metadata, body: Element, pieces: list[Piece]) -> bool:
    """Say whether a page may be a list: it has links, hardly any long text, and states no article, author or date.

    One that does state them may still be when its subheads are links: templates say "article" of anything.

    Args:
        metadata: what the head states; what is read from the page itself may be a listed article's.
        body: the element that was taken for the article's.
        pieces: the text in it.
    """
    if body.links < MIN_LISTED_LINK_SHARE * body.text:
        return False
    if _states_article(metadata):
        subheads = [piece for piece in pieces if isinstance(piece.block, Heading)]
        linked = [piece for piece in subheads if piece.links >= MIN_LINKED_SHARE * len(piece.text)]
        if len(linked) < max(MIN_LINKED_SUBHEADS, MIN_LINKED_SHARE * len(subheads)):
            return False
    return (
        sum(len(piece.text) for piece in pieces if len(piece.text) > MAX_OWN_CHARS and piece.is_prose) < MAX_OWN_CHARS
    )


def is_index(pieces: list[Piece], entries: Sequence[Entry], metadata: Metadata) -> bool:
    """Say whether the text that was taken for an article's is that of the entries a page lists."""
    teasers = {
        _key(entry.summary, TEASER_KEY_CHARS) for entry in entries if text_weight(entry.summary) >= TEASER_KEY_CHARS
    }
    headlines = {_key(entry.headline, MAX_KEY_CHARS) for entry in entries}
    shown: set[str] = set()
    listed = own = numbered = 0
    for line in (line.casefold() for piece in pieces for line in piece.text.split("\n")):
        found = {teaser for teaser in teasers if teaser in line}
        shown |= found
        if found or any(headline in line for headline in headlines):
            listed += text_weight(line)
            numbered += _NUMBERED.match(line) is not None
        else:
            own += text_weight(line)
    is_lone = any(entry.dateline and entry.summary.endswith("…") for entry in entries) or (
        len(entries) >= MIN_ENTRIES and _begins_with_link(pieces, headlines)
    )
    enough = len(shown) >= MIN_TEASERS or (len(shown) == 1 and is_lone)
    if numbered >= MIN_NUMBERED_SHARE * len(entries):  # "the ten best": its numbers make it one text
        return False
    max_own = MAX_STATED_CHARS if _states_article(metadata) else max(MAX_OWN_CHARS, MAX_OWN_SHARE * listed)
    return enough and own <= max_own and listed >= MIN_LISTED_SHARE * (listed + own)


def _begins_with_link(pieces: list[Piece], headlines: set[str]) -> bool:
    """Say whether the text begins with the headline of a listed article, as a link to it."""
    first = next((piece for piece in pieces if piece.text), None)
    return first is not None and first.links == len(first.text) and _key(first.text, MAX_KEY_CHARS) in headlines


def is_article_page(tree: Tree, metadata: Metadata, entries: Sequence[Entry]) -> bool:
    """Say whether a page that links to articles is one itself.

    It is when its headline is followed by prose of its own. How much of it is asked for depends on whether the
    page states that it is an article and on whether it signs the headline with a byline or dateline.
    """
    lines = [line for line in lines_of(tree.body) if line.element.junk in ("", POPULAR)]
    headlines = {entry.headline for entry in entries}
    start = _own_headline(lines, metadata, headlines)
    if start is None:
        return False
    lines = lines[start + 1 :]
    first_entry = next((place for place, line in enumerate(lines) if line.text in headlines), len(lines))
    teasers = {_key(entry.summary, TEASER_KEY_CHARS) for entry in entries if entry.summary}
    prose = [place for place, line in enumerate(lines) if _is_own_prose(line, teasers)]
    chars = sum(text_weight(lines[place].text) for place in prose)
    if not prose or prose[0] > first_entry:
        return False
    is_signed = any(map(_is_signature, lines[: min(first_entry, MAX_SIGNED_LINES)]))
    marks = is_signed + _is_stated_article(metadata)
    if marks == 2:
        return chars >= MIN_FLASH_CHARS
    listed = sum(text_weight(entry.summary) for entry in entries)
    if marks == 1:
        return len(prose) >= MIN_OWN_PARAGRAPHS and chars >= max(MIN_ARTICLE_CHARS, listed)
    listed += sum(text_weight(entry.headline) for entry in entries)
    return len(prose) >= MIN_OWN_PARAGRAPHS and chars >= max(MIN_PLAIN_CHARS, listed)


def _states_article(metadata: Metadata) -> bool:
    return _is_stated_article(metadata) or metadata.published is not None or bool(metadata.authors)


def _is_stated_article(metadata: Metadata) -> bool:
    return metadata.kind.lower().endswith(_ARTICLE_KINDS)


def _own_headline(lines: list[Line], metadata: Metadata, headlines: set[str]) -> int | None:
    """Find the line with the page's own headline: of the first level, or as its head states it."""
    stated = [without_site(title, metadata.site)[0] for title in (metadata.headline, metadata.title)]
    for place, line in enumerate(lines):
        if line.text in headlines:
            continue
        is_first_level = line.is_heading and _is_in_h1(line.element)
        if is_first_level or any(same_words(line.text, title) for title in stated):
            return place
    return None


def _is_in_h1(element: Element) -> bool:
    return element.tag == "h1" or (element.parent is not None and element.parent.tag == "h1")


def _is_own_prose(line: Line, teasers: set[str]) -> bool:
    if text_weight(line.text) < MIN_PROSE_CHARS or line.is_heading or junk_line(line.text):
        return False
    text = line.text.casefold()
    in_links = sum(len(words) for words, _ in line.links)
    return in_links < MAX_LINK_SHARE * len(text) and not any(teaser in text for teaser in teasers)


def _is_signature(line: Line) -> bool:
    return is_byline(line.text) or parse_dateline(line.text) is not None


def _key(text: str, chars: int) -> str:
    return text.casefold()[:chars]
