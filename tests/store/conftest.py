"""A library on disk, and short ways to say what goes into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.store.connection import Connection, open_library
from newsreader.store.sections import sync_catalogue
from tests.store.made import NUKES, STANS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.db"


@pytest.fixture
def db(path: Path) -> Iterator[Connection]:
    connection = open_library(path)
    sync_catalogue(connection, (STANS, NUKES), "one")
    yield connection
    connection.close()
