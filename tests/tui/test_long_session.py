"""A long session of any keys over a library that is refreshed meanwhile: nothing breaks, no mark is lost.

    SESSION_KEYS=20000 SESSION_SEED=7 python -m pytest tests/tui/test_long_session.py

makes it an hour's.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from textual.worker import WorkerCancelled

from newsreader.commands import COMMANDS
from newsreader.config.settings import Settings
from newsreader.library import Library
from newsreader.library.shelves import Shelf
from newsreader.model import ArticleId, NotModified, Page, ReadingState, Validators
from newsreader.tui.app import NewsApp, load_the_rest
from tests.fakes import FakeFetcher, article_url, clock, fill, opened
from tests.tui.loop_watch import watched

KEYS = int(os.environ.get("SESSION_KEYS", "200"))
SEED = int(os.environ.get("SESSION_SEED", "1"))
AT_ONCE = 8  # typed without waiting, at most
NOT_PRESSED = {"suspend", "link.browser", "link.play"}  # what leads out of the program
TYPED = ("escape", "enter", *"ports", "backspace")  # into whatever asks for words
MOST_HELD = 0.4  # of the loop's time may go to callbacks that hold it for long; a blocked loop is nearly all of it
MOST_LONG = 0.003  # of all callbacks, some twenty for a key; on a busy computer a few take long that should not
READ = (  # what is pressed all the time
    *("j", "j", "k", "l", "j", "j", "pagedown", "pageup", "h", "tab", "j", "tab", "h", "h", "l"),
    *("enter", "j", "j", "k", "ctrl+d", "ctrl+u", "space", "J", "K", "n", "q", "s", "m", "u", "z", "j", "z"),
    *("slash", "p", "o", "escape", "j", "q", "h", "R"),
)


class Press(FakeFetcher):
    """A site on which there is something new whenever it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.printed = 100

    async def fetch(
        self, url: str, *, validators: Validators = Validators(), max_bytes: int | None = None
    ) -> Page | NotModified:
        """Print another edition of a feed; articles are not to be had."""
        if url.endswith(".xml"):
            self.printed += 3
            items = "".join(
                f"<item><title>Late story {number}</title><link>{article_url(number)}</link></item>"
                for number in range(self.printed - 9, self.printed)
            )
            self.pages[url] = f"<?xml version='1.0'?><rss><channel><title>Ports</title>{items}</channel></rss>".encode()
        return await super().fetch(url, validators=validators, max_bytes=max_bytes)


def keys_of_commands(chance: random.Random) -> list[str]:
    """Give the keys of one command, one after the other."""
    commands = [command for command in COMMANDS if command.keys and command.id not in NOT_PRESSED]
    return chance.choice(chance.choice(commands).keys).split(" ") if chance.random() < 0.85 else [chance.choice(TYPED)]


async def marks_of(library: Library) -> dict[ArticleId, ReadingState]:
    """Give the marks of every article in the library."""
    return {row.id: row.state for row in (await library.window(Shelf.ALL, limit=100_000)).rows}


def read_sheets(app: NewsApp) -> None:
    """Read all style sheets, which the program does one after the other."""
    for _ in range(20):  # more than there are
        app.read_sheets()


async def settled(app: NewsApp) -> None:
    """Wait until nothing is going on."""
    while True:
        try:
            await app.workers.wait_for_complete()
        except WorkerCancelled:  # a newer one took its place
            continue
        return


async def test_any_keys_break_nothing_and_lose_no_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, 40)
    chance = random.Random(SEED)
    monkeypatch.setattr(NewsApp, "exit", lambda *_, **__: None)
    settings = Settings(allow_private_hosts=(), keep_articles_per_refresh=0)
    async with opened(tmp_path, Press(), settings=settings) as library:
        before = await marks_of(library)
        app = NewsApp(library, clock)
        load_the_rest()  # as is done in a thread a moment after the start
        async with app.run_test(size=(100, 30)) as pilot:
            read_sheets(app)
            pressed = 0
            with watched() as watch:
                while pressed < KEYS:
                    keys = [key for _ in range(chance.randint(1, AT_ONCE)) for key in keys_of_commands(chance)]
                    await pilot.press(*keys)
                    pressed += len(keys)
                    if chance.random() < 0.3:
                        await pilot.resize_terminal(chance.choice([40, 80, 130]), chance.choice([12, 24, 40]))
            await settled(app)
        after = await marks_of(library)
        assert after.keys() >= before.keys()
        undone = 0
        while await library.history.undo() is not None:
            undone += 1
        assert undone  # else there was nothing to lose
        back = await marks_of(library)
        assert {number: back[number] for number in before} == before
        for _ in range(undone):
            assert await library.history.redo() is not None
        assert await marks_of(library) == after
    async with opened(tmp_path, Press(), settings=settings) as library:
        assert await marks_of(library) == after
    assert watch.callbacks > KEYS
    assert watch.share_held < MOST_HELD, watch.worst


async def test_the_keys_one_reads_with_hold_the_loop_for_no_time(tmp_path: Path) -> None:
    fill(tmp_path, 40)
    settings = Settings(allow_private_hosts=(), keep_articles_per_refresh=0)
    async with opened(tmp_path, Press(), settings=settings) as library:
        app = NewsApp(library, clock)
        load_the_rest()
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("R", *READ)  # what is looked up once is so by now
            with watched() as watch:
                for _ in range(2):
                    await pilot.press("R", *READ)
            await settled(app)
    assert watch.callbacks > 10 * len(READ)
    assert len(watch.held) <= MOST_LONG * watch.callbacks, watch.worst
