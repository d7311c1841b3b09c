"""The page as a small tree of our own, read from the parser once.

Everything after this works on `Element`: plain attributes, no calls into the parser. The sums that scoring
needs (how much text, how much of it in links) are gathered bottom-up here, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsreader.extract.classwords import is_content_name, junk_word
from newsreader.extract.wordlist import word_set

# Browsers stop nesting at 512; no article needs half of that, and recursion below relies on it.
MAX_DEPTH = 150
MAX_NODES = 120_000  # a long live ticker has 60,000; a page beyond this is data, not prose

# What never holds prose a reader sees.
DROPPED_TAGS = word_set(
    """
    script style noscript template svg head object select option optgroup datalist button input textarea canvas
    map area math link meta title frame frameset param source track progress meter dialog rt rp rtc
    """
)
_MEDIA_TAGS = frozenset(("video", "audio"))  # whose sources are their addresses
INLINE_TAGS = word_set(
    """
    a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark nobr q rb ruby s
    samp small span strike strong sub sup time tt u var wbr picture blink source
    """
)
# Menus, footers and discussions, which half of a page's elements are in and no article is: their insides are not read.
_CLOSED_TAGS = frozenset(("nav", "footer"))
_CLOSED_ROLES = frozenset(("navigation", "menu", "menubar", "contentinfo"))
_CLOSED_WORDS = word_set(
    """
    nav navbar navigation menu submenu offcanvas pagination pager footer foot popular trending mostread mostpopular
    most-read most-popular most-viewed taboola outbrain sponsored
    """
)
_CLOSED_AT_ANY_SIZE = word_set("comments commentlist comment-list disqus cookie cookies consent gdpr")
_ARTICLE_TAGS = frozenset(("article", "main", "blockquote"))
_CLOSABLE_TAGS = frozenset(("nav", "footer", "div", "section", "ul", "ol", "aside"))
MAX_CLOSED_BYTES = 1_500  # of text outside links; with more, or where links are few, it may not be what its name says
MAX_FEW_BYTES = 200
MAX_VAIN_BYTES = 2_000_000  # of text measured in boxes that then are read all the same; such boxes may be nested
MIN_CLOSED_LINK_SHARE = 0.3
HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@lru_cache(maxsize=1024)
def _is_block(tag: str) -> bool:
    return tag not in INLINE_TAGS and "-" not in tag and ":" not in tag  # own elements are inline


class Element:
    """One element with its attributes and children; text children are plain strings.

    Sizes are in UTF-8 bytes, so that a Chinese or Thai page weighs as much as an English one.
    """

    __slots__ = (
        "attrs",
        "children",
        "depth",
        "flow",
        "flow_links",
        "is_block",
        "is_closed",
        "junk",
        "junk_word",
        "links",
        "parent",
        "score",
        "tag",
        "text",
    )

    def __init__(self, tag: str, attrs: dict[str, str | None], parent: Element | None, depth: int) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.depth = depth
        self.children: list[Element | str] = []
        self.is_block = _is_block(tag)
        self.flow = 0  # text in this element that no deeper block holds
        self.flow_links = 0  # the part of it inside links
        self.text = 0  # all text below
        self.links = 0  # all link text below
        self.score = 0.0  # what choosing the body needs
        self.is_closed = False  # its insides were not read
        self.junk_word: str | None = None  # the word in its names that tells boilerplate; None until they are judged
        self.junk = ""  # why this is no part of an article, "" when it may be

    def get(self, name: str) -> str:
        """Give an attribute's value, "" when it is absent or empty."""
        return self.attrs.get(name) or ""

    @property
    def names(self) -> str:
        """Class names and id, a space between."""
        return f"{self.attrs.get('class') or ''} {self.attrs.get('id') or ''}"

    def inside(self, ancestor: Element) -> bool:
        """Say whether this element is `ancestor` or below it."""
        element: Element | None = self
        while element is not None and element.depth >= ancestor.depth:
            if element is ancestor:
                return True
            element = element.parent
        return False


@dataclass(frozen=True, slots=True)
class Tree:
    """A page's body."""

    body: Element
    elements: list[Element]  # in document order, the body first

    def release(self) -> None:
        """Take the tree apart, so that its memory is free at once and not at the next search for cycles."""
        for element in self.elements:
            element.parent = None
            element.children.clear()


def mark_box(box: Element, reason: str) -> None:
    """Mark an element and all it holds as no part of the article."""
    waiting = [box]
    while waiting:
        element = waiting.pop()
        element.junk = reason
        waiting.extend(child for child in element.children if isinstance(child, Element))


def read_tree(parser: LexborHTMLParser, *, whole: bool = True) -> Tree:
    """Read the body of a parsed page.

    Args:
        parser: the parsed page.
        whole: read the insides of menus and footers too; without, such an element has its sizes and no children.

    Elements nested deeper than `MAX_DEPTH` are dissolved into the one at that depth; reading stops after
    `MAX_NODES` nodes. Cost is linear in the number of nodes.
    """
    source = parser.body or parser.root
    body = Element("body", source.attributes if source is not None else {}, None, 0)
    elements = [body]
    stack: list[tuple[LexborNode | None, Element]] = [(source.first_child if source is not None else None, body)]
    budget = MAX_NODES
    patience = 0 if whole else MAX_VAIN_BYTES
    while stack and budget > 0:
        node, into = stack.pop()
        while node is not None and budget > 0:
            budget -= 1
            tag = node.tag
            child = None
            if tag == "-text":
                text = node.text_content or ""
                words = text.strip()
                if words:
                    size = len(words) if words.isascii() else len(words.encode("utf-8", "replace"))
                    into.flow += size
                    into.text += size
                    into.children.append(text)
                elif text:
                    into.children.append(text)  # as it is: in code, white space is text
            elif (
                tag is not None
                and tag[0] not in "-!"
                and (tag not in DROPPED_TAGS or (tag == "source" and into.tag in _MEDIA_TAGS))
            ):
                child = node.first_child
                if into.depth < MAX_DEPTH:
                    element = Element(tag, node.attributes, into, into.depth + 1)
                    elements.append(element)
                    into.children.append(element)
                    if patience > 0 and tag in _CLOSABLE_TAGS and child is not None and _may_be_closed(element):
                        text_size, link_size = _sizes_of(node)
                        if _is_as_named(element, text_size, link_size):
                            element.is_closed, child = True, None
                            element.text, element.links = text_size, min(link_size, text_size)
                        else:
                            patience -= text_size
                else:
                    element = into
                if child is not None:
                    stack.append((node.next, into))
                    node, into = child, element
                    continue
            node = node.next
    _measure(elements)
    return Tree(body, elements)


def _sizes_of(node: LexborNode) -> tuple[int, int]:
    """Measure the text below a node and the part of it in links, in bytes."""
    text = " ".join(node.text(separator=" ").split())
    links = sum(len((link.text() or "").strip().encode("utf-8", "replace")) for link in node.css("a"))
    return len(text.encode("utf-8", "replace")), links


def _is_as_named(element: Element, text: int, links: int) -> bool:
    """Say whether the sizes of what is called a menu, a footer or a discussion do not speak against it."""
    if element.junk_word in _CLOSED_AT_ANY_SIZE:
        return True
    words = text - links
    return words <= MAX_FEW_BYTES or (words <= MAX_CLOSED_BYTES and links >= MIN_CLOSED_LINK_SHARE * text)


def _may_be_closed(element: Element) -> bool:
    attrs = element.attrs
    if not (attrs or element.tag in _CLOSED_TAGS):
        return False
    names = element.names
    element.junk_word = junk_word(names) if len(names) > 1 else ""
    is_named = element.junk_word in _CLOSED_WORDS or element.junk_word in _CLOSED_AT_ANY_SIZE
    is_menu = is_named or element.tag in _CLOSED_TAGS or attrs.get("role") in _CLOSED_ROLES
    if not is_menu or is_content_name(names):
        return False
    if "crumb" in (lower := names.lower()) or "note" in lower:  # which are read: where a page stands, footnotes
        return False
    place = element.parent
    while place is not None:
        if place.tag in _ARTICLE_TAGS:  # what ends an article may offer others
            return False
        place = place.parent
    return True


def elements_in(box: Element | None) -> Iterator[Element]:
    """Walk what is below an element, in document order."""
    waiting: list[Element | str] = list(reversed(box.children)) if box is not None else []
    while waiting:
        element = waiting.pop()
        if isinstance(element, Element):
            yield element
            waiting.extend(reversed(element.children))


def _measure(elements: list[Element]) -> None:
    """Sum up sizes, children before parents; `flow` and `text` hold each element's own so far."""
    for element in reversed(elements):
        flow, text = element.flow, element.text
        if element.tag == "a":
            element.links = text
            element.flow_links = flow
        parent = element.parent
        if parent is None:
            continue
        parent.text += text
        parent.links += element.links
        if element.is_block:
            parent.is_block = True  # an inline element round blocks is laid out as a block
        else:
            parent.flow += flow
            parent.flow_links += element.flow_links
