"""Which sections a command line means."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.library import Library
from newsreader.model import SectionKey


async def chosen_sections(library: Library, names: Sequence[str], *, only_due: bool = False) -> tuple[SectionKey, ...]:
    """Give the sections of some names, each once; for no name those that are followed, or only what of them is due.

    Raises:
        NotFoundError: none is called so.
    """
    if not names:
        return await library.followed(only_due=only_due)
    found = [status.section.key for name in names for status in await library.named(name)]
    return tuple(dict.fromkeys(found))
