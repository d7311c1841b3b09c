"""The marks that a reader sets on articles."""

from __future__ import annotations

from enum import StrEnum


class Mark(StrEnum):
    """A mark an article may bear."""

    READ = "read"
    STARRED = "starred"
    LATER = "later"
