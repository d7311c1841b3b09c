"""Names of files."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given

from newsreader.formats.names import file_name
from newsreader.formats.story import Story
from tests.formats.made import ANY_STORY, STORY, make_story

# What Windows keeps for devices, with any ending. `PureWindowsPath.is_reserved` knows, but is on its way out of Python.
RESERVED = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    "CONIN$",
    "CONOUT$",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in "123456789¹²³"),
}


@ANY_STORY
@given(STORY)
def test_any_headline_makes_a_name_for_every_system(story: Story) -> None:
    name = file_name(story, ".md")
    assert PurePosixPath(name).name == PureWindowsPath(name).name == name
    assert name.partition(".")[0].rstrip(" ").upper() not in RESERVED
    assert len(name.encode()) <= 255
    assert not set(name) & set('<>:"/\\|?*\x00')
    assert name.isprintable()
    assert name == name.strip(" .")
    assert name.removesuffix(".md").endswith(f"-{story.id}")


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("The bridge is open!", "2026-02-01-The-bridge-is-open-7.md"),
        ("../../etc/passwd", "2026-02-01-etc-passwd-7.md"),
        ("灯台の猫、二十年", "2026-02-01-灯台の猫-二十年-7.md"),
        ("…", "2026-02-01-7.md"),
    ],
)
def test_names(headline: str, name: str) -> None:
    assert file_name(make_story(7, headline=headline), ".md") == name
