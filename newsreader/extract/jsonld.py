"""The article's own object in a page's JSON-LD (schema.org), found wherever it is nested."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from newsreader.text import clean_block

MAX_SCRIPT_CHARS = 1_000_000
MAX_SCRIPTS = 20
MAX_OBJECTS = 500
MAX_DEPTH = 12
_ARTICLE_TYPES = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle",
    "ReviewNewsArticle", "LiveBlogPosting", "BlogPosting", "Article", "TechArticle", "ScholarlyArticle", "Report",
    "SocialMediaPosting", "DiscussionForumPosting", "Review", "Recipe",
)  # fmt: skip

Object = dict[str, Any]


def read_objects(scripts: list[str]) -> list[Object]:
    """Read all typed objects of a page's JSON-LD scripts; broken scripts are passed over."""
    objects: list[Object] = []
    for script in scripts[:MAX_SCRIPTS]:
        if len(script) > MAX_SCRIPT_CHARS:
            continue
        try:
            document = json.loads(script.strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for found in _objects(document, 0):
            objects.append(found)
            if len(objects) >= MAX_OBJECTS:
                return objects
    return objects


def article_object(objects: list[Object]) -> Object:
    """Pick the object that describes the article, an empty one when there is none."""
    typed = [(kind, found) for found in objects for kind in types_of(found) if kind in _ARTICLE_TYPES]
    described = [pair for pair in typed if "headline" in pair[1] or "author" in pair[1] or "datePublished" in pair[1]]
    return described[0][1] if described else {}


def types_of(found: Object) -> list[str]:
    """Give the schema.org types of an object, without namespaces."""
    kinds = found.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rpartition("/")[2] for kind in kinds if isinstance(kind, str)]


def resolved(value: object, objects: list[Object]) -> object:
    """Put the objects in the place of references to them: `{"@id": "#ada"}`."""
    if isinstance(value, list):
        return [resolved(item, objects) for item in value[:MAX_OBJECTS] if not isinstance(item, list)]
    if not isinstance(value, dict) or "name" in value or not isinstance(value.get("@id"), str):
        return value
    return next((found for found in objects if found.get("@id") == value["@id"] and "name" in found), value)


def strings(value: object) -> list[str]:
    """Give the texts in a value: itself, the names of objects, or those of a list."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        name = value.get("name") or value.get("url") or value.get("@value")
        return strings(name) if isinstance(name, (str, list)) else []
    if isinstance(value, list):
        return [text for item in value[:MAX_OBJECTS] if not isinstance(item, list) for text in strings(item)]
    return []


def body_text(found: Object) -> str:
    """Give the article's text as the object states it, "" when it does not."""
    text = found.get("articleBody")
    return clean_block(text).strip() if isinstance(text, str) else ""


def _objects(value: object, depth: int) -> Iterator[Object]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for name, inner in value.items():
            if isinstance(inner, (dict, list)) and name not in ("author", "publisher", "comment"):
                yield from _objects(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner, depth + 1)
