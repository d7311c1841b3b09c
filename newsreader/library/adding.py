"""Following what was found at an address."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from itertools import count

from newsreader.address import host_of, is_front_page
from newsreader.library.candidates import Candidate
from newsreader.library.refresh import keep_listing
from newsreader.library.results import Added
from newsreader.library.worker import StoreWorker
from newsreader.model import FRONT_PAGE, Section, SectionKey
from newsreader.store import sections
from newsreader.store.listed import listed
from newsreader.text import clean_line

MAX_NAME_CHARS = 80
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


class Adder:
    """Adds sections of the person's own."""

    def __init__(self, store: StoreWorker, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def known(self, candidate: Candidate) -> Section | None:
        """Give the section that has a candidate's address, as asked for or as led to, or lists the same articles."""
        return await self._at_address(candidate) or await self._with_articles(candidate)

    async def add(self, candidate: Candidate, *, site: str = "", name: str = "") -> Added:
        """Follow a candidate and keep what it lists now.

        Args:
            candidate: as found.
            site: the publication's name, of the person's choosing; what the documents say when empty.
            name: the section's name; likewise.

        Raises:
            StoreError: it could not be kept.
        """
        site, name = (clean_line(each)[:MAX_NAME_CHARS] for each in (site, name))
        section, was_known = await self._section(candidate, site, name)
        if section.is_own:
            await self._store.run(sections.add_own_section, section)
        listing, now = candidate.listing, self._clock()
        new = await self._store.run(keep_listing, section, candidate.url, listed(listing), candidate.page, "", now)
        return Added(
            section=section,
            kind=listing.kind,
            entries=len(listing.entries),
            new_articles=len(new),
            was_known=was_known,
        )

    async def _at_address(self, candidate: Candidate) -> Section | None:
        page = candidate.page
        for url in dict.fromkeys((candidate.url, page.url, page.permanent_url, *candidate.others)):
            key = await self._store.run(sections.find_section, url) if url else None
            if key is not None:
                return await self._section_of(key)
        return None

    async def _with_articles(self, candidate: Candidate) -> Section | None:
        key = await self._store.run(sections.find_same_list, candidate.facts.stories)
        return await self._section_of(key) if key is not None else None

    async def _section_of(self, key: SectionKey) -> Section:
        statuses = await self._store.run(sections.load_sections)
        return next(status.section for status in statuses if status.section.key == key)

    async def _section(self, candidate: Candidate, site: str, name: str) -> tuple[Section, bool]:
        """Give the section to list the articles in, and whether it was there before."""
        known = await self._at_address(candidate)
        if known is not None and known.is_own:
            return _renewed(known, candidate, site, name), True
        if not site and not name and (known := known or await self._with_articles(candidate)) is not None:
            return known, True
        statuses = await self._store.run(sections.load_sections)
        source, title = _names(candidate, site, name)
        section = Section(
            key=free_key(source, title, {status.section.key for status in statuses}),
            source=source,
            name=title,
            addresses=tuple(dict.fromkeys((candidate.url, *candidate.others))),
            home=candidate.home,
            is_own=True,
        )
        return section, False


def _renewed(known: Section, candidate: Candidate, site: str, name: str) -> Section:
    """Give a section the names the person wants, and ask the address of it first that was chosen now."""
    addresses = known.addresses
    if candidate.url in addresses:
        addresses = tuple(dict.fromkeys((candidate.url, *addresses)))
    return replace(known, source=site or known.source, name=name or known.name, addresses=addresses)


def _names(candidate: Candidate, site: str, name: str) -> tuple[str, str]:
    """Call a section as the person does, else as its documents do; a publication's own list is its front page."""
    told = candidate.site or (candidate.facts.title if is_front_page(candidate.url) else "")
    source = clean_line(site or told or host_of(candidate.url).removeprefix("www."))[:MAX_NAME_CHARS]
    title = clean_line(name or candidate.name or candidate.facts.title)[:MAX_NAME_CHARS]
    if not name and (not title or title.casefold().startswith(source.casefold())):
        title = FRONT_PAGE
    return source, title


def free_key(source: str, name: str, taken: Collection[SectionKey]) -> SectionKey:
    """Make a key of two names that no section has yet."""
    stem = f"{_key_part(source)}/{_key_part(name)}"
    keys = (SectionKey(stem if number == 1 else f"{stem}-{number}") for number in count(1))
    return next(key for key in keys if key not in taken)


def _key_part(name: str) -> str:
    return _NOT_IN_KEYS.sub("-", name.casefold()).strip("-") or "section"
