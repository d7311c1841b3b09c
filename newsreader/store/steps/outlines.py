"""What a list of subscriptions says of a section beyond its names and addresses, kept so that it can be told again."""

from __future__ import annotations

STEP: tuple[str, ...] = (
    "ALTER TABLE section ADD COLUMN home TEXT NOT NULL DEFAULT ''",  # the web page that belongs to a feed
    "ALTER TABLE section ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'",  # JSON array of words of the person's own
)
