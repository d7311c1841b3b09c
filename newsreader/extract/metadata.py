"""What a page states about its article outside the text: JSON-LD, OpenGraph, microdata and meta elements."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from newsreader.address import resolve_address
from newsreader.extract.byline import read_names
from newsreader.extract.dates import parse_zoned
from newsreader.extract.jsonld import Object, article_object, body_text, read_objects, strings, types_of
from newsreader.text import clean_line

MAX_META = 300
MAX_VALUE_CHARS = 5000
MAX_TAGS = 30
MAX_BARE_NAME_CHARS = 40
_NO_NAMES = ("undefined", "null", "none", "unknown", "admin", "guest", "author")  # what templates leave behind

_TITLE = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_SUMMARY = ("og:description", "description", "twitter:description", "dc.description", "sailthru.description")
_AUTHOR = (
    "author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc.creator.creator", "byl",
    "article:author", "og:article:author", "citation_author", "article:author_name", "authors", "twitter:creator:name",
)  # fmt: skip
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "dc.date.issued",
    "dcterms.created", "dc.date", "dcterms.date", "dc.date.created", "parsely-pub-date", "sailthru.date",
    "publish-date", "publishdate", "pubdate", "publication_date", "date", "published_at", "article.published",
    "article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "published", "publish_date", "published-date", "og:pubdate", "article.created",
    "rnews:datepublished", "citation_publication_date", "article:published",
)  # fmt: skip
_PUBLISHED_NAMES = re.compile(r"publi(?:sh|c).{0,12}(?:date|time)|(?:date|time).{0,3}publi(?:sh|c)")
_UPDATED = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "last-modified",
    "lastmod", "dcterms.modified", "dc.date.modified", "article.updated",
)  # fmt: skip
_SECTION = ("article:section", "og:article:section", "parsely-section", "cxenseparse:recs:category", "section")
_TAGS = ("article:tag", "og:article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags")
_SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher")
_IMAGE = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
_HEADS = ("meta", "title", 'link[rel~="canonical"]', 'script[type="application/ld+json"]', "html", "base")
_SEPARATOR = re.compile(r"\s+[|–—·•»:/-]+\s+|\s*[|»]\s*|\s*::\s*|_+")
_LANG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


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


def read_metadata(parser: LexborHTMLParser, url: str) -> Metadata:
    """Read what the page says about itself.

    Args:
        parser: the parsed page.
        url: its address, absolute.
    """
    found = Metadata(base_url=url)
    meta: dict[str, list[str]] = {}
    scripts: list[str] = []
    for node in parser.css(", ".join(_HEADS)):
        tag, attrs = node.tag, node.attributes
        if tag == "meta":
            _keep_meta(meta, attrs)
        elif tag == "title":
            found.title = found.title or _clean(node.text())
        elif tag == "link":
            found.canonical_url = found.canonical_url or _address(url, attrs.get("href") or "")
        elif tag == "script":
            scripts.append(node.text())
        elif tag == "html":
            found.lang = _language(attrs.get("lang") or attrs.get("xml:lang") or "")
        elif tag == "base" and attrs.get("href") and found.base_url == url:
            found.base_url = resolve_address(url, attrs.get("href") or "") or url
    objects = read_objects(scripts)
    _from_meta(found, meta)
    _from_objects(found, article_object(objects), objects)
    return found


def _keep_meta(meta: dict[str, list[str]], attrs: dict[str, str | None]) -> None:
    content = attrs.get("content")
    if not content or len(meta) >= MAX_META:
        return
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        name = attrs.get(attribute)
        if name:
            meta.setdefault(name.lower(), []).append(content[:MAX_VALUE_CHARS])
            return


def _from_meta(found: Metadata, meta: dict[str, list[str]]) -> None:
    found.headline = _first(meta, _TITLE)
    found.site = _first(meta, _SITE)
    found.section = _first(meta, _SECTION)
    found.summary = _first(meta, _SUMMARY)
    found.authors = _authors(value for name in _AUTHOR for value in meta.get(name, ()))
    found.published = _first_moment(meta, _PUBLISHED) or _named_moment(meta)
    found.updated = _first_moment(meta, _UPDATED)
    found.image_url = _address(found.base_url, _first(meta, _IMAGE))
    found.canonical_url = found.canonical_url or _address(found.base_url, _first(meta, ("og:url",)))
    found.kind = _first(meta, ("og:type",))
    found.lang = found.lang or _language(_first(meta, ("content-language", "og:locale", "dc.language", "language")))
    found.tags = _tags(value for name in _TAGS for value in meta.get(name, ()))


def _from_objects(found: Metadata, article: Object, objects: list[Object]) -> None:
    """Take over what JSON-LD states: it is made by machines for machines, and wrong less often."""
    if article:
        found.headline = found.headline or _clean(_text(article.get("headline")))
        found.authors = _authors(strings(article.get("author"))) or found.authors
        found.published = _moment(article.get("datePublished")) or found.published
        found.updated = _moment(article.get("dateModified")) or found.updated
        found.section = found.section or _clean(_text(article.get("articleSection")))
        found.summary = found.summary or _clean(_text(article.get("description")))
        found.tags = found.tags or _tags(strings(article.get("keywords")))
        found.site = found.site or _clean(_text(article.get("publisher")))
        found.image_url = found.image_url or _address(found.base_url, _image_of(article.get("image")))
        found.body = body_text(article)
        found.kind = (types_of(article) or [""])[0]
    for item in objects:
        kinds = types_of(item)
        if not found.site and any(kind in ("WebSite", "NewsMediaOrganization", "Organization") for kind in kinds):
            found.site = _clean(_text(item.get("name")))
        if not article and "WebPage" in kinds:
            found.published = found.published or _moment(item.get("datePublished"))
            found.updated = found.updated or _moment(item.get("dateModified"))


def without_site(title: str, site: str) -> tuple[str, str]:
    """Part a document's title from the site's name before or after it.

    Returns:
        The title, and the site's name as the title has it, "" when it has none.
    """
    cuts = list(_SEPARATOR.finditer(title))
    if not cuts:
        return title, ""
    first, last = title[: cuts[0].start()], title[cuts[-1].end() :]
    if site and last.casefold() == site.casefold():
        return title[: cuts[-1].start()], last
    if site and first.casefold() == site.casefold():
        return title[cuts[0].end() :], first
    head = title[: cuts[-1].start()]
    is_name = not last[:1].islower() or "." in last  # a headline too may end in a dash and some words
    if is_name and len(last.split()) <= 4 and len(last) < len(head):
        return head, last
    return title, ""


def _authors(values: Iterable[str]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for value in values:
        if "://" in value or value.startswith("@") or "{" in value:
            continue
        for name in read_names(unescape(value)) or _bare_name(value):
            if name.casefold() not in {known.casefold() for known in names}:
                names[name] = None
    return tuple(names)[:12]


def _bare_name(value: str) -> tuple[str, ...]:
    """Take a name that is not written like one, such as an account's."""
    name = clean_line(unescape(value))
    return (name,) if 1 < len(name) <= MAX_BARE_NAME_CHARS and " " not in name and name not in _NO_NAMES else ()


def _tags(values: Iterable[str]) -> tuple[str, ...]:
    parts = (clean_line(unescape(part)) for value in values for part in value.split(","))
    return tuple(dict.fromkeys(part for part in parts if 0 < len(part) <= 60))[:MAX_TAGS]


def _first(meta: dict[str, list[str]], names: tuple[str, ...]) -> str:
    for name in names:
        for value in meta.get(name, ()):
            if text := _clean(value):
                return text
    return ""


def _first_moment(meta: dict[str, list[str]], names: tuple[str, ...]) -> datetime | None:
    for name in names:
        for value in meta.get(name, ()):
            if (moment := parse_zoned(value)) is not None:
                return moment
    return None


def _named_moment(meta: dict[str, list[str]]) -> datetime | None:
    """Read the date of publication from a name of the site's own, such as "w-published-date"."""
    return _first_moment(meta, tuple(name for name in meta if _PUBLISHED_NAMES.search(name)))


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


def _language(raw: str) -> str:
    raw = raw.strip()
    return raw.replace("_", "-") if _LANG.fullmatch(raw) else ""
