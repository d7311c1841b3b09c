"""How soon the reader answers keys while it refreshes many sources.

    python -m tests.benchmarks.keys --sources 1000

The whole program runs over the benchmark's feeds, without a terminal; a key is pressed over and over, and the time
is taken until the cursor has moved. Beside it stands the same without a refresh.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from newsreader.config.paths import default_paths
from newsreader.config.settings import load_settings
from newsreader.library import Library, utc_now
from newsreader.tui.app import NewsApp
from newsreader.tui.screens.main import MainScreen
from tests.benchmarks.refresh import Ours, addresses, feed_server

PAUSE_S = 0.02  # between two keys: as fast as one that is held down
CALM_KEYS = 200


def main() -> None:
    """Measure and print both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=int, default=1000)
    parser.add_argument("--latency-ms", type=float, default=0.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, feed_server(options.latency_ms) as (port, _):
        ours = Ours(Path(folder, "ours"), addresses(options.sources, port))
        os.environ |= ours.environ
        asyncio.run(_measure())


async def _measure() -> None:
    settings = load_settings(default_paths(), keep_articles_per_refresh=0)
    async with Library.open(default_paths(), settings) as library:
        app = NewsApp(library, utc_now)
        async with app.run_test(size=(120, 40)) as pilot:
            screen = app.screen
            assert isinstance(screen, MainScreen)
            await pilot.pause()
            _print("calm", [await _press(pilot, number) for number in range(CALM_KEYS)])
            began, times = time.perf_counter(), []
            screen.action_refresh_all()
            while screen.is_refreshing or not times:
                times.append(await _press(pilot, len(times)))
            _print(f"refreshing, {time.perf_counter() - began:.1f} s", times)


async def _press(pilot: Pilot[None], number: int) -> float:
    """Press a key that moves; gives milliseconds."""
    await asyncio.sleep(PAUSE_S)
    screen = pilot.app.screen
    assert isinstance(screen, MainScreen)
    before, key = screen.sections.cursor, "k" if number % 2 else "j"
    began = time.perf_counter()
    pilot.app.post_message(events.Key(key, key))
    while screen.sections.cursor == before:  # noqa: ASYNC110 (nothing tells of it)
        await asyncio.sleep(0.001)
    return (time.perf_counter() - began) * 1000


def _print(what: str, times_ms: list[float]) -> None:
    cuts = statistics.quantiles(times_ms, n=100)
    print(f"{what:<22} {len(times_ms):>5} keys: median {cuts[49]:5.1f} ms, p95 {cuts[94]:5.1f}, p99 {cuts[98]:5.1f}")


if __name__ == "__main__":
    main()
