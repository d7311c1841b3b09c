"""The store remembers how each address fares."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from newsreader.model import AddressHealth, SectionKey, Validators
from newsreader.store.codec import moment_at
from newsreader.store.connection import Connection, open_library
from newsreader.store.health import load_address_health, save_address_failed, save_listed
from newsreader.store.migrations import MIGRATIONS, migrate
from newsreader.store.sections import load_sections, save_address_ok
from newsreader.store.steps import health
from tests.store.made import NOON, STANS, hours

FIRST = STANS.addresses[0]


def failed(hour: float, reason: str = "no answer") -> AddressHealth:
    return AddressHealth(
        url=FIRST, tried_at=NOON + hours(hour), error=f"It failed: {reason}.", reason=reason, trouble="unreachable"
    )


def test_failures_are_counted_and_the_first_is_remembered(db: Connection) -> None:
    save_address_failed(db, STANS.key, failed(1, "no answer"))
    save_address_failed(db, STANS.key, failed(2, "refused"))
    now = save_address_failed(db, STANS.key, failed(3, "refused"))
    assert now == load_address_health(db, STANS.key, FIRST) == load_sections(db)[0].addresses[0]
    assert (now.failures, now.failing_since, now.tried_at) == (3, NOON + hours(1), NOON + hours(3))
    assert (now.first_reason, now.reason, now.trouble) == ("no answer", "refused", "unreachable")


def test_what_works_again_is_forgiven_and_keeps_what_it_listed(db: Connection) -> None:
    save_listed(db, STANS.key, FIRST, NOON, listed=24, listed_as="section page", newest_at=NOON - hours(2))
    save_address_failed(db, STANS.key, failed(1))
    before = load_address_health(db, STANS.key, FIRST)
    assert before is not None
    assert (before.listed, before.listed_as, before.changed_at) == (24, "section page", NOON)
    save_address_ok(db, STANS.key, FIRST, NOON + hours(2), Validators(), "hash")
    after = load_address_health(db, STANS.key, FIRST)
    assert after is not None
    assert (after.failures, after.failing_since, after.reason, after.first_reason, after.trouble) == (
        0,
        None,
        "",
        "",
        "",
    )
    assert (after.listed, after.newest_at, after.worked_at) == (24, NOON - hours(2), NOON + hours(2))
    again = save_address_failed(db, STANS.key, failed(3, "reset"))
    assert (again.failures, again.failing_since, again.first_reason) == (1, NOON + hours(3), "reset")


def test_an_address_that_is_gone_is_nothing_to_note(db: Connection) -> None:
    gone = SectionKey("no/such")
    assert save_address_failed(db, gone, failed(1)) == failed(1)
    assert load_address_health(db, gone, FIRST) is None


def test_a_library_of_the_version_before_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    old = sqlite3.connect(path, isolation_level=None)
    migrate(old, MIGRATIONS[: MIGRATIONS.index(health.STEP)])
    old.executescript(
        """
        INSERT INTO section (id, key, source, name, position) VALUES (1, 'a/b', 'A', 'B', 1);
        INSERT INTO section_address (section_id, url, position, tried_at, worked_at, error)
        VALUES (1, 'https://a.example/1', 0, 3000000, 2000000, 'It is gone.'),
            (1, 'https://a.example/2', 1, 3000000, 3000000, '');
        INSERT INTO article (id, url, headline, first_seen_at, sort_at) VALUES (1, 'https://a.example/s', 'S', 5, 5);
        INSERT INTO listing (section_id, sort_at, article_id, is_read, is_starred) VALUES (1, 5, 1, 0, 0);
        """
    )
    old.close()
    db = open_library(path)
    dead, alive = load_sections(db)[0].addresses
    assert (dead.error, dead.failures, dead.failing_since) == ("It is gone.", 1, dead.tried_at)
    assert alive.newest_at == moment_at(5)  # so that one is told that had nothing new for long before this version
    assert (alive.error, alive.failures, alive.failing_since, alive.listed) == ("", 0, None, 0)
    db.close()
