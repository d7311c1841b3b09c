"""What the commands take that open an article for a person."""

from __future__ import annotations

import argparse

from newsreader.cli.arguments.command import Command
from newsreader.cli.arguments.values import width


def _define_read(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Show an article in the pager (PAGER, else less), set for the terminal's width; it is read then. Where the"
        " output is no terminal, it is printed."
    )
    _define_article(parser)
    parser.add_argument("--width", metavar="N", type=width, help="set in lines of N cells")
    parser.add_argument("--refresh", action="store_true", help="fetch the page again")
    parser.add_argument("--keep-unread", action="store_true", help="do not mark it read")


def _define_article(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "article",
        metavar="ARTICLE",
        nargs="+",
        help="a number that list prints, any address, or a search, of which the best hit is meant",
    )


COMMANDS = {
    "read": Command(
        _define_read,
        "read one article in the pager",
        ("read 12", "read drone border after:7d", "read 12 --keep-unread --width 60"),
    ),
    "open": Command(
        _define_article,
        "open an article in the web browser",
        ("open 12", "open title:ceasefire is:starred"),
    ),
}
