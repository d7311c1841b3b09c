"""Changing the settings file without losing what the person wrote in it."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.config.documents import commented_defaults, documentation
from newsreader.config.editing import save_setting, with_value, write_defaults
from newsreader.config.paths import Paths
from newsreader.config.settings import ALL_KINDS, Settings, load_settings
from newsreader.config.themes import load_theme
from newsreader.errors import ConfigError
from tests.fakes import paths_in

OWN = """\
# mine
measure   =  66   # narrow, for the small screen

  [refresh]   # how often
minutes = 5
# at_start = true

[site."paper.example"]
password = {env = "PAPER"}  # never here
"""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return paths_in(tmp_path)


def own(paths: Paths, text: str) -> None:
    paths.config_dir.mkdir()
    paths.config_file.write_bytes(text.encode())


def test_one_value_changes_and_nothing_else(paths: Paths) -> None:
    own(paths, OWN)
    save_setting(paths, "measure", 70)
    save_setting(paths, "refresh.minutes", 10)
    save_setting(paths, "refresh.while_open", True)
    expected = OWN.replace("66", "70").replace("minutes = 5", "minutes = 10")
    expected = expected.replace("# at_start = true\n", "# at_start = true\nwhile_open = true\n")
    written = [line.strip() for line in paths.config_file.read_text().splitlines()]
    assert sorted(written) == sorted(line.strip() for line in expected.splitlines())
    save_setting(paths, "refresh.while_open", None)
    save_setting(paths, "refresh.while_open", None)
    assert load_settings(paths, {}).refresh.while_open is False
    assert "# never here" in paths.config_file.read_text()


def test_where_there_is_no_file_the_default_below_its_explanation_is_changed(paths: Paths) -> None:
    save_setting(paths, "retention.days", 90)
    save_setting(paths, "player", ("mpv", "--title=a b"))
    lines = paths.config_file.read_text(encoding="utf-8").splitlines()
    assert lines[lines.index("days = 90") - 1].startswith("# Days after which")
    changed = {line for line in lines if line and not line.startswith(("#", "["))}
    assert changed == {"days = 90", 'player = ["mpv", "--title=a b"]'}


def test_a_file_begun_for_the_person_changes_nothing(paths: Paths) -> None:
    write_defaults(paths)
    assert load_settings(paths, {}) == Settings()
    assert all(f"\n#{name.rpartition('.')[2]} = " in commented_defaults() for name in ALL_KINDS)
    assert all(documentation().values())


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("measure", 200, "measure: 200 is not allowed; allowed: a whole number from 40 to 120"),
        ("refresh.minutes", "soon", "refresh.minutes: 'soon' is not allowed"),
        ("theme", "grubox", "did you mean 'gruvbox'"),
        ("theme", "mine", "'grey' is not allowed"),
        ("network.proxy", "ftp://x", "network.proxy: allowed"),
        ('keys."read.next"', ["j"], "'j' is also a key of move.down"),
        ("measures", 3, "unknown key 'measures'"),
        ("measure.most", 3, "cannot be changed here"),
    ],
)
def test_what_is_not_allowed_is_refused_and_not_written(paths: Paths, name: str, value: object, words: str) -> None:
    own(paths, OWN)
    paths.themes_dir.mkdir()
    (paths.themes_dir / "mine.toml").write_text('primary = "grey"')
    with pytest.raises(ConfigError) as caught:
        save_setting(paths, name, value)
    assert words in caught.value.user_text
    assert paths.config_file.read_text() == OWN


def test_another_mistake_in_the_file_stays_and_is_in_nobodys_way(paths: Paths) -> None:
    own(paths, "mesure = 66\n")
    save_setting(paths, "total", 4)
    assert paths.config_file.read_text() == "mesure = 66\ntotal = 4\n"


def test_a_file_that_is_no_toml_is_left_alone(paths: Paths) -> None:
    own(paths, "measure = = 3\n")
    with pytest.raises(ConfigError, match="cannot be changed here"):
        save_setting(paths, "total", 4)
    paths.config_file.write_bytes(b"# caf\xe9\n")
    with pytest.raises(ConfigError, match="not UTF-8"):
        save_setting(paths, "total", 4)
    assert paths.config_file.read_bytes() == b"# caf\xe9\n"


def test_byte_order_mark_line_ends_mode_and_link_stay(paths: Paths, tmp_path: Path) -> None:
    paths.config_dir.mkdir()
    real = tmp_path / "dotfiles.toml"
    real.write_bytes(b"\xef\xbb\xbfmeasure = 60\r\n# end\r\n")
    real.chmod(0o640)
    paths.config_file.symlink_to(real)
    save_setting(paths, "measure", 61)
    assert paths.config_file.is_symlink()
    assert real.read_bytes() == b"\xef\xbb\xbfmeasure = 61\r\n# end\r\n"
    assert os.name != "posix" or real.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config", "dotfiles.toml"]


def test_a_folder_that_cannot_be_written_is_said(paths: Paths) -> None:
    paths.config_dir.write_text("a file in its place")
    with pytest.raises(ConfigError, match="cannot be"):
        save_setting(paths, "measure", 61)


def test_a_disk_that_fails_leaves_the_file_as_it_was(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    own(paths, OWN)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("newsreader.config.editing.os.replace", fail)
    with pytest.raises(ConfigError, match="cannot be written: No space left on device"):
        save_setting(paths, "measure", 61)
    assert [path.name for path in paths.config_dir.iterdir()] == ["config.toml"]
    assert paths.config_file.read_text() == OWN


def test_a_theme_of_ones_own_is_taken(paths: Paths) -> None:
    paths.themes_dir.mkdir(parents=True)
    (paths.themes_dir / "mine.toml").write_text('primary = "#fff"')
    save_setting(paths, "theme", "mine")
    assert load_settings(paths, {}).theme == load_theme(paths.themes_dir / "mine.toml").name


LINES = ("# a", "", "#measure = 1", "total = 3", "[refresh]", "minutes = 1", "[keys]", '"""', 'a = """', "#minutes = 2")


@given(
    st.lists(st.sampled_from(LINES)),
    st.sampled_from([("measure",), ("refresh", "minutes"), ("section", "a b", "days")]),
    st.integers(),
)
def test_any_file_that_can_be_changed_means_the_same_but_for_that(
    lines: list[str], path: tuple[str, ...], value: int
) -> None:
    text = "\n".join(lines)
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    after = tomllib.loads(with_value(text, path, value))
    for part in path[:-1]:
        assert after.keys() - {part} == before.keys() - {part}
        before, after = before.get(part, {}), after[part]
    assert after == before | {path[-1]: value}
