"""What the commands that keep the library safe take."""

from __future__ import annotations

import argparse

from newsreader.cli.arguments.command import Command


def _define_backup(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Copy the library, with everything in it, into one file; the reader may be running. With --restore, go back"
        " to such a file; with --salvage, make a new library of what can be read of a damaged one. Both set the"
        " present file aside and delete nothing."
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", metavar="FILE", nargs="?", help="the backup to write")
    what.add_argument("--restore", metavar="FILE", help="put this backup in the library's place")
    what.add_argument("--salvage", action="store_true", help="save what can be read of a damaged library")
    parser.add_argument("--force", action="store_true", help="replace a backup that is there")
    parser.add_argument("--json", action="store_true", help="print a JSON object")


def _define_remove(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Stop following a section, or every section of a publication. Articles that stand in no other section go with"
        " it, but for those starred or to be read later."
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("name", metavar="NAME", nargs="?", help="a section or publication")
    what.add_argument("--undo", action="store_true", help="bring back what was removed last")
    parser.add_argument("--json", action="store_true", help="print a JSON object")


COMMANDS = {
    "remove": Command(
        _define_remove, "stop following a section or publication", ('remove "The Stans"', "remove --undo")
    ),
    "backup": Command(
        _define_backup,
        "copy the library into one file, or go back to one",
        ("backup ~/news.backup", "backup --restore ~/news.backup", "backup --salvage"),
    ),
}
