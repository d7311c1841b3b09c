"""What the commands about articles take."""

from __future__ import annotations

import argparse

from newsreader.cli.arguments.values import address_or_id, positive, width

DEFAULT_LIMIT = 50


def _define_list(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "List articles, newest first: number, • unread, ★ starred, ● text in the library or ○ on line, day, headline."
    )
    parser.add_argument("--section", metavar="S", help="only this section or publication")
    parser.add_argument("--unread", action="store_true", help="only what is unread")
    parser.add_argument(
        "--limit", metavar="N", type=positive, default=DEFAULT_LIMIT, help=f"at most N articles ({DEFAULT_LIMIT})"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON array")


def _define_show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "article", metavar="ADDRESS-or-ID", type=address_or_id, help="any address, or a number that list prints"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON object")
    parser.add_argument("--width", metavar="N", type=width, help="set in lines of N cells")
    parser.add_argument("--refresh", action="store_true", help="fetch the page again")
    parser.add_argument(
        "--diff",
        action="store_true",
        help="show word by word what changed since you read it, or since the version before",
    )
    parser.add_argument("--explain", action="store_true", help="say what was chosen and dropped on the page, and why")
    parser.add_argument("--rule", metavar="FILE", help="read the page by this site rule; nothing is kept")


COMMANDS = {
    "list": (_define_list, "list articles, newest first"),
    "show": (_define_show, "show one article, cleaned"),
}
