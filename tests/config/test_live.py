"""Settings that are looked at again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsreader.config.live import SettingsFile
from newsreader.errors import ConfigError, SettingsError
from tests.fakes import paths_in


def write(path: Path, text: str, at: int) -> None:
    """Write a file at a moment of its own, however coarse the disk's clock is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(at, at))


def test_a_change_is_seen_once(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    file = SettingsFile(paths, {"NEWSREADER_TOTAL": "4"}, {"offline": True})
    settings = file.load()
    assert (settings.total, settings.offline, settings.measure) == (4, True, 72)
    assert not file.has_changed()
    write(paths.config_file, "measure = 60\n", 1)
    assert file.has_changed()
    assert file.load().measure == 60
    assert not file.has_changed()
    write(paths.config_file, "measure = 61\n", 2)
    assert file.has_changed()
    write(paths.config_file, "measure = 1\n", 3)
    with pytest.raises(SettingsError):
        file.load()
    assert not file.has_changed()  # it is told once
    paths.config_file.unlink()
    assert file.has_changed()
    assert file.load().measure == 72


def test_the_file_of_the_theme_in_use_counts_too(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    theme = paths.themes_dir / "mine.toml"
    write(theme, 'primary = "#123"\n', 1)
    write(paths.config_file, 'theme = "mine"\n', 1)
    file = SettingsFile(paths, {})
    assert file.load().theme == "mine"
    assert not file.has_changed()
    write(theme, 'primary = "#456"\n', 2)
    assert file.has_changed()
    write(theme, 'primary = "blue"\n', 3)
    with pytest.raises(SettingsError, match="line 1, primary"):
        file.load()


def test_saving_writes_the_file_and_is_a_change(tmp_path: Path) -> None:
    file = SettingsFile(paths_in(tmp_path), {})
    file.load()
    file.save("refresh.minutes", 5)
    assert file.has_changed()
    assert file.load().refresh.minutes == 5
    with pytest.raises(ConfigError, match=r"0 is not allowed"):
        file.save("refresh.minutes", 0)
