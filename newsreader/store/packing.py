"""Pages and the bodies of articles as the compressed bytes the library keeps, and back."""

from __future__ import annotations

import json
from typing import Any

import zstandard

from newsreader.blocks import BlockKind, Image, block_from_json, block_to_json
from newsreader.errors import StoreError
from newsreader.model import Article, ArticleNote, Origin

_ORIGINS = frozenset(Origin)  # a later newsreader may know more
_LEVEL = 6  # a page of 100 kB in 2 ms; higher levels win little on HTML
HEAD_BYTES = 18  # the longest head of a zstd frame (RFC 8878, 3.1.1.1)
MAX_UNPACKED_BYTES = 256 * 1024 * 1024  # far over any page that is let in: more is damage


def pack(raw: bytes) -> bytes:
    """Compress."""
    return zstandard.compress(raw, _LEVEL)


def unpack(packed: bytes) -> bytes:
    """Decompress what `pack` gave.

    Raises:
        StoreError: it is damaged.
    """
    return _unpacked(packed, zstandard.ZstdDecompressor())


def _unpacked(packed: bytes, decompressor: zstandard.ZstdDecompressor) -> bytes:
    try:
        size = zstandard.frame_content_size(packed)
        if not 0 <= size <= MAX_UNPACKED_BYTES:
            raise StoreError(detail="a kept page is damaged")
        return decompressor.decompress(packed)
    except zstandard.ZstdError as error:
        raise StoreError(detail="a kept page is damaged") from error


def unpacked_size(head: bytes) -> int:
    """Give the bytes of what `pack` was given, by the first `HEAD_BYTES` of what it gave; 0 for what is damaged."""
    try:
        return max(0, zstandard.frame_content_size(head))
    except zstandard.ZstdError:
        return 0


def pack_like(raw: bytes, known: bytes) -> bytes:
    """Compress to what is not in a text that is known when it is read back."""
    compressor = zstandard.ZstdCompressor(level=_LEVEL, dict_data=_as_dictionary(known))
    return compressor.compress(raw)


def unpack_like(packed: bytes, known: bytes) -> bytes:
    """Decompress what `pack_like` gave.

    Raises:
        StoreError: it is damaged, or the known text is.
    """
    return _unpacked(packed, zstandard.ZstdDecompressor(dict_data=_as_dictionary(known)))


def _as_dictionary(known: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(known, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


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


def unpack_text(packed: bytes) -> str:
    """Give the words of what `pack_body` gave, one block a line, those under pictures too; quicker than reading it.

    Raises:
        StoreError: it is damaged.
    """
    try:
        return "\n".join(text for block in json.loads(unpack(packed))["blocks"] if (text := block["text"]))
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(detail="a kept article is damaged") from error


def unpack_opening(packed: bytes, chars: int) -> tuple[str, list[str]]:
    """Give the first words of what `pack_body` gave, of its paragraphs, and the addresses that its text links to.

    Raises:
        StoreError: it is damaged.
    """
    try:
        text, links = "", list[str]()
        for block in json.loads(unpack(packed))["blocks"]:
            if block["kind"] == BlockKind.PARAGRAPH and len(text) < chars:
                text += f"{block['text']}\n"
            links += [str(run["href"]) for run in block.get("spans", ()) if run.get("href")]
        return text[:chars], links
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(detail="a kept article is damaged") from error


def unpack_body(packed: bytes) -> dict[str, Any]:
    """Read back what `pack_body` gave, as fields of `Article`.

    Raises:
        StoreError: it is damaged.
    """
    return body_fields(unpack(packed))


def body_fields(raw: bytes) -> dict[str, Any]:
    """Read what `pack_body` packed, decompressed already, as fields of `Article`.

    Raises:
        StoreError: it is damaged.
    """
    try:
        shape = json.loads(raw)
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
