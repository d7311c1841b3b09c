"""The other pages of an article: its next part, the whole of it on one page, its AMP and print versions.

Given as addresses, for whoever fetches. Only links that a page offers as such are given; whether what stands
there is the same article is for `extract.joining` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsreader.address import canonical_address, host_of, resolve_address
from newsreader.extract.document import parse_page
from newsreader.extract.pagenumbers import is_after, is_below, is_first_of, stems_before
from newsreader.text import clean_line

MAX_LINKS = 5_000
MAX_LABEL_CHARS = 60
MAX_ALTERNATES = 3
MAX_COMMENT_DEPTH = 6  # levels up from a pager to what says that it is the comments'
_NEXT = re.compile(
    r"(?:(?:(?:go\s+to|continue\s+(?:to|on)|read)\s+)?(?:the\s+)?next(?:\s+page)?|continue(?:\s+reading)?|(?:zur\s+)?nächsten?(?:\s+seite)?|weiter(?:lesen)?|vorwärts|"
    r"(?:page\s+)?suivante?|(?:lire\s+la\s+)?suite|(?:página\s+)?siguiente|(?:pagina\s+)?(?:successiva|seguente)|avanti|(?:página\s+)?(?:próxima|seguinte)|"
    r"volgende(?:\s+pagina)?|następna(?:\s+strona)?|dalej|nästa(?:\s+sida)?|neste(?:\s+side)?|næste(?:\s+side)?|(?:следующая(?:\s+страница)?|далее|вперёд)|"
    r"下一[页頁]|次(?:へ|のページ)(?:へ)?|다음(?:\s*페이지)?|التالي)(?:\s*[:–—-]\s.{1,40})?|[›»→]|>{1,2}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\[?\(?(?:(?:page|seite|página|pagina|strona|sida|side|part|teil|partie|parte|第)\s*)?(\d{1,2})\s*[页頁]?(?:\s*[:–—-]\s.{1,40})?\)?\]?",
    re.IGNORECASE,
)
_FIRST = re.compile(r"(?:first|erste|premi[eè]re|primera|prima|primeira)(?:\s+\w+)?", re.IGNORECASE)
_WHOLE = re.compile(
    r"(?:view|read|show|print)?\s*(?:(?:the\s+)?(?:article|story|all)\s+)?"
    r"(?:as\s+|on\s+|in\s+)?(?:a\s+|one\s+|a?\s*single[- ]?)page|single[- ]page(?:\s+view)?|"
    r"(?:view|show|read)\s+all(?:\s+pages)?|all\s+pages|full\s+article|(?:artikel\s+|alles\s+)?auf\s+einer\s+seite(?:\s+(?:lesen|anzeigen))?|komplettansicht|"
    r"ganze[nr]?\s+artikel(?:\s+(?:lesen|anzeigen))?|(?:lire\s+|afficher\s+|voir\s+)?(?:tout\s+(?:l['’]article\s+)?)?sur\s+une\s+(?:seule\s+)?page|article\s+(?:complet|intégral)|"
    r"(?:ver\s+|leer\s+)?(?:todo\s+)?en\s+una\s+(?:sola\s+)?página|artículo\s+completo|ver\s+todo|pagina\s+(?:unica|intera)|página\s+única",
    re.IGNORECASE,
)
_PRINT = re.compile(
    r"(?:printer[- ]friendly|print(?:able)?)(?:\s+(?:version|view|page|this|article|story|edition).{0,20})?|"
    r"(?:artikel\s+|seite\s+)?druck(?:en|version|ansicht|fassung)|"
    r"imprimer(?:\s+.{0,20})?|version\s+imprimable|imprimir(?:\s+.{0,20})?|versión\s+(?:para\s+imprimir|imprimible)|stampa|versione\s+stampabile|versão\s+para\s+impressão|"
    r"afdrukken|drukuj|skriv\s+ut|распечатать|версия\s+для\s+печати|打印|印刷",
    re.IGNORECASE,
)
_OWN_HOSTS = re.compile(r"^(?:www|amp|m|mobile|mobil|print|edition)\.")


@dataclass(frozen=True, slots=True)
class OtherPages:
    """Addresses where more of an article, or the same one, may stand; absolute, of the same site."""

    first_page: str = ""  # where the article begins, when this is a later part of it
    next_page: str = ""
    whole: str = ""  # all parts on one page
    alternates: tuple[str, ...] = ()  # AMP and print versions, the likeliest first


def find_other_pages(html: bytes | str, url: str, *, charset: str = "", first: str = "") -> OtherPages:
    """Find the addresses that a page gives for other parts and versions of its article. Pure.

    Args:
        html: the page, as for `extract_article`.
        url: its address after redirects, absolute.
        charset: what the server said.
        first: the address of the part that the article begins with; this page's own when left out.

    Raises:
        UnreadableError: as `extract_article`.
    """
    parser = parse_page(html, url, charset).parser
    links = [link for link in _links(parser, url) if _is_same_site(link.url, url)]
    return OtherPages(
        first_page="" if first else _first_page(links, url),
        next_page=_next_page(links, url, first or url),
        whole=next((link.url for link in links if _WHOLE.fullmatch(link.label) and is_below(link.url, url)), ""),
        alternates=_alternates(links, url),
    )


@dataclass(frozen=True, slots=True)
class _Link:
    url: str
    label: str
    rel: frozenset[str]
    is_anchor: bool
    node: LexborNode


def _links(parser: LexborHTMLParser, url: str) -> Iterator[_Link]:
    base = url
    for node in parser.css("base[href], link[rel][href], a[href]")[:MAX_LINKS]:
        attrs = node.attributes
        href = attrs.get("href") or ""
        if node.tag == "base":
            base = resolve_address(url, href) or url
            continue
        address = resolve_address(base, href)
        if not address or href.lstrip().startswith("#"):
            continue
        rel = frozenset((attrs.get("rel") or "").lower().split())
        if attrs.get("media") == "print":
            rel |= {"print"}
        yield _Link(address, _label(node, attrs), rel, node.tag == "a", node)


def _label(node: LexborNode, attrs: dict[str, str | None]) -> str:
    if node.tag != "a":
        return ""
    text = clean_line((node.text() or "")[: 4 * MAX_LABEL_CHARS]) or attrs.get("aria-label") or attrs.get("title") or ""
    return clean_line(text[: 4 * MAX_LABEL_CHARS])[:MAX_LABEL_CHARS].rstrip(" ›»→>…") or text.strip()[:MAX_LABEL_CHARS]


def _next_page(links: list[_Link], url: str, first: str) -> str:
    own = {canonical_address(url), canonical_address(first)}
    offered = [link for link in links if _offers_next(link, url, first) and canonical_address(link.url) not in own]
    offered.sort(key=lambda link: "next" not in link.rel)  # those that say so by their relation first
    return next((link.url for link in offered if not _is_of_comments(link)), "")


def _offers_next(link: _Link, url: str, first: str) -> bool:
    """Say whether a link offers the next part, by its relation, its words or its number."""
    numbered = _NUMBERED.fullmatch(link.label)
    if numbered:
        return int(numbered[1]) >= 2 and is_after(link.url, url, first)
    return ("next" in link.rel or _NEXT.fullmatch(link.label) is not None) and is_after(link.url, url, first)


def _first_page(links: list[_Link], url: str) -> str:
    """Find where the article begins of which this is a later part."""
    stems = stems_before(url)
    if not stems:
        return ""
    for link in links:
        numbered = _NUMBERED.fullmatch(link.label)
        is_named = (numbered and int(numbered[1]) == 1) or _FIRST.fullmatch(link.label)
        if (is_named or link.rel & {"prev", "previous", "first", "canonical"}) and is_first_of(link.url, stems):
            return link.url if canonical_address(link.url) != canonical_address(url) else ""
    return ""


def _alternates(links: list[_Link], url: str) -> tuple[str, ...]:
    amp = [link.url for link in links if "amphtml" in link.rel]
    printed = [link.url for link in links if "print" in link.rel or (link.is_anchor and _PRINT.fullmatch(link.label))]
    own = canonical_address(url)
    return tuple(dict.fromkeys(each for each in amp + printed if canonical_address(each) != own))[:MAX_ALTERNATES]


def _is_of_comments(link: _Link) -> bool:
    if "comment" in link.url.lower():
        return True
    node: LexborNode | None = link.node
    for _ in range(MAX_COMMENT_DEPTH):
        node = node.parent if node is not None else None
        if node is None or node.tag in ("body", "html"):
            return False
        names = f"{node.attributes.get('class')} {node.attributes.get('id')}".lower()
        if "comment" in names and "article" not in names:
            return True
    return False


def _is_same_site(link: str, url: str) -> bool:
    """Say whether two addresses are of one site, its AMP, mobile and print hosts included."""
    theirs, ours = (_OWN_HOSTS.sub("", host_of(address)) for address in (link, url))
    return bool(ours) and (theirs == ours or theirs.endswith(f".{ours}"))
