"""Fixtures for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.server import TestServer

settings.register_profile("untimed", deadline=None)  # how long an example takes says how busy the machine is
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def server() -> Iterator[TestServer]:
    """The one web server of the run. Give each test's pages paths of their own, or `clear` it first."""
    running = TestServer()
    yield running
    running.close()
