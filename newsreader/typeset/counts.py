"""Counts and sizes as people read them."""

from __future__ import annotations

from newsreader.model import SectionStatus


def count_text(status: SectionStatus, count: int) -> str:
    """Write a count of a section, "1,000+" where counting stopped there."""
    is_open = status.counted_up_to is not None and count >= status.counted_up_to
    return f"{count:,}+" if is_open else str(count)


def counted(number: int, noun: str) -> str:
    """Write a number of things: `1 article`, `2 articles`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def sized(count: int) -> str:
    """Write a number of bytes: `812 kB`, `1.3 GB`."""
    for unit, bytes_in_one in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)):
        if count >= bytes_in_one:
            number = count / bytes_in_one
            return f"{number:.0f} {unit}" if number >= 100 else f"{number:.1f} {unit}"
    return f"{count} B"


def progress_text(read: int, articles: int, minutes_left: int) -> str:
    """Say how far an edition is read: `7 of 12 · 9 min left`."""
    if not articles:
        return ""
    return f"{read} of {articles} · {minutes_left} min left" if minutes_left else f"all {counted(articles, 'article')}"
