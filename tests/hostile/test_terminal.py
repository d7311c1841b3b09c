"""What reaches the terminal while the real program shows a hostile library: every sequence in it is our own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals as Unix has them", allow_module_level=True)

from newsreader.config.paths import Paths
from tests.cli.program import environment
from tests.hostile.attacks import ALL, fill
from tests.hostile.stream import what_is_not_ours
from tests.terminal import newsreader_in_terminal

ESCAPE, ENTER = "\x1b[27u", "\r"  # as kitty sends it: the bare one, read with the key after it, would be Alt and that
# The lists, an article with its faces, links, outline and clipboard, then each screen there is, and back.
TOUR = (
    *("j", "j", "G", *"gg", ENTER, "=", "=", "/", *"quit", ENTER, ESCAPE, ENTER, "\x04", "\x04", "G", *"gg"),
    *("y", "\t", "y", "\t", ESCAPE, "f", ESCAPE, *"xxxDDt", ESCAPE, *"ppozznn"),
    *(
        "S",
        ESCAPE,
        "E",
        ESCAPE,
        "F",
        ESCAPE,
        "H",
        ESCAPE,
        "W",
        ESCAPE,
        "!",
        ENTER,
        "y",
        ESCAPE,
        "y",
        ESCAPE,
        ",",
        ESCAPE,
    ),
    *("\x06", *"quit", ENTER, "?", ESCAPE, *"sLmuUqcX", ESCAPE, *"rRq"),
)


@pytest.mark.parametrize("size", [(120, 40), (50, 20)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_sequence_is_one_that_we_make(tmp_path: Path, size: tuple[int, int]) -> None:
    folders = (tmp_path / name / "newsreader" for name in ("config", "data", "state"))
    config, data, state = folders
    await fill(Paths(config_dir=config, data_dir=data, log_dir=state), ALL)
    environ = {**environment(tmp_path), "BROWSER": "true", "COLORTERM": "truecolor"}
    with newsreader_in_terminal(environ, "--offline", size=size) as terminal:
        terminal.wait_for(lambda screen: "Choose a section" in screen.text, "the welcome")
        terminal.press(ESCAPE)
        terminal.wait_for(lambda screen: "Hostile" in screen.text, "the sections")
        for key in TOUR:
            terminal.press(key)
            terminal.wait_until_quiet()
        terminal.press("\x11")
        assert terminal.wait_for_end() == 0
        written = bytes(terminal.written)
    assert list(what_is_not_ours(written)) == []
    assert b"[@click=app.quit]" in written
