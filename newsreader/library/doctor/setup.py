"""What the person has set up: settings, catalogues, site rules, and the folders that files live in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from newsreader.config.catalogue import load_catalogue
from newsreader.config.files import user_files
from newsreader.config.paths import Paths
from newsreader.config.settings import ENVIRON_NAMES, ENVIRON_PREFIX, Settings, load_settings
from newsreader.config.strict_toml import nearest
from newsreader.config.themes import load_themes
from newsreader.errors import ConfigError, MissingPatternsError, SettingsError
from newsreader.library.doctor.finding import Finding, broken, broken_by, found, warning
from newsreader.library.hyphens import is_installed
from newsreader.library.places import configured_sections
from newsreader.library.rules import RuleBook
from newsreader.model import SectionStatus

LEAST_FREE_BYTES = 50_000_000  # less, and a refresh may not be kept
WANTED_FREE_BYTES = 500_000_000  # less, and a backup or `cache compact` may not fit
_CORRECT = "Correct the file; what is wrong in it is left out until then."


def check_settings(paths: Paths, environ: Mapping[str, str]) -> tuple[Finding, ...]:
    """Look whether the settings can be read, and every variable of ours is one."""
    strangers = [
        warning(
            "settings",
            f"an environment variable that is no setting{nearest(name, ENVIRON_NAMES)}",
            "Correct its name, or unset it.",
            subject=name,
        )
        for name in sorted(environ)
        if name.startswith(ENVIRON_PREFIX) and name not in ENVIRON_NAMES
    ]
    try:
        load_settings(paths, environ)
    except SettingsError as error:
        advice = "Correct it: newsreader does not start with it."
        return (*(broken_by("settings", problem, advice) for problem in error.problems), *strangers)
    file = paths.config_file
    told = "the settings are read from a file" if file.exists() else "there is no settings file; the defaults hold"
    return (found("settings", told, str(file)), *strangers)


def check_catalogues(paths: Paths) -> tuple[Finding, ...]:
    """Look whether the person's own catalogues can be read."""
    catalogue = load_catalogue(paths.catalogues_dir)
    if catalogue.problems:
        return tuple(broken_by("catalogues", problem, _CORRECT) for problem in catalogue.problems)
    own = len(user_files(paths.catalogues_dir))
    files = f"{own} file{'' if own == 1 else 's'} of your own"
    told = f"{len(catalogue.sections)} sections in the catalogues: the built-in ones and {files}"
    return (found("catalogues", told, str(paths.catalogues_dir)),)


def check_themes(paths: Paths) -> tuple[Finding, ...]:
    """Look whether the person's own themes can be read; nothing is said where there are none."""
    themes, problems = load_themes(paths.themes_dir)
    if problems:
        return tuple(broken_by("themes", problem, _CORRECT) for problem in problems)
    told = f"{len(themes)} theme{'' if len(themes) == 1 else 's'} of your own"
    return (found("themes", told, str(paths.themes_dir)),) if themes else ()


def check_hyphenation(settings: Settings) -> Iterator[Finding]:
    """Look whether words can be broken where that is wanted; nothing is said where it is not."""
    if settings.hyphenate and not is_installed():
        what = "words stay whole, for want of the package Pyphen"
        yield warning("hyphenation", what, f"{MissingPatternsError.hint}, or hyphenate = false.", subject="hyphenate")


def check_names(settings: Settings, statuses: Sequence[SectionStatus]) -> Iterator[Finding]:
    """Look whether every section that the settings name is there."""
    for name, wishes in settings.section.items():
        try:
            configured_sections({name: wishes}, statuses, "section")
        except ConfigError as error:
            yield broken_by("settings", error, "Correct its name in config.toml, or take it out.")


def check_site_rules(paths: Paths) -> tuple[Finding, ...]:
    """Look whether the person's own site rules can be read; `newsreader rules check` tries them too."""
    book = RuleBook(paths.site_rules_dir)
    count = len(book.rules())
    if book.problems:
        return tuple(broken_by("site rules", problem, _CORRECT) for problem in book.problems)
    return (found("site rules", f"{count} site rule{'' if count == 1 else 's'}", str(paths.site_rules_dir)),)


def check_folders(paths: Paths) -> Iterator[Finding]:
    """Look whether what is to be kept can be written."""
    for name, folder in (("the library", paths.data_dir), ("the log", paths.log_dir)):
        there = _what_is_there(folder)
        if there.is_dir() and os.access(there, os.W_OK):
            yield found("folders", f"the folder of {name} can be written", str(folder))
        else:
            what = f"the folder of {name} cannot be written"
            why = "" if there.is_dir() else f"{there} is no folder"
            advice = "Change its owner or permissions, or name another place in XDG_DATA_HOME or XDG_STATE_HOME."
            yield broken("folders", what, advice, subject=str(folder), why=why)


def check_room(paths: Paths, free_bytes: Callable[[Path], int] | None = None) -> Finding:
    """Look whether the disk has room for what comes.

    Args:
        paths: of the library.
        free_bytes: what is free where a folder is; asks the system by default.
    """
    folder = _what_is_there(paths.data_dir)
    try:
        free = (free_bytes or _free_bytes)(folder)
    except OSError as error:
        why = error.strerror or str(error)
        return broken("room", "the disk does not say what is free", "Look at the disk.", subject=str(folder), why=why)
    told = f"{free / 1e6:,.0f} MB are free on the disk of the library"
    if free < LEAST_FREE_BYTES:
        advice = "Make room: newsreader cache prune lets old texts go, newsreader cache compact gives their room back."
        return broken("room", told, advice, subject=str(folder), why="what is fetched cannot be kept")
    if free < WANTED_FREE_BYTES:
        advice = "Make room; newsreader cache says what the library takes."
        return warning("room", told, advice, subject=str(folder), why="a backup may not fit")
    return found("room", told, str(folder))


def _what_is_there(folder: Path) -> Path:
    """Give a folder, or the nearest above it where it is not made yet."""
    return next(place for place in (folder, *folder.parents) if place.exists())


def _free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free
