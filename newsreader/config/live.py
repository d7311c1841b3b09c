"""The settings of a program that goes on: read again when their file was changed, and changed from within."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from newsreader.config.paths import Paths
from newsreader.config.settings import Loaded, Settings, examine_settings
from newsreader.errors import SettingsError

# What the network is reached with is made once.
FROM_THE_NEXT_START = frozenset(
    (
        *("offline", "allow_private_hosts", "ignore_robots", "per_host", "total", "deadline_s", "max_page_mb"),
        *("network", "access", "plain"),
    )
)


class SettingsFile:
    """Where the settings of this run come from.

    Args:
        paths: where the file and the person's own themes lie.
        environ: the environment.
        flags: settings from the command line, by name; None where a flag was not given.
    """

    def __init__(
        self, paths: Paths, environ: Mapping[str, str] = os.environ, flags: Mapping[str, object] | None = None
    ) -> None:
        self.paths = paths
        self._environ = environ
        self._flags = flags or {}
        self._theme = ""
        self._seen: tuple[object, ...] = ()

    def load(self) -> Settings:
        """Load the settings as they are now.

        Raises:
            SettingsError: something is wrong in them.
        """
        loaded = self.examine()
        if loaded.problems:
            raise SettingsError(loaded.problems)
        return loaded.settings

    def examine(self) -> Loaded:
        """Load the settings as far as they are right, with where each comes from."""
        self._seen = self._mark()  # before, so that a change meanwhile counts as one
        loaded = examine_settings(self.paths, self._environ, self._flags)
        if loaded.settings.theme != self._theme:
            self._theme = loaded.settings.theme
            self._seen = self._mark()
        return loaded

    def has_changed(self) -> bool:
        """Say whether the file, or that of the theme in use, is another than when the settings were last loaded."""
        return self._mark() != self._seen

    def save(self, name: str, value: object | None) -> None:
        """Write one setting into the file, `None` to take it out. Slow: it waits for the disk.

        Raises:
            ConfigError: it is not allowed, or cannot be written.
        """
        from newsreader.config.editing import save_setting  # here, because most runs change nothing

        save_setting(self.paths, name, value, self._environ)

    def _mark(self) -> tuple[object, ...]:
        return _mark_of(self.paths.config_file), _mark_of(self.paths.themes_dir / f"{self._theme}.toml")


def changed_names(old: Settings, new: Settings) -> list[str]:
    """Give the settings and tables of them in which two differ."""
    # As text, since what holds a secret is like nothing but itself; the text names where it comes from.
    return [each.name for each in fields(new) if repr(getattr(new, each.name)) != repr(getattr(old, each.name))]


def told_of_change(changed: Sequence[str]) -> str:
    """Say that new settings hold, and which only from the next start."""
    later = [name for name in changed if name in FROM_THE_NEXT_START]
    if not later:
        return "The settings as they are now hold."
    return f"The settings as they are now hold; {', '.join(later)} from the next start."


def _mark_of(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
