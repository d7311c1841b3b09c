"""Whether the library is whole."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.errors import NewsError
from newsreader.library import Library
from newsreader.library.doctor.finding import Finding, broken, broken_by, found, warning

_MEND = "newsreader cache verify --repair makes it again."


async def check_library(library: Library, say: Callable[[str], None]) -> tuple[Finding, ...]:
    """Look the library over, without reading every text and page as `newsreader cache verify` does.

    Args:
        library: open.
        say: called with what is being looked at.
    """
    try:
        complaints = await library.upkeep.verify(say, is_quick=True)
    except NewsError as error:
        return (broken_by("library", error),)
    found_wrong = [broken("library", each.what, each.advice or _MEND) for each in complaints]
    if library.is_read_only:
        problem = next(iter(library.problems), None)
        advice = "Change its owner or permissions, or update newsreader where a newer one wrote it."
        why = problem.detail if problem else ""
        found_wrong.append(warning("library", "the library can be read but not changed", advice, why=why))
    return tuple(found_wrong) or (found("library", "the library is whole"),)
