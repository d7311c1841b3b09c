"""The manual page, in the macros that every man understands (man(7))."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.cli.exits import MEANINGS
from newsreader.cli.shell.lines import Argument, Line, every_line

_ENVIRONMENT = {
    "NEWSREADER_...": "Any setting that is one value: NEWSREADER_OFFLINE=1. newsreader config show names them.",
    "PAGER": "What newsreader read and help show texts in; less where it is not set. No shell reads it.",
    "VISUAL, EDITOR": "What newsreader config edit opens the settings in.",
    "BROWSER": "What newsreader open opens addresses in.",
    "NO_COLOR": "With anything in it, no colours.",
    "XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME": "Where files live, on every system.",
    "HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY": "Proxies, where the settings name none.",
}
_FILES = {
    "~/.config/newsreader/config.toml": "The settings.",
    "~/.local/share/newsreader/library.sqlite3": "The library.",
    "~/.local/state/newsreader/log/newsreader.log": "The log. newsreader paths says where these are on your system.",
}
_CODES = "Exit codes:"  # what an epilogue ends with; here they have a section of their own


def page(whole: Line, version: str) -> str:
    """Write the page."""
    return "\n".join(_lines(whole, version)) + "\n"


def _lines(whole: Line, version: str) -> Iterator[str]:
    yield f'.TH NEWSREADER 1 "" "newsreader {_escaped(version)}" "User Commands"'
    yield from (".SH NAME", r"newsreader \- read news sites in the terminal")
    yield from (".SH SYNOPSIS", _escaped(whole.usage))
    yield from (".SH DESCRIPTION", *_paragraphs(whole.description))
    yield ".SH OPTIONS"
    for option in whole.options:
        yield from _entry(option)
    yield ".SH COMMANDS"
    for line in every_line(whole):
        if line.words:
            yield from _command(line)
    yield ".SH EXIT STATUS"
    for code, meaning in MEANINGS.items():
        yield from (".TP", rf"\fB{code.value}\fR", _escaped(meaning.capitalize() + "."))
    for title, entries in (("ENVIRONMENT", _ENVIRONMENT), ("FILES", _FILES)):
        yield f".SH {title}"
        for name, told in entries.items():
            yield from (".TP", rf"\fB{_escaped(name)}\fR", _escaped(told))


def _command(line: Line) -> Iterator[str]:
    yield f".SS {_escaped(' '.join(('newsreader', *line.words)))}"
    yield _escaped(line.usage)
    yield ".PP"
    yield from _paragraphs(line.description)
    for argument in (*line.places, *line.options):
        if "--help" not in argument.flags and "--offline" not in argument.flags:  # of all, and told above
            yield from _entry(argument)
    for part in line.epilogue.split("\n\n"):
        if part and not part.startswith(_CODES):
            yield ".PP"
            yield from _paragraphs(part)


def _entry(argument: Argument) -> Iterator[str]:
    value = rf" \fI{_escaped(argument.value)}\fR" if argument.value else ""
    names = ", ".join(rf"\fB{_escaped(flag)}\fR{value}" for flag in argument.flags)
    yield from (".TP", names or value.strip(), _escaped(argument.help[:1].upper() + argument.help[1:]) + ".")


def _paragraphs(text: str) -> Iterator[str]:
    """Write text; lines that are indented stay as they are."""
    is_set = False
    for line in text.splitlines():
        if line.startswith(" ") is not is_set:
            is_set = not is_set
            yield ".EX" if is_set else ".EE"
        yield _escaped(line)
    if is_set:
        yield ".EE"


def _escaped(text: str) -> str:
    """Write text so that troff takes it for text (groff_char(7))."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    text = re.sub(r"[^\x00-\x7f]", lambda match: f"\\[u{ord(match[0]):04X}]", text)
    text = text.replace("'", r"\(aq").replace("^", r"\(ha").replace("~", r"\(ti").replace("`", r"\(ga")
    return rf"\&{text}" if text.startswith(".") else text
