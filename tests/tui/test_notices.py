"""The reader lets the terminal tell the desktop of articles that are watched for, and runs hooks as any front does."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from newsreader.config.outward import Hooks, Notify
from newsreader.config.settings import Settings
from newsreader.tui.app import NewsApp
from tests.library.paper import SITE, WORLD, Clock, Paper, feed, paper_library, rows_of

KEEP = "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())"


async def test_what_is_watched_for_and_what_is_starred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    paper, told, written = Paper(), tmp_path / "told.jsonl", list[str]()
    paper.pages[f"{SITE}/a.xml"] = feed(2, 1)
    settings = Settings(
        notify=Notify(terms=('title:"story 2"',)), hooks=Hooks(starred=(sys.executable, "-c", KEEP, str(told)))
    )
    async with paper_library(tmp_path, paper, settings=settings) as library:
        app = NewsApp(library, Clock())
        async with app.run_test(size=(120, 30)) as pilot:
            assert app._driver is not None
            monkeypatch.setattr(app._driver, "write", written.append)
            await library.refresh([WORLD], lambda _: None)
            await library.events.settled()
            assert [each for each in written if "\x1b]" in each] == ["\x1b]9;The Paper: Story 2 of the bridge\x07"]
            await library.set_starred([(await rows_of(library))[0].id], is_starred=True)
            await library.events.settled()
            await pilot.pause()
    assert '"event": "starred"' in told.read_text("utf-8")
