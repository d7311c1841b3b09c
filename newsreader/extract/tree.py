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
MAX_ELEMENTS = 60_000  # a long live ticker has half of that; a page beyond this is data, not prose

# What never holds prose a reader sees.
DROPPED_TAGS = word_set(
    """
    script style noscript template svg head object select option optgroup datalist button input textarea canvas
    map area math link meta title frame frameset param source track progress meter dialog rt rp rtc
    """
)
STATING_TAGS = frozenset(("meta", "title", "link", "script", "base"))  # read by `metadata`
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
_CLOSED_AT_ANY_SIZE = word_set("comments commentlist comment-list disqus cookie cookies consent gdpr")
_CLOSED_WORDS = _CLOSED_AT_ANY_SIZE | word_set(
    """
    nav navbar navigation menu submenu offcanvas pagination pager footer foot popular trending mostread mostpopular
    most-read most-popular most-viewed taboola outbrain sponsored
    """
)
_ARTICLE_TAGS = frozenset(("article", "main", "blockquote"))
_VOID_TAGS = frozenset(("img", "br", "hr", "wbr", "embed", "source"))  # which hold nothing
_CODE_TAGS = frozenset(("pre", "code", "listing", "xmp", "samp", "td"))
_CLOSABLE_TAGS = frozenset(("nav", "footer", "div", "section", "ul", "ol", "aside"))
MAX_CLOSED_BYTES = 1_500  # of text outside links; with more, or where links are few, it may not be what its name says
MAX_FEW_BYTES = 200
MAX_VAIN_BYTES = 2_000_000  # of text measured in boxes that then are read all the same; such boxes may be nested
MIN_CLOSED_LINK_SHARE = 0.3
HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


_DROPPED, _INLINE, _BLOCK = range(3)  # kinds of nodes, as numbers, since they are asked for at every node


@lru_cache(maxsize=1024)
def _kind_of(tag: str | None) -> int:
    """Tell the kind of a node by its tag, None for what is neither text nor an element."""
    if tag is None or tag[0] in "-!" or tag in DROPPED_TAGS:
        return _DROPPED
    return _INLINE if tag in INLINE_TAGS or "-" in tag or ":" in tag else _BLOCK  # own elements are inline


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

    def __init__(
        self, tag: str, attrs: dict[str, str | None], parent: Element | None, depth: int, is_block: bool
    ) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.depth = depth
        self.children: list[Element | str] = []
        self.is_block = is_block
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
        """Class names and id, a space between; "" when it has neither."""
        names, identity = self.attrs.get("class") or "", self.attrs.get("id")
        return f"{names} {identity}" if identity else names

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
    stated: list[LexborNode]  # what the body has of `STATING_TAGS`: microdata, the rest of a head that ended early

    def release(self) -> None:
        """Take the tree apart, so that its memory is free at once and not at the next search for cycles."""
        for element in self.elements:
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
    `MAX_ELEMENTS`. White space that no browser shows, between blocks, is left out. Cost is linear in the number of
    nodes.
    """
    source = parser.body or parser.root
    body = Element("body", source.attributes if source is not None else {}, None, 0, True)
    reader = _Reader(body, 0 if whole else MAX_VAIN_BYTES)
    if source is not None:
        reader.read(source, body, False)
    return Tree(body, reader.elements, reader.stated)


class _Reader:
    """Reads a page's nodes into elements, with as few calls for each as can be."""

    __slots__ = ("_patience", "elements", "stated")

    def __init__(self, body: Element, patience: int) -> None:
        self._patience = patience
        self.elements = [body]
        self.stated: list[LexborNode] = []

    def read(self, node: LexborNode, into: Element, keeps_space: bool) -> None:
        """Read what is below a node, and sum up its sizes."""
        children, depth, is_line = into.children, into.depth + 1, not into.is_block
        own = flow = text_below = links = flow_links = 0
        before: LexborNode | None = None  # what stands on the line just before, and is no text
        for child in node.iter(True, not keeps_space):
            tag = child.tag
            if tag == "-text":
                text = child.text_content or ""
                words = text.strip()
                own += len(words) if words.isascii() else len(words.encode("utf-8", "replace"))
                children.append(text)
                before = None
                continue
            kind = _kind_of(tag)
            if kind == _BLOCK:
                before = None
            else:
                if (before is not None or (is_line and not children)) and _is_gap(before, child):
                    children.append(" ")
                before = child
                if kind == _DROPPED and not (tag == "source" and into.tag in _MEDIA_TAGS):
                    if tag in STATING_TAGS:
                        self.stated.append(child)
                    continue
            if depth > MAX_DEPTH or len(self.elements) >= MAX_ELEMENTS:
                own += self._dissolve(child, children)
                continue
            element = Element(tag or "", child.attributes, into, depth, kind == _BLOCK)
            self.elements.append(element)
            children.append(element)
            if tag in _VOID_TAGS:
                continue
            if not (tag in _CLOSABLE_TAGS and self._patience > 0 and self._closes(child, element)):
                self.read(child, element, keeps_space or (tag in _CODE_TAGS and _sets_code(element)))
            text_below += element.text
            links += element.links
            if element.is_block:
                into.is_block = True  # an inline element round blocks is laid out as a block
            else:
                flow += element.flow
                flow_links += element.flow_links
        if is_line and (before is not None or not children) and _ends_in_gap(node, before):
            children.append(" ")
        into.flow, into.text = flow + own, text_below + own
        into.links, into.flow_links = (into.text, into.flow) if into.tag == "a" else (links, flow_links)

    def _closes(self, node: LexborNode, element: Element) -> bool:
        """Take the sizes of a menu, a footer or a discussion instead of its insides."""
        if not _may_be_closed(element):
            return False
        text = _size(node.text(separator=" "))
        links = _size("".join([link.text() for link in node.css("a")]))
        if not _is_as_named(element, text, links):
            self._patience -= text
            return False
        element.is_closed = True
        element.text, element.links = text, min(links, text)
        return True

    def _dissolve(self, node: LexborNode, into: list[Element | str]) -> int:
        """Take the text below a node that is nested too deeply, and give its size."""
        if len(self.elements) >= MAX_ELEMENTS:
            return 0
        parts = node.traverse(include_text=True)
        texts = [part.text_content for part in parts if part.parent is None or part.parent.tag not in DROPPED_TAGS]
        found = [text for text in texts if text]
        into.extend(found)
        return sum(len(text.strip().encode("utf-8", "replace")) for text in found)


def _is_gap(before: LexborNode | None, node: LexborNode) -> bool:
    """Say whether the parser passed over white space between two nodes, or before the first on a line."""
    if before is None:
        return node.prev is not None
    following = before.next
    return following is not None and following.mem_id != node.mem_id


def _ends_in_gap(node: LexborNode, last: LexborNode | None) -> bool:
    return (last.next if last is not None else node.first_child) is not None


def _sets_code(element: Element) -> bool:
    """Say whether white space in an element is text: in code, and in the tables that number its lines."""
    return element.tag != "td" or "code" in element.get("class")


def _size(text: str) -> int:
    words = " ".join(text.split())
    return len(words) if words.isascii() else len(words.encode("utf-8", "replace"))


def _is_as_named(element: Element, text: int, links: int) -> bool:
    """Say whether the sizes of what is called a menu, a footer or a discussion do not speak against it."""
    if element.junk_word in _CLOSED_AT_ANY_SIZE:
        return True
    words = text - links
    return words <= MAX_FEW_BYTES or (words <= MAX_CLOSED_BYTES and links >= MIN_CLOSED_LINK_SHARE * text)


def _may_be_closed(element: Element) -> bool:
    """Say whether an element is called a menu, a footer or a discussion, and no part of an article holds it."""
    attrs, tag = element.attrs, element.tag
    if not attrs:
        return tag in _CLOSED_TAGS and not _is_in_article(element)
    names = element.names
    element.junk_word = word = junk_word(names) if names else ""
    if not (word in _CLOSED_WORDS or tag in _CLOSED_TAGS or attrs.get("role") in _CLOSED_ROLES):
        return False
    if is_content_name(names) or "crumb" in (lower := names.lower()) or "note" in lower:
        return False  # where a page stands and footnotes are read
    return not _is_in_article(element)


def _is_in_article(element: Element) -> bool:
    """Say whether it ends an article, and may offer others, rather than a page."""
    place = element.parent
    while place is not None:
        if place.tag in _ARTICLE_TAGS:
            return True
        place = place.parent
    return False


def elements_in(box: Element | None) -> Iterator[Element]:
    """Walk what is below an element, in document order."""
    waiting: list[Element | str] = list(reversed(box.children)) if box is not None else []
    while waiting:
        element = waiting.pop()
        if isinstance(element, Element):
            yield element
            waiting.extend(reversed(element.children))
