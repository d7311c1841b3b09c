"""Fixtures for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.server import TestServer


@pytest.fixture(scope="session")
def server() -> Iterator[TestServer]:
    """The one web server of the run. Give each test's pages paths of their own, or `clear` it first."""
    running = TestServer()
    yield running
    running.close()
