"""How long things are kept: the `[retention]` table of the settings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """What is kept; 0 is no limit. Starred articles are, whatever the limits."""

    days: int = 0  # after which an article loses text and page, and is a teaser again
    listed_days: int = 0  # after which it goes altogether
    articles: int = 0  # listed at most; the oldest go
    megabytes: int = 5000  # of texts, pages and pictures, packed; the oldest lose theirs
    unread_days: int = 7  # unread articles are kept for so long after they came, whatever the limits
