"""Model values as what SQLite holds, and back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import zstandard

from newsreader.blocks import Image, block_from_json, block_to_json
from newsreader.errors import StoreError
from newsreader.model import Article, ArticleNote, Dateline, Origin

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_ORIGINS = frozenset(Origin)  # a later newsreader may know more
_LEVEL = 6  # a page of 100 kB in 2 ms; higher levels win little on HTML
MAX_UNPACKED_BYTES = 256 * 1024 * 1024  # far over any page that is let in: more is damage


def to_micros(moment: datetime | None) -> int | None:
    """Give a moment as whole microseconds since 1970; exact, unlike a float."""
    return None if moment is None else micros(moment)


def micros(moment: datetime) -> int:
    """As `to_micros`, for a moment that is known."""
    return (moment - _EPOCH) // _MICROSECOND


def from_micros(number: int | None) -> datetime | None:
    """Read back what `to_micros` gave."""
    return None if number is None else moment_at(number)


def moment_at(number: int) -> datetime:
    """As `from_micros`, for a moment that is known."""
    return _EPOCH + number * _MICROSECOND


def names_to_json(names: tuple[str, ...]) -> str:
    """Give a byline as a JSON array."""
    return json.dumps(names, ensure_ascii=False, separators=(",", ":")) if names else "[]"


def names_from_json(text: str) -> tuple[str, ...]:
    """Read a byline back."""
    return tuple(json.loads(text)) if text != "[]" else ()


def dateline_columns(dateline: Dateline | None) -> tuple[str, str, str]:
    """Give place, agency and day, each "" where it is not known."""
    if dateline is None:
        return ("", "", "")
    return (dateline.place, dateline.agency, dateline.date.isoformat() if dateline.date else "")


def dateline_from(place: str, agency: str, day: str) -> Dateline | None:
    """Read a dateline back; None when nothing of it is known."""
    if not (place or agency or day):
        return None
    return Dateline(place=place, agency=agency, date=date.fromisoformat(day) if day else None)


def pack(raw: bytes) -> bytes:
    """Compress."""
    return zstandard.compress(raw, _LEVEL)


def unpack(packed: bytes) -> bytes:
    """Decompress what `pack` gave.

    Raises:
        StoreError: it is damaged.
    """
    try:
        size = zstandard.frame_content_size(packed)
        if not 0 <= size <= MAX_UNPACKED_BYTES:
            raise StoreError(detail="a kept page is damaged")
        return zstandard.decompress(packed)
    except zstandard.ZstdError as error:
        raise StoreError(detail="a kept page is damaged") from error


def pack_body(article: Article) -> bytes:
    """Give what only the reading of an article needs: blocks, tags, lead image, zones, notes and origins."""
    shape = {
        "blocks": [block_to_json(block) for block in article.blocks],
        "tags": list(article.tags),
        "lead_image": block_to_json(article.lead_image) if article.lead_image else None,
        "offsets": [article.published_offset, article.updated_offset],
    }
    if article.origins:
        shape["origins"] = dict(article.origins)
    if article.notes:
        shape["notes"] = list(article.notes)
    return pack(json.dumps(shape, ensure_ascii=False, separators=(",", ":")).encode())


def unpack_body(packed: bytes) -> dict[str, Any]:
    """Read back what `pack_body` gave, as fields of `Article`.

    Raises:
        StoreError: it is damaged.
    """
    try:
        shape = json.loads(unpack(packed))
        lead_image = block_from_json(shape["lead_image"]) if shape["lead_image"] else None
        if lead_image is not None and not isinstance(lead_image, Image):
            raise StoreError(detail="a kept article is damaged")
        published_offset, updated_offset = map(int, shape.get("offsets", (0, 0)))  # absent in older rows
        return {
            "blocks": tuple(block_from_json(block) for block in shape["blocks"]),
            "tags": tuple(shape["tags"]),
            "lead_image": lead_image,
            "origins": tuple(
                (name, Origin(origin)) for name, origin in shape.get("origins", {}).items() if origin in _ORIGINS
            ),
            "notes": tuple(note for note in ArticleNote if note in shape.get("notes", ())),
            "published_offset": published_offset,
            "updated_offset": updated_offset,
        }
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(detail="a kept article is damaged") from error
