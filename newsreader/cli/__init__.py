"""The command line: a thin front over the library. Loads no screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.cli.exits import Exit
from newsreader.cli.output import Output

if TYPE_CHECKING:
    import argparse

    from newsreader.config.paths import Paths
    from newsreader.library import Library

    Command = Callable[[Library, argparse.Namespace, Output], Awaitable[Exit]]

_MODULES = {
    "read": "newsreader.cli.read",
    "open": "newsreader.cli.open_article",
    "mark": "newsreader.cli.mark",
    "star": "newsreader.cli.mark",
    "unstar": "newsreader.cli.mark",
    "unread": "newsreader.cli.unread",
    "watch": "newsreader.cli.watch",
    "add": "newsreader.cli.add",
    "sections": "newsreader.cli.sections",
    "remove": "newsreader.cli.remove",
    "fetch": "newsreader.cli.fetch",
    "pack": "newsreader.cli.pack",
    "list": "newsreader.cli.list_articles",
    "search": "newsreader.cli.search",
    "show": "newsreader.cli.show",
    "split": "newsreader.cli.split",
    "story": "newsreader.cli.story",
    "edition": "newsreader.cli.edition",
    "rules": "newsreader.cli.rules",
    "cache": "newsreader.cli.cache",
    "export": "newsreader.cli.export",
    "import": "newsreader.cli.import_sources",
}  # each has a `run`
_ON_THE_FILE = {"backup": "newsreader.cli.backup"}  # likewise; these work on a library that is not open

_AT_ONCE = {
    "unread": "newsreader.cli.unread",
    "names": "newsreader.cli.names",
}  # likewise; these are asked all the time

_ALONE = {
    "completion": "newsreader.cli.completion",
    "man": "newsreader.cli.completion",
    "service": "newsreader.cli.service",
    "config": "newsreader.cli.config",
    "doctor": "newsreader.cli.doctor",
    "help": "newsreader.cli.help",
    "paths": "newsreader.cli.paths",
}  # likewise; these work where settings or library are what is broken


def works_at_once(args: argparse.Namespace) -> bool:
    """Say whether a command is over before anything but the library's file need be opened."""
    return _quick_name(args) in _AT_ONCE and not args.demo


def run_at_once(library: Path, args: argparse.Namespace, output: Output) -> Exit:
    """Run such a command on the library's file.

    Raises:
        NewsError: it failed; `exits.exit_for` gives the code.
    """
    command: Callable[[Path, argparse.Namespace, Output], Exit] = import_module(_AT_ONCE[_quick_name(args)]).run_at_once
    return command(library, args, output)


def _quick_name(args: argparse.Namespace) -> str:
    return "names" if args.command == "sections" and args.names else str(args.command)


def works_alone(command: str | None) -> bool:
    """Say whether a command needs neither settings nor a library."""
    return command in _ALONE


async def run_alone(paths: Paths, args: argparse.Namespace, output: Output) -> Exit:
    """Run a command that needs neither settings nor a library.

    Raises:
        NewsError: it failed; `exits.exit_for` gives the code.
    """
    command: Callable[[Paths, argparse.Namespace, Output], Awaitable[Exit]] = import_module(_ALONE[args.command]).run
    try:
        return await command(paths, args, output)
    finally:
        output.end_progress()


def works_on_the_file(command: str | None) -> bool:
    """Say whether a command takes the library's file instead of an open library."""
    return command in _ON_THE_FILE


async def run_on_the_file(library: Path, args: argparse.Namespace, output: Output) -> Exit:
    """Run a command on the library's file.

    Raises:
        NewsError: it failed; `exits.exit_for` gives the code.
    """
    command: Callable[[Path, argparse.Namespace, Output], Awaitable[Exit]] = import_module(
        _ON_THE_FILE[args.command]
    ).run
    try:
        return await command(library, args, output)
    finally:
        output.end_progress()


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Run the command of a parsed command line on an open library.

    Raises:
        NewsError: it failed; `exits.exit_for` gives the code.
    """
    said = library.problems
    for problem in said:
        output.notice(problem.user_text)
    try:
        code = await _command(args.command)(library, args, output)
        await library.events.settled()  # what a command made happen, hooks were told
        return code
    finally:
        output.end_progress()
        for problem in library.problems[len(said) :]:  # of site rules, which are loaded with the first page
            output.notice(problem.user_text)


def _command(name: str) -> Command:
    command: Command = import_module(_MODULES[name]).run  # this one only, and not for --help
    return command
