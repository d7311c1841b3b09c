"""What is said of a list in which nothing stands: what would come here, and how."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.library.shelves import ListFilter, Place, Shelf
from newsreader.model import SectionStatus

_OF_SHELVES = {
    Shelf.ALL: "No articles yet. {refresh.all} fetches what you follow, {section.add} adds a site or a feed.",
    Shelf.TODAY: "Nothing has come today yet. {refresh.all} looks for more.",
    Shelf.UNREAD: "Everything is read. {refresh.all} looks for more.",
    Shelf.STARRED: "What you star stands here. {mark.star} stars an article, in a list or while you read it.",
    Shelf.LATER: "What you put aside stands here. {mark.later} keeps an article for later.",
    Shelf.RECENT: "What you have read stands here, the last first. {pane.in} on an article opens it.",
}


def empty_text(
    place: Place, status: SectionStatus | None, wanted: ListFilter, key: Callable[[str], str], *, is_offline: bool
) -> str:
    """Say why a list is empty and what to do.

    Args:
        place: whose list it is.
        status: of the section, None for a shelf.
        wanted: how the list is narrowed.
        key: gives the first key of a command.
        is_offline: nothing can be fetched now.
    """
    if wanted.is_narrow:
        return f"Nothing in this list matches. {key('pane.out')} shows it whole."
    if isinstance(place, Shelf):
        return _with_keys(_OF_SHELVES[place], key)
    if status is not None and status.query:
        return f"Nothing matches {status.query} yet. What comes and matches will stand here."
    if status is not None and status.fetched_at is None:
        return "Not fetched yet, and offline." if is_offline else _with_keys(_NOT_FETCHED, key)
    return _with_keys(_NOTHING, key)


_NOT_FETCHED = "Not fetched yet: {refresh.section} fetches it."
_NOTHING = "Nothing stands in this section now. {refresh.section} looks again, {health} says how it fares."


def _with_keys(sentence: str, key: Callable[[str], str]) -> str:
    """Put the keys of commands where a sentence has their ids in braces."""
    begin, *rest = sentence.split("{")
    for part in rest:
        command_id, _, text = part.partition("}")
        begin += key(command_id) + text
    return begin
