"""File names that every system takes, told apart by the article's number."""

from __future__ import annotations

import re
import unicodedata

from newsreader.formats.legal import legal
from newsreader.formats.story import Story

MAX_WORDS_CHARS = 60
_MAX_WORDS_BYTES = 180  # of the 255 that file systems take
_NOT_IN_NAMES = re.compile(r"[\W_]+")


def file_name(story: Story, suffix: str) -> str:
    """Name a story's file: `2026-02-01-The-bridge-is-open-12.md`.

    It begins with the day and ends with the article's number, so that it is no reserved name of Windows, leads
    nowhere else, is the same each time, and differs from all others also where case makes no difference.

    Args:
        story: the article.
        suffix: with its dot.
    """
    words = _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", legal(story.article.headline)))[:MAX_WORDS_CHARS]
    short = words.encode()[:_MAX_WORDS_BYTES].decode(errors="ignore").strip("-")
    return "-".join(part for part in (story.day.isoformat(), short, str(story.id)) if part) + suffix
