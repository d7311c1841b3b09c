"""Which sections settings name, which are followed, and in which order they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from newsreader.errors import ConfigError, NotFoundError
from newsreader.model import SectionKey, SectionStatus
from newsreader.naming import named_sections

T = TypeVar("T")


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
