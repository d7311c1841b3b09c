"""Lists with what is unread first: what was read is in order too, however few there are of it among a million."""

from __future__ import annotations

STEP: tuple[str, ...] = ("CREATE INDEX read_listing ON listing (section_id, sort_at, article_id) WHERE is_read = 1",)
