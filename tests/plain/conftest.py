"""A library to read in line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.store.connection import open_library
from tests import labelled
from tests.fakes import fill, paths_in


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Twenty stories, of which four have their text."""
    fill(tmp_path, 20)
    return tmp_path


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A library with storylines in it."""
    db = open_library(paths_in(tmp_path).library_file)
    labelled.fill(db, labelled.labelled(), texts_of_each=1)
    db.close()
    return tmp_path
