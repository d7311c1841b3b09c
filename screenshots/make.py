"""Make the pictures of the README from the demo edition: `python screenshots/make.py [NAME …] [--png]`.

With `--png` each is made a PNG too, by the Chromium or Chrome there is.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from drawing import Frame, Look, session, still
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input

from newsreader.config.paths import Paths
from newsreader.config.settings import Settings
from newsreader.library.demo import open_demo
from newsreader.tui.app import NewsApp

FOLDER = Path(__file__).parent
NOW = datetime(2026, 2, 7, 12, 0, tzinfo=UTC)
TO_WORLD = ("j",) * 8  # past the shelves, the publication and its first section
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
SESSION_NAME, MAX_SESSION_BYTES = "session", 400_000


class Picture(NamedTuple):
    """A state of the reader worth showing."""

    name: str
    title: str
    size: tuple[int, int]
    keys: tuple[str, ...]
    theme: str = "ink"


PICTURES = (
    Picture("reading", "Sections, articles, and an article being read", (120, 34), (*TO_WORLD, "enter", "enter")),
    Picture("links", "Every link has a letter", (120, 34), (*TO_WORLD, "enter", "j", "enter", "G", "f")),
    Picture("story", "The story an article belongs to", (100, 18), (*TO_WORLD, "enter", "S")),
    Picture("edition", "An edition that ends", (100, 28), ("E",)),
    Picture("facets", "Where the news comes from", (100, 14), ("l", "F", "j")),
    Picture("search", "The full search", (100, 20), ("ctrl+f", *"harbour OR tide", "down")),
    Picture("lists-80", "Two lists in 80 columns", (80, 24), (*TO_WORLD, "enter", "j")),
    Picture("reading-80", "Reading in 80 columns", (80, 24), (*TO_WORLD, "enter", "enter", "ctrl+d")),
    Picture("reading-50", "Reading in 50 columns", (50, 20), (*TO_WORLD, "enter", "enter")),
    Picture("paper", "A light theme", (120, 34), ("j",) * 10 + ("enter", "j", "enter"), "paper"),
    Picture("help", "Every key", (100, 36), ("question_mark",)),
)
# what is pressed, what is said of it, how long it stands
SESSION: tuple[tuple[tuple[str, ...], str, float], ...] = (
    ((), "What is new, in one window: sections, articles, an article", 2.5),
    (("j", "j"), "j  down the sections: what is unread", 1.2),
    (("j",) * 6, "j  on to a desk of the paper", 1.2),
    (("enter",), "Enter  its articles", 1.2),
    (("enter",), "Enter  the article, without the page around it", 3.0),
    (("space",), "Space  reads on", 2.2),
    (("G",), "G  the end, and what its publisher thinks you should read next", 2.2),
    (("f",), "f  a letter on every link", 2.2),
    (("a",), "a  follows one; the trail stands above", 2.6),
    (("left_square_bracket",), "[  back to where it was left", 1.8),
    (("S",), "S  the story it belongs to", 2.6),
    (("q", "E"), "E  an edition: twenty minutes, and then it ends", 2.8),
    (("q", "q", "q", "F"), "F  where the news comes from", 2.4),
    (("q", "ctrl+f", *"fog"), "^F  a search of every text", 2.6),
    (("escape", "T", "j"), "T  themes, shown as you choose", 2.4),
)


@asynccontextmanager
async def reader(size: tuple[int, int], theme: str = "ink") -> AsyncIterator[Pilot[None]]:
    """Run the reader over the demo."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        paths = Paths(config_dir=home, data_dir=home, log_dir=home)
        async with open_demo(paths, replace(Settings(), theme=theme), lambda: NOW) as library:
            await library.habits.save(is_greeted="yes")  # no box over the narrow ones
            async with NewsApp(library, lambda: NOW).run_test(size=size) as pilot:
                await press(pilot)
                yield pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each when all is done that the one before asked for."""
    for key in ("", *keys):
        if key:
            await pilot.press(key)
        for line in pilot.app.screen.query(Input):
            line.cursor_blink = False  # else a picture depends on when it is made
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def shown(pilot: Pilot[None]) -> tuple[Strip, ...]:
    """Give what the screen shows."""
    return tuple(pilot.app.screen._compositor.render_strips())


def look_of(pilot: Pilot[None]) -> Look:
    """Give the colours of the theme."""
    variables = pilot.app.get_css_variables()
    return Look(variables["background"].lower(), variables["foreground"].lower())


async def make(picture: Picture) -> str:
    """Draw a picture."""
    async with reader(picture.size, picture.theme) as pilot:
        await press(pilot, *picture.keys)
        return still(shown(pilot), look_of(pilot), title=picture.title)


async def make_session() -> str:
    """Draw the recorded session."""
    frames = []
    async with reader((120, 32)) as pilot:
        look = look_of(pilot)
        for keys, caption, seconds in SESSION:
            await press(pilot, *keys)
            frames.append(Frame(shown(pilot), caption, seconds))
    drawn = session(frames, look, title="A session with the reader")
    assert len(drawn.encode()) <= MAX_SESSION_BYTES, "too large for a README"
    return drawn


def rasterise(svg: Path) -> None:
    """Make a PNG beside a picture."""
    program = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if program is None:
        raise SystemExit("No Chromium was found to make PNG with.")
    box = svg.read_text(encoding="utf-8").partition('viewBox="0 0 ')[2].partition('"')[0]
    options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--default-background-color=00000000"]
    target = [f"--window-size={box.replace(' ', ',')}", f"--screenshot={svg.with_suffix('.png')}", svg.as_uri()]
    subprocess.run([program, *options, *target], check=True, capture_output=True)


async def main(names: list[str], *, with_png: bool) -> None:
    """Make the pictures asked for, or every one."""
    for picture in PICTURES:
        if not names or picture.name in names:
            path = keep(picture.name, await make(picture))
            if with_png:
                rasterise(path)
    if not names or SESSION_NAME in names:
        keep(SESSION_NAME, await make_session())


def keep(name: str, drawn: str) -> Path:
    """Write a picture."""
    path = FOLDER / f"{name}.svg"
    path.write_text(drawn, encoding="utf-8", newline="\n")
    print(f"screenshots/{path.name} {path.stat().st_size:,} bytes")
    return path


if __name__ == "__main__":
    os.environ["TZ"] = "UTC"  # times of articles are shown in the zone of who reads
    time.tzset()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="of the pictures; every one by default")
    parser.add_argument("--png", action="store_true", help="make PNG too")
    asked = parser.parse_args()
    asyncio.run(main(asked.names, with_png=asked.png))
