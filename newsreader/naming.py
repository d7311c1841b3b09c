"""Finding the sections a person means by a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newsreader.errors import NotFoundError
from newsreader.model import SectionStatus


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
        from difflib import get_close_matches  # here, so that only a mistake pays for it

        known = {_plain(each): each for status in statuses for each in (status.section.source, status.section.name)}
        near = get_close_matches(wanted, known, n=1)
        raise NotFoundError(name, f"did you mean {known[near[0]]}?" if near else "")
    for is_nearer in (lambda status: status.section.is_own, lambda status: status.is_followed):
        if nearer := tuple(filter(is_nearer, found)):
            return nearer
    return tuple(found)


def telling_names(statuses: Sequence[SectionStatus]) -> list[str]:
    """Give a name for each section and publication, by which `named_sections` finds that and nothing else."""
    bearers = Counter(name for status in statuses for name in _names(status))
    sources = (status.section.source for status in statuses if not status.query)
    sections = (
        section.name if bearers[_plain(section.name)] == 1 else f"{section.source} / {section.name}"
        for section in (status.section for status in statuses)
    )
    return list(dict.fromkeys((*sources, *sections)))


def _names(status: SectionStatus) -> set[str]:
    source, name = _plain(status.section.source), _plain(status.section.name)
    names = {name, _plain(status.section.first_name)} - {""}
    both = {f"{source}{between}{each}" for each in names for between in "/ "}
    return {source, *names, *both, *map(_plain, status.section.tags)}


def _plain(name: str) -> str:
    """Write a name so that case, and blanks round the slash, make no difference."""
    return "/".join(" ".join(part.split()) for part in name.casefold().split("/"))
