"""Completion for bash, from version 3.2 on."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.cli.shell.lines import ASK_FOR_NAMES, Argument, Line, Offer, every_line

_HEAD = r"""# bash completion for newsreader. In ~/.bashrc: eval "$(newsreader completion bash)"

_newsreader_words() {
    local IFS=$'\n'
    COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

_newsreader_names() {
    local name start="${cur#[\"\']}" case_matters
    start="${start//\\/}"
    case_matters="$(shopt -p nocasematch)"
    shopt -s nocasematch
    while IFS= read -r name; do
        [[ "$name" == "$start"* ]] || continue
        case "$cur" in
            [\"\']*) [[ "$name" == *[\"\'\$\`\\\!]* ]] || COMPREPLY+=("$name") ;;  # within quotes these are not names
            *) COMPREPLY+=("$(printf '%q' "$name")") ;;
        esac
    done < <(ASK)
    eval "$case_matters"
}

_newsreader_files() {
    compopt -o default 2>/dev/null
    COMPREPLY=()
}

_newsreader() {
    local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD - 1]}" line="" word
    COMPREPLY=()
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case "$line/$word" in
"""
_OFFERS = {
    Offer.NOTHING: ":",
    Offer.FILES: "_newsreader_files",
    Offer.FOLDERS: "_newsreader_files",
    Offer.SECTIONS: "_newsreader_names",
}


def completion(whole: Line) -> str:
    """Write the script."""
    return "\n".join(_lines(whole)) + "\n"


def _lines(whole: Line) -> Iterator[str]:
    lines = list(every_line(whole))
    yield _HEAD.replace("ASK", ASK_FOR_NAMES).rstrip("\n")
    for line in lines:
        if line.words:
            yield f"            '{' '.join(line.words[:-1])}/{line.words[-1]}') line='{' '.join(line.words)}' ;;"
    yield "        esac"
    yield "    done"
    yield '    case "$line/$prev" in'
    for line in lines:
        for option in line.options:
            if option.value:
                places = "|".join(f"'{' '.join(line.words)}/{flag}'" for flag in option.flags)
                yield f"        {places}) {_offer(option)}; return ;;"
    yield "    esac"
    yield '    case "$line" in'
    for line in lines:
        flags = [flag for option in line.options for flag in option.flags]
        yield f"        '{' '.join(line.words)}')"
        yield f'            [[ "$cur" != -* ]] || {{ _newsreader_words {_words(flags)}; return; }}'
        yield f"            {_place(line)} ;;"
    yield "    esac"
    yield "}"
    yield ""
    yield "complete -F _newsreader newsreader"


def _place(line: Line) -> str:
    """Say what is offered where a word stands that is no option."""
    words = [each.words[-1] for each in line.below]
    words += [choice for place in line.places for choice in place.choices]
    asked = [_OFFERS[place.offer] for place in line.places if place.offer]
    steps = [f"_newsreader_words {_words(words)}"] * bool(words) + asked[:1]
    return "; ".join(steps) or ":"


def _offer(argument: Argument) -> str:
    return f"_newsreader_words {_words(argument.choices)}" if argument.choices else _OFFERS[argument.offer]


def _words(words: tuple[str, ...] | list[str]) -> str:
    return "$'" + "\\n".join(words) + "'"
