"""The command line: a thin front over the library. Loads no screen."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from newsreader.cli.exits import Exit
from newsreader.cli.output import Output

if TYPE_CHECKING:
    from newsreader.library import Library

    Command = Callable[[Library, argparse.Namespace, Output], Awaitable[Exit]]


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Run the command of a parsed command line on an open library.

    Raises:
        NewsError: it failed; `exits.exit_for` gives the code.
    """
    said = library.problems
    for problem in said:
        output.notice(problem.user_text)
    try:
        return await _command(args.command)(library, args, output)
    finally:
        output.end_progress()
        for problem in library.problems[len(said) :]:  # of site rules, which are loaded with the first page
            output.notice(problem.user_text)


def _command(name: str) -> Command:
    from newsreader.cli import (
        add,
        fetch,
        list_articles,
        rules,
        sections,
        show,
    )  # here, because --help needs none of them

    commands: dict[str, Command] = {
        "add": add.run,
        "sections": sections.run,
        "fetch": fetch.run,
        "list": list_articles.run,
        "show": show.run,
        "rules": rules.run,
    }
    return commands[name]
