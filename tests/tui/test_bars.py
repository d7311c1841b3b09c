"""The status bar where what it says is longer than it."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import reader

SAID = "The site asked us to slow down: https://example.org/a/long/way/down.xml. It will be tried again later."


async def test_a_long_failure_is_read_whole_and_gives_its_lines_back(filled: Path) -> None:
    async with reader(filled, size=(50, 20)) as running:
        running.screen.status.say(SAID, is_error=True)
        await running.pilot.pause()
        first, *below = running.text().splitlines()[-3:]
        shown = [first.removesuffix(" offline ").strip(), *(line.strip() for line in below)]
        assert " ".join(shown) == SAID
        running.screen.status.say(SAID * 9, is_error=True)
        running.screen.status.say("")
        await running.pilot.pause()
        assert running.screen.status.size.height == 1
        assert "? help" in running.text().splitlines()[-1]
