"""What the command line takes. Loads nothing that `--help` and `--version` do not need."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence

from newsreader.address import without_password
from newsreader.cli.arguments import (
    articles,
    background,
    exchange,
    keeping,
    marks,
    offline,
    opening,
    safety,
    settings,
    shell,
    sources,
)
from newsreader.cli.arguments.command import Command, HelpFormatter, epilogue, exit_table
from newsreader.cli.arguments.values import define_offline

COMMANDS: Mapping[str, Command] = (
    sources.COMMANDS
    | offline.COMMANDS
    | articles.COMMANDS
    | opening.COMMANDS
    | marks.COMMANDS
    | background.COMMANDS
    | keeping.COMMANDS
    | exchange.COMMANDS
    | safety.COMMANDS
    | settings.COMMANDS
    | shell.COMMANDS
)


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line; `command` is None for the reader, `offline` where it does not say.

    Args:
        arguments: without the program's name; those of the process by default.

    Raises:
        SystemExit: after --help and --version, with 0; after a mistake, with 2.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    parser, commands = make_parser(*arguments[:1])
    args, unknown = parser.parse_known_args(arguments)
    if unknown:  # said by the command's parser, which shows what the command takes
        known = commands.get(args.command, parser)
        known.error(f"unrecognized arguments: {' '.join(map(without_password, unknown))}")
    return args


def make_parser(first: str = "") -> tuple[argparse.ArgumentParser, Mapping[str, argparse.ArgumentParser]]:
    """Make the parser of the whole line, and those of the commands by name.

    Args:
        first: the first word of the line; where it is a command, the others need not be known.
    """
    parser = argparse.ArgumentParser(
        prog="newsreader",
        description="Read news sites in the terminal. Without a command, opens the reader.",
        epilog=f"newsreader COMMAND --help says more of each.\n\nExit codes:\n{exit_table()}",
        formatter_class=HelpFormatter,
        allow_abbrev=False,  # a script's abbreviation would end with the next new option
    )
    define_offline(parser, default=None)
    parser.add_argument("--version", action=_Version, help="print the version and leave")
    parser.add_argument("--demo", action="store_true", help="read a small bundled edition, with no network")
    parser.add_argument(
        "--plain", action="store_true", default=None, help="read line by line: for screen readers and dumb terminals"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, row in ({first: COMMANDS[first]} if first in COMMANDS else COMMANDS).items():
        command = commands.add_parser(
            name,
            help=row.summary,
            description=f"{row.summary[0].upper()}{row.summary[1:]}.",
            epilog=epilogue(row.examples),
            formatter_class=HelpFormatter,
            allow_abbrev=False,
        )
        define_offline(command, default=argparse.SUPPRESS)  # else it would undo one before the command
        row.define(command)
    return parser, commands.choices


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: that reads files."""

    def __init__(self, option_strings: list[str], dest: str, help: str | None = None) -> None:  # noqa: A002  # argparse's name
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"newsreader {version('newsreader')}\n")
        parser.exit()
