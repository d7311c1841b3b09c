"""What a person asked for that cannot be: it means nothing, is not there, or there is no room for it."""

from __future__ import annotations

from newsreader.errors.base import NewsError


class NotFoundError(NewsError):
    """No such article or section."""

    summary = "Nothing of that name is in the library"
    hint = "newsreader sections and newsreader list show what is."


class NoCopyError(NotFoundError):
    """No article has a copy at an address."""

    summary = "No article in the library has a copy at this address"
    hint = "newsreader show --json names them under also_at."


class SearchSyntaxError(NewsError):
    """A search that means nothing.

    Args:
        subject: the search, as it was typed.
        detail: what is wrong with it.
        at: where, counted from 0; None where it is not one place.
    """

    summary = "The search cannot be understood"

    def __init__(self, subject: str = "", detail: str = "", at: int | None = None) -> None:
        super().__init__(subject, detail if at is None else f"at character {at + 1}: {detail}")
        self.at = at


class NoAddressError(NewsError):
    """What was typed is no web address."""

    summary = "This is no web address"
    hint = "Write one like www.example.com."


class UnusableNameError(NewsError):
    """A name that is taken, or is none."""

    summary = "This name cannot be used"


class NotUnderstoodError(NewsError):
    """A line typed in plain mode that says nothing that can be done where the person is."""

    summary = "That is not understood here"
    hint = "? tells what can be typed."


class NoSuchNumberError(NewsError):
    """A number typed in plain mode that nothing listed last has."""

    summary = "Nothing that was listed last has this number"
    hint = "Type one that stands before an item."


class FullQueueError(NewsError):
    """More links are queued than a person means to read."""

    summary = "The queue of links is full"
    hint = "Remove some of them first: W shows the queue."
