"""What all tests of the reader share."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual._styles_cache import StylesCache

from tests.fakes import fill
from tests.tui.idle import idle_without_sleep


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """Give the folder of a small library: what `fill` puts there."""
    fill(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True, scope="session")
def pilot_does_not_sleep() -> Iterator[None]:
    with idle_without_sleep():
        yield


@pytest.fixture(autouse=True)
def no_screen_is_kept() -> Iterator[None]:
    """Let go of the lines of screens that are gone, which Textual keeps for a thousand widgets after them.

    Looking for garbage among them was a third of the time of these tests.
    """
    yield
    StylesCache.get_inner_outer.cache_clear()


@pytest.fixture(autouse=True)
def snapshots_are_of_one_zone(request: pytest.FixtureRequest) -> Iterator[None]:
    """Show the time of day as it is in UTC where the look of a screen is compared, wherever that is done."""
    if "snap_compare" not in request.fixturenames:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()
