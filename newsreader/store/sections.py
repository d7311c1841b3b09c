"""Sections: the catalogue's and the person's own, their addresses, and how each refresh went."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from newsreader.errors import NotFoundError, StoreError
from newsreader.model import AddressHealth, Section, SectionKey, SectionStatus
from newsreader.store.codec import from_micros, micros, names_from_json, names_to_json
from newsreader.store.connection import Connection, snapshot, transaction
from newsreader.store.health import load_health
from newsreader.store.schema import WHOLE_LIBRARY

if TYPE_CHECKING:
    from newsreader.model import Validators

MIN_STORIES_ALIKE = 5  # fewer may be in two lists by chance
SHARE_ALIKE = 0.8
_FIRST_OWN_POSITION = 1_000_000  # the person's own sections stand after the catalogue's, in the order of adding


class Counts(NamedTuple):
    """How many articles a section lists."""

    total: int = 0
    unread: int = 0
    starred: int = 0
    later: int = 0


def section_id(db: Connection, key: SectionKey | None) -> int:
    """Give the number of a section; None is the whole library.

    Raises:
        NotFoundError: there is no such section.
    """
    if key is None:
        return WHOLE_LIBRARY
    row = db.execute(
        "SELECT id FROM section WHERE key = ? AND id <> ? AND removal_id IS NULL", (key, WHOLE_LIBRARY)
    ).fetchone()
    if row is None:
        raise NotFoundError(key)
    return int(row[0])


def sync_catalogue(db: Connection, sections: Sequence[Section], digest: str) -> bool:
    """Make the catalogue's sections what the catalogues say, in their order.

    Sections that the catalogues no longer have go only when they list no article. The person's own are not
    touched, nor is a catalogue's section whose key one of them has.

    Args:
        db: the library.
        sections: all of every catalogue.
        digest: of the catalogues' contents; nothing is done when it is that of the last time.

    Returns:
        Whether there was anything to do.
    """
    with snapshot(db):
        if _noted(db, "catalogue") == digest:
            return False
    with transaction(db):
        own_keys = {key for (key,) in db.execute("SELECT key FROM section WHERE is_own = 1")}
        kept = {section.key: section for section in sections if section.key not in own_keys}
        for position, section in enumerate(kept.values()):
            _save_section(db, section, position)
        known = db.execute("SELECT id, key, total FROM section WHERE is_own = 0 AND id <> ?", (WHOLE_LIBRARY,))
        for number, key, total in known.fetchall():
            if key not in kept and total == 0:
                db.execute("DELETE FROM section WHERE id = ?", (number,))
        _note(db, "catalogue", digest)
    return True


def is_catalogue_known(db: Connection, files: str) -> bool:
    """Say whether the catalogue's sections are those of these files, by their fingerprint; "" is never known."""
    with snapshot(db):
        return bool(files) and _noted(db, "catalogue_files") == files


def note_catalogue(db: Connection, files: str) -> None:
    """Note the fingerprint of the files that the catalogue's sections were read from, all of them without a mistake."""
    with transaction(db):
        _note(db, "catalogue_files", files)


def add_own_section(db: Connection, section: Section) -> None:
    """Add a section of the person's own and follow it; added again, it takes the new name and addresses.

    Raises:
        StoreError: a catalogue has a section of that key.
    """
    with transaction(db):
        known = db.execute("SELECT is_own, position, removal_id FROM section WHERE key = ?", (section.key,)).fetchone()
        if known and not known[0] and known[2] is None:
            raise StoreError(section.key, "the catalogue has a section of that name")
        (last,) = db.execute("SELECT max(position) FROM section WHERE is_own = 1").fetchone()
        following = _FIRST_OWN_POSITION if last is None else last + 1
        _save_section(db, section, known[1] if known else following)
        db.execute("UPDATE section SET is_own = 1, is_followed = 1, removal_id = NULL WHERE key = ?", (section.key,))


def follow_section(db: Connection, key: SectionKey) -> None:
    """Let a section be refreshed when none is named.

    Raises:
        NotFoundError: there is no such section.
    """
    with transaction(db):
        db.execute("UPDATE section SET is_followed = 1 WHERE id = ?", (section_id(db, key),))


def load_sections(db: Connection) -> tuple[SectionStatus, ...]:
    """Give every section with its counts and health: the catalogue's in its order, then the person's own."""
    with snapshot(db):
        addresses: dict[int, list[AddressHealth]] = {}
        for number, health in load_health(db):
            addresses.setdefault(number, []).append(health)
        rows = db.execute(
            "SELECT id, section.key, source, section.name, coalesce(arranged.name, ''), home, tags, is_own, is_starter,"
            " unread, total, texts, is_followed, arrived_at,"
            " CASE WHEN total > 0 THEN (SELECT max(sort_at) FROM listing WHERE section_id = section.id) END,"
            " fetched_at, error FROM section LEFT JOIN arranged ON kind = 'section' AND arranged.key = section.key"
            " WHERE id <> ? AND removal_id IS NULL ORDER BY section.position, id",
            (WHOLE_LIBRARY,),
        ).fetchall()
        return tuple(_status_from(row, tuple(addresses.get(row[0], ()))) for row in rows)


def load_counts(db: Connection, key: SectionKey | None) -> Counts:
    """Give the counts of a section; of the whole library for None.

    Raises:
        NotFoundError: there is no such section.
    """
    with snapshot(db):
        number = section_id(db, key)
        total, unread, starred, later = db.execute(
            "SELECT total, unread, starred, later FROM section WHERE id = ?", (number,)
        ).fetchone()
        return Counts(total=total, unread=unread, starred=starred, later=later)


def find_section(db: Connection, address: str) -> SectionKey | None:
    """Find the section, of the person's own first, that has this address among its own, however it is spelled."""
    from newsreader.twins import story_address  # here, because the first screen does not need it

    wanted = story_address(address)
    with snapshot(db):
        rows = db.execute(
            "SELECT section_address.url, section.key FROM section_address JOIN section ON section.id = section_id"
            " WHERE removal_id IS NULL ORDER BY section.is_own DESC, section.position, section_address.position",
        )
        return next((SectionKey(key) for url, key in rows if story_address(url) == wanted), None)


def find_same_list(db: Connection, stories: Iterable[str]) -> SectionKey | None:
    """Find the section that lists what a new one would: most of these, and of its own newest nothing much besides.

    Args:
        db: the library.
        stories: addresses of articles as `twins.story_address` writes them.
    """
    wanted = list(stories)
    if len(wanted) < MIN_STORIES_ALIKE:
        return None
    with snapshot(db):
        known = {
            number
            for (number,) in db.execute(
                "SELECT article_id FROM json_each(?) JOIN article_address ON url = value", (json.dumps(wanted),)
            )
        }
        counts = db.execute(
            "SELECT section.id, section.key, count(*) AS together FROM json_each(?)"
            " JOIN listing ON article_id = value JOIN section ON section.id = section_id"
            " WHERE section.id <> ? AND removal_id IS NULL GROUP BY section.id"
            " ORDER BY together DESC, section.position LIMIT 5",
            (json.dumps(list(known)), WHOLE_LIBRARY),
        ).fetchall()
        for number, key, together in counts:
            newest = db.execute(
                "SELECT article_id FROM listing WHERE section_id = ? ORDER BY sort_at DESC, article_id DESC LIMIT ?",
                (number, len(wanted)),
            ).fetchall()
            both = sum(article in known for (article,) in newest)
            if together >= SHARE_ALIKE * len(wanted) and both >= SHARE_ALIKE * len(newest):
                return SectionKey(key)
    return None


def load_validators(db: Connection, keys: Iterable[SectionKey]) -> dict[tuple[SectionKey, str], tuple[Validators, str]]:
    """Give what to send back to the addresses of some sections, and the hashes of the bodies they last gave.

    Returns:
        By section and address; nothing for an address that is not among its section's.
    """
    from newsreader.model import Validators  # here, because the first screen does not need them

    with snapshot(db):
        rows = db.execute(
            "SELECT section.key, section_address.url, etag, last_modified, body_hash FROM json_each(?)"
            " JOIN section ON section.key = value JOIN section_address ON section_id = section.id",
            (json.dumps(list(keys)),),
        )
        return {
            (SectionKey(key), url): (Validators(etag=etag, last_modified=last_modified), body_hash)
            for key, url, etag, last_modified, body_hash in rows
        }


def save_address_ok(
    db: Connection, key: SectionKey, url: str, at: datetime, validators: Validators, body_hash: str
) -> None:
    """Note that an address answered, and what to send back next time.

    Save the entries first, or in the same `transaction`: the server's next "not modified" must not hide
    entries that were never kept.

    Raises:
        NotFoundError: there is no such section.
    """
    with transaction(db):
        db.execute(
            "UPDATE section_address SET etag = ?, last_modified = ?, body_hash = ?, tried_at = ?, worked_at = ?,"
            " error = '', failures = 0, failing_since = NULL, first_reason = '', reason = '', trouble = ''"
            " WHERE section_id = ? AND url = ?",
            (
                validators.etag,
                validators.last_modified,
                body_hash,
                micros(at),
                micros(at),
                section_id(db, key),
                url,
            ),
        )


def save_unchanged(
    db: Connection, key: SectionKey, url: str, at: datetime, validators: Validators, body_hash: str
) -> None:
    """Note that an address of a section answered with nothing new, so that its refresh worked.

    Raises:
        NotFoundError: there is no such section.
    """
    with transaction(db):
        save_address_ok(db, key, url, at, validators, body_hash)
        save_refresh_ok(db, key, at)


def save_refresh_ok(db: Connection, key: SectionKey, at: datetime) -> None:
    """Note that a refresh of a section worked; from now on the section is followed.

    Raises:
        NotFoundError: there is no such section.
    """
    with transaction(db):
        db.execute(
            "UPDATE section SET fetched_at = ?, error = '', is_followed = 1 WHERE id = ?",
            (micros(at), section_id(db, key)),
        )


def save_refresh_failed(db: Connection, key: SectionKey, error: str) -> None:
    """Note why a refresh of a section failed, one sentence; everything it lists stays.

    Raises:
        NotFoundError: there is no such section.
    """
    with transaction(db):
        db.execute("UPDATE section SET error = ? WHERE id = ?", (error, section_id(db, key)))


def _noted(db: Connection, name: str) -> str | None:
    row = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else None


def _note(db: Connection, name: str, value: str) -> None:
    db.execute(
        "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def _save_section(db: Connection, section: Section, position: int) -> None:
    db.execute(
        "INSERT INTO section (key, source, name, position, is_starter, home, tags) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET source = excluded.source, name = excluded.name, home = excluded.home,"
        " position = excluded.position, is_starter = excluded.is_starter, tags = excluded.tags",
        (
            section.key,
            section.source,
            section.name,
            position,
            section.is_starter,
            section.home,
            names_to_json(section.tags),
        ),
    )
    (number,) = db.execute("SELECT id FROM section WHERE key = ?", (section.key,)).fetchone()  # a removed one too
    known = db.execute("SELECT url FROM section_address WHERE section_id = ?", (number,)).fetchall()
    gone = {url for (url,) in known} - set(section.addresses)
    db.executemany("DELETE FROM section_address WHERE section_id = ? AND url = ?", [(number, url) for url in gone])
    db.executemany(
        "INSERT INTO section_address (section_id, url, position) VALUES (?, ?, ?)"
        " ON CONFLICT (section_id, url) DO UPDATE SET position = excluded.position",
        [(number, url, order) for order, url in enumerate(dict.fromkeys(section.addresses))],
    )


def _status_from(row: tuple[Any, ...], addresses: tuple[AddressHealth, ...]) -> SectionStatus:
    (
        _,
        key,
        source,
        name,
        given_name,
        home,
        tags,
        is_own,
        is_starter,
        unread,
        total,
        texts,
        is_followed,
        *moments,
        error,
    ) = row
    arrived_at, newest_at, fetched_at = map(from_micros, moments)
    return SectionStatus(
        section=Section(
            key=SectionKey(key),
            source=source,
            name=given_name or name,
            first_name=name if given_name else "",
            addresses=tuple(health.url for health in addresses),
            home=home,
            tags=names_from_json(tags),
            is_own=bool(is_own),
            is_starter=bool(is_starter),
        ),
        unread=unread,
        total=total,
        cached=texts,
        is_followed=bool(is_followed),
        fetched_at=fetched_at,
        arrived_at=arrived_at,
        newest_at=newest_at,
        error=error,
        addresses=addresses,
    )
