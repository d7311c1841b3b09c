"""Names, folders, the order and what is hidden, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plain.script import NUMBER, number_of, to_ports, typed


def names(said: str) -> list[str]:
    return [text.split(",")[0] for _, text in NUMBER.findall(said)]


async def test_another_name_and_the_one_before(home: Path) -> None:
    ports = await to_ports(home)
    script = await typed(
        home, f"c {ports} Docks and quays", ports, "q", "u", f"c{ports} Docks", f"c {ports}", "c 1 All"
    )
    assert script.said[1].startswith("Ports renamed to Docks and quays. u undoes it.\n")
    assert script.prompts[2] == "Docks and quays> "
    assert script.said[4].startswith("Undone: Ports renamed")
    assert script.said[6].startswith("Docks called again as it was.")
    assert "it keeps its name" in script.said[7]
    assert "Ports" in "".join((await typed(home, "")).said)


async def test_a_folder_is_made_filled_opened_and_removed(home: Path) -> None:
    ports = await to_ports(home)
    script = await typed(home, "+ At sea")
    made = "".join(script.said)
    folder, ports = number_of(made, "At sea"), number_of("".join((await typed(home, "")).said), "Ports")
    lines = ("", f"M {ports} at  SEA", folder, "1", "q", "q", f"X {folder}", "u")
    script = await typed(home, *lines)
    assert script.said[2].startswith("Ports moved into At sea.")
    assert script.said[3].startswith("At sea:\n1. Ports")
    assert script.prompts[4] == "Ports> "
    assert script.said[5].startswith("At sea:")
    assert script.said[6].startswith("Sections:")
    assert script.said[7].startswith("Folder At sea removed.")
    assert "At sea" not in names(script.said[7])


async def test_what_cannot_be_moved_is_told_with_what_can(home: Path) -> None:
    ports = await to_ports(home)
    script = await typed(
        home, f"M {ports} Nowhere", "+ Sea", f"M {ports} Nowhere", "M 1 Sea", "+", "+ " + "x" * 99, "M"
    )
    assert "there are: none yet" in script.said[1]
    assert "there are: Sea" in script.said[3]
    assert "sections and publications go into folders" in script.said[4]
    assert all("This name cannot be used" in said for said in script.said[5:7])
    assert "none was typed" in script.said[7]


async def test_up_and_down_and_hidden(home: Path) -> None:
    script = await typed(home, "down 1", "up 1", "- 1", "gh", "- 2", "gh")
    assert names(script.said[1])[:2] == ["Today", "All articles"]
    assert script.said[2] == "Today stands first already.\n"
    assert names(script.said[3])[0] == "All articles"
    assert "hidden" in dict(NUMBER.findall(script.said[4]))["1"]
    assert script.said[5].startswith("All articles hidden.")
    assert "Today" not in names(script.said[6])


@pytest.mark.parametrize("line", ["c", "up", "down", "-", "M", "c 99 x", "- x", "up 2-3"])
async def test_without_a_number_nothing_is_arranged(home: Path, line: str) -> None:
    script = await typed(home, line, ".")
    assert "has this number" in script.said[1]
    assert script.said[2] == script.said[0][script.said[0].index("Sections:") :]
