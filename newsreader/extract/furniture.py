"""Parts of a section page that list no articles of it: menus, footers, tags, "most read"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from newsreader.extract.classwords import name_words
from newsreader.extract.tree import HEADING_TAGS, Element, Tree
from newsreader.extract.wordlist import word_set

POPULAR = "popular"  # the mark on "most read" and the like, which hold articles but not the list
MAX_LABEL_CHARS = 60
MAX_LABEL_LEVELS = 4  # from a label up to the box it stands on
MAX_SHARE = 0.5  # of the page's link text: a part with more is the page, whatever it is called

ROW_LINK_SHARE = 0.9  # of an element's text, for its links to stand in a row
MIN_ROW_LINKS = 2
MIN_ROW_BYTES = 24  # of a link's text on average: a row of headlines, not a menu

_TAGS = word_set("nav footer menu")
_ROLES = word_set("navigation search contentinfo menu menubar toolbar")
_WORDS = word_set(
    """
    nav navbar navigation menu submenu breadcrumb breadcrumbs pagination pager paging paginator footer colophon share
    sharing sharebar social socials tags taglist tagcloud author authors login signin newsletter newsletters subscribe
    cookie cookies consent gdpr popular trending mostread mostpopular mostviewed sponsored sponsor sponsors advert
    advertisement advertorial adslot ad ads promoted taboola outbrain comments disqus skiplink offcanvas modal
    """
)
# What only a screen reader says: "Article for subscribers".
_UNSEEN = re.compile(r"(?:^|[\s_-])(?:sr|sr-only|visually-?hidden|screen-?reader(?:-text)?)(?=$|[\s_-])", re.IGNORECASE)
# Written in lower case and matched against it, which is faster than to ignore case.
_POPULAR = re.compile(
    r"(?:(?:the\s+)?most\s+(?:read|popular|viewed|shared|commented|watched|clicked)(?:\s.{0,25})?|popular(?:\s.{0,20})?|"
    r"trending(?:\s.{0,15})?|reader\s+favou?rites|sponsored(?:\s.{0,20})?|from\s+our\s+(?:partners|sponsors)|"
    r"partner\s+content|paid\s+(?:content|post)|advertisement|"
    r"meist\s?gelesen.{0,20}|am\s+meisten\s+gelesen|beliebt(?:e|este)?(?:\s.{0,20})?|anzeigen?|les\s+plus\s+(?:lus|vus|populaires|partagés)|"
    r"lo\s+más\s+(?:leído|visto|popular)|(?:las\s+)?más\s+leídas|(?:as\s+)?mais\s+(?:lidas|vistas|populares)|"
    r"i?\s?più\s+(?:letti|visti|popolari)|le\s+più\s+lette|meest\s+gelezen|najczęściej\s+czytane|najpopularniejsze|popularne|"
    r"mest\s+(?:lästa?|leste?|læste?)|luetuimmat|nejčtenější|самое\s+(?:читаемое|популярное)|популярное|"
    r"en\s+çok\s+okunan(?:lar)?|人気.{0,8}|アクセスランキング|ランキング|热门.{0,6}|熱門.{0,6}|.{0,6}排行榜?|많이\s?본.{0,6}|인기\s?.{0,6}|"
    r"الأكثر\s+(?:قراءة|مشاهدة)|پربازدید.{0,12}|.{0,10}ยอดนิยม|ה?(?:כי\s+)?נקראות(?:\s+ביותר)?|פופולרי(?:ות)?|"
    r"सबसे\s+(?:ज़्यादा|ज्यादा|अधिक)\s+पढ़.{0,10}|लोकप्रिय.{0,10}|δημοφιλή|(?:τα\s+)?πιο\s+διαβασμένα|найпопулярніше|"
    r"terpopuler|(?:tin\s+)?đọc\s+nhiều(?:\s+nhất)?)\s*:?"
)
_LABEL_TAGS = HEADING_TAGS | word_set("div p span strong b td th dt legend a li header font center em section")


def mark_furniture(tree: Tree) -> None:
    """Mark, with all they hold, the elements that list no articles of the page."""
    limit = tree.body.links * MAX_SHARE
    for element in tree.elements:
        if element.parent is not None and element.parent.junk:
            element.junk = element.parent.junk
        elif not element.junk and element.links <= limit and element is not tree.body:
            element.junk = _furniture_name(element)
    for element in tree.elements:
        parent = element.parent
        is_part = parent is not None and not element.is_block and 0 < element.text < parent.text
        if is_part and element.attrs and _is_unseen(element.get("class")):
            element.children.clear()
    for element in tree.elements:
        if not element.junk and 0 < element.text <= MAX_LABEL_CHARS and element.tag in _LABEL_TAGS:
            _mark_popular(element, limit)


def part_cards(elements: Iterable[Element]) -> None:
    """Lay out as blocks what style sheets do: links that stand in a row, and the parts of a link that is a card.

    `<a><span>Headline</span><span>Feb 1</span></a><a>...` is one line to a reader of tags alone.
    """
    for element in elements:
        if element.tag == "a":
            if _is_card(element):
                _make_blocks(element)
        elif element.links >= ROW_LINK_SHARE * element.text > 0:
            links = [child for child in element.children if isinstance(child, Element) and child.tag == "a"]
            if len(links) >= MIN_ROW_LINKS and element.links >= MIN_ROW_BYTES * len(links):
                for link in links:
                    _make_blocks(link)


def is_popular_label(text: str) -> bool:
    """Say whether a line stands over what is read most, or over advertisements."""
    return len(text) <= MAX_LABEL_CHARS and _POPULAR.fullmatch(text.lower()) is not None


def _is_card(link: Element) -> bool:
    """Say whether a link has several parts and no text beside them."""
    parts = [child for child in link.children if isinstance(child, Element) and child.text]
    return len(parts) >= 2 and link.text == sum(part.text for part in parts)


def _make_blocks(link: Element) -> None:
    if _is_card(link):
        for child in link.children:
            if isinstance(child, Element):
                child.is_block = True
    place: Element | None = link
    while place is not None and not place.is_block:
        place.is_block = True
        place = place.parent


def _furniture_name(element: Element) -> str:
    if (element.tag in _TAGS and not _is_in_card(element)) or element.get("role") in _ROLES:
        return element.tag
    names = element.names
    return _furniture_word(names) if len(names) > 1 else ""


@lru_cache(maxsize=8192)
def _is_unseen(names: str) -> bool:
    return _UNSEEN.search(names[:200]) is not None


def _is_in_card(element: Element) -> bool:
    """Say whether it is the foot of one article in a list, with its date and author."""
    return element.tag == "footer" and element.parent is not None and element.parent.tag in ("article", "li")


@lru_cache(maxsize=8192)
def _furniture_word(names: str) -> str:
    return next((word for word in name_words(names[:200]) if word in _WORDS), "")


def _mark_popular(label: Element, limit: float) -> None:
    """Mark the box that a label such as "Most read" stands on."""
    if not is_popular_label(_short_text(label)):
        return
    box: Element | None = label
    for _ in range(MAX_LABEL_LEVELS):
        if box is None or box.links > label.links:
            break
        box = box.parent
    if box is None or box.parent is None or box.links > limit:
        return
    waiting = [box]
    while waiting:
        element = waiting.pop()
        element.junk = POPULAR
        waiting.extend(child for child in element.children if isinstance(child, Element))


def _short_text(element: Element) -> str:
    parts = [child if isinstance(child, str) else _short_text(child) for child in element.children]
    return " ".join("".join(parts).split())
