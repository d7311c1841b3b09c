from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.logged import logged_errors
from tests.site.fixture import news_site

__all__ = ["logged_errors", "news_site"]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    """The program, at home in a folder of its own."""
    return Program(tmp_path, monkeypatch, capsys)
