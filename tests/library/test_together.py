"""Small writes in one transaction: each has its own outcome, and none is said to be done before it is on the disk."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from newsreader.errors import NotFoundError, StoreError
from newsreader.library.worker import StoreWorker
from newsreader.model import Section, SectionKey
from newsreader.store import sections
from newsreader.store.connection import Connection
from tests.fakes import NOW


def section(number: int) -> Section:
    return Section(key=SectionKey(f"site{number}/front"), source=f"Site {number}", name="Front", addresses=())


def names(path: Path) -> set[str]:
    with sqlite3.connect(path) as db:
        return {key for (key,) in db.execute("SELECT key FROM section WHERE key <> ''")}


def add(db: Connection, number: int) -> int:
    sections.add_own_section(db, section(number))
    return number


def add_and_fail(db: Connection, number: int) -> None:
    sections.add_own_section(db, section(number))
    raise NotFoundError(f"site{number}")


async def test_each_has_its_own_outcome(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    store = await StoreWorker.open(path)
    jobs = [store.run_together(add_and_fail if number % 7 == 3 else add, number) for number in range(60)]
    outcomes = await asyncio.gather(*jobs, return_exceptions=True)
    failed = {number for number in range(60) if number % 7 == 3}
    assert {number for number, outcome in enumerate(outcomes) if isinstance(outcome, NotFoundError)} == failed
    assert [outcome for outcome in outcomes if isinstance(outcome, int)] == sorted(set(range(60)) - failed)
    assert names(path) == {f"site{number}/front" for number in set(range(60)) - failed}
    await store.close()


async def test_what_is_done_is_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    store = await StoreWorker.open(path)

    async def add_and_look(number: int) -> bool:
        await store.run_together(add, number)
        return f"site{number}/front" in names(path)

    assert all(await asyncio.gather(*(add_and_look(number) for number in range(20))))
    await store.close()


async def test_what_a_key_asks_for_does_not_wait_for_all(tmp_path: Path) -> None:
    store = await StoreWorker.open(tmp_path / "library.sqlite3")
    done = 0

    async def count(number: int) -> None:
        nonlocal done
        await store.run_together(slowly, number)
        done += 1

    jobs = [asyncio.create_task(count(number)) for number in range(40)]
    await asyncio.sleep(0)
    await store.run(sections.load_sections)
    assert done < 40
    await asyncio.gather(*jobs)
    await store.close()


def slowly(db: Connection, number: int) -> None:
    add(db, number)
    for _ in range(20_000):
        db.execute("SELECT 1")


async def test_a_full_disk_is_said_to_all_it_concerns(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    store = await StoreWorker.open(path)
    await store.run(lambda db: db.execute(f"PRAGMA max_page_count = {pages(db) + 2}").fetchall())
    jobs = [store.run_together(add_with_long_name, number) for number in range(30)]
    outcomes = await asyncio.gather(*jobs, return_exceptions=True)
    kept = {f"site{number}/front" for number, outcome in enumerate(outcomes) if outcome is None}
    assert any(isinstance(outcome, StoreError) for outcome in outcomes)
    assert names(path) == kept
    await store.run(lambda db: db.execute("PRAGMA max_page_count = 1000000").fetchall())
    assert await store.run_together(add, 99) == 99
    await store.close()


async def test_writes_that_come_one_by_one_share_a_transaction(tmp_path: Path) -> None:
    store = await StoreWorker.open(tmp_path / "library.sqlite3")
    transactions: list[str] = []
    await store.run(
        lambda db: db.set_trace_callback(lambda text: transactions.append(text) if "BEGIN" in text else None)
    )

    async def later(number: int) -> None:
        for _ in range(number):
            await asyncio.sleep(0)
        await store.run_together(add, number)

    await asyncio.gather(*(later(number) for number in range(60)))
    assert len(transactions) < 30  # how many fewer depends on how busy the machine is
    await store.close()


async def test_closing_waits_for_what_has_gathered(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    store = await StoreWorker.open(path)
    await asyncio.gather(*(store.run_together(add, number) for number in range(9)))
    late = asyncio.create_task(store.run_together(add, 9))
    await asyncio.sleep(0)
    await store.close()
    assert await late == 9
    assert names(path) >= {"site9/front"}


def pages(db: Connection) -> int:
    return int(db.execute("PRAGMA page_count").fetchone()[0])


def add_with_long_name(db: Connection, number: int) -> None:
    add(db, number)
    db.execute("UPDATE section SET error = ? WHERE key = ?", ("x" * 3000, section(number).key))


async def test_who_gives_up_holds_up_nobody(tmp_path: Path) -> None:
    store = await StoreWorker.open(tmp_path / "library.sqlite3")
    jobs = [asyncio.create_task(store.run_together(add, number)) for number in range(10)]
    await asyncio.sleep(0)
    jobs[4].cancel()
    outcomes = await asyncio.gather(*jobs, return_exceptions=True)
    assert [outcome for outcome in outcomes if isinstance(outcome, int)] == [0, 1, 2, 3, 5, 6, 7, 8, 9]
    with pytest.raises(NotFoundError):
        await store.run_together(sections.save_refresh_ok, SectionKey("none/such"), NOW)
    await store.close()
