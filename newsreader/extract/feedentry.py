"""The text that a feed carries of an article: its plain words, whether it is all of it, and the article it makes."""

from __future__ import annotations

import html
import re
from contextlib import suppress

from newsreader.address import resolve_address
from newsreader.blocks import Paragraph, Span
from newsreader.errors import ExtractError, NoArticleError
from newsreader.extract.build import Builder, size_of
from newsreader.extract.document import parse_page
from newsreader.extract.head import Head
from newsreader.extract.prune import mark_junk
from newsreader.extract.teaser import ends_a_sentence, is_appeared_first, is_more_link, says_more_at_end
from newsreader.extract.tree import read_tree
from newsreader.extract.trim import Trimmer
from newsreader.extract.weight import text_weight
from newsreader.model import Article, ArticleNote, Entry, FeedText
from newsreader.text import clean_line

MIN_TEXT_CHARS = 250  # less is a teaser, as the list has it already
MIN_WHOLE_CHARS = 1_000  # less may be the first paragraphs only, and asking for the page costs little
MIN_WHOLE_LINES = 2
MIN_LONG_CHARS = 2_000  # a text this long is whole without a second paragraph or a full stop at its end
MIN_KEPT_SHARE = 0.5  # of the plain words; a cleaned text with less has lost the article
_LAST_LINES = 3  # where a text says that it goes on elsewhere
# No "<" within, so that one that is left open ends at the next.
_TAG = re.compile(r"<(/?[a-zA-Z!][^\s<>/]*+)[^<>]*+>")
_BREAKING = frozenset(
    (
        "p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "tr", "td", "th", "table", "blockquote", "pre", "hr",
        "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "aside", "header", "footer", "figure", "figcaption",
    )
)  # fmt: skip
_SILENT = frozenset(("script", "style", "noscript", "template", "iframe", "object", "svg", "figcaption", "head"))
_BASE = re.compile(r'<base href="([^"<>]{1,2000})">')  # as `rawfeed` writes it
_CUT_AT_END = re.compile(r"(?:\.\.\.|…)[\s\])»>]*$")


def read_feed_text(entry: Entry, is_thorough: bool = False) -> FeedText | None:
    """Read the text that an entry carries; None where it is a teaser only.

    Args:
        entry: as its feed gives it.
        is_thorough: read it as an article, which takes ten times as long as its plain words.
    """
    with_tail = plain_lines(entry.content)
    lines = _without_tail(with_tail)
    # A podcast's episode may have no page but its file; then these are its notes, however short.
    is_all_there_is = any(enclosure.url == entry.url for enclosure in entry.enclosures)
    if not is_all_there_is and sum(map(text_weight, lines)) < MIN_TEXT_CHARS:
        return None
    article = Article(
        url=entry.url,
        headline=entry.headline,
        blocks=tuple(Paragraph((Span(line),)) for line in lines),
        notes=(ArticleNote.FEED_TEXT,),
    )
    if is_thorough:
        with suppress(ExtractError):
            article = extract_feed_text(entry.content, entry.url, entry.headline)
    return FeedText(article, is_all_there_is or is_whole(with_tail))


def extract_feed_text(content: str, url: str, headline: str = "") -> Article:
    """Make an article of the text that a feed carries, with what the text itself says and no more.

    Args:
        content: HTML that is not cleaned, or plain text.
        url: of the article, absolute; links are resolved against it.
        headline: as the feed gives it; a text that begins with it does not show it twice.

    Raises:
        NoArticleError: there is no text.
        UnreadableError: it is built to break readers.
    """
    if not _TAG.search(content):
        content = "".join(f"<p>{line}</p>" for line in content.splitlines() if line.strip())
    document = f"<!doctype html><body><article>{content}</article></body>"
    found = _BASE.match(content)
    base = resolve_address(url, html.unescape(found[1])) or url if found else url
    words = sum(map(len, plain_lines(content)))
    for by_names in (True, False):
        tree = read_tree(parse_page(document, url).parser)
        mark_junk(tree, by_names=by_names)
        builder = Builder(base)
        builder.add(tree.body)
        pieces = Trimmer(Head(headline=headline)).trim(builder.pieces) if by_names else builder.pieces
        blocks = tuple(piece.block for piece in pieces if not is_appeared_first(piece.text))
        chars = size_of(pieces)
        tree.release()
        if chars >= MIN_KEPT_SHARE * words:
            break
    if not blocks:
        raise NoArticleError(url)
    return Article(url=url, headline=headline, blocks=blocks, notes=(ArticleNote.FEED_TEXT,))


def plain_lines(content: str) -> list[str]:
    """Give the words of HTML, or of plain text, one paragraph or line a string."""
    if "<" not in content:
        return [line for raw in content.splitlines() if (line := clean_line(html.unescape(raw)))]
    lines: list[str] = []
    pieces: list[str] = []
    silent = ""  # the element within which nothing is read
    parts = _TAG.split(content)
    for text, name in zip(parts[::2], [*parts[1::2], "p"], strict=True):
        if not silent:
            pieces.append(text)
        tag = name.lower()
        if silent:
            silent = "" if tag == f"/{silent}" else silent
        elif tag in _SILENT:
            silent = tag
        if not silent and tag.lstrip("/") in _BREAKING:
            if line := clean_line(html.unescape("".join(pieces))):
                lines.append(line)
            pieces.clear()
    return lines


def is_whole(with_tail: list[str]) -> bool:
    """Say whether a text is all of the article, as far as it tells: nothing in it says that there is more.

    Args:
        with_tail: what `plain_lines` gives for it.
    """
    lines = _without_tail(with_tail)
    weight = sum(map(text_weight, lines))
    if weight < MIN_WHOLE_CHARS or _CUT_AT_END.search(lines[-1]):
        return False
    if any(is_more_link(line) or says_more_at_end(line) for line in with_tail[-_LAST_LINES:]):
        return False
    return weight >= MIN_LONG_CHARS or (len(lines) >= MIN_WHOLE_LINES and ends_a_sentence(lines[-1]))


def _without_tail(lines: list[str]) -> list[str]:
    """Leave out what programs add to every text of a feed."""
    kept = list(lines)
    while kept and (is_appeared_first(kept[-1]) or is_more_link(kept[-1])):
        kept.pop()
    return kept
