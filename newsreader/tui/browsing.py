"""Starting the web browser from the screen, which gives way to one that draws in the terminal itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from textual.app import App, SuspendNotSupported

from newsreader.library.browser import open_in_browser, takes_terminal

T = TypeVar("T")


async def browse(app: App[Any], url: str) -> bool:
    """Open an address; False when it is not a web address, or there is no browser that can be had here."""
    return bool(await beside_screen(app, partial(open_in_browser, url)))


async def beside_screen(app: App[Any], start: Callable[[], T]) -> T | None:
    """Start what may be the browser: in a thread, or with the terminal to itself; None where that cannot be had."""
    if not await asyncio.to_thread(takes_terminal):
        return await asyncio.to_thread(start)
    try:
        with app.suspend():
            return start()
    except SuspendNotSupported:  # a screen that is shown elsewhere
        return None
