"""Showing a long text in the person's pager."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from newsreader.cli.output import Output

_PAGERS = (("less", "-R"), ("more",))


def page(lines: Iterable[str], output: Output, environ: Mapping[str, str] = os.environ) -> None:
    """Show lines in the pager; where nobody looks, or there is no pager, they are the result."""
    command = pager_command(environ) if sys.stdin.isatty() and sys.stdout.isatty() else ()
    kept = list(lines)
    if command:
        output.end_progress()
        output.flush()
        try:
            _run(command, "\n".join(kept) + "\n", environ)
            return
        except OSError as error:
            output.notice(f"The pager could not be started: {command[0]} ({error.strerror or error}).")
    for line in kept:
        output.result(line)


def pager_command(environ: Mapping[str, str]) -> Sequence[str]:
    """Give the pager and its arguments: what PAGER says, else less or more; () for none. No shell reads it."""
    try:
        chosen = shlex.split(environ.get("PAGER", ""))
    except ValueError:  # a quotation mark left open
        chosen = []
    if chosen:
        return chosen
    return next((command for command in _PAGERS if shutil.which(command[0])), ())


def _run(command: Sequence[str], text: str, environ: Mapping[str, str]) -> None:
    """Hand the pager the text and wait until the person has seen enough.

    Raises:
        OSError: it could not be started.
    """
    with_looks = {"LESS": "R"} if "LESS" not in environ else {}  # or less shows escapes as letters
    with _interrupts_left_to_the_pager():
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env={**environ, **with_looks})
        assert process.stdin is not None
        with suppress(BrokenPipeError):
            process.stdin.write(text.encode(errors="replace"))
        with suppress(BrokenPipeError):
            process.stdin.close()
        process.wait()


@contextmanager
def _interrupts_left_to_the_pager() -> Iterator[None]:
    """Let ^C stop what the pager does, not us; ignored, it would be so in the pager too."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
