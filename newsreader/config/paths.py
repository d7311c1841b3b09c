"""Where files live.

The platform's own places, unless an XDG variable says otherwise; those are honoured on every system, so
that one setup works on all of a person's machines (XDG Base Directory Specification 0.8).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

APP = "newsreader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """The program's directories; none of them need exist."""

    config_dir: Path  # what the person writes: settings, catalogues, site rules
    data_dir: Path  # what must not be lost: the library
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
    def log_file(self) -> Path:
        """The log; older ones lie beside it."""
        return self.log_dir / "newsreader.log"

    @property
    def library_file(self) -> Path:
        """The library, one SQLite file."""
        return self.data_dir / "library.sqlite3"

    def places(self) -> Mapping[str, Path]:
        """Give every place by what lies there."""
        return {
            "settings": self.config_file,
            "themes": self.themes_dir,
            "catalogues": self.catalogues_dir,
            "site rules": self.site_rules_dir,
            "library": self.library_file,
            "log": self.log_file,
        }


def default_paths(environ: Mapping[str, str] = os.environ) -> Paths:
    """Find the directories for this person on this system.

    Args:
        environ: the environment; a relative path in an XDG variable is ignored, as the specification asks.
    """
    state = _xdg(environ, "XDG_STATE_HOME")
    return Paths(
        config_dir=_xdg(environ, "XDG_CONFIG_HOME") or _platform("config"),
        data_dir=_xdg(environ, "XDG_DATA_HOME") or _platform("data"),
        log_dir=state / "log" if state else _platform("log"),
    )


def _xdg(environ: Mapping[str, str], variable: str) -> Path | None:
    directory = Path(environ.get(variable, ""))
    return directory / APP if directory.is_absolute() else None


def _platform(place: str) -> Path:
    import platformdirs  # here, because it is not needed where every XDG variable is set

    places: Mapping[str, Callable[..., Path]] = {
        "config": platformdirs.user_config_path,
        "data": platformdirs.user_data_path,
        "log": platformdirs.user_log_path,
    }
    return places[place](APP, appauthor=False)
