"""What the commands take that tell shells and the manual of the others."""

from __future__ import annotations

import argparse

from newsreader.cli.arguments.command import Command

SHELLS = ("bash", "zsh", "fish")


def _define_completion(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Print what lets a shell complete commands, options, and the names of sections, publications and saved"
        " searches."
    )
    parser.add_argument("shell", choices=SHELLS, help="for which shell")


def _define_man(parser: argparse.ArgumentParser) -> None:
    parser.description = "Print the manual page of all commands."


COMMANDS = {
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
