"""The command line as data: its commands, with what each takes."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from newsreader.cli.arguments import COMMANDS, make_parser
from newsreader.documents import TOPICS

ASK_FOR_NAMES = "newsreader sections --names 2>/dev/null"


class Offer(StrEnum):
    """What a shell may offer for a value."""

    NOTHING = ""
    FILES = "files"
    FOLDERS = "folders"
    SECTIONS = "sections"  # names of sections, publications and saved searches


_BY_METAVAR = {
    "FILE": Offer.FILES,
    "FILE|ADDRESS|-": Offer.FILES,
    "DIR": Offer.FOLDERS,
    "SECTION": Offer.SECTIONS,
    "S": Offer.SECTIONS,
}
_WORDS = {("help", "topic"): (*TOPICS, *COMMANDS)}  # of which any may be typed, and others are refused with the nearest
_BY_PLACE = {("remove", "name"): Offer.SECTIONS, ("search", "forget"): Offer.SECTIONS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An option, or a word that stands by its place."""

    flags: tuple[str, ...] = ()  # of an option: "-o", "--output"
    value: str = ""  # what its value is called; "" for a switch
    help: str = ""
    choices: tuple[str, ...] = ()  # what a shell offers
    offer: Offer = Offer.NOTHING
    is_many: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A command, or a command of a command."""

    words: tuple[str, ...]  # without the program's name: () for the program itself, ("cache", "prune")
    summary: str
    description: str
    usage: str
    options: tuple[Argument, ...]
    places: tuple[Argument, ...]
    below: tuple[Line, ...] = ()
    epilogue: str = ""


def whole_line() -> Line:
    """Give the program with all its commands."""
    parser, commands = make_parser()
    return _line(parser, (), "", tuple(_line(each, (name,), COMMANDS[name].summary) for name, each in commands.items()))


def every_line(line: Line) -> Iterator[Line]:
    """Give a line and all below it."""
    yield line
    for each in line.below:
        yield from every_line(each)


def _line(
    parser: argparse.ArgumentParser, words: tuple[str, ...], summary: str, below: tuple[Line, ...] | None = None
) -> Line:
    options, places = list[Argument](), list[Argument]()
    found = list[Line]()
    for action in parser._actions:  # argparse offers no other way, from Python 3.11 to 3.14
        if isinstance(action, argparse._SubParsersAction):
            summaries = {choice.dest: choice.help or "" for choice in action._choices_actions}
            if below is None:
                found += [_line(each, (*words, name), summaries[name]) for name, each in action.choices.items()]
        elif action.help is not argparse.SUPPRESS:
            (options if action.option_strings else places).append(_argument(action, words))
    return Line(
        words=words,
        summary=summary,
        description=parser.description or "",
        usage=" ".join(parser.format_usage().removeprefix("usage:").split()),
        options=tuple(options),
        places=tuple(places),
        below=tuple(found) if below is None else below,
        epilogue=parser.epilog or "",
    )


def _argument(action: argparse.Action, words: tuple[str, ...]) -> Argument:
    takes_value = action.nargs != 0
    value = (action.metavar if isinstance(action.metavar, str) else None) or action.dest
    choices = tuple(map(str, action.choices or ()))
    place = (words[0] if words else "", action.dest)
    return Argument(
        flags=tuple(action.option_strings),
        value=("|".join(choices) or value) if takes_value else "",
        help=(action.help or "").replace("%%", "%"),
        choices=choices or tuple(dict.fromkeys(_WORDS.get(place, ()))),
        offer=_BY_PLACE.get(place, _BY_METAVAR.get(value, Offer.NOTHING)),
        is_many=action.nargs in ("*", "+"),
    )
