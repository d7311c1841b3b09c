"""Every benchmark can be started: nothing that it imports has gone."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

NAMES = sorted(file.stem for file in Path(__file__).parent.glob("*.py") if not file.stem.startswith(("test_", "__")))


@pytest.mark.parametrize("name", NAMES)
def test_it_can_be_imported(name: str) -> None:
    assert import_module(f"tests.benchmarks.{name}").__doc__
