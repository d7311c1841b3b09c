"""Keeping the library's sections those of the catalogues, which are read again only when a file of theirs changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.config.files import fingerprint
from newsreader.errors import ConfigError
from newsreader.library.worker import StoreWorker
from newsreader.store import sections
from newsreader.store.connection import Connection, transaction

if TYPE_CHECKING:
    from newsreader.config.catalogue import Catalogue


async def brought_up_to_date(
    store: StoreWorker, catalogue: Catalogue | None, user_dir: Path
) -> tuple[ConfigError, ...]:
    """Let the library have the sections of a catalogue.

    Args:
        store: left alone when it cannot be changed.
        catalogue: None for the built-in one and the person's own.
        user_dir: of the person's own.

    Returns:
        One problem for each of the person's files that was left out.
    """
    files = fingerprint("catalogues", user_dir) if catalogue is None else ""
    if await store.run(sections.is_catalogue_known, files):
        return ()
    if catalogue is None:
        from newsreader.config.catalogue import load_catalogue  # here, because it is seldom needed and costs a tenth

        catalogue = load_catalogue(user_dir)
    if not store.is_read_only:
        await store.run(_take, catalogue, "" if catalogue.problems else files)
    return catalogue.problems


def _take(db: Connection, catalogue: Catalogue, files: str) -> None:
    with transaction(db):
        sections.sync_catalogue(db, catalogue.sections, catalogue.digest)
        sections.note_catalogue(db, files)
