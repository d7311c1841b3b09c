"""A look at a page's bytes before the parser sees them.

Lexbor takes time in the square of a tag's attributes and of the depth of nesting (100,000 nested tags, half
a megabyte, hold it for a minute) and cannot be interrupted. So tags are counted here first, as the HTML
standard's tokenizer parts them, in one linear pass.
"""

from __future__ import annotations

import re

from newsreader.errors import UnreadableError

MAX_PAGE_BYTES = 20_000_000  # with its scripts
MAX_MARKUP_BYTES = 6_000_000  # without them; reading takes thirty times as much, and the longest novels have 4 MB
MAX_TAGS = 100_000  # the largest real pages have 30,000; each takes half a kilobyte and more as it is read
MAX_ATTRIBUTES = 1_000  # on one tag: 2 ms; real tags have up to 100
MAX_NESTING = 3_000  # browsers stop at 512; careless pages leave some hundred tags open
MAX_WORK = 200_000_000  # tags times nesting: half a second in the parser
_SMALLEST_ATTRIBUTE = 2  # characters: "a "

# A start tag with its attributes (HTML standard, sections 13.2.5.8 and 13.2.5.32 to 13.2.5.39), possessive
# throughout so that nothing is read twice. A quote opens a value only behind "=", and "=" may begin a name.
_SPACE = r"[\t\n\f\r ]"
_ATTRIBUTE = (
    r"(?:=[^\t\n\f\r />=]*+|[^\t\n\f\r />=]++)"
    rf"(?:{_SPACE}*+={_SPACE}*+(?:\"[^\"]*+\"?+|'[^']*+'?+|[^\t\n\f\r >]*+))?+"
)
_TOKEN = re.compile(
    (
        r"<(?:!--(?:-?>|(?s:.*?)(?:--!?>|\Z))"
        r"|/(?P<end>[a-z][^\t\n\f\r />]*+)"
        rf"|(?P<start>[a-z][^\t\n\f\r />]*+)(?P<attributes>(?:(?:{_SPACE}|/)++|{_ATTRIBUTE})*+)>?+)"
    ).encode(),
    re.IGNORECASE,
)
_ATTRIBUTES = re.compile(_ATTRIBUTE.encode())
# Between these tags there is text only, unless the tag stands where the parser takes it for something else.
_RAW_END = {
    name: re.compile(rb"</%b(?=[\t\n\f\r />])" % name, re.IGNORECASE)
    for name in (b"script", b"style", b"textarea", b"title")
}
_FOREIGN = (b"svg", b"math")
_NOT_RAW_INSIDE = (*_FOREIGN, b"select")
# In SVG and MathML "<path/>" is closed; in HTML the slash means nothing. These lead from there back to HTML
# (HTML standard, section 13.2.6.5, and the integration points).
_LEADS_TO_HTML = frozenset(
    b"""
    b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu
    meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var font
    foreignobject desc title annotation-xml mi mo mn ms mtext
    """.split()
)
# A start tag that does not read simply: with strange quotes, angle brackets in a value or many attributes, or in the
# middle of a script. A tag that does read simply has at most 800 / 2 + 36 * 32 / 2 attributes. The group repeats
# without being possessive, as feedmarkup tells; nothing is read twice all the same, for a value ends in no ">".
_ODD_TAG = re.compile(
    rb"<(?=[a-zA-Z])(?![^<>\"']{0,800}+"
    rb"(?:(?<==)(?:\"[^<>\"]*+\"|'[^<>']*+')[\t\n\f\r ]*+[^<>\"']{0,32}+){0,36}>)"
)
MAX_ODD_TAGS = 300  # looked at one by one
MAX_ODD_BYTES = 200_000  # in all of them; a page with more of it is followed tag by tag sooner
USUAL_TAG_BYTES = 2_000
MAX_ODD_TAG_BYTES = 40_000
# Never open (void), or closed by the next of their kind, so that leaving them open nests nothing.
_NOT_NESTING = frozenset(
    b"""
    area base br col embed hr img input link meta param source track wbr
    p li td th tr tbody thead tfoot option html head body
    """.split()
)
_NOT_NESTING_TAG = re.compile(rb"<(?:%b)(?=[\t\n\f\r />])" % b"|".join(sorted(_NOT_NESTING)), re.IGNORECASE)


def refuse_pathological(html: bytes) -> None:
    """Refuse a page that is built to hold or fill the parser; takes 0.3 ms for 100 KB.

    Args:
        html: the document in UTF-8 or another charset whose ASCII bytes are ASCII characters; bytes, because they
            are searched several times as fast as text.

    Raises:
        UnreadableError: over one of the limits of this module; its detail names which.
    """
    if len(html) > MAX_MARKUP_BYTES:
        raise UnreadableError(detail=f"larger than {MAX_MARKUP_BYTES // 1_000_000} MB")
    tags = html.count(b"<")
    if tags > MAX_TAGS:
        raise UnreadableError(detail=f"more than {MAX_TAGS} tags")
    if not _is_plain(html, tags):
        _refuse_nesting(html)


def _is_plain(html: bytes, tags: int) -> bool:
    """Say whether no tag can be over a limit, without following the nesting: true of most pages, and soon seen.

    Every start tag begins at a "<" before a letter. Those that read simply have few attributes wherever they
    stand; the others, most of them in scripts, are looked at one by one.
    """
    starts = tags - html.count(b"</") if tags > MAX_NESTING else 0
    if starts > MAX_NESTING and starts - sum(1 for _ in _NOT_NESTING_TAG.finditer(html)) > MAX_NESTING:
        return False
    budget = MAX_ODD_BYTES
    for seen, odd in enumerate(_ODD_TAG.finditer(html)):
        size = _bounded_size(html, odd.start())
        budget -= size
        if not size or budget < 0 or seen >= MAX_ODD_TAGS:
            return False
    return True


def _bounded_size(html: bytes, at: int) -> int:
    """Give the bytes of the tag at a place; 0 when it ends too late to be followed, or has too many attributes."""
    for window in (USUAL_TAG_BYTES, MAX_ODD_TAG_BYTES):
        token = _TOKEN.match(html, at, at + window)
        if token is not None and token.end() < at + window:
            return len(token[0]) if _count_attributes(token["attributes"] or b"") <= MAX_ATTRIBUTES else 0
    return 0


def _refuse_nesting(html: bytes) -> None:
    tags = depth = deepest = 0
    open_tags: dict[bytes, int] = {}
    raw_until = 0
    slash_closes = False
    for token in _TOKEN.finditer(html):
        end, start, attributes = token.groups()
        if (raw_until and token.start() < raw_until) or not (end or start):
            continue
        tags += 1
        if end:
            name = end.lower()
            if open_tags.get(name):  # an end tag without a start tag closes nothing
                open_tags[name] -= 1
                depth -= 1
            continue
        name = start.lower()
        if len(attributes) > MAX_ATTRIBUTES * _SMALLEST_ATTRIBUTE:
            _refuse_attributes(attributes)
        slash_closes = name in _FOREIGN or (slash_closes and name not in _LEADS_TO_HTML)
        if name in _RAW_END:
            if not any(open_tags.get(other) for other in _NOT_RAW_INSIDE):
                closing = _RAW_END[name].search(html, token.end())
                raw_until = closing.start() if closing else len(html)
        elif name not in _NOT_NESTING and not (slash_closes and attributes.endswith(b"/")):
            open_tags[name] = open_tags.get(name, 0) + 1
            depth += 1
            if depth > deepest:
                deepest = depth
    if deepest > MAX_NESTING or deepest * tags > MAX_WORK:
        raise UnreadableError(detail="nested too deeply")


def _refuse_attributes(attributes: bytes) -> None:
    if _count_attributes(attributes) > MAX_ATTRIBUTES:
        raise UnreadableError(detail=f"more than {MAX_ATTRIBUTES} attributes on one tag")


def _count_attributes(attributes: bytes) -> int:
    if len(attributes) <= MAX_ATTRIBUTES * _SMALLEST_ATTRIBUTE:
        return 0  # whatever they are, they are within the limit
    return sum(1 for _ in _ATTRIBUTES.finditer(attributes))
