"""The judge of terminal streams tells ours from what is not."""

from __future__ import annotations

import pytest

from tests.hostile.attacks import PIECES
from tests.hostile.stream import what_acts, what_is_not_ours

OURS = (
    "\x1b[1;38;2;10;20;30mred\x1b[0m", "\x1b[2J\x1b[H\x1b[12;40H", "\x1b[?1049h\x1b[?2026$p",
    "\x1b]52;c;aHR0cHM6Ly9h\x07",
    "\x1b]8;id=a-1;https://a.example/?b=%1B\x1b\\words\x1b]8;;\x1b\\", "\x1b]0;A headline\x07", "नमस्ते क्षत्रिय e\u0301",
)  # fmt: skip


@pytest.mark.parametrize("written", OURS)
def test_what_we_write_is_ours(written: str) -> None:
    assert list(what_is_not_ours(written.encode())) == []


@pytest.mark.parametrize(
    "written",
    [
        "\x1b]8;;javascript:alert(1)\x1b\\", "\x1b]8;;https://a.example/ b\x1b\\", "\x1b]52;c;GzJK\x07",
        "\x1b]52;p;?\x07",
        "\x1bc", "\x1b[5n", "\x1b[21t", "\x1bP1$t\x1b\\", "\x1b_Ga=q\x1b\\", "\x9b2J", "\u202e", "\u200b", "\x0b",
        "a" + "\u0e47" * 9, "\x1b]1337;File=:\x07", "\x1b]4;1;?\x07", "\x1b[?1;2c",
    ],
)  # fmt: skip
def test_what_acts_is_found(written: str) -> None:
    assert list(what_is_not_ours(written.encode())) != []


def test_most_attacks_are_found_as_they_stand() -> None:
    found = [piece for piece in PIECES if list(what_acts(piece, but="\n\r"))]
    assert len(found) > len(PIECES) / 2
