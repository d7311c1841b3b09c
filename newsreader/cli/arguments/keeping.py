"""What the command about what is kept takes."""

from __future__ import annotations

import argparse

from newsreader.cli.arguments.command import Command, HelpFormatter, epilogue
from newsreader.cli.arguments.values import days, define_offline, megabytes, not_negative


def _define_cache(parser: argparse.ArgumentParser) -> None:
    parser.description = "Say what the library keeps and what room that takes; look after it."
    _define_json(parser)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=False)
    for name, (define, summary, examples) in _ACTIONS.items():
        description = f"{summary[0].upper()}{summary[1:]}."
        action = actions.add_parser(
            name, help=summary, description=description, formatter_class=HelpFormatter, allow_abbrev=False
        )
        action.epilog = epilogue(examples)
        define_offline(action, default=argparse.SUPPRESS)
        define(action)
    parser.set_defaults(action="sizes")


def _define_prune(parser: argparse.ArgumentParser) -> None:
    parser.epilog = epilogue(
        _ACTIONS["prune"].examples,
        "Without a limit, those of the settings hold. Starred articles stay, and so do unread ones of the last days;"
        " marks outlive what goes. What two sections list stays while one of them wants it.",
    )
    _define_sections(parser, "keep less of these; of the whole library when none is named")
    parser.add_argument("--older-than", metavar="90d", type=days, help="texts and pages of older articles go")
    parser.add_argument("--headlines", action="store_true", help="with --older-than: the articles go altogether")
    parser.add_argument("--keep", metavar="N", type=not_negative, help="only the N newest articles stay")
    parser.add_argument(
        "--max-size",
        metavar="500MB",
        type=megabytes,
        help="texts, pages and pictures of the oldest go until the rest fits",
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--dry-run", action="store_true", help="only say what would go")
    how.add_argument("--for-good", action="store_true", help="cannot be undone, and needs no room for that")
    how.add_argument("--undo", action="store_true", help="bring back what the last prune took")
    _define_json(parser)


def _define_rebuild(parser: argparse.ArgumentParser) -> None:
    parser.epilog = epilogue(
        _ACTIONS["rebuild"].examples,
        "Marks and places in the text stay; an article that would come out much worse keeps its old text.",
    )
    _define_sections(parser, "articles of these; of the whole library when none is named")
    parser.add_argument(
        "--all", action="store_true", help="also articles that this version has read: after a site rule was changed"
    )
    _define_json(parser)


def _define_verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quick", action="store_true", help="without reading every text and page")
    parser.add_argument("--repair", action="store_true", help="make again what can be made from something else")
    _define_json(parser)


def _define_sections(parser: argparse.ArgumentParser, text: str) -> None:
    parser.add_argument("sections", metavar="SECTION", nargs="*", help=text)


def _define_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print a JSON object")


_ACTIONS = {
    "prune": Command(
        _define_prune,
        "let old articles go, or their texts",
        (
            "cache prune --older-than 90d --dry-run",
            'cache prune "The Stans" --keep 500',
            "cache prune --max-size 2GB",
            "cache prune --undo",
        ),
    ),
    "rebuild": Command(
        _define_rebuild,
        "read kept pages again, with what the extractor has learnt since",
        ("cache rebuild", 'cache rebuild "The Stans" --all'),
    ),
    "verify": Command(
        _define_verify,
        "look whether the library is whole; say what is not, and what to do",
        ("cache verify --quick", "cache verify --repair"),
    ),
    "compact": Command(
        _define_json,
        "give the room of what has gone back to the disk; undoing a prune ends with it",
        ("cache compact",),
    ),
}
COMMANDS = {
    "cache": Command(
        _define_cache,
        "say what is kept; prune, rebuild, verify, compact",
        ("cache", "cache prune --older-than 90d --dry-run", "cache verify", "cache compact"),
    ),
}
