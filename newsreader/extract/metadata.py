"""What a page states about its article outside the text: JSON-LD, OpenGraph, microdata and meta elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from itertools import chain
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from newsreader.address import resolve_address
from newsreader.extract.byline import is_by, read_names
from newsreader.extract.dates import parse_zoned
from newsreader.extract.jsonld import Object, article_object, body_text, read_objects, resolved, strings, types_of
from newsreader.extract.tree import STATING_TAGS, Tree
from newsreader.extract.wordlist import word_set
from newsreader.model import Origin
from newsreader.text import clean_line

MAX_META = 300
MAX_VALUE_CHARS = 5000
MAX_TAGS = 30
MAX_BARE_NAME_CHARS = 40
# What templates leave behind where an author should stand.
_NO_NAMES = word_set(
    "undefined null none unknown admin administrator guest author webmaster publisher editor user root"
)

_TITLE = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "itemprop:headline")
_SUMMARY = (
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
    "sailthru.description",
    "itemprop:description",
)
_AUTHOR = (
    "author", "itemprop:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "dc.creator.creator", "byl",
    "article:author", "og:article:author", "citation_author", "article:author_name", "authors", "twitter:creator:name",
)  # fmt: skip
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "itemprop:datepublished",
    "datepublished", "dc.date.issued",
    "dcterms.created", "dc.date", "dcterms.date", "dc.date.created", "parsely-pub-date", "sailthru.date",
    "publish-date", "publishdate", "pubdate", "publication_date", "date", "published_at", "article.published",
    "article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "published", "publish_date", "published-date", "og:pubdate", "article.created",
    "rnews:datepublished", "citation_publication_date", "article:published",
)  # fmt: skip
_PUBLISHED_NAMES = re.compile(r"publi(?:sh|c).{0,12}(?:date|time)|(?:date|time).{0,3}publi(?:sh|c)")
_UPDATED = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "itemprop:datemodified", "datemodified",
    "last-modified", "lastmod", "dcterms.modified", "dc.date.modified", "article.updated",
)  # fmt: skip
_SECTION = (
    "article:section",
    "og:article:section",
    "parsely-section",
    "cxenseparse:recs:category",
    "section",
    "itemprop:articlesection",
)
_TAGS = (
    "article:tag",
    "og:article:tag",
    "news_keywords",
    "keywords",
    "parsely-tags",
    "sailthru.tags",
    "itemprop:keywords",
)
_SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher")
_IMAGE = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "itemprop:image")
_LANGUAGE = ("content-language", "og:locale", "dc.language", "language", "itemprop:inlanguage")
# The fields that are one line of text, and the names of meta elements that state them, best first.
_LINES = {
    "headline": _TITLE, "site": _SITE, "section": _SECTION, "summary": _SUMMARY, "kind": ("og:type",),
}  # fmt: skip
_STATING = ", ".join(sorted(STATING_TAGS))
_LOCATION = re.compile(r"://|\w\.\w{2,}/|\w\.\w+\.\w+\.\w")  # an address or a path where a name should stand
_LOWER_NAME = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]{2,}){1,2}")  # "ada brook"
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_SEPARATOR = re.compile(rf"\s+[|–—·•»:/-]+\s+|\s*[|»]\s*|\s*::\s*|_+|(?<=[{_CJK}！？。])-(?=[{_CJK}]{{2,8}}$)")
_LANG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


_ITEMPROP = "itemprop:"  # before the names of microdata


@dataclass(slots=True)
class Metadata:
    """What the head of a page says; empty where it says nothing."""

    title: str = ""  # of the document, the site's name still in it
    headline: str = ""  # as OpenGraph or JSON-LD state it
    site: str = ""
    section: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None  # in the zone it is stated in
    updated: datetime | None = None
    summary: str = ""
    lang: str = ""
    tags: tuple[str, ...] = ()
    image_url: str = ""
    canonical_url: str = ""
    base_url: str = ""
    body: str = ""  # the text in JSON-LD
    kind: str = ""  # og:type or the type in JSON-LD
    origins: dict[str, Origin] = field(default_factory=dict)  # by the names here

    def take(self, name: str, value: Any, origin: Origin) -> None:
        """Keep a value for a field of which nothing is known yet."""
        if value and not getattr(self, name):
            setattr(self, name, value)
            self.origins[name] = origin


def read_metadata(parser: LexborHTMLParser, tree: Tree, url: str) -> Metadata:
    """Read what the page says about itself.

    Args:
        parser: the parsed page.
        tree: its body.
        url: its address, absolute.
    """
    found = Metadata(base_url=url)
    meta: dict[str, list[str]] = {}
    scripts: list[str] = []
    root, head = parser.root, parser.head
    if root is not None:
        lang = root.attributes.get("lang") or root.attributes.get("xml:lang") or ""
        found.take("lang", language_code(lang), Origin.HEAD)
    for node in chain(head.css(_STATING) if head is not None else (), tree.stated):
        tag, attrs = node.tag, node.attributes
        if tag == "meta":
            _keep_meta(meta, attrs)
        elif tag == "title":
            found.title = found.title or _clean(node.text())
        elif tag == "link":
            if "canonical" in (attrs.get("rel") or "").lower().split():
                found.take("canonical_url", _address(url, attrs.get("href") or ""), Origin.HEAD)
        elif tag == "script":
            if (attrs.get("type") or "").strip().lower() == "application/ld+json":
                scripts.append(node.text())
        elif attrs.get("href") and found.base_url == url:  # of the base
            found.base_url = resolve_address(url, attrs.get("href") or "") or url
    objects = read_objects(scripts)
    article = article_object(objects)
    _stated_first(found, article, objects)
    _from_meta(found, meta)
    _from_objects(found, article, objects)
    return found


def _keep_meta(meta: dict[str, list[str]], attrs: dict[str, str | None]) -> None:
    content = attrs.get("content")
    if not content or len(meta) >= MAX_META:
        return
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        name = attrs.get(attribute)
        if name:
            key = _ITEMPROP + name.lower() if attribute == "itemprop" else name.lower()
            meta.setdefault(key, []).append(content[:MAX_VALUE_CHARS])
            return


def _stated_first(found: Metadata, article: Object, objects: list[Object]) -> None:
    """Take what JSON-LD states best: it is made by machines for machines, and wrong less often."""
    found.take("authors", _authors(strings(resolved(article.get("author"), objects))), Origin.JSON_LD)
    found.take("published", _moment(article.get("datePublished")), Origin.JSON_LD)
    found.take("updated", _moment(article.get("dateModified")), Origin.JSON_LD)


def _from_meta(found: Metadata, meta: dict[str, list[str]]) -> None:
    for name, keys in _LINES.items():
        _take_first(found, name, meta, keys, _clean)
    _take_first(found, "published", meta, _PUBLISHED, parse_zoned)
    own_names = (key for key in meta if found.published is None and _PUBLISHED_NAMES.search(key))
    _take_first(found, "published", meta, own_names, parse_zoned)
    _take_first(found, "updated", meta, _UPDATED, parse_zoned)
    _take_first(found, "lang", meta, _LANGUAGE, language_code)
    for name, keys in (("image_url", _IMAGE), ("canonical_url", ("og:url",))):
        _take_first(found, name, meta, keys, lambda value: _address(found.base_url, _clean(value)))
    found.take("authors", *_together(meta, _AUTHOR, _authors))
    found.take("authors", _authors(_under_label(meta)), Origin.META)
    found.take("tags", *_together(meta, _TAGS, _tags))


def _take_first(
    found: Metadata, name: str, meta: dict[str, list[str]], keys: Iterable[str], read: Callable[[str], object]
) -> None:
    """Keep the first value under some names that can be read."""
    if getattr(found, name):
        return
    for key in keys:
        for raw in meta.get(key, ()):
            if value := read(raw):
                found.take(name, value, _origin_of(key))
                return


def _together(
    meta: dict[str, list[str]], keys: tuple[str, ...], read: Callable[[Iterable[str]], tuple[str, ...]]
) -> tuple[tuple[str, ...], Origin]:
    """Read the values under all of some names; the first name says where they were read."""
    known = [key for key in keys if key in meta]
    return read(value for key in known for value in meta[key]), _origin_of(known[0] if known else "")


def _under_label(meta: dict[str, list[str]]) -> list[str]:
    """Give the author in the pairs of label and value that are made for cards: "Written by", the name."""
    return [
        value
        for number in ("1", "2")
        for label, value in zip(
            meta.get(f"twitter:label{number}", ()), meta.get(f"twitter:data{number}", ()), strict=False
        )
        if is_by(label)
    ]


def _origin_of(key: str) -> Origin:
    if key.startswith(_ITEMPROP):
        return Origin.MICRODATA
    return Origin.OPEN_GRAPH if key.startswith(("og:", "article:")) else Origin.META


def _from_objects(found: Metadata, article: Object, objects: list[Object]) -> None:
    """Fill what the meta elements leave open from JSON-LD."""
    if article:
        for name, key in (("headline", "headline"), ("section", "articleSection"), ("summary", "description")):
            found.take(name, _clean(_text(article.get(key))), Origin.JSON_LD)
        found.take("tags", _tags(strings(article.get("keywords"))), Origin.JSON_LD)
        found.take("site", _clean(_text(article.get("publisher"))), Origin.JSON_LD)
        found.take("image_url", _address(found.base_url, _image_of(article.get("image"))), Origin.JSON_LD)
        found.body = body_text(article)
        found.kind = (types_of(article) or [""])[0]
    for item in objects:
        kinds = types_of(item)
        if any(kind in ("WebSite", "NewsMediaOrganization", "Organization") for kind in kinds):
            found.take("site", _clean(_text(item.get("name"))), Origin.JSON_LD)
        if not article and "WebPage" in kinds:
            found.take("published", _moment(item.get("datePublished")), Origin.JSON_LD)
            found.take("updated", _moment(item.get("dateModified")), Origin.JSON_LD)


def without_site(title: str, site: str) -> tuple[str, str]:
    """Part a document's title from the site's name before or after it.

    Returns:
        The title, and the site's name as the title has it, "" when it has none.
    """
    cuts = list(_SEPARATOR.finditer(title))
    name = site.casefold()
    if name and title.casefold().startswith(f"{name}: "):
        return title[len(site) + 2 :], title[: len(site)]
    if not cuts:
        return title, ""
    for cut in cuts if name else ():  # a name may have separators of its own
        if title[cut.end() :].casefold() == name:
            return title[: cut.start()], title[cut.end() :]
        if title[: cut.start()].casefold() == name:
            return title[cut.end() :], title[: cut.start()]
    head, last = title[: cuts[-1].start()], title[cuts[-1].end() :]
    # A headline too may end in a dash and some words, but not in a bar and one.
    is_name = not last[:1].islower() or "." in last or (" " not in last and "|" in cuts[-1][0])
    if last and is_name and len(last.split()) <= 4 and len(last) < len(head):
        return head, last
    return title, ""


def _authors(values: Iterable[str]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for value in values:
        if value.startswith("@") or "{" in value or _LOCATION.search(value) or value.casefold() in _NO_NAMES:
            continue
        for name in read_names(unescape(value)) or _bare_name(value):
            if name.casefold() not in {known.casefold() for known in names}:
                names[name] = None
    return tuple(names)[:12]


def _bare_name(value: str) -> tuple[str, ...]:
    """Take a name that is not written like one, such as an account's."""
    name = clean_line(unescape(value))
    is_account = " " not in name or _LOWER_NAME.fullmatch(name) is not None
    return (name,) if 1 < len(name) <= MAX_BARE_NAME_CHARS and is_account else ()


def _tags(values: Iterable[str]) -> tuple[str, ...]:
    parts = (clean_line(unescape(part)) for value in values for part in value.split(","))
    return tuple(dict.fromkeys(part for part in parts if 0 < len(part) <= 60))[:MAX_TAGS]


def _moment(value: object) -> datetime | None:
    texts = strings(value)
    return parse_zoned(texts[0]) if texts else None


def _text(value: Any) -> str:
    texts = strings(value)
    return texts[0] if texts else ""


def _image_of(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, dict):
        value = value.get("url") or value.get("contentUrl")
    return value if isinstance(value, str) else ""


def _address(base_url: str, reference: str) -> str:
    return resolve_address(base_url, reference) if reference.strip() else ""


def _clean(raw: str) -> str:
    text = raw[:MAX_VALUE_CHARS]
    return clean_line(unescape(text) if "&" in text else text)


def language_code(raw: str) -> str:
    """Give a language as BCP 47 writes it, "" when it is none."""
    raw = raw.strip()
    return raw.replace("_", "-") if _LANG.fullmatch(raw) else ""
