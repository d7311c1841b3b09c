from dataclasses import replace

import pytest

from newsreader.errors import NotFoundError, StoreError
from newsreader.model import AddressHealth, Section, SectionKey, SectionStatus, Validators
from newsreader.store.connection import Connection
from newsreader.store.entries import save_entries
from newsreader.store.health import save_address_failed
from newsreader.store.hosts import remember_host, remembered_hosts
from newsreader.store.sections import (
    add_own_section,
    find_section,
    follow_section,
    load_counts,
    load_sections,
    load_validators,
    save_address_ok,
    save_refresh_failed,
    save_refresh_ok,
    sync_catalogue,
)
from tests.store.made import NOON, NUKES, STANS, assert_sound, hours, make_entry

OWN = Section(
    key=SectionKey("own/blog"), source="A Blog", name="Posts", addresses=("https://b.example/feed",), is_own=True
)
ETAG = Validators(etag='W/"x"', last_modified="Sun, 01 Feb 2026 12:00:00 GMT")


def status(db: Connection, key: SectionKey) -> SectionStatus:
    (found,) = [each for each in load_sections(db) if each.section.key == key]
    return found


def keys(db: Connection) -> list[str]:
    return [each.section.key for each in load_sections(db)]


def test_sections_come_back_in_the_catalogues_order(db: Connection) -> None:
    add_own_section(db, OWN)
    assert [each.section for each in load_sections(db)] == [STANS, NUKES, OWN]
    assert sync_catalogue(db, (NUKES, STANS), "two")
    assert [each.section for each in load_sections(db)] == [NUKES, STANS, OWN]


def test_the_same_catalogue_again_writes_nothing(db: Connection) -> None:
    before = db.total_changes
    assert not sync_catalogue(db, (), "one")
    assert db.total_changes == before
    assert keys(db) == [STANS.key, NUKES.key]


def test_a_section_gone_from_the_catalogue_goes_unless_it_lists_something(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1)], NOON)
    add_own_section(db, OWN)
    sync_catalogue(db, (), "two")
    assert keys(db) == [STANS.key, OWN.key]
    assert_sound(db)


def test_the_catalogue_does_not_touch_the_persons_own(db: Connection) -> None:
    add_own_section(db, OWN)
    sync_catalogue(db, (STANS, replace(OWN, name="Stolen", is_own=False, addresses=())), "two")
    assert status(db, OWN.key).section == OWN
    with pytest.raises(StoreError, match="catalogue"):
        add_own_section(db, replace(STANS, is_own=True))
    assert status(db, STANS.key).section == STANS


def test_adding_again_takes_the_new_addresses_and_keeps_what_is_known_of_the_old(db: Connection) -> None:
    add_own_section(db, OWN)
    add_own_section(db, replace(OWN, key=SectionKey("own/two")))
    save_entries(db, OWN.key, [make_entry(1)], NOON)
    save_address_ok(db, OWN.key, OWN.addresses[0], NOON, ETAG, "hash")
    again = replace(OWN, name="Renamed", addresses=("https://b.example/new", *OWN.addresses))
    add_own_section(db, again)
    assert status(db, OWN.key).section == again
    assert status(db, OWN.key).total == 1
    assert load_validators(db, [OWN.key])[OWN.key, OWN.addresses[0]] == (ETAG, "hash")
    assert keys(db)[-2:] == [OWN.key, "own/two"]


def test_own_sections_are_followed_and_others_when_opened_or_fetched(db: Connection) -> None:
    add_own_section(db, OWN)
    assert [each.is_followed for each in load_sections(db)] == [False, False, True]
    follow_section(db, STANS.key)
    save_refresh_ok(db, NUKES.key, NOON)
    assert [each.is_followed for each in load_sections(db)] == [True, True, True]
    sync_catalogue(db, (NUKES, STANS), "two")
    assert [each.is_followed for each in load_sections(db)] == [True, True, True]


def test_health_of_each_address(db: Connection) -> None:
    first, second = STANS.addresses
    save_address_ok(db, STANS.key, first, NOON, ETAG, "hash")
    save_address_failed(db, STANS.key, AddressHealth(url=first, tried_at=NOON + hours(1), error="It is gone."))
    save_address_ok(db, STANS.key, second, NOON + hours(1), Validators(), "")
    save_refresh_ok(db, STANS.key, NOON + hours(1))
    health = status(db, STANS.key).addresses
    assert [each.url for each in health] == [first, second]
    assert (health[0].tried_at, health[0].worked_at, health[0].error) == (NOON + hours(1), NOON, "It is gone.")
    assert (health[1].worked_at, health[1].error) == (NOON + hours(1), "")
    assert load_validators(db, [STANS.key])[STANS.key, first] == (ETAG, "hash")
    save_address_ok(db, STANS.key, first, NOON + hours(2), Validators(etag="2"), "h2")
    assert status(db, STANS.key).addresses[0].error == ""
    assert load_validators(db, [STANS.key])[STANS.key, first] == (Validators(etag="2"), "h2")
    assert (STANS.key, "https://nowhere.example/") not in load_validators(db, [STANS.key])


def test_a_failed_refresh_loses_nothing(db: Connection) -> None:
    save_entries(db, STANS.key, [make_entry(1)], NOON)
    save_refresh_ok(db, STANS.key, NOON)
    save_refresh_failed(db, STANS.key, "No answer.")
    found = status(db, STANS.key)
    assert (found.error, found.fetched_at, found.total, found.unread) == ("No answer.", NOON, 1, 1)
    save_refresh_ok(db, STANS.key, NOON + hours(1))
    assert (status(db, STANS.key).error, status(db, STANS.key).fetched_at) == ("", NOON + hours(1))


def test_the_whole_library_is_no_section_to_follow(db: Connection) -> None:
    with pytest.raises(NotFoundError):
        follow_section(db, SectionKey(""))
    assert load_counts(db, None).total == 0


def test_a_section_is_found_by_any_spelling_of_its_address(db: Connection) -> None:
    assert find_section(db, "HTTPS://WAR.example:443/stans.html?utm_medium=x") == STANS.key
    assert find_section(db, "https://war.example/other") is None
    add_own_section(db, replace(OWN, addresses=STANS.addresses))
    assert find_section(db, STANS.addresses[0]) == OWN.key


def test_typed_hosts(db: Connection) -> None:
    assert remembered_hosts(db) == frozenset()
    for host in ("127.0.0.1:8080", "[::1]:80", "127.0.0.1:8080", ""):
        remember_host(db, host)
    assert remembered_hosts(db) == {"127.0.0.1:8080", "[::1]:80"}
