"""What pictures a terminal can show, by its environment."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from newsreader.library.graphics import Graphics, best_graphics, graphics_of, has_placeholders, suits_pictures


@pytest.mark.parametrize(
    ("environ", "graphics"),
    [
        ({}, Graphics.BLOCKS),
        ({"TERM": "xterm-256color"}, Graphics.BLOCKS),
        ({"TERM": "xterm-kitty"}, Graphics.KITTY),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "ghostty"}, Graphics.KITTY),
        ({"TERM": "foot"}, Graphics.SIXEL),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, Graphics.SIXEL),
        ({"TERM": "tmux-256color", "KITTY_WINDOW_ID": "1", "TMUX": "/tmp/tmux,1,0"}, Graphics.BLOCKS),
        ({"TERM": "screen", "KITTY_WINDOW_ID": "1"}, Graphics.BLOCKS),
    ],
)
def test_by_the_environment(environ: Mapping[str, str], graphics: Graphics) -> None:
    assert graphics_of(environ) is graphics


def test_tmux_tells_whether_it_draws_sixels_itself() -> None:
    environ = {"TERM": "tmux-256color", "TMUX": "/tmp/tmux,1,0", "KITTY_WINDOW_ID": "1"}
    assert graphics_of(environ, "256,RGB,sixel,title") is Graphics.SIXEL
    assert graphics_of(environ, "256,RGB,nosixel") is Graphics.BLOCKS


@pytest.mark.parametrize(
    ("told", "graphics"),
    [("echo 256,sixel", Graphics.SIXEL), ("echo 256", Graphics.BLOCKS), ("exit 1", Graphics.BLOCKS)],
)
async def test_tmux_is_asked_by_its_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, graphics: Graphics
) -> None:
    program = tmp_path / "tmux"
    program.write_text(f"#!/bin/sh\n{told}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert await best_graphics({"TMUX": "x", "TERM": "tmux-256color"}) is graphics


async def test_without_the_program_tmux_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert await best_graphics({"TMUX": "x", "TERM": "tmux-256color"}) is Graphics.BLOCKS


@pytest.mark.parametrize(
    ("environ", "suits"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, True),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm"}, False),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, False),
        ({"COLORTERM": "truecolor"}, False),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm-256color", "SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}, False),
        ({"TERM": "xterm-256color", "SSH_TTY": "/dev/pts/3"}, False),
    ],
)
def test_where_nobody_has_said_they_are_for_local_terminals_with_colours(
    environ: Mapping[str, str], suits: bool
) -> None:
    assert suits_pictures(environ) is suits


TRUE = {"COLORTERM": "truecolor"}


@pytest.mark.parametrize(
    ("environ", "told", "has"),
    [
        ({"TERM": "xterm-ghostty", **TRUE}, "", True),
        ({"TERM": "xterm-kitty", **TRUE}, "kitty 0.46.2 created by Kovid Goyal", True),
        ({"TERM": "xterm-kitty", **TRUE}, "kitty 0.28.0 created by Kovid Goyal", True),
        ({"TERM": "xterm-kitty", **TRUE}, "kitty 0.26.5 created by Kovid Goyal", False),
        ({"TERM": "xterm-kitty", **TRUE}, "command not found", False),
        ({"TERM": "xterm-kitty"}, "kitty 0.46.2", False),  # the colour that names the picture would become another
        ({"TERM": "xterm-ghostty", "NO_COLOR": "1", **TRUE}, "", False),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux,1,0", **TRUE}, "kitty 0.46.2", False),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1", **TRUE}, "kitty 0.46.2", False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm", **TRUE}, "", False),
    ],
)
async def test_where_characters_can_stand_for_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environ: Mapping[str, str], told: str, has: bool
) -> None:
    kitty = tmp_path / "kitty"
    kitty.write_text(f"#!/bin/sh\necho '{told}'\n", "utf-8")
    kitty.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert await has_placeholders(environ) is has


async def test_without_its_program_nothing_is_known_of_kitty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not await has_placeholders({"TERM": "xterm-kitty", **TRUE})
