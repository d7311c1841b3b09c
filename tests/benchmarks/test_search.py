"""The benchmark of searches runs on any library, and measures what it says."""

from pathlib import Path

import pytest

from newsreader.store.connection import open_library
from tests.benchmarks import search
from tests.benchmarks.make_library import make_library


def test_a_small_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "TIMES", 1)
    path = make_library(tmp_path, 150)
    db = open_library(path)
    search.index_all(db)
    assert search.index_bytes(db) > 0
    assert search.text_bytes(db) > 0
    db.close()
    took = search.measure(path)
    assert list(took) == list(search.QUERIES)
    assert took["exclusion only"].found
    assert took["a common word"].found
    assert took["no such word"].found == 0
    assert all(each.is_whole for each in took.values())
