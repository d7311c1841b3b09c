"""Counts as people read them."""

from __future__ import annotations

from newsreader.model import SectionStatus


def count_text(status: SectionStatus, count: int) -> str:
    """Write a count of a section, "1,000+" where counting stopped there."""
    is_open = status.counted_up_to is not None and count >= status.counted_up_to
    return f"{count:,}+" if is_open else str(count)
