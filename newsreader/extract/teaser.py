"""The few lines under a headline: a scrap of HTML or text made into place, agency, day, words and a picture.

Feeds and section pages give the same scraps: a dateline, a picture, a text cut in mid-sentence, and a link
that says "Full article".
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from newsreader.address import resolve_address
from newsreader.extract.dateline import split_dateline
from newsreader.model import Dateline
from newsreader.text import clean_line

MAX_SUMMARY_CHARS = 500
MAX_SCRAP_CHARS = 16_000  # of HTML; five hundred characters of text begin well before it ends
MAX_SCRAP_TAGS = 1_000  # more in so little is no teaser, and nesting costs the parser its square
MAX_TITLE_CHARS = 500
MAX_HEADLINE_FROM_TEXT = 90  # characters of the text that stand for a missing title
MIN_PICTURE_PIXELS = 50  # smaller pictures count visits or space lines

_TAG = re.compile(r"<[^>]*>?")
_MARKUP = re.compile(r"</?[a-zA-Z!][^>]*>")
# A scrap with the tags that most have and none that needs a tree.
_SIMPLE = re.compile(r"[^<]*+(?:</?(?:p|br|div|b|i|em|strong|span)\s?/?>[^<]*+)*")
_LINE_BREAK = re.compile(r"</?(?:p|br|div)\s?/?>")
# What a link says that only says that there is more.
_MORE_WORDS = (
    r"(?:read (?:the )?(?:full )?(?:more|article|story|text|post|on|rest)|full (?:article|story|text)|continue reading|"
    r"more|see more|view (?:article|post|more)|keep reading|learn more|weiterlesen|mehr(?: lesen| erfahren)?|"
    r"zum artikel|lire (?:la suite|plus)|en savoir plus|leer más|seguir leyendo|sigue leyendo|ler mais|leia mais|"
    r"continua a leggere|leggi tutto|leggi di più|lees (?:meer|verder)|läs mer|les mer|læs mere|lue lisää|"
    r"czytaj (?:więcej|dalej)|więcej|číst dál|celý článek|читать (?:далее|полностью)|подробнее|далее|"
    r"devamı(?:nı oku)?|続きを読む|全文|阅读全文|閱讀全文|더 ?보기|اقرأ المزيد|المزيد)[\s.…›»→>\])-]{0,9}$"
)
_MORE = re.compile(r"[\s.…·|\[(«»>-]{0,9}" + _MORE_WORDS, re.IGNORECASE)
_MORE_AT_END = re.compile(r"(?:^|(?<=[.…!?。»”\"\])|]))[\s\[(|]{0,9}" + _MORE_WORDS, re.IGNORECASE)
_MAX_TAIL_CHARS = 80  # where the above is looked for
# WordPress adds it to every feed.
_APPEARED_FIRST = re.compile(r"The post (?:\S+ ){1,40}?appeared first on .{1,150}$")
_CUT = re.compile(r"[\s\[(.…]*(?:\.\.\.|…)[\s\]).…]*$")
_FULL_STOPS = (".", "!", "?", "。")
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "؟", "।", "…")
_PICTURE_ATTRIBUTES = ("src", "data-src", "data-lazy-src", "data-original")
_BREAKING_TAGS = frozenset(("p", "br", "div", "li", "tr", "td", "h1", "h2", "h3", "h4", "blockquote", "img", "hr"))
_SILENT_TAGS = frozenset(("script", "style", "noscript", "template", "iframe", "object", "svg", "figcaption"))


@dataclass(frozen=True, slots=True)
class Teaser:
    """What a scrap says."""

    text: str = ""  # without dateline and "read more"; ends in "…" where it was cut
    dateline: Dateline | None = None
    image_url: str = ""


def plain_title(raw: str) -> str:
    """Make a title of a feed plain: tags gone, entities decoded, one line, at most `MAX_TITLE_CHARS`."""
    raw = raw[: 4 * MAX_TITLE_CHARS]
    if "<" in raw and _MARKUP.search(raw):
        raw = _TAG.sub("", raw)
    return _shortened(clean_line(html.unescape(raw)), MAX_TITLE_CHARS)


def headline_from(text: str) -> str:
    """Give the beginning of a text, for an entry without a title."""
    return _shortened(text, MAX_HEADLINE_FROM_TEXT)


def read_teaser(raw: str, base: str, *, year: int | None = None) -> Teaser:
    """Read a scrap of HTML, or plain text.

    Args:
        raw: the scrap as the feed gives it.
        base: an absolute address to resolve the picture's against.
        year: of the entry, for datelines that print none.
    """
    scrap = raw[:MAX_SCRAP_CHARS]
    image_url = ""
    if "<" not in scrap or scrap.count("<") > MAX_SCRAP_TAGS:
        text, has_more = html.unescape(_TAG.sub(" ", scrap)), False
    elif scrap.startswith("<p>") and scrap.endswith("</p>") and scrap.count("<") == 2:  # as most are
        text, has_more = html.unescape(scrap[3:-4]), False
    elif _SIMPLE.fullmatch(scrap):  # several times as quick as a tree
        text, has_more = html.unescape(_TAG.sub("", _LINE_BREAK.sub(" ", scrap))), False
    else:
        try:
            body = LexborHTMLParser(scrap.encode("utf-8", "replace")).body
        except SelectolaxError:
            return Teaser()
        text, image_url, has_more = _read_scrap(body, base) if body is not None else ("", "", False)
    dateline, text = split_dateline(clean_line(text), year)
    return Teaser(cut_summary(text, was_cut=has_more or len(raw) > len(scrap)), dateline, image_url)


def cut_summary(text: str, *, was_cut: bool = False) -> str:
    """Bring a text to a summary: without "read more", cut at a word within `MAX_SUMMARY_CHARS`.

    Args:
        text: one cleaned line.
        was_cut: the text goes on in the original.
    """
    if len(text) > 2 * MAX_SUMMARY_CHARS:
        return _shortened(text, MAX_SUMMARY_CHARS)
    text = (_APPEARED_FIRST.sub("", text) if "appeared first" in text else text).rstrip()
    body, tail = text[:-_MAX_TAIL_CHARS], text[-_MAX_TAIL_CHARS:]
    more_links = cuts = 0
    if not tail.endswith(_FULL_STOPS):
        tail, more_links = _MORE_AT_END.subn("", tail)
    if "..." in tail or "…" in tail:
        tail, cuts = _CUT.subn("", tail)
    text = f"{body}{tail}".rstrip()
    is_cut = cuts > 0 or ((was_cut or more_links > 0) and not ends_a_sentence(text))
    return _shortened(f"{text}…" if is_cut and text else text, MAX_SUMMARY_CHARS)


def is_more_link(text: str) -> bool:
    """Say whether a link's text only says that there is more: "Full article", "Read more »", "Weiterlesen"."""
    return len(text) < 60 and _MORE.match(text.strip()) is not None


def says_more_at_end(text: str) -> bool:
    """Say whether a text ends in words that only say that there is more, behind what it says itself."""
    return _MORE_AT_END.search(text[-_MAX_TAIL_CHARS:]) is not None


def is_appeared_first(line: str) -> bool:
    """Say whether a line only names the post and the site it is of, as WordPress adds to every text of a feed."""
    return _APPEARED_FIRST.match(line) is not None


def ends_a_sentence(text: str) -> bool:
    """Say whether a text ends as sentences do, in any of the scripts."""
    return text.rstrip("\"'”’»)] ").endswith(_SENTENCE_ENDS)


def _shortened(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    word_end = head.rfind(" ", limit // 2)
    return f"{(head[:word_end] if word_end > 0 else head).rstrip(' ,;:–—-')}…"


def _read_scrap(body: LexborNode, base: str) -> tuple[str, str, bool]:
    """Give the text, with spaces where lines break, the first telling picture, and whether a link leads to more."""
    pieces: list[str] = []
    image_url = ""
    has_more = False
    node: LexborNode | None = body.first_child
    while node is not None:
        tag = node.tag or ""
        is_entered = tag not in _SILENT_TAGS
        if tag == "-text":
            pieces.append(node.text_content or "")
        elif tag == "img" and not image_url:
            image_url = picture_address(node.attributes, base)
        elif tag == "a" and is_more_link(clean_line(node.text())):
            has_more, is_entered = True, False
        if tag in _BREAKING_TAGS:
            pieces.append(" ")
        node = _next_node(node, body, enter=is_entered)
    return "".join(pieces), image_url, has_more


def _next_node(node: LexborNode, root: LexborNode, *, enter: bool) -> LexborNode | None:
    """Walk in document order without recursion."""
    if enter and node.first_child is not None:
        return node.first_child
    current: LexborNode | None = node
    while current is not None and current.mem_id != root.mem_id:
        if current.next is not None:
            return current.next
        current = current.parent
    return None


def picture_address(attributes: dict[str, str | None], base: str) -> str:
    """Give the address of an `<img>`, "" when it is too small to show something or has none."""
    for side in ("width", "height"):
        size = (attributes.get(side) or "").strip().removesuffix("px")
        if size.isdecimal() and len(size) < 6 and int(size) < MIN_PICTURE_PIXELS:
            return ""
    for name in _PICTURE_ATTRIBUTES:
        address = resolve_address(base, attributes.get(name) or "") if attributes.get(name) else ""
        if address:
            return address
    return ""
