"""Where an article's page offers other articles: boxes that a label or a class name announces, and single lines.

A label is a text of its own ("Related content"); a class name is looked at only on boxes with enough link text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from newsreader.extract.classwords import name_words
from newsreader.extract.phrases import is_read_more, is_related_label
from newsreader.extract.tree import Element, Tree
from newsreader.extract.wordlist import word_set
from newsreader.text import clean_line

MAX_LABEL_CHARS = 48
MIN_BOX_LINKS = 24  # bytes of link text behind a label: two short headlines
MAX_CLIMB = 6  # levels from a label to the box that holds its links
MAX_RAW_LABEL = 144  # characters of a text with the white space in it
MAX_RAW_POINTER = 400
MAX_PROSE_SHARE = 0.25  # of a page's text outside links, in a box that its name says is a panel

# How a label begins, as three characters in the usual spellings: to look them up spares other texts the patterns.
_BEGINNINGS = frozenset(
    spelling[:3]
    for word in word_set(
        """
        related more read see watch also you recommended further up keep don't other similar mehr lesen das auch
        weitere zum verwandte ähnliche lire sur articles voir lee lea leer noticias te relacionado leia veja notícias
        leggi potrebbe czytaj zobacz läs les læs siehe schon passende empfohlene entdecken notas contenido temas otras
        más vous dans pour artículos à·l a·l читайте по مواضيع اقرأ إقرأ 相关新 相关阅 相关文 相关报 相关链
        相關新 相關報 相關閱 相關文 延伸閱 延伸阅 推荐阅 推薦閱 関連記 関連ニ 関連リ 関連ト あわせ 合わせ
        관련기 관련뉴 관련· 함께· 함께읽
        موضوعات أخبار مقالات مطالب اخبار بیشتر إقرأ כתבות קראו עוד אולי ข่าว บทค เรื อ่า संबंधित यह ये इसे διαβάστε
        δείτε σχετικά за ilgili bunlar tin bài baca berita čtěte související mohlo lue citește citeste kapcsolódó
        """
    )
    for plain in (word.replace("·", " ") + " ",)
    for spelling in (plain, plain.capitalize(), plain.upper())
)
_PANEL_WORDS = word_set(
    """
    related relateds relatedposts relatedcontent relatedarticles relatedstories relatednews relatedlinks recirc
    recirculation morelinks yarpp crp morefrom moreon seealso readnext upnext similarposts
    """
)
_PANEL_PAIRS = word_set(
    """
    more-stories more-news more-articles more-posts more-from more-on read-next read-also also-read see-also up-next
    similar-posts similar-articles similar-news similar-stories recommended-posts recommended-articles
    recommended-stories recommended-content you-may may-like
    """
)
_HINT = re.compile(r"relat|recirc|yarpp|crp|more|see|next|similar|read|recommend|may")
# "related-tags", "relatedProducts" and the like hold no articles.
_OTHER_THINGS = word_set(
    """
    tag tags topic topics category categories product products service services job jobs search searches company
    companies people author authors stock stocks quote quotes ticker tickers keyword keywords event events
    """
)
_SEPARATOR = re.compile(r"\s?[:：|»>–—-]+\s")
_EDGES = " :：>»…|–—-"
# Parts of a page whose labels announce no panel: "More news" in a menu, "See also" in a comment.
_OTHER_PARTS = {"tag: nav", "role: navigation", "role: menu", "role: menubar", "role: search"} | frozenset(
    f"class word: {word}"
    for word in word_set(
        """
        nav navbar navigation menu submenu breadcrumb breadcrumbs breadcrums pagination pager offcanvas comments
        commentlist comment-list disqus cookie cookies consent gdpr login signin popular trending mostread mostpopular
        most-read most-popular most-viewed taboola outbrain sponsored
        """
    )
)


@dataclass(frozen=True, slots=True)
class Panel:
    """A place where other articles are offered."""

    label: str  # "" when only a class name announces it
    box: Element  # that holds its links
    at: Element  # what follows `at.children[child]` is read, inside the box
    child: int
    title: str = ""  # of the one article that a line such as "Read more: ..." leads to, when the label is linked too
    href: str = ""


def find_panels(tree: Tree) -> Iterator[Panel]:
    """Find the panels of a page, in its order; one may be found twice, by its name and by its label."""
    limit = (tree.body.text - tree.body.links) * MAX_PROSE_SHARE
    for element in tree.elements:
        # What is named so is marked already, by its own name or by that of something round it.
        junk = element.junk
        if junk:
            if junk in _OTHER_PARTS:
                continue
            if element.links >= MIN_BOX_LINKS and _is_named_panel(element, limit):
                yield Panel("", element, element, -1)
        if element.flow:
            most = MAX_RAW_POINTER if element.flow_links else MAX_RAW_LABEL
            for child in element.children:
                if type(child) is str and (words := child.strip())[:3] in _BEGINNINGS and len(words) < most:
                    panel = _panel_at(element, element.children.index(child), words)
                    if panel is not None:
                        yield panel
                        break


def is_other_part(junk: str) -> bool:
    """Say whether a mark stands on a menu, a discussion, a list of the most read, or advertisements."""
    return junk in _OTHER_PARTS


def _panel_at(element: Element, number: int, raw: str) -> Panel | None:
    """Give the panel that a text announces, None when it announces none."""
    text = clean_line(raw)
    if len(raw) < MAX_RAW_LABEL and is_related_label(label := text.strip(_EDGES)):
        is_button = is_read_more(label) and _address_round(element) != ""
        if is_button or is_other_part(element.junk):
            return None
        return Panel(label, box_of(element, number), element, number)
    href = _address_round(element)
    parts = _SEPARATOR.split(text, maxsplit=1) if href else []
    if len(parts) == 2 and is_related_label(parts[0]) and not is_other_part(element.junk):
        return Panel(parts[0], element, element, number, parts[1], href)
    return None


def _address_round(element: Element) -> str:
    place: Element | None = element
    for _ in range(3):
        if place is None:
            break
        if place.tag == "a":
            return place.get("href")
        place = place.parent
    return ""


def box_of(label: Element, child: int) -> Element:
    """Climb from a label to the smallest element that holds headlines behind it."""
    place, behind = label, _links_in(label.children[child + 1 :])
    for _ in range(MAX_CLIMB):
        parent = place.parent
        if behind >= MIN_BOX_LINKS or parent is None:
            break
        behind += _links_in(parent.children[parent.children.index(place) + 1 :])
        place = parent
    return place


def _links_in(children: list[Element | str]) -> int:
    return sum(child.links for child in children if isinstance(child, Element))


def _is_named_panel(element: Element, limit: float) -> bool:
    if not element.is_block or element.text - element.links > limit:
        return False
    names, identity = element.attrs.get("class"), element.attrs.get("id")
    return bool((names and _names_a_panel(names)) or (identity and _names_a_panel(identity)))


@lru_cache(maxsize=8192)
def _names_a_panel(names: str) -> bool:
    if not _HINT.search(names.lower()):
        return False
    for name in names[:400].split():
        words = name_words(name)
        is_named = not _PANEL_WORDS.isdisjoint(words) or any(f"{a}-{b}" in _PANEL_PAIRS for a, b in pairwise(words))
        if is_named and _OTHER_THINGS.isdisjoint(words) and "has" not in words and "no" not in words:
            return True
    return False
