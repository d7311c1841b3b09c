"""Make the pictures of the README from the demo edition: `python screenshots/make.py`."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from newsreader.config.paths import Paths
from newsreader.config.settings import Settings
from newsreader.library.demo import open_demo
from newsreader.tui.app import NewsApp

FOLDER = Path(__file__).parent
NOW = datetime(2026, 2, 10, 12, 0, tzinfo=UTC)
# name, columns, rows, keys pressed before the picture is taken
PICTURES = (
    ("reading", 120, 36, ("j", "j", "j", "j", "enter", "j", "enter")),
    ("links", 120, 36, ("j", "j", "j", "j", "enter", "j", "enter", "G", "f")),
    ("lists-80", 80, 24, ("j", "j", "j", "j", "enter", "j")),
    ("reading-80", 80, 24, ("j", "j", "j", "j", "enter", "j", "enter", "ctrl+d")),
    ("reading-50", 50, 20, ("j", "j", "j", "j", "enter", "j", "enter")),
    ("search", 100, 20, ("ctrl+f", *"harbour OR tide", "down")),
    ("help", 100, 36, ("question_mark",)),
)


async def picture(name: str, columns: int, rows: int, keys: tuple[str, ...]) -> None:
    """Run the reader over the demo, press keys and keep what the screen shows."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        paths = Paths(config_dir=home, data_dir=home, log_dir=home)
        async with open_demo(paths, Settings(), lambda: NOW) as library:
            app = NewsApp(library, lambda: NOW)
            async with app.run_test(size=(columns, rows)) as pilot:
                for key in ("", *keys):
                    if key:
                        await pilot.press(key)
                    await app.workers.wait_for_complete()
                    await pilot.pause()
                app.save_screenshot(f"{name}.svg", path=str(FOLDER))
    print(f"screenshots/{name}.svg")


async def main() -> None:
    """Make every picture."""
    for name, columns, rows, keys in PICTURES:
        await picture(name, columns, rows, keys)


if __name__ == "__main__":
    asyncio.run(main())
