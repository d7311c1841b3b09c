from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from newsreader.config.paths import Paths, default_paths

XDG_VARIABLES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


def test_xdg_variables_are_honoured_on_every_system(tmp_path: Path) -> None:
    environ = {variable: str(tmp_path / variable) for variable in XDG_VARIABLES}
    assert default_paths(environ) == Paths(
        config_dir=tmp_path / "XDG_CONFIG_HOME" / "newsreader",
        data_dir=tmp_path / "XDG_DATA_HOME" / "newsreader",
        log_dir=tmp_path / "XDG_STATE_HOME" / "newsreader" / "log",
    )


@pytest.mark.parametrize("value", ["", "relative/place", "~/place"])
def test_a_variable_without_an_absolute_path_is_ignored(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in XDG_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    environ = dict.fromkeys(XDG_VARIABLES, value)
    assert default_paths(environ) == default_paths({})
    assert default_paths({}).data_dir == platformdirs.user_data_path("newsreader", appauthor=False)
    assert default_paths({}).log_dir == platformdirs.user_log_path("newsreader", appauthor=False)


def test_one_variable_moves_one_place(tmp_path: Path) -> None:
    moved = default_paths({"XDG_DATA_HOME": str(tmp_path)})
    assert moved == dataclasses.replace(default_paths({}), data_dir=tmp_path / "newsreader")


def test_the_files_lie_in_their_directories(tmp_path: Path) -> None:
    paths = Paths(
        config_dir=tmp_path / "config",
        data_dir=tmp_path / "data",
        log_dir=tmp_path / "log",
    )
    assert paths.config_file == tmp_path / "config" / "config.toml"
    assert paths.catalogues_dir == tmp_path / "config" / "catalogues"
    assert paths.library_file == tmp_path / "data" / "library.sqlite3"


def test_importing_loads_no_outside_package() -> None:
    script = "import sys, newsreader.config.paths; print('platformdirs' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=os.environ.copy()
    )
    assert answer.stdout.strip() == "False"
