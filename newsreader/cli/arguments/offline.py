"""What the commands for reading without a network take."""

from __future__ import annotations

import argparse

from newsreader.cli.arguments.command import Command
from newsreader.cli.arguments.values import depth, positive, some_megabytes

DEFAULT_ARTICLES = 200
DEFAULT_SIZE = "50MB"


def _define_pack(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Fetch the newest articles of sections, what they are related to and their pictures, for reading without a "
        "network. What is in the library already is not fetched again; a pack that was stopped goes on."
    )
    parser.add_argument(
        "sections",
        metavar="SECTION",
        nargs="*",
        help="a section or publication by name; all that you follow when none is named",
    )
    parser.add_argument(
        "--related", metavar="DEPTH", type=depth, default=0, help="follow related links so far (0: not at all)"
    )
    parser.add_argument("--images", action="store_true", help="fetch their pictures too")
    parser.add_argument(
        "--max-articles",
        metavar="N",
        type=positive,
        default=DEFAULT_ARTICLES,
        help=f"hold at most N articles ({DEFAULT_ARTICLES})",
    )
    parser.add_argument(
        "--max-size",
        metavar="SIZE",
        type=some_megabytes,
        default=DEFAULT_SIZE,
        help=f"hold at most so much, pages and pictures unpacked ({DEFAULT_SIZE})",
    )
    parser.add_argument("--restart", action="store_true", help="try again what was given up for good")
    parser.add_argument("--json", action="store_true", help="print the report as a JSON object")


COMMANDS = {
    "pack": Command(
        _define_pack,
        "fetch articles for reading offline",
        ("pack --related 1 --images  # for the train", 'pack "The Stans" --max-articles 50 --max-size 20MB'),
    ),
}
