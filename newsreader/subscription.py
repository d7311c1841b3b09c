"""What lists of other readers say: what is followed there, before it is ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MAX_SUBSCRIPTIONS = 10_000  # of one list; more is no list of a person
NO_ADDRESS = "it is no http or https address"  # why most of what is left out is


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A feed or section page that a list names."""

    addresses: tuple[str, ...]  # absolute http(s), the first is what it is known by
    name: str = ""  # "" when the list does not say
    folder: str = ""  # names of the folders it stands in, apart by `model.FOLDERS_APART`; "" for none
    home: str = ""  # the web page that belongs to it
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    """A list that is made by a search."""

    name: str
    query: str  # in our own language


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What was not taken from a list, and why, in words for the person."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionList:
    """A list of another reader, in its order."""

    subscriptions: tuple[Subscription, ...] = ()
    queries: tuple[SavedQuery, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def bounded_list(
    subscriptions: Sequence[Subscription], queries: Sequence[SavedQuery], left_out: Sequence[LeftOut]
) -> SubscriptionList:
    """Make a list of what was read: at most `MAX_SUBSCRIPTIONS` of each, and how many feeds there are beyond."""
    beyond = len(subscriptions) - MAX_SUBSCRIPTIONS
    if beyond > 0:
        left_out = (*left_out, LeftOut(what=f"{beyond} more", why=f"a list may have at most {MAX_SUBSCRIPTIONS}"))
    return SubscriptionList(
        subscriptions=tuple(subscriptions[:MAX_SUBSCRIPTIONS]),
        queries=tuple(queries[:MAX_SUBSCRIPTIONS]),
        left_out=tuple(left_out[:MAX_SUBSCRIPTIONS]),
    )
