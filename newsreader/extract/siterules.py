"""A site's rule at work: what it names is marked before the page becomes our tree, and found there again.

The rule decides where the text and the fields stand; how they are read, and what is junk in the text, is
decided as on any other page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from newsreader.extract.byline import after_by, is_byline, read_names
from newsreader.extract.head import Head, read_head_line
from newsreader.extract.lines import lines_of
from newsreader.extract.prune import mark_junk
from newsreader.extract.reasons import MAX_EXCERPT_CHARS, Reason, Reasons
from newsreader.extract.tables import all_text
from newsreader.extract.tree import Element, Tree
from newsreader.model import Article, Origin
from newsreader.siterule import SiteRule
from newsreader.text import clean_line

MARK = "data-newsreader-rule"  # the attribute that says which fields an element was named for
MAX_MATCHES = 5000  # of one selector; more is no rule but a mistake
MAX_VALUE_CHARS = 2000  # of a field in the page's head


def selector_fault(rule: SiteRule) -> tuple[str, str] | None:
    """Give the first field and selector of a rule that cannot be read, None when all can."""
    return next(((field, selector) for field, selector in rule.selectors() if not _is_selector(selector)), None)


@lru_cache(maxsize=1024)
def _is_selector(selector: str) -> bool:
    try:
        LexborHTMLParser("<p>").css(selector)
    except SelectolaxError:
        return False
    return True


def with_body_marked(html: bytes | str, rule: SiteRule) -> bytes | str:
    """Put an element round what stands between the two comments of a rule, where the page has both."""
    if not rule.between:
        return html
    if isinstance(html, str):
        return _with_element_between(html, *rule.between)
    # As Latin-1 every byte comes back as it was, whatever the page's own encoding.
    between = (text.encode().decode("latin-1") for text in rule.between)
    return _with_element_between(html.decode("latin-1"), *between).encode("latin-1")


def _with_element_between(html: str, first: str, last: str) -> str:
    if first not in html or last not in html:
        return html
    begin = re.search(rf"<!--\s*{re.escape(first)}\s*-->", html)
    end = re.compile(rf"<!--\s*{re.escape(last)}\s*-->").search(html, begin.end()) if begin else None
    if begin is None or end is None:
        return html
    return f'{html[: begin.end()]}<div {MARK}="body">{html[begin.end() : end.start()]}</div>{html[end.start() :]}'


class Ruling:
    """What a rule names on one page.

    Args:
        rule: its selectors can be read.
        parser: the page, from `with_body_marked`; what the rule drops is taken out of it.
        reasons: told of what was dropped.
    """

    def __init__(self, rule: SiteRule, parser: LexborHTMLParser, reasons: Reasons | None) -> None:
        self.rule = rule
        self.body: list[Element] = []  # these are set by `find`
        self.related: list[Element] = []
        self._fields: dict[str, list[Element]] = {}
        self._filled: set[str] = set()  # fields of the article
        self._stated: dict[str, str] = {}  # values of fields in the page's head
        for selector in rule.drop:
            self._drop(parser, selector, reasons)
        if not parser.css(f"[{MARK}~=body]"):
            _mark_first(parser, "body", rule.body)
        for field, selectors in (("title", rule.title), ("byline", rule.byline), ("dateline", rule.dateline)):
            for node in _mark_first(parser, field, selectors):
                if node.tag in ("meta", "title"):
                    raw = node.attributes.get("content") or node.text()
                    self._stated.setdefault(field, clean_line(raw[:MAX_VALUE_CHARS]))
        for selector in rule.related:
            _mark_first(parser, "related", (selector,))

    def find(self, tree: Tree) -> None:
        """Find the marked elements in the tree made of the page."""
        for element in tree.elements:
            for field in element.get(MARK).split():
                self._fields.setdefault(field, []).append(element)
        self.body = _outermost(self._fields.get("body", []))
        self.related = _outermost(self._fields.get("related", []))

    @property
    def where(self) -> str:
        """What the rule goes by to find the body, in words."""
        return f"site rule {self.rule.file}: {' to '.join(self.rule.between) or ', '.join(self.rule.body)}"

    def clear(self, tree: Tree, reasons: Reasons | None) -> None:
        """Judge anew what is junk in the bodies: none of them is for where it stands."""
        places = {element: place for place, element in enumerate(tree.elements)} if self.body else {}
        for box in self.body:
            first = end = places[box]
            while (end := end + 1) < len(tree.elements) and tree.elements[end].depth > box.depth:
                pass  # in document order what stands in a box comes right after it
            mark_junk(Tree(box, tree.elements[first:end], []), by_names=True, reasons=reasons)

    def fill(self, head: Head) -> None:
        """Put what the rule finds of title, byline and dateline in the place of what was found without it."""
        if title := self._text("title"):
            head.headline = title
            self._filled.add("headline")
        if names := tuple(dict.fromkeys(name for text in self._lines("byline") for name in _names(text))):
            head.byline = names
            self._filled.add("byline")
        read = Head()
        for text in self._lines("dateline"):
            read_head_line(read, text)
        head.day = read.day or head.day
        if read.dateline is not None:
            head.dateline = read.dateline
            self._filled.add("dateline")

    def told(self, article: Article) -> Article:
        """Say of the fields that the rule named that they were read by it."""
        origins = ((name, Origin.RULE if name in self._filled else origin) for name, origin in article.origins)
        return replace(article, origins=tuple(origins))

    def _text(self, field: str) -> str:
        """Give the first text of a field, "" when the page has none."""
        texts = (all_text(element, with_junk=True) for element in self._fields.get(field, []))
        return next(filter(None, texts), "") or self._stated.get(field, "")

    def _lines(self, field: str) -> list[str]:
        elements = self._fields.get(field, [])
        return [line.text for element in elements for line in lines_of(element)] or [self._stated.get(field, "")]

    def _drop(self, parser: LexborHTMLParser, selector: str, reasons: Reasons | None) -> None:
        for node in reversed(_nodes(parser, selector)):  # what stands in another goes before it
            if node.tag in ("html", "head", "body"):
                continue
            if reasons is not None:
                excerpt = clean_line(node.text(separator=" ")[: 4 * MAX_EXCERPT_CHARS])[:MAX_EXCERPT_CHARS]
                reasons.append(Reason("dropped", f"site rule: {selector}", excerpt))
            node.decompose()


def _mark_first(parser: LexborHTMLParser, field: str, selectors: tuple[str, ...]) -> list[LexborNode]:
    """Mark what the first selector that finds something finds."""
    for selector in selectors:
        if nodes := _nodes(parser, selector):
            for node in nodes:
                node.attrs[MARK] = f"{node.attributes.get(MARK) or ''} {field}".strip()
            return nodes
    return []


def _nodes(parser: LexborHTMLParser, selector: str) -> list[LexborNode]:
    """Give what a selector finds, each once: the parser gives a node for every alternative that fits it."""
    return list({node.mem_id: node for node in parser.css(selector)[:MAX_MATCHES]}.values())


def _outermost(elements: list[Element]) -> list[Element]:
    """Leave out what stands in another; both are in document order."""
    found: list[Element] = []
    for element in elements:
        if not found or not element.inside(found[-1]):
            found.append(element)
    return found


def _names(text: str) -> tuple[str, ...]:
    return read_names(after_by(text) if is_byline(text) else text)
