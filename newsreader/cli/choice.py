"""Which sections and articles a command line means."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.errors import NotFoundError
from newsreader.library import Library
from newsreader.model import ArticleId, SectionKey, SectionStatus


async def chosen_sections(library: Library, names: Sequence[str], *, only_due: bool = False) -> tuple[SectionKey, ...]:
    """Give the sections of some names, each once; for no name those that are followed, or only what of them is due.

    Raises:
        NotFoundError: none is called so.
    """
    if not names:
        return await library.followed(only_due=only_due)
    found = [status.section.key for name in names for status in await library.named(name)]
    return tuple(dict.fromkeys(found))


async def named_sections(library: Library, names: Sequence[str]) -> tuple[SectionStatus, ...]:
    """Give the sections of some names, each once, where a saved search will not do.

    Raises:
        NotFoundError: none is called so, or it is a saved search.
    """
    found: dict[SectionKey, SectionStatus] = {}
    for name in names:
        for status in await library.named(name):
            if status.query:
                raise NotFoundError(name, "a saved search; newsreader search --saved and --forget are for those")
            found[status.section.key] = status
    return tuple(found.values())


async def named_article(library: Library, named: int | str) -> ArticleId | None:
    """Give an article by its number, which is not looked up, or by an address; None where none is known there."""
    return ArticleId(named) if isinstance(named, int) else await library.article_at(named)
