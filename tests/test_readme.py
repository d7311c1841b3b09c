"""The README says what is true."""

from __future__ import annotations

import re

from newsreader.commands import COMMANDS, keys_label
from tests.documents.made import README

FIVE_KEYS = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


def test_every_file_it_shows_or_links_is_there() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert local
    assert [link for link in local if not (README.parent / link).is_file()] == []


def test_the_five_keys_are_the_usual_ones() -> None:
    does = {key: command.id for command in COMMANDS for key in keys_label(command).split()}
    keys = FIVE_KEYS.findall(README.read_text(encoding="utf-8"))
    assert [does[key] for key in keys] == ["pane.in", "read.walk", "link.hints", "help", "pane.out_or_quit"]
