"""Plain mode over a library, with lines that are typed ahead and everything that is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from newsreader.config.settings import Settings
from newsreader.plain.console import Console
from newsreader.plain.session import run_plain
from tests.fakes import FakeFetcher, clock, opened

ROWS = 8
NUMBER = re.compile(r"^(\d+)\. (.*)$", re.MULTILINE)


class Script(Console):
    """Gives lines and keeps what is said: for each line a text, and what came before them first."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = list(lines)
        self.said = [""]
        self.prompts: list[str] = []

    @property
    def width_cells(self) -> int:
        """As a usual terminal's."""
        return 80

    @property
    def rows(self) -> int:
        """Few, so that there are pages."""
        return ROWS

    def say(self, *lines: str) -> None:
        """Keep lines."""
        self.said[-1] += "".join(f"{line}\n" for line in lines)

    def ask(self, prompt: str) -> str | None:
        """Give the next line."""
        self.prompts.append(prompt)
        self.said.append("")
        return self._lines.pop(0) if self._lines else None


async def typed(
    folder: Path,
    *lines: str,
    fetcher: FakeFetcher | None = None,
    settings: Settings = Settings(),
    before: Callable[[], object] = lambda: None,
) -> Script:
    """Type lines over the library of a folder; gives what was said."""
    script = Script(lines)
    async with opened(folder, fetcher, settings=settings) as library:
        before()
        await run_plain(library, clock, script)
    return script


def number_of(said: str, words: str) -> str:
    """Give the number before the item that has some words."""
    return next(number for number, text in NUMBER.findall(said) if words in text)


async def to_ports(home: Path) -> str:
    """Give the number of the section Ports."""
    return number_of("".join((await typed(home, "")).said), "Ports")
