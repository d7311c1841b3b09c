"""Finding the sections a person means by a name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from newsreader.errors import ConfigError, NotFoundError
from newsreader.model import Section, SectionKey, SectionStatus
from newsreader.store.saved_searches import SavedSearch

T = TypeVar("T")
SAVED_SEARCHES = "Saved searches"  # where publications have their name
COUNTED_UP_TO = 1000  # hits of a saved search; more are "1,000+"


def named_sections(name: str, statuses: Sequence[SectionStatus]) -> tuple[SectionStatus, ...]:
    """Find the sections of a name: a key, a section, a publication, a tag, or `publication / section`.

    A name may stand for several sections; then those the person added win over those they follow, and these
    over the rest of the catalogue.

    Raises:
        NotFoundError: none is called so; names the nearest.
    """
    wanted = _plain(name)
    exact = [status for status in statuses if status.section.key.casefold() == wanted]
    found = exact or [status for status in statuses if wanted in _names(status)]
    if not found:
        known = {_plain(each): each for status in statuses for each in (status.section.source, status.section.name)}
        near = difflib.get_close_matches(wanted, known, n=1)
        raise NotFoundError(name, f"did you mean {known[near[0]]}?" if near else "")
    for is_nearer in (lambda status: status.section.is_own, lambda status: status.is_followed):
        if nearer := tuple(filter(is_nearer, found)):
            return nearer
    return tuple(found)


def configured_sections(
    given: Mapping[str, T], statuses: Sequence[SectionStatus], table: str
) -> list[tuple[T, tuple[SectionKey, ...]]]:
    """Find the sections that a table of the settings names, with what it says of them.

    Args:
        given: what it says, by the name of a section or publication.
        statuses: all sections.
        table: its name, for errors: "section".

    Returns:
        Those that name the most sections first: what holds for a publication is overruled by what does for a
        section of it.

    Raises:
        ConfigError: it names a section that is not known.
    """
    found: list[tuple[T, tuple[SectionKey, ...]]] = []
    for name, said in given.items():
        try:
            keys = tuple(status.section.key for status in named_sections(name, statuses))
        except NotFoundError as error:
            from newsreader.config.lines import key_within  # here, because only a mistake needs it

            raise ConfigError(key_within(table, name), f"no section is called so {error.detail}".strip()) from error
        found.append((said, keys))
    return sorted(found, key=lambda each: -len(each[1]))


def followed_sections(statuses: Sequence[SectionStatus]) -> tuple[SectionStatus, ...]:
    """Give the sections refreshed when none is named: those followed, in a new library the starters."""
    followed = tuple(status for status in statuses if status.is_followed)
    return followed or tuple(status for status in statuses if status.section.is_starter)


def by_source(statuses: Iterable[SectionStatus]) -> list[SectionStatus]:
    """Put the sections of one publication together, in the order in which the publications first come."""
    together: dict[str, list[SectionStatus]] = {}
    for status in statuses:
        together.setdefault(status.section.source, []).append(status)
    return [status for each in together.values() for status in each]


def saved_search_status(search: SavedSearch) -> SectionStatus:
    """Give a saved search as a section, so that it is listed and read like one."""
    return SectionStatus(
        section=Section(key=search.key, source=SAVED_SEARCHES, name=search.name, addresses=()),
        unread=search.unread,
        total=search.total,
        query=search.query,
        counted_up_to=COUNTED_UP_TO,
    )


def _names(status: SectionStatus) -> set[str]:
    source, name = _plain(status.section.source), _plain(status.section.name)
    return {name, source, f"{source}/{name}", f"{source} {name}", *map(_plain, status.section.tags)}


def _plain(name: str) -> str:
    """Write a name so that case, and blanks round the slash, make no difference."""
    return "/".join(" ".join(part.split()) for part in name.casefold().split("/"))
