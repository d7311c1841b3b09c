"""Where on its page each field of an article was read."""

from __future__ import annotations

from newsreader.blocks import Image
from newsreader.extract.head import Head
from newsreader.extract.images import picture_key
from newsreader.extract.metadata import Metadata
from newsreader.extract.reasons import MAX_EXCERPT_CHARS, Reason
from newsreader.model import Article, Dateline, Origin


def origins_of(article: Article, metadata: Metadata, head: Head) -> tuple[tuple[str, Origin], ...]:
    """Say where each field that is not empty was read, in the order of the fields."""
    stated = metadata.origins
    has_image = article.lead_image is not None and picture_key(article.lead_image.url) == picture_key(
        metadata.image_url
    )
    origins = {
        "headline": Origin.PAGE if head.element is not None else stated.get("headline", Origin.HEAD),
        "canonical_url": stated.get("canonical_url"),
        "site": _site_origin(article.site, metadata),
        "section": stated.get("section", Origin.PAGE),
        "byline": head.byline_origin if head.byline else stated.get("authors"),
        "dateline": Origin.PAGE,
        "published": _published_origin(metadata, head),
        "updated": stated.get("updated"),
        "summary": stated.get("summary"),
        "lang": stated.get("lang"),
        "tags": stated.get("tags"),
        "lead_image": stated.get("image_url") if has_image else Origin.PAGE,
    }
    return tuple((name, origin) for name, origin in origins.items() if origin is not None and getattr(article, name))


def field_reasons(article: Article) -> list[Reason]:
    """Tell of each field what it says and where it was read."""
    return [
        Reason("field", f"{name}: {origin}", _shown(getattr(article, name))[:MAX_EXCERPT_CHARS])
        for name, origin in article.origins
    ]


def _site_origin(site: str, metadata: Metadata) -> Origin:
    if metadata.site:
        return metadata.origins["site"]
    return Origin.HEAD if site in metadata.title else Origin.PAGE


def _published_origin(metadata: Metadata, head: Head) -> Origin:
    if metadata.published is not None:
        return metadata.origins["published"]
    return Origin.PAGE if head.day is not None else Origin.ADDRESS


def _shown(value: object) -> str:
    match value:
        case str():
            return value
        case tuple():
            return ", ".join(value)
        case Image():
            return value.url
        case Dateline():
            return " ".join(str(part) for part in (value.place, value.agency, value.date) if part)
        case _:
            return str(value)
