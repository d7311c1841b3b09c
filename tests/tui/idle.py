"""Waiting until the reader has done what a key asked for, without sleeping."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic
from typing import Any

import pytest
from textual._context import active_app
from textual.app import App

TURNS = 3  # of the event loop with nothing to do: the first may only have looked for what comes from outside
LONGEST_S = 1.0  # as in Textual: what goes on for longer than that is not waited for

_at_work: set[Future[Any]] = set()  # what was given to threads and has not come back


@contextmanager
def idle_without_sleep() -> Iterator[None]:
    """Let Textual's pilot wait with `wait_for_idle` of this module.

    Its own sleeps a fiftieth of a second until the process has used no processor in one, three times for each key:
    that was most of the time of the tests of the reader, and on a busy machine it is too early all the same.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.app.wait_for_idle", wait_for_idle)
        patch.setattr("textual.pilot.wait_for_idle", wait_for_idle)
        patch.setattr(App, "_shutdown", _after_its_workers(App._shutdown))
        patch.setattr(ThreadPoolExecutor, "submit", _watched(ThreadPoolExecutor.submit))
        yield


def _after_its_workers(shutdown: Callable[[App[Any]], Awaitable[None]]) -> Callable[[App[Any]], Awaitable[None]]:
    """End workers first, as where the reader runs in a terminal: else they look for widgets that have gone."""

    async def ended(app: App[Any]) -> None:
        app.workers.cancel_all()
        await shutdown(app)

    return ended


def _watched(submit: Callable[..., Future[Any]]) -> Callable[..., Future[Any]]:
    def watched(*args: Any, **options: Any) -> Future[Any]:
        future = submit(*args, **options)
        _at_work.add(future)
        future.add_done_callback(_at_work.discard)
        return future

    return watched


async def wait_for_idle(min_sleep: float = 0, max_sleep: float = LONGEST_S) -> None:
    """Wait until nothing is ready to run, no thread works and the screen is drawn."""
    until = monotonic() + max_sleep
    app = active_app.get()
    await _quiet(until)
    while monotonic() < until and _draw(app):
        await _quiet(until)


async def _quiet(until: float) -> None:
    loop = asyncio.get_running_loop()
    quiet_turns = 0
    while quiet_turns < TURNS and monotonic() < until:
        await asyncio.sleep(0.001 if _at_work else 0)
        has_work = loop._ready or _at_work  # type: ignore[attr-defined]
        quiet_turns = 0 if has_work else quiet_turns + 1


def _draw(app: App[Any]) -> bool:
    """Do now what Textual leaves to its next frame; says whether there was anything."""
    if not app.is_running or not app.screen_stack or app._batch_count:
        return False
    if app._resize_timer is not None:
        app._check_resize()
        return True
    screen = app.screen
    is_due = (
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )
    if is_due:
        screen._on_timer_update()
    return bool(is_due)
