"""What the command line takes. Loads nothing that `--help` and `--version` do not need."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from newsreader.address import typed_address

DEFAULT_LIMIT = 50
MIN_WIDTH, MAX_WIDTH = 20, 500
_MAX_DIGITS = 18  # of an article's number: what the library can hold
_EXITS = "Exit codes: 0 done, 1 failed, 2 usage, 3 some sources failed, 4 offline and not in the library."


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line; `command` is None for the reader, `offline` where it does not say.

    Args:
        arguments: without the program's name; those of the process by default.

    Raises:
        SystemExit: after --help and --version, with 0; after a mistake, with 2.
    """
    parser = argparse.ArgumentParser(
        prog="newsreader",
        description="Read news sites in the terminal. Without a command, opens the reader.",
        epilog=_EXITS,
        allow_abbrev=False,  # a script's abbreviation would end with the next new option
    )
    _define_offline(parser, default=None)
    parser.add_argument("--version", action=_Version, help="print the version and leave")
    parser.add_argument("--demo", action="store_true", help="read a small bundled edition, with no network")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, (define, summary) in _COMMANDS.items():
        command = commands.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.", epilog=_EXITS, allow_abbrev=False
        )
        _define_offline(command, default=argparse.SUPPRESS)  # else it would undo one before the command
        define(command)
    return parser.parse_args(arguments)


def _define_offline(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument("--offline", action="store_true", default=default, help="never touch the network")


def _define_add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", metavar="ADDRESS", type=_web_address, help="a feed, a section page or a home page")
    parser.add_argument("--site", metavar="NAME", default="", help="what to call the publication")
    parser.add_argument("--section", metavar="NAME", default="", help="what to call the section")


def _define_sections(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")


def _define_fetch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sections",
        metavar="SECTION",
        nargs="*",
        help="a section or publication by name; all that you follow when none is named",
    )
    parser.add_argument("--full-text", action="store_true", help="fetch the articles too, for reading offline")


def _define_list(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "List articles, newest first: number, • unread, ★ starred, ● text in the library or ○ on line, day, headline."
    )
    parser.add_argument("--section", metavar="S", help="only this section or publication")
    parser.add_argument("--unread", action="store_true", help="only what is unread")
    parser.add_argument(
        "--limit", metavar="N", type=_positive, default=DEFAULT_LIMIT, help=f"at most N articles ({DEFAULT_LIMIT})"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON array")


def _define_show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "article", metavar="ADDRESS-or-ID", type=_address_or_id, help="any address, or a number that list prints"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON object")
    parser.add_argument("--width", metavar="N", type=_width, help="set in lines of N cells")
    parser.add_argument("--refresh", action="store_true", help="fetch the page again")
    parser.add_argument("--explain", action="store_true", help="say what was chosen and dropped on the page, and why")
    parser.add_argument("--rule", metavar="FILE", help="read the page by this site rule; nothing is kept")


def _define_rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action", choices=("list", "check"), nargs="?", default="list", help="list them, or try them on their tests"
    )
    parser.add_argument("file", metavar="FILE", nargs="?", help="check this file only")
    parser.add_argument("--json", action="store_true", help="print a JSON array")


_COMMANDS = {
    "add": (_define_add, "follow a feed, a section page or a home page"),
    "sections": (_define_sections, "list the sections and how they fare"),
    "fetch": (_define_fetch, "bring sections up to date"),
    "list": (_define_list, "list articles, newest first"),
    "show": (_define_show, "show one article, cleaned"),
    "rules": (_define_rules, "list or check the rules for sites"),
}


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: that reads files."""

    def __init__(self, option_strings: list[str], dest: str, help: str | None = None) -> None:  # noqa: A002  # argparse's name
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"newsreader {version('newsreader')}\n")
        parser.exit()


def _web_address(text: str) -> str:
    if url := typed_address(text):
        return url
    raise argparse.ArgumentTypeError(f"{text!r} is no web address (like https://www.spacewar.com/)")


def _address_or_id(text: str) -> str | int:
    return int(text) if _is_number(text) else _web_address(text)


def _positive(text: str) -> int:
    if _is_number(text) and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no whole number above zero")


def _width(text: str) -> int:
    if _is_number(text) and MIN_WIDTH <= int(text) <= MAX_WIDTH:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no width from {MIN_WIDTH} to {MAX_WIDTH}")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS
