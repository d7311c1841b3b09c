"""Several lists of articles as one, newest first."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from heapq import heappop, heappush

from newsreader.model import ArticleSummary


async def merged(rows_of: Sequence[AsyncIterator[ArticleSummary]]) -> AsyncIterator[ArticleSummary]:
    """Give the rows of lists that are newest first in one order; only one row of each is held.

    What several lists have follows on itself, as often as they have it.
    """
    heads: list[tuple[float, int, int, ArticleSummary]] = []

    async def take(number: int) -> None:
        row = await anext(rows_of[number], None)
        if row is not None:
            heappush(heads, (-row.sort_at.timestamp(), -row.id, number, row))

    for number in range(len(rows_of)):
        await take(number)
    while heads:
        *_, number, row = heappop(heads)
        yield row
        await take(number)
