"""What a person wants otherwise for which sections, as the settings say for sections, publications and sites."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from newsreader.config.settings import Settings
from newsreader.library.places import configured_sections
from newsreader.model import SectionKey, SectionStatus

if TYPE_CHECKING:
    from newsreader.config.wishes import Wishes


def wishes_of(
    settings: Settings, statuses: Sequence[SectionStatus], names: Collection[str]
) -> Mapping[SectionKey, Wishes]:
    """Give the wishes for each section that has any of some kinds.

    What holds for a site is overruled by what does for a publication, and that by what does for a section.

    Args:
        settings: the tables `[site]` and `[section]`.
        statuses: all sections.
        names: of the fields of `Wishes` that are asked for.

    Raises:
        ConfigError: the settings wish some of this for a section that is not known.
    """
    found: dict[SectionKey, Wishes] = {}
    sites, wished = _with_any(settings.site, names), _with_any(settings.section, names)
    if sites:
        for status in statuses:
            for wishes in _of_sites(sites, status):
                found[status.section.key] = _overruled(found.get(status.section.key), wishes)
    for wishes, keys in configured_sections(wished, statuses, "section"):
        for key in keys:
            found[key] = _overruled(found.get(key), wishes)
    return found


def _with_any(given: Mapping[str, Wishes], names: Collection[str]) -> dict[str, Wishes]:
    return {of: wishes for of, wishes in given.items() if any(getattr(wishes, name) is not None for name in names)}


def _of_sites(sites: Mapping[str, Wishes], status: SectionStatus) -> list[Wishes]:
    """Give what holds for the hosts that a section is read from, that for a single port last."""
    from newsreader.address import host_and_port, host_of  # here, because few settings name sites

    urls = status.section.addresses
    hosts = dict.fromkeys((*map(host_of, urls), *map(host_and_port, urls)))
    return [sites[host] for host in hosts if host in sites]


def _overruled(wishes: Wishes | None, by: Wishes) -> Wishes:
    given = {name: value for name, value in by._asdict().items() if value is not None}
    return by if wishes is None else wishes._replace(**given)
