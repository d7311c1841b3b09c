"""Schedules, notices and pauses are kept."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.errors import NotFoundError
from newsreader.model import Section, SectionKey, Validators
from newsreader.store.connection import Connection, open_library
from newsreader.store.migrations import MIGRATIONS, migrate
from newsreader.store.schedule import (
    Pause,
    Schedule,
    change_address,
    forget_notice,
    load_notices,
    load_pauses,
    load_schedules,
    save_notice,
    save_pause,
    save_schedule,
)
from newsreader.store.sections import add_own_section, load_sections, load_validators, save_address_ok
from newsreader.store.steps import schedule
from tests.store.made import NOON

OWN = Section(key=SectionKey("own/blog"), source="A Blog", name="Posts", addresses=("https://b.example/",), is_own=True)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def own(db: Connection) -> str:
    add_own_section(db, OWN)
    return OWN.addresses[0]


def test_a_schedule_is_kept_and_replaced(db: Connection, own: str) -> None:
    assert load_schedules(db, [OWN.key]) == {}
    for plan in (
        Schedule(due_at=NOON, failures=3),
        Schedule(due_at=LATER, ttl_minutes=60, skip_hours=(0, 23), skip_days=(6,)),
    ):
        save_schedule(db, OWN.key, plan)
        assert load_schedules(db, [OWN.key, SectionKey("no/such")]) == {OWN.key: plan}
    with pytest.raises(NotFoundError):
        save_schedule(db, SectionKey("no/such"), plan)


def test_the_first_moment_of_a_notice_stays_until_it_says_something_else(db: Connection, own: str) -> None:
    save_notice(db, OWN.key, own, "https://new.example/", NOON)
    save_notice(db, OWN.key, own, "https://new.example/", LATER)
    assert load_notices(db)[OWN.key, own].noticed_at == NOON
    save_notice(db, OWN.key, own, "", LATER)
    assert (load_notices(db)[OWN.key, own].moved_to, load_notices(db)[OWN.key, own].noticed_at) == ("", LATER)
    save_notice(db, OWN.key, "https://not.its.example/", "", LATER)
    assert len(load_notices(db)) == 1
    forget_notice(db, OWN.key, own)
    assert load_notices(db) == {}


def test_a_changed_address_keeps_its_validators_and_place(db: Connection, own: str) -> None:
    save_address_ok(db, OWN.key, own, NOON, Validators(etag='"1"'), "hash")
    save_notice(db, OWN.key, own, "https://new.example/", NOON)
    change_address(db, OWN.key, own, "https://new.example/")
    assert load_validators(db, [OWN.key]) == {(OWN.key, "https://new.example/"): (Validators(etag='"1"'), "hash")}
    assert load_notices(db) == {}


def test_an_address_that_moves_to_another_of_the_section_is_one_with_it(db: Connection) -> None:
    both = replace(OWN, addresses=("https://a.example/", "https://b.example/"))
    add_own_section(db, both)
    change_address(db, OWN.key, "https://a.example/", "https://b.example/")
    (status,) = [status for status in load_sections(db) if status.section.key == OWN.key]
    assert status.section.addresses == ("https://b.example/",)


def test_pauses_end(db: Connection) -> None:
    save_pause(db, "a.example:443", Pause(429, LATER), NOON)
    save_pause(db, "b.example:443", Pause(503, LATER + timedelta(hours=1)), NOON)
    assert load_pauses(db, NOON)["a.example:443"] == Pause(429, LATER)
    assert load_pauses(db, LATER).keys() == {"b.example:443"}
    save_pause(db, "b.example:443", Pause(429, LATER + timedelta(hours=3)), LATER)
    assert db.execute("SELECT count(*) FROM site_pause").fetchone() == (1,)


def test_a_library_of_the_version_before_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    old = sqlite3.connect(path, isolation_level=None)
    migrate(old, MIGRATIONS[: MIGRATIONS.index(schedule.STEP)])
    old.execute("INSERT INTO section (id, key, source, name, position, is_own) VALUES (1, 'a/b', 'A', 'B', 1, 1)")
    old.execute("INSERT INTO section_address (section_id, url, position) VALUES (1, 'https://a.example/', 0)")
    old.close()
    db = open_library(path)
    save_notice(db, SectionKey("a/b"), "https://a.example/", "", NOON)
    save_schedule(db, SectionKey("a/b"), Schedule(due_at=NOON))
    assert load_schedules(db, [SectionKey("a/b")]) == {SectionKey("a/b"): Schedule(due_at=NOON)}
    db.execute("DELETE FROM section WHERE id = 1")
    assert load_notices(db) == {}
    db.close()
