"""Fetching a section for plain mode: each outcome is said as it comes."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.library.results import SectionResult
from newsreader.model import SectionKey
from newsreader.plain.state import Desk
from newsreader.typeset.counts import counted


async def fetch(desk: Desk, keys: Sequence[SectionKey]) -> list[SectionResult]:
    """Refresh sections and say of each how it went, as soon as it did."""
    desk.console.say(f"Fetching {counted(len(keys), 'section')}; ^C stops.")

    def report(result: SectionResult) -> None:
        desk.console.say(f"{result.section.name}: {_outcome(result)}")

    return await desk.library.refresh(keys, report)


def _outcome(result: SectionResult) -> str:
    if result.error is not None:
        return result.error.user_text
    return f"{counted(result.new_articles, 'new article')}." if result.new_articles else "nothing new."
