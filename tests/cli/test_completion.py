"""Completion in the shells and the manual page, made from the tables of arguments."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from newsreader.cli.arguments import COMMANDS
from newsreader.cli.arguments.shell import SHELLS
from newsreader.cli.shell.lines import Offer, every_line, whole_line
from tests.cli.program import Program

NAMES = [
    *("The Stans", "Space Daily", "Space Daily / Mars"),
    *('Tea "at" four', "$(touch harm)", "it's `so`", "über alles"),
]
ASK_BASH = """
newsreader() { printf '%s\\n' "${NAMES[@]}"; }
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_newsreader
(( ${#COMPREPLY[@]} == 0 )) || printf '%s\\n' "${COMPREPLY[@]}"
"""
TIMEOUT_S = 60


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"needs {shell}")


@pytest.fixture
def scripts(program: Program) -> Path:
    """A folder with the script of each shell."""
    for shell in SHELLS:
        (program.home / shell).write_text(program.done("completion", shell).out, encoding="utf-8")
    return program.home


def test_every_command_and_option_is_known() -> None:
    lines = {line.words: line for line in every_line(whole_line())}
    assert {words[0] for words in lines if len(words) == 1} == set(COMMANDS)
    assert ("cache", "prune") in lines
    flags = {flag for option in lines["list",].options for flag in option.flags}
    assert {"--section", "--unread", "--limit", "--json", "--offline", "-h"} <= flags
    (section,) = [option for option in lines["list",].options if "--section" in option.flags]
    assert section.offer is Offer.SECTIONS
    (name,) = lines["remove",].places
    assert name.offer is Offer.SECTIONS


@pytest.mark.parametrize("shell", SHELLS)
def test_every_script_names_every_command(scripts: Path, shell: str) -> None:
    text = (scripts / shell).read_text("utf-8")
    assert all(command in text for command in COMMANDS)
    assert "newsreader sections --names 2>/dev/null" in text


@pytest.mark.parametrize("shell", SHELLS)
def test_every_script_is_one(scripts: Path, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")
    flag = "--no-execute" if shell == "fish" else "-n"
    ran = subprocess.run([shell, flag, scripts / shell], capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def in_bash(scripts: Path, *words: str, names: Sequence[str] = NAMES) -> list[str]:
    """Give what bash offers for the last of some words."""
    quoted = " ".join("'" + name.replace("'", "'\\''") + "'" for name in names)
    ran = subprocess.run(
        ["bash", "--norc", "-c", f"NAMES=({quoted})\n{ASK_BASH}", "bash", scripts / "bash", "newsreader", *words],
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=True,
        cwd=scripts,
    )
    assert ran.stderr == ""
    return ran.stdout.splitlines()


@needs("bash")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["un"], ["unstar", "unread"]),
        (["cache", "p"], ["prune"]),
        (["cache", "--json", "ver"], ["verify"]),
        (["list", "--un"], ["--unread"]),
        (["--offline", "list", "--li"], ["--limit"]),
        (["list", "--limit", ""], []),
        (["list", "--section", "the"], ["The\\ Stans"]),
        (["fetch", "space"], ["Space\\ Daily", "Space\\ Daily\\ /\\ Mars"]),
        (["fetch", '"space'], ["Space Daily", "Space Daily / Mars"]),
        (["fetch", "Space\\ Daily\\ "], ["Space\\ Daily\\ /\\ Mars"]),
        (["mark", "re"], ["read"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["help", "st"], ["start", "story", "star"]),
        (["help", "--width", ""], []),
        (["search", "--forget", "tea"], ['Tea\\ \\"at\\"\\ four']),
        (["remove", "$"], ["\\$\\(touch\\ harm\\)"]),
        (["remove", '"$'], []),  # would be run
        (["remove", '"it'], []),
    ],
)
def test_bash(scripts: Path, words: list[str], offered: list[str]) -> None:
    assert in_bash(scripts, *words) == offered
    assert not (scripts / "harm").exists()


@needs("fish")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("newsreader unr", ["unread"]),
        ("newsreader cache ver", ["verify"]),
        ("newsreader list --unr", ["--unread"]),
        ("newsreader list --section the", ["The Stans"]),
        ("newsreader completion z", ["zsh"]),
        ("newsreader help troub", ["troubleshooting"]),
    ],
)
def test_fish(scripts: Path, typed: str, offered: list[str]) -> None:
    program = scripts / "bin" / "newsreader"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'The Stans'\necho 'Space Daily'\n", encoding="utf-8")
    program.chmod(0o755)
    ran = subprocess.run(
        ["fish", "--no-config", "-c", f"source {scripts / 'fish'}; complete -C '{typed}'"],
        env={**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(scripts)},
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=True,
    )
    assert [line.partition("\t")[0] for line in ran.stdout.splitlines()] == offered


@needs("zsh")
def test_zsh_takes_every_argument(scripts: Path) -> None:
    """Run each function with an `_arguments` that prints what it is given: a wrong quotation mark shows there."""
    code = (
        'compdef() {}; compadd() {}; _describe() {}; _arguments() { print -rl -- "$@" };'
        f" source {scripts / 'zsh'}; line=(); state=; _newsreader_list"
    )
    ran = subprocess.run(["zsh", "-f", "-c", code], capture_output=True, text=True, timeout=TIMEOUT_S, check=True)
    assert ran.stderr == ""
    specs = ran.stdout.splitlines()
    assert "--section[only this section or publication]:S:_newsreader_names" in specs
    assert "--unread[only what is unread]" in specs


def test_the_manual_has_every_command_and_exit_code(program: Program) -> None:
    text = program.done("man").out
    assert text.startswith('.TH NEWSREADER 1 "" "newsreader ')
    for line in every_line(whole_line()):
        if line.words:
            assert f".SS newsreader {' '.join(line.words)}".replace("-", "\\-") in text
    assert ".SH EXIT STATUS" in text
    assert text.isascii()
    assert "newsreader cache prune \\-\\-older\\-than 90d" in text


@pytest.mark.parametrize(
    "command", [["groff", "-man", "-ww", "-Tutf8", "-z"], ["mandoc", "-T", "lint", "-W", "warning"]]
)
def test_the_manual_is_set_without_a_complaint(program: Program, tmp_path: Path, command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"needs {command[0]}")
    page = tmp_path / "newsreader.1"
    page.write_text(program.done("man").out, encoding="utf-8")
    ran = subprocess.run([*command, page], capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    told = (ran.stdout + ran.stderr).splitlines()
    assert [line for line in told if "missing date" not in line] == []  # it is the same whenever it is made
