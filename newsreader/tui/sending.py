"""What the terminal is told beside what it is to show."""

from __future__ import annotations

from typing import Any

from textual.app import App


def send(app: App[Any], sequence: str) -> None:
    """Write a sequence to the terminal of an app, which moves no cursor; nothing happens where it has none."""
    driver = app._driver
    if driver is not None:
        driver.write(sequence)
        driver.flush()
