"""Completion for fish."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.cli.shell.lines import ASK_FOR_NAMES, Argument, Line, Offer, every_line

_HEAD = """# fish completion for newsreader: newsreader completion fish > ~/.config/fish/completions/newsreader.fish

function __newsreader_names
    ASK
end

complete -c newsreader -f
"""


def completion(whole: Line) -> str:
    """Write the script."""
    return "\n".join(_lines(whole)) + "\n"


def _lines(whole: Line) -> Iterator[str]:
    yield _HEAD.replace("ASK", ASK_FOR_NAMES)
    for line in every_line(whole):
        condition = _condition(line)
        for each in line.below:
            yield f"complete -c newsreader -n {condition} -a {each.words[-1]} -d {_quoted(each.summary)}"
        for option in line.options:
            yield f"complete -c newsreader -n {condition} {_option(option)}"
        for place in line.places:
            if offered := _offered(place):
                yield f"complete -c newsreader -n {condition} {offered}"


def _condition(line: Line) -> str:
    """Say where a line is the one being typed: after its words, and before any of what is below it."""
    if not line.words:
        return "__fish_use_subcommand"
    parts = [f"__fish_seen_subcommand_from {word}" for word in line.words]
    if line.below:
        parts.append(f"not __fish_seen_subcommand_from {' '.join(each.words[-1] for each in line.below)}")
    return _quoted("; and ".join(parts))


def _option(option: Argument) -> str:
    flags = [f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags]
    value = f" -r {_offered(option)}".rstrip() if option.value else ""
    return f"{' '.join(flags)}{value} -d {_quoted(option.help)}"


def _offered(argument: Argument) -> str:
    if argument.choices:
        return f"-a {_quoted(' '.join(argument.choices))}"
    return {
        Offer.NOTHING: "",
        Offer.FILES: "-F",
        Offer.FOLDERS: "-a '(__fish_complete_directories)'",
        Offer.SECTIONS: "-a '(__newsreader_names)'",
    }[argument.offer]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
