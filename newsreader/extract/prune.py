"""Mark what is no part of an article, by tag, role, class words and what hides an element.

Nothing is deleted: an element is marked with the reason. One that holds much of the page's prose is kept,
whatever it is called: pages wrap the article in a form, in "has-sidebar", in "comments-open".
"""

from __future__ import annotations

import re

from newsreader.extract.classwords import is_content_name, is_pull_quote, junk_word
from newsreader.extract.reasons import Reason, Reasons, excerpt_of
from newsreader.extract.tree import Element, Tree
from newsreader.extract.wordlist import word_set

_JUNK_TAGS = frozenset(("nav", "aside", "footer", "form", "fieldset", "marquee", "applet"))
_JUNK_ROLES = word_set(
    """
    navigation complementary contentinfo search banner dialog alertdialog menu menubar toolbar tablist
    """
)
_TELLING = frozenset(("class", "id", "role", "style", "hidden", "aria-hidden"))  # attributes that may tell junk
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# An element with more than this share of the page's text outside links is the page, not a box on it.
MAX_JUNK_SHARE = 0.5
_NEVER_JUNK = frozenset(("body", "html", "main", "td", "tr", "tbody", "h1"))
# Words for lists of links; an element without many links is not one, whatever its name.
_LINK_WORDS = word_set("toc tableofcontents nav menu submenu navbar navigation breadcrumb breadcrumbs pagination pager")
# Words that stand on the article's own parts as well when these hold running text.
_WEAK_WORDS = word_set(
    "ad ads icon icons skip banner promoted readmore read-more tags dropdown overlay lightbox print noprint button btn "
    "buttons page-header masthead poll metadata calendar ticker"
)
MAX_LINKLESS_BYTES = 200
MAX_WEAK_BYTES = 500
MAX_HIDDEN_BYTES = 200  # more is the folded part of an article: answers, steps
MIN_LINK_SHARE = 0.3
# Parts that may be longer than the article and never are it: discussions and what asks for consent.
_LONG_JUNK = word_set(
    "comments commentlist comment-list respond disqus comments-area cookie cookies consent gdpr dsgvo onetrust "
    "usercentrics borlabs didomi cookiebot cookieconsent"
)


def mark_junk(tree: Tree, *, by_names: bool, reasons: Reasons | None = None) -> None:
    """Mark junk elements and all below them.

    Args:
        tree: the page; `Element.junk` of its elements is set afresh.
        by_names: judge class and id words and roles as well as tags.
        reasons: collects why each topmost element was marked.
    """
    limit = (tree.body.text - tree.body.links) * MAX_JUNK_SHARE
    tree.body.junk = ""
    for element in tree.elements[1:]:
        parent = element.parent
        if parent is not None and parent.junk:
            element.junk = parent.junk
            continue
        attrs, tag = element.attrs, element.tag
        element.junk = reason = ""
        if tag in _JUNK_TAGS:
            reason = "" if _is_of_the_text(element) else f"tag: {tag}"
        elif attrs and not _TELLING.isdisjoint(attrs):
            reason = (_name_reason(element, attrs) if by_names else "") or _hidden_reason(attrs)
        if not reason or _is_kept(element, reason, limit):
            continue
        element.junk = reason
        if reasons is not None and element.text:
            excerpt = f"({element.text} bytes, not read)" if element.is_closed else excerpt_of(element)
            reasons.append(Reason("dropped", reason, excerpt))


def _is_kept(element: Element, reason: str, limit: float) -> bool:
    """Say whether an element is no junk in spite of the reason there is for it."""
    if element.is_closed:  # there is nothing in it to keep
        return False
    if element.tag in _NEVER_JUNK:
        return True
    word = reason.removeprefix("class word: ")
    if element.text - element.links > limit and word not in _LONG_JUNK and element.tag != "footer":
        return True
    return _is_overruled(element, word)


def _is_of_the_text(element: Element) -> bool:
    """Say whether an aside or a footer holds a pull quote, or says whom a quotation is by."""
    if element.tag == "footer":
        return element.parent is not None and element.parent.tag == "blockquote"
    return element.tag == "aside" and is_pull_quote(element.get("class"))


def _is_overruled(element: Element, word: str) -> bool:
    """Say whether what an element holds speaks against the word in its name."""
    words = element.text - element.links
    if word == "hidden":
        return words > MAX_HIDDEN_BYTES and element.links < MIN_LINK_SHARE * element.text
    if word in _LINK_WORDS:
        return words > MAX_LINKLESS_BYTES and element.links < MIN_LINK_SHARE * element.text
    if word in _WEAK_WORDS:
        return words > MAX_WEAK_BYTES and element.links < MIN_LINK_SHARE * element.text
    return False


def _hidden_reason(attrs: dict[str, str | None]) -> str:
    if "hidden" in attrs or attrs.get("aria-hidden") == "true":
        return "hidden"
    style = attrs.get("style")
    return "hidden" if style and _HIDDEN_STYLE.search(style[:500]) else ""


def _name_reason(element: Element, attrs: dict[str, str | None]) -> str:
    if (role := attrs.get("role")) in _JUNK_ROLES:
        return f"role: {role}"
    word = element.junk_word
    if word is None:
        word = junk_word(element.names)
    if not word or is_content_name(element.names) or "articlebody" in element.get("itemprop").lower():
        return ""
    return f"class word: {word}"
