"""The README says what is true."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from newsreader.commands import Command, groups, keys_label
from newsreader.screen_commands import SCREENS

README = Path(__file__).parent.parent / "README.md"
KEYS = re.compile(r"(<!-- keys:[^\n]*-->\n)(.*?)(<!-- /keys -->)", re.DOTALL)


def keys_table() -> str:
    """Make the table of keys from the command table."""
    lines = ["| keys | what they do |", "| --- | --- |"]
    for name, commands in groups():
        lines += rows(name, commands)
    for commands in SCREENS.values():
        lines += rows(commands[0].group, commands)
    return "\n".join(lines) + "\n"


def rows(group: str, commands: Sequence[Command]) -> Iterator[str]:
    """Make the rows of a group of commands."""
    yield f"| **{group}** | |"
    for command in commands:
        keys = " ".join(f"`{key}`" for key in keys_label(command).split())
        yield f"| {keys} | {command.help} |"


def test_the_keys_are_those_of_the_command_table() -> None:
    match = KEYS.search(README.read_text(encoding="utf-8"))
    assert match is not None
    assert match[2] == keys_table(), f"Put this between the marks:\n{keys_table()}"


def test_every_file_it_shows_or_links_is_there() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert local
    assert [link for link in local if not (README.parent / link).is_file()] == []
