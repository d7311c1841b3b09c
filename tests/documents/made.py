"""The parts of the documents that are made from the code: `python3 -m tests.documents.made` writes them anew.

Each stands between two comments, `<!-- made: NAME -->` and `<!-- /made -->`; a test holds them against the code.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from newsreader.cli.exits import MEANINGS
from newsreader.cli.shell.lines import Argument, Line, every_line, whole_line
from newsreader.commands import COMMANDS, Command, groups, keys_label
from newsreader.config.documents import documentation
from newsreader.config.settings import ALL_KINDS, SETTINGS, Settings, value_of, variable_of
from newsreader.config.themes import BUILT_IN, COLOURS
from newsreader.documents import ENDING, FOLDER, TOPICS
from newsreader.plain.table import COMMANDS as PLAIN
from newsreader.plain.table import letters_of, usage_of
from newsreader.screen_commands import SCREENS

MADE = re.compile(r"(<!-- made: ([a-z-]+) -->\n)(.*?)(<!-- /made -->)", re.DOTALL)
ROOT = Path(__file__).parent.parent.parent
README, PROJECT = ROOT / "README.md", ROOT / "pyproject.toml"
_ALWAYS = ("--help", "--offline")  # what every command takes
_CODES = "Exit codes:"
_DEPENDENCY = re.compile(r'^ *"([\w-]+)[^"]*", *# (.*)$', re.MULTILINE)


def keys() -> Iterator[str]:
    """Make the table of keys."""
    yield from ("| keys | what they do |", "| --- | --- |")
    for name, commands in groups():
        yield from _key_rows(name, commands)
    for commands in SCREENS.values():
        yield from _key_rows(commands[0].group, commands)


def _key_rows(group: str, commands: Sequence[Command]) -> Iterator[str]:
    yield f"| **{group}** | |"
    for command in commands:
        yield f"| {_keys_in_table(command)} | {_in_table(command.text)} |"


def key_names() -> Iterator[str]:
    """Make the table of what commands are called in the settings."""
    yield from ("| name | usual keys | what it does |", "| --- | --- | --- |")
    for command in COMMANDS:
        yield _name_row(command)
    for commands in SCREENS.values():
        yield f"| **{commands[0].group}** | | |"
        yield from map(_name_row, commands)


def _name_row(command: Command) -> str:
    return f"| `{command.id}` | {_keys_in_table(command)} | {_in_table(command.help)} |"


def _keys_in_table(command: Command) -> str:
    return " ".join(f"`{_in_table(key)}`" for key in keys_label(command).split())


def lines() -> Iterator[str]:
    """Make the table of what is typed line by line."""
    by_id = {command.id: command for command in COMMANDS}
    yield from ("| word | letters | what it does |", "| --- | --- | --- |")
    for plain in PLAIN:
        command = by_id[plain.id]
        letters = " ".join(f"`{letter or 'Enter'}`" for letter in letters_of(command))
        yield f"| `{plain.word}` | {_in_table(letters)} | {_in_table(usage_of(plain, command))} |"


def exit_codes() -> Iterator[str]:
    """Make the table of exit codes."""
    yield from ("| code | meaning |", "| ---: | --- |")
    for code, meaning in MEANINGS.items():
        yield f"| {code.value} | {meaning} |"


def commands() -> Iterator[str]:
    """Make the reference of every command."""
    for line in every_line(whole_line()):
        if line.words:
            yield from _command(line)


def _command(line: Line) -> Iterator[str]:
    yield from (f"{'#' * (2 + len(line.words))} newsreader {' '.join(line.words)}", "", line.description, "")
    arguments = [each for each in (*line.places, *line.options) if not set(each.flags) & set(_ALWAYS)]
    if arguments:
        yield from ("| takes | what it is |", "| --- | --- |")
        yield from (f"| {_names(each)} | {_in_table(each.help)} |" for each in arguments)
        yield ""
    for part in line.epilogue.split("\n\n"):
        if part.startswith("Examples:"):
            yield from ("```sh", *(each.strip() for each in part.splitlines()[1:]), "```", "")
        elif part and not part.startswith(_CODES):
            yield from (part, "")


def _names(argument: Argument) -> str:
    names = [f"{flag} {argument.value}".strip() for flag in argument.flags] or [argument.value]
    return ", ".join(f"`{_in_table(each)}`" for each in names)


def settings() -> Iterator[str]:
    """Make the reference of every setting that is one value."""
    told, defaults, table = documentation(), Settings(), ""
    for name, kind in ALL_KINDS.items():
        first, _, last = name.rpartition(".")
        if first != table:
            table = first
            yield from (f"### In `[{table}]`", "")
        value = value_of(defaults, name)
        shown = json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
        if name.startswith("network."):
            shown = '""' if name != "network.no_proxy" else "[]"
        yield f"- **{last}**: {_plain(told[name])}"
        where = f" · `{variable_of(name)}`" if name in SETTINGS else ""
        yield from (f"  Default: `{shown}` · allowed: {_plain(kind.allowed)}{where}", "")


def themes() -> Iterator[str]:
    """Name the themes and the colours that one of one's own may set."""
    yield f"Built in: {', '.join(f'`{name}`' for name in BUILT_IN)}."
    yield ""
    yield f"Colours: {', '.join(f'`{name}`' for name in COLOURS)}."


def licences() -> Iterator[str]:
    """Make the table of the packages that the program needs, with those that they need."""
    yield from ("| package | licence | why it is there |", "| --- | --- | --- |")
    reasons = direct()
    for name, askers in sorted(needed().items()):
        why = reasons.get(name) or f"for {', '.join(sorted(askers))}"
        yield f"| {name} | {licence_of(distribution(name))} | {why} |"


def direct() -> Mapping[str, str]:
    """Give the packages that the program asks for itself, each with the reason beside it in pyproject.toml."""
    written = PROJECT.read_text("utf-8").partition("\ndependencies = [\n")[2].partition("\n]")[0]
    return {match[1].lower(): match[2] for match in _DEPENDENCY.finditer(written)}


def topics() -> Iterator[str]:
    """List the documents for the README."""
    for topic, about in TOPICS.items():
        yield f"- [{topic}](newsreader/documents/{topic}{ENDING}): {about}"


def licence_of(package: Distribution) -> str:
    """Give the licence that a package names, as an SPDX expression where it does."""
    said = package.metadata.get("License-Expression") or ""
    if not said:
        classes = [each for each in package.metadata.get_all("Classifier") or () if each.startswith("License ::")]
        said = classes[-1].rpartition(" :: ")[2] if classes else str(package.metadata.get("License") or "")
    return _SPDX.get(said.strip(), said.strip())


_SPDX = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "ISC License (ISCL)": "ISC",
}


def needed() -> Mapping[str, set[str]]:
    """Give every package that an installation brings here, with those that ask for it."""
    asked: dict[str, set[str]] = {}
    first = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]
    waiting, seen = [("newsreader", "", first)], set[tuple[str, str]]()
    while waiting:
        asker, extras, requirements = waiting.pop()
        for requirement in map(Requirement, requirements):
            marker = requirement.marker
            if marker is not None and not any(marker.evaluate({"extra": each}) for each in ("", *extras.split(","))):
                continue
            name = canonicalize_name(requirement.name)
            wanted = (name, ",".join(sorted(requirement.extras)))
            if wanted not in seen:
                seen.add(wanted)
                waiting.append((*wanted, distribution(name).requires or []))
            if name != asker:
                asked.setdefault(name, set()).add(asker)
    return asked


def _in_table(text: str) -> str:
    return text.replace("|", r"\|")


def _plain(text: str) -> str:
    """Write text so that Markdown takes it for text."""
    return re.sub(r"(?<![\w`])([*_<\[])", r"\\\1", text)


MAKERS: Mapping[str, Callable[[], Iterator[str]]] = {
    "keys": keys,
    "key-names": key_names,
    "lines": lines,
    "exit-codes": exit_codes,
    "commands": commands,
    "settings": settings,
    "themes": themes,
    "licences": licences,
    "topics": topics,
}


def made_anew(text: str) -> str:
    """Give a document with every made part as it is to be."""
    return MADE.sub(lambda match: match[1] + "\n".join(MAKERS[match[2]]()).strip("\n") + "\n" + match[4], text)


def pages() -> Iterator[Path]:
    """Give the files of all documents, the README among them."""
    yield README
    yield from (FOLDER / f"{topic}{ENDING}" for topic in TOPICS)


if __name__ == "__main__":
    for page in pages():
        page.write_text(made_anew(page.read_text("utf-8")), encoding="utf-8")
