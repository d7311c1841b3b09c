"""Which sections a command line means."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.library import Library
from newsreader.model import SectionKey


async def chosen_sections(library: Library, names: Sequence[str]) -> tuple[SectionKey, ...]:
    """Give the sections of some names, each once; those that are followed for no name.

    Raises:
        NotFoundError: none is called so.
    """
    if not names:
        return await library.followed()
    found = [status.section.key for name in names for status in await library.named(name)]
    return tuple(dict.fromkeys(found))
