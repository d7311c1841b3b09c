"""newsreader config: the settings, where they come from, and what is wrong with them."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import NamedTuple

from newsreader.access import Access, Proxy, Secret
from newsreader.cli.doctor import report
from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.config.lines import key_within, path_of
from newsreader.config.paths import Paths
from newsreader.config.settings import ALL_KINDS, SETTINGS, Loaded, Settings, examine_settings, value_of
from newsreader.errors import StoreError
from newsreader.library import Library
from newsreader.library.doctor import setup
from newsreader.library.doctor.finding import Finding, broken_by
from newsreader.screen_commands import every_command

_HIDDEN = "(hidden)"
_EDITORS = ("nano", "vim", "vi", "notepad")  # where the environment names none


class _Row(NamedTuple):
    """A setting: what it is, and where that comes from."""

    name: str
    value: object
    source: str  # "default", "file", "environment" or "flag"
    place: str  # the line of the file, the variable or the option; "" for a default


async def run(paths: Paths, args: argparse.Namespace, output: Output) -> Exit:
    """Do what was asked for; without a word, show the settings."""
    if args.action == "path":
        output.result(str(paths.config_file))
        return Exit.DONE
    if args.action == "edit":
        return await _edit(paths, args, output)
    if args.action == "check":
        return await _check(paths, args, output)
    return _show(paths, args, output)


# ---- show


def _show(paths: Paths, args: argparse.Namespace, output: Output) -> Exit:
    loaded = examine_settings(paths, os.environ, {"offline": args.offline}, with_lines=True)
    wanted = tuple(getattr(args, "names", ()))
    rows = [row for row in _rows(loaded, paths) if not wanted or row.name.startswith(wanted)]
    if getattr(args, "json", False):
        output.json([row._asdict() for row in rows])
    else:
        for row in rows:
            output.result(f"{row.name} = {_shown(row.value)}  # {row.place or row.source}")
    for problem in loaded.problems:
        output.notice(problem.user_text)
    if wanted and not rows:
        output.notice(f"No setting is called {wanted[0]}; newsreader config show lists them all.")
    return Exit.FAILED if loaded.problems or not rows else Exit.DONE


def _rows(loaded: Loaded, paths: Paths) -> Iterator[_Row]:
    settings = loaded.settings
    for name in ALL_KINDS:
        yield _row(name, _plain(value_of(settings, name)), loaded, paths)
    for tables, of in ((settings.section, "section"), (settings.site, "site")):
        for part, wishes in tables.items():
            for name, value in wishes._asdict().items():
                if value is not None:
                    yield _row(key_within(key_within(of, part), name), value, loaded, paths)
    for access in settings.access.values():
        for name, value in _said(access):
            yield _row(key_within(access.where, name), value, loaded, paths)
    for command in every_command(settings.keys):
        yield _row(key_within("keys", command.id), list(command.keys), loaded, paths)


def _row(name: str, value: object, loaded: Loaded, paths: Paths) -> _Row:
    place = loaded.sources.get(name, "")
    if place.startswith("--"):
        return _Row(name, value, "flag", place)
    if place and place != str(paths.config_file):
        return _Row(name, value, "environment", place)
    line = _line(name, loaded) if place or name not in SETTINGS else None
    return _Row(name, value, "file", f"{paths.config_file}:{line}") if line else _Row(name, value, "default", "")


def _line(name: str, loaded: Loaded) -> int | None:
    """Give the line of this very key; a command's may be written as a table, without quotation marks."""
    path = path_of(name)
    return loaded.lines.get(path) or loaded.lines.get((path[0], *path[-1].split(".")))


def _said(access: Access) -> Iterator[tuple[str, object]]:
    """Give what the settings say of a site, and of what is secret only that it is there."""
    for field in fields(access):
        value = getattr(access, field.name)
        if field.name != "where" and value:
            yield field.name, _HIDDEN if isinstance(value, Secret | Mapping) else _plain(value)


def _plain(value: object) -> object:
    if isinstance(value, Proxy):
        return value.address
    return list(value) if isinstance(value, tuple) else value


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)  # for these values the same as in TOML


# ---- edit


async def _edit(paths: Paths, args: argparse.Namespace, output: Output) -> Exit:
    from newsreader.config.editing import write_defaults  # here, because nothing else needs to write TOML

    editor = _editor(os.environ)
    if not editor:
        output.notice("No editor was found: name one in the environment variable VISUAL or EDITOR.")
        return Exit.FAILED
    if not paths.config_file.exists():
        write_defaults(paths)
    try:
        code = (await asyncio.to_thread(subprocess.run, [*editor, str(paths.config_file)], check=False)).returncode
    except OSError as error:
        output.notice(f"The editor {editor[0]} could not be started: {error.strerror or error}.")
        return Exit.FAILED
    if code:
        output.notice(f"The editor {editor[0]} ended with an error ({code}).")
        return Exit.FAILED
    return await _check(paths, args, output)


def _editor(environ: Mapping[str, str]) -> list[str]:
    """Give the editor as words; no shell ever reads them."""
    for variable in ("VISUAL", "EDITOR"):
        try:
            if words := shlex.split(environ.get(variable, ""), posix=os.name == "posix"):
                return words
        except ValueError:  # a quotation mark left open
            continue
    return next(([found] for name in _EDITORS if (found := shutil.which(name))), [])


# ---- check


async def _check(paths: Paths, args: argparse.Namespace, output: Output) -> Exit:
    findings = [
        *setup.check_settings(paths, os.environ),
        *setup.check_themes(paths),
        *setup.check_catalogues(paths),
        *setup.check_site_rules(paths),
    ]
    settings = examine_settings(paths, os.environ, {}).settings
    findings += await _check_names(paths, settings)
    return report(findings, output, as_json=getattr(args, "json", False))


async def _check_names(paths: Paths, settings: Settings) -> list[Finding]:
    """Look up the sections that the settings name, where there is a library to look in."""
    if not settings.section or not paths.library_file.exists():
        return []
    try:
        async with Library.open(paths, settings) as library:
            return list(setup.check_names(settings, await library.sections()))
    except StoreError as error:
        return [broken_by("library", error)]
