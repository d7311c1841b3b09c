"""What the commands about sources take."""

from __future__ import annotations

import argparse

from newsreader.cli.arguments.command import Command
from newsreader.cli.arguments.values import name, positive, source_address


def _define_add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "address",
        metavar="ADDRESS",
        type=source_address,
        help="a site, a section page, a feed; a channel, podcast, profile or repository",
    )
    parser.add_argument("--site", metavar="NAME", type=name, help="what to call the publication")
    parser.add_argument("--section", metavar="NAME", type=name, help="what to call the section")
    parser.add_argument("--preview", action="store_true", help="show what there is, and add nothing")
    parser.add_argument("--pick", metavar="N", type=positive, default=1, help="add the Nth that --preview shows")
    parser.add_argument("--whole-site", action="store_true", help="add the sections in the site's menu too")
    parser.add_argument("--json", action="store_true", help="print JSON")


def _define_sections(parser: argparse.ArgumentParser) -> None:
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="print a JSON array")
    how.add_argument(
        "--names",
        action="store_true",
        help="print names only, as other commands take them; at once, for other programs",
    )


def _define_fetch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sections",
        metavar="SECTION",
        nargs="*",
        help="a section or publication by name, asked now; when none is named, what is due of all that you follow",
    )
    parser.add_argument("--all", action="store_true", help="all that you follow, due or not")
    parser.add_argument("--full-text", action="store_true", help="fetch the articles too, for reading offline")
    parser.add_argument("--json", action="store_true", help="print a JSON object")


def _define_rules(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action", choices=("list", "check"), nargs="?", default="list", help="list them, or try them on their tests"
    )
    parser.add_argument("file", metavar="FILE", nargs="?", help="check this file only")
    parser.add_argument("--json", action="store_true", help="print a JSON array")


def _define_doctor(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Look at settings, catalogues, site rules, terminal, disk, clock, network, proxies, the library and every"
        " source, and say what is wrong and what to do. Ends with 1 when something is broken."
    )
    parser.add_argument("--online", action="store_true", help="also ask every source you follow now")
    parser.add_argument("--json", action="store_true", help="print a JSON array")


COMMANDS = {
    "add": Command(
        _define_add,
        "follow a site, a section, a feed, a channel, a podcast",
        (
            "add https://www.example.com/world/",
            "add example.com --preview",
            "add example.com --pick 2 --site Example --section World",
            "add example.com --whole-site",
        ),
    ),
    "sections": Command(
        _define_sections,
        "list the sections and how they fare",
        ("sections", "sections --json", "sections --names | fzf"),
    ),
    "fetch": Command(
        _define_fetch,
        "bring sections up to date",
        (
            "fetch  # what is due",
            'fetch "The Stans" --full-text',
            "fetch --all --json | jq '.sections[] | select(.error)'",
        ),
    ),
    "rules": Command(
        _define_rules, "list or check the rules for sites", ("rules", "rules check", "rules check mine.toml")
    ),
    "doctor": Command(
        _define_doctor,
        "look whether everything is as it should be, and say what to do",
        ("doctor", "doctor --online", "doctor --json | jq '.[] | select(.state == \"broken\")'"),
    ),
}
