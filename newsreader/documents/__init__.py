"""The documents that come with the program: Markdown in this folder, shown by the forge, by help and in the reader."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent
ENDING = ".md"

TOPICS: Mapping[str, str] = {  # by the name of the file, in the order in which they are listed
    "start": "reading with it, from the first screen on",
    "keys": "every key of the reader",
    "commands": "every command, its options, exit codes",
    "settings": "every setting, keys and themes of your own",
    "sources": "what can be followed, and how; catalogues of your own",
    "search": "the language of searches",
    "offline": "reading without a network, and what is kept",
    "rules": "teaching it to read a site: site rules, step by step",
    "hooks": "hooks, notices, watch, and fetching while the reader is closed",
    "library": "the library without a screen, JSON, what stays as it is",
    "files": "where everything lies, and moving to another machine",
    "install": "ways to install, update and remove it",
    "troubleshooting": "when something does not work",
    "privacy": "what it contacts, what it keeps, how to wipe it",
    "comparison": "other readers, and what each is better at",
    "benchmarks": "how it scales and how that is measured",
    "architecture": "how it is built, for those who carry it on",
    "licences": "the packages it stands on, and their licences",
}


def markdown(topic: str) -> str:
    """Give a document as it is written.

    Args:
        topic: one of `TOPICS`.
    """
    return (FOLDER / f"{topic}{ENDING}").read_text(encoding="utf-8")


def topic_of(address: str) -> str:
    """Give the topic that a link of a document leads to, "" for one that leads elsewhere."""
    name = address.partition("#")[0].removesuffix(ENDING)
    return name if name in TOPICS else ""
