"""newsboat's `urls` file: one feed a line, with tags, a title as `~title`, and feeds made by searches or programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.extract.decode import decode_html
from newsreader.extract.opml import MAX_NAME_CHARS, tags_of, web_feed_address
from newsreader.subscription import NO_ADDRESS, LeftOut, SavedQuery, Subscription, SubscriptionList, bounded_list
from newsreader.text import clean_line

MAX_LINE_CHARS = 20_000
HIDDEN = "!"  # the tag of a feed that newsboat does not show; kept as a tag
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_ESCAPED = re.compile(r"\\(.)")
_PROGRAMS = {
    "exec:": "programs are never run",
    "filter:": "programs are never run",
    "file:": "only web addresses are followed",
}
# One comparison of newsboat's filter language.
_COMPARISON = re.compile(r'\s*(\w+)\s*(=~|==|=|#)\s*"([^"]*)"\s*')
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_FIELDS = {"title": "title", "author": "author", "feedtitle": "section", "tags": "section", "content": ""}
_TOLD = re.compile(r"[\w .,:;\'/+-]+")  # what means itself in newsboat's patterns and in our phrases


def extract_urls(body: bytes) -> SubscriptionList:
    """Read a `urls` file. Never raises: a line that says nothing we know is left out."""
    subscriptions: list[Subscription] = []
    queries: list[SavedQuery] = []
    left_out: list[LeftOut] = []
    for line in decode_html(body).splitlines():
        match _read(line[:MAX_LINE_CHARS]):
            case Subscription() as found:
                subscriptions.append(found)
            case SavedQuery() as query:
                queries.append(query)
            case LeftOut() as left:
                left_out.append(left)
    return bounded_list(subscriptions, queries, left_out)


def translated_query(expression: str) -> str:
    """Say a query feed's filter in our own search language.

    Only comparisons joined by `and` whose meaning is the same are translated.

    Returns:
        The search; "" when it cannot be said.
    """
    terms = [_term(part) for part in _AND.split(expression.strip())]
    return " ".join(terms) if all(terms) else ""


def _term(comparison: str) -> str:
    match = _COMPARISON.fullmatch(comparison)
    if match is None:
        return ""
    name, operator, value = match[1].casefold(), match[2], match[3].strip()
    if name == "unread" and operator in ("=", "=="):
        return {"yes": "is:unread", "no": "is:read"}.get(value.casefold(), "")
    if name not in _FIELDS or not _TOLD.fullmatch(value) or (name == "tags") is not (operator == "#"):
        return ""
    is_part = operator == "=~"
    if name in ("title", "author", "content") and not is_part:
        return ""  # "is exactly" is not what our words mean
    field = _FIELDS[name]
    return f'{field}:"{value}"' if field else f'"{value}"'


def _read(line: str) -> Subscription | SavedQuery | LeftOut | None:
    words = list(_words(line))
    if not words or line.lstrip().startswith("#"):
        return None
    address, *rest = words
    what = clean_line(address)[:MAX_NAME_CHARS]
    if address.startswith("query:"):
        _, _, named = address.partition(":")
        name, _, expression = named.partition(":")
        query = translated_query(expression)
        if query:
            return SavedQuery(name=clean_line(name)[:MAX_NAME_CHARS], query=query)
        return LeftOut(what=what, why="its filter cannot be said as a search")
    for scheme, why in _PROGRAMS.items():
        if address.startswith(scheme):
            return LeftOut(what=what, why=why)
    url = web_feed_address(address)
    if not url:
        return LeftOut(what=what, why=NO_ADDRESS)
    titles = [clean_line(word[1:])[:MAX_NAME_CHARS] for word in rest if word.startswith("~")]
    tags = tags_of([word for word in rest if not word.startswith("~")])
    folder = next((tag for tag in tags if tag != HIDDEN), "")
    return Subscription(
        addresses=(url,),
        name=next(filter(None, titles), ""),
        folder=folder,
        tags=tuple(tag for tag in tags if tag != folder),
    )


def _words(line: str) -> Iterator[str]:
    """Part a line at blanks outside of quotation marks, with backslashes within them."""
    for quoted, plain in _WORD.findall(line):
        yield plain or _ESCAPED.sub(r"\1", quoted)
