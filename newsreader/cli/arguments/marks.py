"""What the commands that change marks take."""

from __future__ import annotations

import argparse

from newsreader.cli.arguments.command import Command
from newsreader.cli.arguments.values import address_or_id

STATES = ("read", "unread", "starred", "unstarred", "later", "not-later")


def _define_mark(parser: argparse.ArgumentParser) -> None:
    parser.description = "Mark articles. What is marked read here is read in the reader too."
    parser.add_argument("state", choices=STATES, help="what they are to be")
    _define_articles(parser)
    parser.add_argument("--section", metavar="S", help="every article of this section, publication or saved search")
    parser.add_argument("--all", action="store_true", help="every article of the library")


def _define_star(parser: argparse.ArgumentParser) -> None:
    _define_articles(parser)
    parser.set_defaults(section=None, all=False)


def _define_articles(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "articles", metavar="ARTICLE", type=address_or_id, nargs="*", help="numbers that list prints, or addresses"
    )
    parser.add_argument("--search", metavar="QUERY", help="every article that this search finds")
    parser.add_argument("--json", action="store_true", help="print a JSON array")


COMMANDS = {
    "mark": Command(
        _define_mark,
        "mark articles read or unread, starred or not, to be read later or not",
        (
            "mark read 12 13",
            "mark unread https://www.example.com/story.html",
            'mark read --section "The Stans"',
            "mark read --search 'before:30d -is:starred'",
        ),
    ),
    "star": Command(_define_star, "star articles", ("star 12", "star --search 'title:ceasefire after:1d'")),
    "unstar": Command(_define_star, "take the star off articles", ("unstar 12",)),
}
