"""Removing sections, as a step that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from newsreader.library.history import Action
from newsreader.library.results import Done
from newsreader.library.slices import run_slice
from newsreader.library.worker import StoreWorker
from newsreader.model import Section
from newsreader.store import trash
from newsreader.store.connection import Connection
from newsreader.store.removal import Removal, bring_back, drop_some, last_removal, remove_sections
from newsreader.store.sections import load_sections


def removing(sections: Sequence[Section], at: datetime) -> Action:
    """Give the action that removes some sections."""
    keys = [section.key for section in sections]
    return Action(
        act=partial(remove_sections, keys=keys, at=at),
        tell=partial(_told, names=names_of(sections)),
        reverse=partial(_reversed, at=at),
    )


async def let_articles_go(store: StoreWorker) -> None:
    """Take what stood only in removed sections to the trash, while nobody waits for the library."""
    while await run_slice(store, drop_some):
        pass


def names_of(sections: Sequence[Section]) -> str:
    """Name some sections: one by its name, several by their publications."""
    if len(sections) == 1:
        return f"{sections[0].source} / {sections[0].name}"
    return ", ".join(dict.fromkeys(section.source for section in sections))


async def brought_back(store: StoreWorker) -> str:
    """Bring back the last removal; gives what its sections are called, "" when there is none."""
    number = await store.run(last_removal)
    if number is None:
        return ""
    parts = await store.run(trash.parts_of_articles)
    while await run_slice(store, trash.restore_some, parts, number):
        pass
    back = await store.run(bring_back, number)
    statuses = await store.run(load_sections)
    return names_of([status.section for status in statuses if status.section.key in back.keys])


def _told(removal: Removal, *, names: str) -> Done:
    articles = f"{removal.articles} article{'' if removal.articles == 1 else 's'}"
    return Done(label=f"{names} removed with {articles}", count=len(removal.keys), is_of_sections=True)


def _reversed(db: Connection, removal: Removal, *, at: datetime) -> Removal:
    """Bring back what is gone, remove what is there."""
    back = bring_back(db, removal.number)
    if back.keys:
        return back
    again = remove_sections(db, removal.keys, at)
    while drop_some(db):
        pass
    return again
