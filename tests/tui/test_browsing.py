"""A browser that draws in the terminal has it until it ends; then the screen is there again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals as Unix has them", allow_module_level=True)

from tests.cli.program import environment
from tests.terminal import newsreader_in_terminal

SHOWS = """#!{python}
import sys
print("\\x1b[2J\\x1b[HLYNX SHOWS", sys.argv[1:])
input()
"""


def test_a_text_browser_takes_the_screen_and_gives_it_back(tmp_path: Path) -> None:
    lynx = tmp_path / "lynx"
    lynx.write_text(SHOWS.format(python=sys.executable))
    lynx.chmod(0o755)
    environ = {**environment(tmp_path), "BROWSER": str(lynx)}
    with newsreader_in_terminal(environ, "--demo") as terminal:
        terminal.wait_for_text("Start here", "Sea & Sky")
        terminal.press("\r")
        terminal.press("o")
        terminal.wait_for_text("LYNX SHOWS ['http")
        terminal.press("\r")
        terminal.wait_for_text("Start here", "Sea & Sky")
        terminal.press("q", "q")
        assert terminal.wait_for_end() == 0
