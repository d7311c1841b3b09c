"""What the commands about the settings and the places of files take."""

from __future__ import annotations

import argparse

from newsreader.cli.arguments.command import Command
from newsreader.cli.arguments.values import define_offline


def _define_config(parser: argparse.ArgumentParser) -> None:
    parser.description = "The settings: where they lie, what they are, what is wrong with them."
    _define_json(parser)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=False)
    for name, (define, summary) in _ACTIONS.items():
        description = f"{summary[0].upper()}{summary[1:]}."
        action = actions.add_parser(name, help=summary, description=description, allow_abbrev=False)
        define_offline(action, default=argparse.SUPPRESS)
        define(action)
    parser.set_defaults(action="show")


def _define_show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", metavar="NAME", nargs="*", help="only these, and what begins so: refresh, keys")
    _define_json(parser)


def _define_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")


def _define_nothing(_parser: argparse.ArgumentParser) -> None:
    """Take nothing of its own."""


_ACTIONS = {
    "show": (_define_show, "print every setting with its value and where that comes from"),
    "path": (_define_nothing, "print where the settings file lies, whether it is there or not"),
    "edit": (_define_nothing, "open the settings file in VISUAL or EDITOR, begun where there is none, and check it"),
    "check": (_define_json, "say everything that is wrong in the settings, themes, catalogues and site rules"),
}
COMMANDS = {
    "config": Command(
        _define_config,
        "show, edit and check the settings",
        ("config", "config show refresh keys", "config edit", "config check", "config show --json"),
    ),
    "paths": Command(_define_json, "print where everything lies", ("paths", "paths --json")),
}
