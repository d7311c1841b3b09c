"""A story that may stand at several sites."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from newsreader.blocks import Paragraph, Span
from newsreader.model import Article

PARAGRAPHS = (
    "The new bridge at Larkfield was opened on Monday in heavy rain, and 420 people walked over it behind a band.",
    "Its engineers had promised the council of Larkfield a crossing that would stand for a hundred winters of ice.",
    "Fishermen from the harbour watched from their boats, since the old ferry would sail for the last time at dusk.",
    "A teacher who had crossed the river each morning for thirty years said she would miss the captain's stories.",
    "Traders on the far bank in the harbour quarter hope that lorries will now reach them without a day's detour.",
    "The steel was rolled nearby and carried down by night, because the narrow road is busy with carts by day.",
    "Neighbours from Larkfield gave the workers soup, and the neighbouring villages lent them beds for two seasons.",
    "What the bridge is to be called will be decided by a vote in spring, with the ferry captain's name well ahead.",
    "Until then a painted board by the harbour calls it simply the crossing, and nobody seems to want another name.",
)
LOCAL = (
    "In our town the news was heard with some envy: the footbridge by the mill has been closed since the flood, and"
    " the money for mending it was spent on a roundabout that few people use."
)


def paragraphs(texts: Iterable[str]) -> tuple[Paragraph, ...]:
    """Make paragraphs of texts."""
    return tuple(Paragraph((Span(text),)) for text in texts)


def copy_of(host: str, texts: Iterable[str] = PARAGRAPHS, **changes: Any) -> Article:
    """Give the story as one site prints it."""
    fields: dict[str, Any] = {
        "url": f"https://{host}/reports/{sum(map(len, texts))}-bridge.html",
        "headline": "Bridge opens, part 1",
        "lang": "en",
        "blocks": paragraphs(texts),
    }
    return Article(**fields | changes)
