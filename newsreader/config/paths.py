"""Where files live.

The platform's own places, unless an XDG variable says otherwise; those are honoured on every system, so
that one setup works on all of a person's machines (XDG Base Directory Specification 0.8).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

APP = "newsreader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """The program's directories; none of them need exist."""

    config_dir: Path  # what the person writes: settings, catalogues, site rules
    data_dir: Path  # what must not be lost: the library
    cache_dir: Path  # what may be deleted at any time
    log_dir: Path

    @property
    def config_file(self) -> Path:
        """The settings."""
        return self.config_dir / "config.toml"

    @property
    def catalogues_dir(self) -> Path:
        """The person's own catalogues, `*.toml`."""
        return self.config_dir / "catalogues"

    @property
    def site_rules_dir(self) -> Path:
        """The person's own site rules, `*.toml`."""
        return self.config_dir / "site_rules"

    @property
    def themes_dir(self) -> Path:
        """The person's own themes, `*.toml`."""
        return self.config_dir / "themes"

    @property
    def library_file(self) -> Path:
        """The library, one SQLite file."""
        return self.data_dir / "library.sqlite3"


def default_paths(environ: Mapping[str, str] = os.environ) -> Paths:
    """Find the directories for this person on this system.

    Args:
        environ: the environment; a relative path in an XDG variable is ignored, as the specification asks.
    """
    state = _xdg(environ, "XDG_STATE_HOME")
    return Paths(
        config_dir=_xdg(environ, "XDG_CONFIG_HOME") or _platform("config"),
        data_dir=_xdg(environ, "XDG_DATA_HOME") or _platform("data"),
        cache_dir=_xdg(environ, "XDG_CACHE_HOME") or _platform("cache"),
        log_dir=state / "log" if state else _platform("log"),
    )


def _xdg(environ: Mapping[str, str], variable: str) -> Path | None:
    directory = Path(environ.get(variable, ""))
    return directory / APP if directory.is_absolute() else None


def _platform(place: str) -> Path:
    import platformdirs  # here, because it is not needed where every XDG variable is set

    places = {
        "config": platformdirs.user_config_path,
        "data": platformdirs.user_data_path,
        "cache": platformdirs.user_cache_path,
        "log": platformdirs.user_log_path,
    }
    return places[place](APP, appauthor=False)
