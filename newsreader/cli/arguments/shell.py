"""What the commands take that tell shells and the manual of the others."""

from __future__ import annotations

import argparse

from newsreader.cli.arguments.command import Command
from newsreader.cli.arguments.values import width

SHELLS = ("bash", "zsh", "fish")


def _define_completion(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Print what lets a shell complete commands, options, and the names of sections, publications and saved"
        " searches."
    )
    parser.add_argument("shell", choices=SHELLS, help="for which shell")


def _define_man(parser: argparse.ArgumentParser) -> None:
    parser.description = "Print the manual page of all commands."


def _define_help(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Show a document in the pager: how to use newsreader, what it keeps, how it is built. Without a topic, list"
        " them."
    )
    parser.add_argument("topic", metavar="TOPIC", nargs="?", default="", help="a document, or a command")
    parser.add_argument("--width", metavar="N", type=width, help="set in lines of N cells")


COMMANDS = {
    "help": Command(_define_help, "show the documents", ("help", "help search", "help rules --width 60", "help fetch")),
    "completion": Command(
        _define_completion,
        "print what lets a shell complete command lines",
        (
            'completion bash  # in ~/.bashrc: eval "$(newsreader completion bash)"',
            "completion zsh > ~/.zfunc/_newsreader",
            "completion fish > ~/.config/fish/completions/newsreader.fish",
        ),
    ),
    "man": Command(
        _define_man,
        "print the manual page",
        ("man > ~/.local/share/man/man1/newsreader.1", "man | man -l -"),
    ),
}
