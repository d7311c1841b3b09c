"""How each address of a section fares: what it listed last, and how long it has failed and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from newsreader.model import AddressHealth, SectionKey
from newsreader.store.codec import from_micros, micros, to_micros
from newsreader.store.connection import Connection, snapshot, transaction

_COLUMNS = (
    "url, tried_at, worked_at, error, failures, failing_since, first_reason, reason, trouble, listed, listed_as,"
    " changed_at, newest_at"
)
_OF_ONE = "WHERE section_id = (SELECT id FROM section WHERE key = ?) AND url = ?"


def load_health(db: Connection) -> Iterator[tuple[int, AddressHealth]]:
    """Give the number of its section and the health of every address, section by section, in the order of trying."""
    rows = db.execute(f"SELECT section_id, {_COLUMNS} FROM section_address ORDER BY section_id, position")  # noqa: S608 constants
    for number, *row in rows:
        yield number, _health_from(*row)


def load_address_health(db: Connection, key: SectionKey, url: str) -> AddressHealth | None:
    """Give the health of one address of a section; None when it is not among its addresses."""
    with snapshot(db):
        row = db.execute(f"SELECT {_COLUMNS} FROM section_address {_OF_ONE}", (key, url)).fetchone()  # noqa: S608 constants
        return None if row is None else _health_from(*row)


def load_listing_pages(db: Connection) -> frozenset[tuple[SectionKey, str]]:
    """Give the sections and addresses that last listed articles as pages of the web do, not as feeds."""
    from newsreader.model import ListingKind  # here, because the first screen does not need it

    with snapshot(db):
        rows = db.execute(
            "SELECT section.key, url FROM section_address JOIN section ON section.id = section_id WHERE listed_as = ?",
            (ListingKind.SECTION_PAGE,),
        )
        return frozenset((SectionKey(key), url) for key, url in rows)


def save_address_failed(db: Connection, key: SectionKey, failed: AddressHealth) -> AddressHealth:
    """Note that an address of a section failed; what it listed before and its validators stay.

    Args:
        db: the library.
        key: of the section; nothing is noted when it is gone.
        failed: with `tried_at`, `error`, `reason` and `trouble` of this failure.

    Returns:
        The health of the address now, with the failures counted.
    """
    at = micros(failed.tried_at) if failed.tried_at else None
    with transaction(db):
        db.execute(
            "UPDATE section_address SET tried_at = ?, error = ?, reason = ?, trouble = ?, failures = failures + 1,"  # noqa: S608 constants
            " first_reason = CASE WHEN failing_since IS NULL THEN ? ELSE first_reason END,"
            f" failing_since = coalesce(failing_since, ?) {_OF_ONE}",
            (at, failed.error, failed.reason, failed.trouble, failed.reason, at, key, failed.url),
        )
        return load_address_health(db, key, failed.url) or failed


def save_listed(
    db: Connection, key: SectionKey, url: str, at: datetime, *, listed: int, listed_as: str, newest_at: datetime | None
) -> None:
    """Note what an address listed, in the same `transaction` as the entries.

    Args:
        db: the library.
        key: of the section.
        url: one of its addresses.
        at: when the document came, which was not the one we had.
        listed: how many articles.
        listed_as: a `ListingKind`.
        newest_at: the latest publication among them; None when none is dated.
    """
    with transaction(db):
        db.execute(
            f"UPDATE section_address SET listed = ?, listed_as = ?, changed_at = ?, newest_at = ? {_OF_ONE}",  # noqa: S608 constants
            (listed, listed_as, micros(at), to_micros(newest_at), key, url),
        )


def _health_from(*row: Any) -> AddressHealth:
    url, tried_at, worked_at, error, failures, failing_since, first_reason, reason, trouble, *listing = row
    listed, listed_as, changed_at, newest_at = listing
    return AddressHealth(
        url=url,
        tried_at=from_micros(tried_at),
        worked_at=from_micros(worked_at),
        error=error,
        failures=failures,
        failing_since=from_micros(failing_since),
        first_reason=first_reason,
        reason=reason,
        trouble=trouble,
        listed=listed,
        listed_as=listed_as,
        changed_at=from_micros(changed_at),
        newest_at=from_micros(newest_at),
    )
