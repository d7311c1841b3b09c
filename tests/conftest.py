"""Fixtures for all tests."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from newsreader.store import connection
from tests.server import TestServer

SYNCHRONOUS, OPEN_WRITABLE = connection.SYNCHRONOUS, connection._open_writable  # as they are delivered
MOST_IN_A_NAME = 60  # characters

settings.register_profile("untimed", deadline=None)  # how long an example takes says how busy the machine is
settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """Leave what has been loaded, and all tests, alone when garbage is looked for: it stays to the end of the run."""
    gc.collect()
    gc.freeze()


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a test that is given a long text by how that begins: some are of ten million characters.

    What is in a name goes to every report, every process and the environment.
    """
    if not isinstance(val, str | bytes) or len(val) <= MOST_IN_A_NAME:
        return None
    begins = val[:MOST_IN_A_NAME]
    text = begins if isinstance(begins, str) else begins.decode("latin-1")
    return f"{text.encode('unicode_escape').decode('ascii')} and {len(val) - MOST_IN_A_NAME} more"


@pytest.fixture(autouse=True, scope="session")
def libraries_are_for_tests() -> Iterator[None]:
    """Begin a new library as a copy of one, whose tables take thirty times as long to make as to open.

    And leave it to the system when it goes to the disk: it has no power cut to outlive.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "_open_writable", _open_writable)
        patch.setattr(connection, "SYNCHRONOUS", "OFF")
        yield


@pytest.fixture
def libraries_as_delivered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make and write libraries as the program does."""
    monkeypatch.setattr(connection, "_open_writable", OPEN_WRITABLE)
    monkeypatch.setattr(connection, "SYNCHRONOUS", SYNCHRONOUS)


def _open_writable(path: Path) -> Connection:
    with suppress(OSError), path.open("xb") as new:  # else it is there, or not to be made, which the program tells
        new.write(_new_library())
    return OPEN_WRITABLE(path)


@cache
def _new_library() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "library.db"
        OPEN_WRITABLE(file).close()  # nothing is left in its log
        return file.read_bytes()


@pytest.fixture(scope="session")
def server() -> Iterator[TestServer]:
    """The one web server of the run. Give each test's pages paths of their own, or `clear` it first."""
    running = TestServer()
    yield running
    running.close()
