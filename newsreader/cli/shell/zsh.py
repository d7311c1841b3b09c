"""Completion for zsh."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.cli.shell.lines import ASK_FOR_NAMES, Argument, Line, Offer

_HEAD = """#compdef newsreader
# zsh completion for newsreader. Into a folder of $fpath: newsreader completion zsh > ~/.zfunc/_newsreader

_newsreader_names() {
    local -a names
    names=(${(f)"$(ASK)"})
    compadd -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' -a names
}
"""
_OFFERS = {Offer.NOTHING: " ", Offer.FILES: "_files", Offer.FOLDERS: "_files -/", Offer.SECTIONS: "_newsreader_names"}


def completion(whole: Line) -> str:
    """Write the script."""
    return "\n".join(_lines(whole)) + "\n"


def _lines(whole: Line) -> Iterator[str]:
    yield _HEAD.replace("ASK", ASK_FOR_NAMES)
    yield from _function(whole)
    yield 'if [[ "$funcstack[1]" == _newsreader ]]; then _newsreader "$@"; else compdef _newsreader newsreader; fi'


def _function(line: Line) -> Iterator[str]:
    """Write the function for a line, after those for what is below it."""
    for each in line.below:
        yield from _function(each)
    yield f"{_name(line)}() {{"
    if line.below:
        yield '    local curcontext="$curcontext" state line'
        yield "    typeset -A opt_args"
    yield "    _arguments -s -C \\" if line.below else "    _arguments -s \\"
    specs = [_option(option) for option in line.options] + [_place(place) for place in line.places]
    if line.below:
        specs += [_quoted("1: :->command"), _quoted("*:: :->arguments")]
    yield " \\\n".join(f"        {spec}" for spec in specs)
    if line.below:
        yield "    case $state in"
        yield "        command)"
        yield "            local -a commands"
        commands = (_quoted(f"{each.words[-1]}:{each.summary}") for each in line.below)
        yield f"            commands=({' '.join(commands)})"
        yield "            _describe command commands ;;"
        yield "        arguments)"
        yield "            case $line[1] in"
        for each in line.below:
            yield f"                {each.words[-1]}) {_name(each)} ;;"
        yield "            esac ;;"
        yield "    esac"
    yield "}"
    yield ""


def _name(line: Line) -> str:
    return "_".join(("_newsreader", *line.words))


def _option(option: Argument) -> str:
    told = f"[{_escaped(option.help)}]"
    value = f":{_escaped(option.value)}:{_action(option)}" if option.value else ""
    if len(option.flags) == 1:
        return _quoted(f"{'*' * option.is_many}{option.flags[0]}{told}{value}")
    return f"{_quoted('(' + ' '.join(option.flags) + ')')}{{{','.join(option.flags)}}}{_quoted(told + value)}"


def _place(place: Argument) -> str:
    return _quoted(f"{'*' if place.is_many else ''}:{_escaped(place.value)}:{_action(place)}")


def _action(argument: Argument) -> str:
    return f"({' '.join(argument.choices)})" if argument.choices else _OFFERS[argument.offer]


def _escaped(text: str) -> str:
    for character in "\\[]:":
        text = text.replace(character, f"\\{character}")
    return text


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
