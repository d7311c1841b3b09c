"""The person's entrance: picks a front and imports it late, so that --help and --version are at once."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext, suppress
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from newsreader.cli.exits import Exit, exit_for
from newsreader.cli.output import Output
from newsreader.errors import NewsError

if TYPE_CHECKING:
    import argparse
    import logging

    from newsreader.config.live import SettingsFile
    from newsreader.config.paths import Paths
    from newsreader.config.settings import Settings
    from newsreader.library import Library

_LOG_BYTES = 1_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run newsreader.

    Args:
        arguments: the command line without the program's name; that of the process by default.

    Returns:
        The exit code, one of `Exit`.

    Raises:
        SystemExit: after --help, --version and mistakes on the command line.
    """
    output = Output()
    try:
        try:
            return _run(_parsed(sys.argv[1:] if arguments is None else arguments), output)
        finally:
            output.flush()
    except BrokenPipeError:  # whoever reads us has seen enough
        output.abandon()
        return Exit.DONE
    except OSError as error:  # of standard output; all others were translated where they arose
        output.abandon()
        output.notice(f"The output could not be written: {error.strerror or error}.")
        return Exit.FAILED


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    if not arguments:  # the usual start
        return _plainly(None)
    command, *words = arguments
    if command == "unread" and words[:1] == ["--count"] and not any(word.startswith("-") for word in words[1:]):
        return _plainly(command, sections=words[1:], count=True, json=False)  # as status bars ask, every few seconds
    if [command, *words] == ["sections", "--names"]:
        return _plainly(command, names=True, json=False)  # as shells do, at a key
    from newsreader.cli.arguments import parse

    return parse(arguments)


def _plainly(command: str | None, **more: object) -> argparse.Namespace:
    """Give what the parser would make of a line that needs none: it takes longer than all else that is done then."""
    return cast("argparse.Namespace", SimpleNamespace(command=command, offline=None, plain=None, demo=False, **more))


def _run(args: argparse.Namespace, output: Output) -> int:
    """Run a command or the reader; says in one sentence what went wrong."""
    try:
        return _start(args, output)
    except NewsError as error:
        for sentence in error.user_text.splitlines():
            output.notice(sentence)
        return exit_for(error)
    except KeyboardInterrupt:
        output.notice("Stopped.")
        return Exit.FAILED


def _is_terminal() -> bool:
    """Say whether a screen can be shown: Textual reads standard input and draws on standard error."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _start(args: argparse.Namespace, output: Output) -> int:
    if args.command is None:
        gc.disable()  # until the first frame is there, see `NewsApp.on_ready`
    from newsreader.cli import run_alone, run_at_once, works_alone, works_at_once
    from newsreader.config.paths import default_paths

    paths = default_paths()
    if args.command is not None and works_at_once(args):
        return run_at_once(paths.library_file, args, output)
    import asyncio

    from newsreader.config.live import SettingsFile

    if works_alone(args.command):
        with _log_file(paths):
            return asyncio.run(run_alone(paths, args, output))
    settings_file = SettingsFile(paths, flags={"offline": args.offline, "plain": args.plain})
    settings = settings_file.load()
    if args.command is None and not settings.plain and not _is_terminal():
        output.notice(
            "The reader needs a terminal; newsreader --plain works without one, newsreader --help lists what else does."
        )
        return Exit.USAGE
    with _log_file(paths), _demo_folder(paths) if args.demo else nullcontext(paths) as places:
        return asyncio.run(_use_library(args, places, settings, settings_file, output))


async def _use_library(
    args: argparse.Namespace, paths: Paths, settings: Settings, settings_file: SettingsFile, output: Output
) -> int:
    from newsreader.cli import run_on_the_file, works_on_the_file

    if works_on_the_file(args.command):
        return await run_on_the_file(paths.library_file, args, output)
    async with _opened(paths, settings, is_demo=args.demo) as library:
        if args.command is None and (settings.plain or os.environ.get("TERM") == "dumb"):
            return await _read_plain(library, settings_file)
        if args.command is None:
            return await _read(library, settings_file)
        from newsreader.cli import run

        return await run(library, args, output)


def _opened(paths: Paths, settings: Settings, *, is_demo: bool) -> AbstractAsyncContextManager[Library]:
    from newsreader.library import Library, utc_now

    if not is_demo:
        return Library.open(paths, settings)
    from newsreader.library.demo import open_demo

    return open_demo(paths, settings, utc_now)


async def _read_plain(library: Library, settings_file: SettingsFile) -> int:
    """Open the reader that works line by line."""
    from newsreader.library import utc_now
    from newsreader.plain.session import run_plain

    gc.enable()
    library.settings_file = settings_file
    await run_plain(library, utc_now)
    return Exit.DONE


async def _read(library: Library, settings_file: SettingsFile) -> int:
    """Open the reader."""
    from newsreader.library import utc_now
    from newsreader.library.shelves import OPENING_ROWS

    library.settings_file = settings_file
    view = None
    with suppress(NewsError):  # the screen tells of it when it tries again
        view = await library.opening_view(limit=OPENING_ROWS)  # now, while no import or drawing holds it up
    from newsreader.tui.app import NewsApp

    app = NewsApp(library, utc_now, view)
    await app.run_async()
    with suppress(NewsError):  # then the next visit does not know of this one
        await library.habits.save(left_at=utc_now().isoformat(timespec="seconds"))
    return app.return_code or Exit.DONE


@contextmanager
def _demo_folder(paths: Paths) -> Iterator[Paths]:
    """Give the demo a library of its own, gone when it closes."""
    from dataclasses import replace
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="newsreader-demo-") as folder:
        yield replace(paths, data_dir=Path(folder))


@contextmanager
def _log_file(paths: Paths) -> Iterator[None]:
    """Keep a log while the program runs; where none can be written it does without."""
    import logging
    from logging.handlers import RotatingFileHandler

    logging.raiseExceptions = False  # else a log that cannot be written is written all over the screen
    logger = logging.getLogger("newsreader")
    try:
        paths.log_dir.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            paths.log_file, maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_formatter())
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        handler.close()
        logging.raiseExceptions = True


def _formatter() -> logging.Formatter:
    import logging

    class WithoutPasswords(logging.Formatter):
        """Addresses are logged as they came, and some hold a password."""

        def format(self, record: logging.LogRecord) -> str:
            from newsreader.address import without_password  # here, because most runs log nothing

            return without_password(super().format(record))

    return WithoutPasswords("%(asctime)s %(levelname)s %(name)s %(message)s")


if __name__ == "__main__":
    sys.exit(main())
