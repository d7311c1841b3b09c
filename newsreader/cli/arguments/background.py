"""What the commands take that other programs call, or that run while nobody looks."""

from __future__ import annotations

import argparse

from newsreader.cli.arguments.command import Command
from newsreader.cli.arguments.values import minutes

DEFAULT_MINUTES = 30


def _define_unread(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Say how much there is to read, quickly enough for a status bar. Of saved searches it is what was last counted."
    )
    parser.add_argument(
        "sections", metavar="SECTION", nargs="*", help="of these; of the whole library when none is named"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--count", action="store_true", help="print the number and nothing else")
    how.add_argument("--json", action="store_true", help="print a JSON object")


def _define_watch(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Fetch what is due, whenever it is, and print each new article as one line of JSON as it comes, also those"
        " that another newsreader fetches meanwhile; ^C ends it."
    )
    parser.add_argument(
        "sections",
        metavar="SECTION",
        nargs="*",
        help="only articles of these, and fetch only these; all that you follow when none is named",
    )
    parser.add_argument("--once", action="store_true", help="end when what is due now is fetched")


def _define_service(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Let the system fetch what is due from time to time, with the reader closed: a timer of systemd for this user,"
        " launchd on macOS, Task Scheduler on Windows. It says what it writes and runs; --dry-run only says it."
    )
    parser.add_argument("action", choices=("install", "status", "remove"), help="set it up, look at it, take it away")
    parser.add_argument(
        "--every",
        metavar="MINUTES",
        type=minutes,
        default=DEFAULT_MINUTES,
        help=f"how often to look for what is due ({DEFAULT_MINUTES})",
    )
    parser.add_argument("--full-text", action="store_true", help="fetch the articles too, for reading offline")
    parser.add_argument("--dry-run", action="store_true", help="change nothing, only say what would be done")
    parser.add_argument("--json", action="store_true", help="print a JSON object")


COMMANDS = {
    "unread": Command(
        _define_unread,
        "say how many articles are unread, at once",
        ("unread", "unread --count", 'unread --count "The Stans"', "unread --json"),
    ),
    "service": Command(
        _define_service,
        "let the system fetch while the reader is closed",
        ("service install --dry-run", "service install --every 60 --full-text", "service status", "service remove"),
    ),
    "watch": Command(
        _define_watch,
        "print new articles as they come, as JSON lines",
        ("watch | jq -r --unbuffered '.title'", 'watch "The Stans" --once'),
    ),
}
