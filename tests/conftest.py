"""Fixtures for all tests."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from hypothesis import settings

from newsreader.store import connection
from tests.server import TestServer

SYNCHRONOUS = connection.SYNCHRONOUS  # as it is delivered

settings.register_profile("untimed", deadline=None)  # how long an example takes says how busy the machine is
settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """Leave what has been loaded, and all tests, alone when garbage is looked for: it stays to the end of the run."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def libraries_are_not_flushed() -> Iterator[None]:
    """Leave it to the system when libraries go to the disk: those of tests have no power cut to outlive."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "SYNCHRONOUS", "OFF")
        yield


@pytest.fixture(scope="session")
def server() -> Iterator[TestServer]:
    """The one web server of the run. Give each test's pages paths of their own, or `clear` it first."""
    running = TestServer()
    yield running
    running.close()
