"""No test may log an error unseen: `from tests.logged import logged_errors` in a conftest.py."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@pytest.fixture(autouse=True)
def logged_errors() -> Iterator[list[str]]:
    """Give what the program logged as errors. A test that expects some takes them out; any left fail it."""
    collector = _Collector()
    logger = logging.getLogger("newsreader")
    logger.addHandler(collector)
    yield collector.messages
    logger.removeHandler(collector)
    assert not collector.messages
