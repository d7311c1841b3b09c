"""Where a command's words go: results on standard output, all else on standard error."""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from typing import Any, TextIO

_DEFAULT_COLUMNS = 80


class Colour(StrEnum):
    """What is set off on a terminal (ECMA-48, select graphic rendition)."""

    BOLD = "1"
    DIM = "2"
    ITALIC = "3"
    UNDERLINE = "4"
    RED = "31"
    GREEN = "32"
    YELLOW = "33"


class Output:
    """Writes results and notices; progress and colours only while a terminal watches."""

    def __init__(self) -> None:
        self._has_progress = False
        self._said: set[str] = set()
        if hasattr(sys.stdout, "reconfigure"):  # what a caller put in its place may not have it
            sys.stdout.reconfigure(errors="replace")  # a bullet must not end a list in an old encoding

    @property
    def _is_unicode(self) -> bool:
        return (sys.stdout.encoding or "").lower().startswith("utf")

    @property
    def has_colour(self) -> bool:
        """Whether results go to a terminal that shows colours to a person who wants some (https://no-color.org)."""
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def painted(self, text: str, *looks: Colour) -> str:
        """Give a text its looks, where there are colours."""
        return f"\x1b[{';'.join(looks)}m{text}\x1b[0m" if text and looks and self.has_colour else text

    def result(self, text: str) -> None:
        """Write a line of the result."""
        sys.stdout.write(text + "\n")

    def json(self, value: Any) -> None:
        """Write the result as one JSON document, in ASCII where the encoding is not Unicode."""
        self.result(json.dumps(value, ensure_ascii=not self._is_unicode, indent=2))

    def json_line(self, value: Any) -> None:
        """Write one of many results as JSON on a line of its own (JSON Lines)."""
        self.result(json.dumps(value, ensure_ascii=not self._is_unicode, separators=(",", ":")))

    def document(self, text: str) -> None:
        """Write a part of a document that says of itself that it is UTF-8, whatever the terminal's encoding is."""
        if sys.stdout.isatty():
            sys.stdout.write(text)
            return
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())

    def notice(self, text: str) -> None:
        """Write a sentence for the person, once however often it is true."""
        if text in self._said:
            return
        self._said.add(text)
        self.end_progress()
        sys.stderr.write(f"newsreader: {text}\n")

    def progress(self, text: str) -> None:
        """Show how far it is, on one line that the next call replaces."""
        if sys.stderr.isatty():
            from newsreader.typeset.line import cut  # here, because only a terminal needs the widths of characters

            self.end_progress()
            sys.stderr.write(cut(text, _line_cells() - len("^C")))  # which the terminal shows when it is pressed
            sys.stderr.flush()
            self._has_progress = True

    def end_progress(self) -> None:
        """Clear the line of progress."""
        if self._has_progress:
            sys.stderr.write("\r" + " " * _line_cells() + "\r")
            self._has_progress = False

    def flush(self) -> None:
        """Hand over what is still kept back.

        Raises:
            OSError: nobody reads it any more, or there is no room for it.
        """
        sys.stdout.flush()
        sys.stderr.flush()

    def abandon(self) -> None:
        """Write nothing more to where writing failed; Python would try, and complain, at its end."""
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                _discard(stream)


def _discard(stream: TextIO) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _line_cells() -> int:
    """The width of the terminal, but for the last column: writing there may begin a new line."""
    return (os.get_terminal_size(sys.stderr.fileno()).columns or _DEFAULT_COLUMNS) - 1
