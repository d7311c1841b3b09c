"""What a command is to the parser, and how its help is written."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NamedTuple

from newsreader.cli.exits import MEANINGS


class Command(NamedTuple):
    """A row of the tables of commands."""

    define: Callable[[argparse.ArgumentParser], None]
    summary: str  # begins small, without a full stop
    examples: tuple[str, ...] = ()  # what follows "newsreader", each with a comment after "#" where it needs one


class HelpFormatter(argparse.HelpFormatter):
    """Breaks paragraphs between words, and leaves those alone that are indented."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        paragraphs = text.split("\n\n")
        return "\n\n".join(
            part
            if part.startswith(" ") or "\n " in part
            else super(HelpFormatter, self)._fill_text(part, width, indent)
            for part in paragraphs
        )


def exit_table() -> str:
    """Write what the exit codes mean, a line each."""
    return "\n".join(f"  {code.value}  {meaning}" for code, meaning in MEANINGS.items())


def epilogue(examples: tuple[str, ...], before: str = "") -> str:
    """Write what stands below the arguments of a command.

    Args:
        examples: as in `Command`.
        before: a paragraph that comes first.
    """
    parts = [before] if before else []
    if examples:
        parts.append("Examples:\n" + "\n".join(f"  newsreader {example}" for example in examples))
    codes = ", ".join(f"{code.value} {meaning}" for code, meaning in MEANINGS.items())
    return "\n\n".join([*parts, f"Exit codes: {codes}."])
