from __future__ import annotations

import dataclasses
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from newsreader.config.paths import Paths
from newsreader.config.refresh import Refresh
from newsreader.config.retention import Limits, Retention
from newsreader.config.settings import Settings, load_settings
from newsreader.errors import ConfigError


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(config_dir=tmp_path, data_dir=tmp_path, cache_dir=tmp_path, log_dir=tmp_path)


def write(paths: Paths, text: str) -> None:
    paths.config_file.write_text(text, encoding="utf-8")


def mistake(paths: Paths, environ: dict[str, str] | None = None) -> str:
    with pytest.raises(ConfigError) as caught:
        load_settings(paths, environ or {})
    return caught.value.user_text


def test_without_a_file_the_defaults_hold(paths: Paths) -> None:
    assert load_settings(paths, {}) == Settings()


def test_default_toml_shows_every_setting_at_its_default(paths: Paths) -> None:
    shipped = files("newsreader").joinpath("config", "default.toml").read_text(encoding="utf-8")
    write(paths, shipped)
    assert load_settings(paths, {}) == Settings()
    assert list(tomllib.loads(shipped)) == [field.name for field in dataclasses.fields(Settings)]


def test_every_setting_is_documented_where_it_stands() -> None:
    shipped = files("newsreader").joinpath("config", "default.toml").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(shipped):
        if "=" in line and not line.startswith("#"):
            assert shipped[number - 1].startswith("# "), line


def test_refresh_is_read_for_all_and_for_sections(paths: Paths) -> None:
    write(paths, '[refresh]\nminutes = 60\nwhile_open = true\n[refresh.sections]\n"The Stans" = 240')
    expected = Refresh(minutes=60, while_open=True, sections={"The Stans": 240})
    assert load_settings(paths, {}).refresh == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("refresh = 3", "begun by [refresh]"),
        ("[refresh]\nminutes = 0", "refresh.minutes: 0 is not allowed; allowed: a whole number of minutes from 1"),
        ("[refresh]\nminutes = true", "refresh.minutes: true is not allowed"),
        ("[refresh]\nat_start = 1", "refresh.at_start: 1 is not allowed; allowed: true or false"),
        ("[refresh]\nminuts = 5", "did you mean 'minutes'?"),
        ('[refresh.sections]\n"The Stans" = "60"', "refresh.sections.'The Stans': '60' is not allowed"),
    ],
)
def test_a_mistake_in_refresh_is_told(paths: Paths, text: str, words: str) -> None:
    write(paths, text)
    assert words in mistake(paths)


def test_retention_is_read_for_all_and_for_sections(paths: Paths) -> None:
    write(
        paths,
        """
        [retention]
        days = 365
        megabytes = 0
        [retention.sections."The Stans"]
        articles = 500
        days = 0
        [retention.sections."space war"]
        listed_days = 30
        """,
    )
    assert load_settings(paths, {}).retention == Retention(
        days=365,
        megabytes=0,
        sections={"The Stans": Limits(articles=500, days=0), "space war": Limits(listed_days=30)},
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("retention = 3", "begun by [retention]"),
        ("[retention]\ndays = -1", "retention.days: -1 is not allowed; allowed: a whole number"),
        ("[retention]\ndays = true", "retention.days: true is not allowed"),
        ('[retention]\ndays = "90d"', "retention.days: '90d' is not allowed"),
        ("[retention]\nmegabytes = 1.5", "retention.megabytes: 1.5"),
        ("[retention]\nday = 3", "unknown key 'day', did you mean 'days'?"),
        ("[retention]\nsections = 3", "begun by [retention.sections]"),
        ("[retention.sections]\nStans = 3", "retention.sections.'Stans': 3 is not allowed"),
        ("[retention.sections.Stans]\nunread_days = 3", "unknown key 'unread_days'"),
        ("[retention.sections.Stans]\narticles = 9999999999999", "retention.sections.'Stans'.articles"),
    ],
)
def test_a_mistake_in_retention_is_one_clear_error(paths: Paths, text: str, said: str) -> None:
    write(paths, text + "\n")
    assert said in mistake(paths)


def test_the_file_is_read(paths: Paths) -> None:
    write(paths, 'offline = true\nmeasure = 66\ndeadline_s = 5\nallow_private_hosts = ["NAS.local:8080", "[::1]:80"]\n')
    assert load_settings(paths, {}) == Settings(
        offline=True, measure=66, deadline_s=5.0, allow_private_hosts=("nas.local:8080", "::1:80")
    )


def test_a_player_is_a_list_of_words_in_the_file_and_a_line_in_the_environment(paths: Paths) -> None:
    write(paths, 'player = ["mpv", "--title=a b"]\n')
    assert load_settings(paths, {}).player == ("mpv", "--title=a b")
    assert load_settings(paths, {"NEWSREADER_PLAYER": "vlc '--intf=dummy x'"}).player == ("vlc", "--intf=dummy x")
    assert load_settings(paths, {"NEWSREADER_PLAYER": ""}).player == ()
    with pytest.raises(ConfigError, match="NEWSREADER_PLAYER"):
        load_settings(paths, {"NEWSREADER_PLAYER": "vlc 'x"})


def test_a_file_with_a_byte_order_mark_is_read(paths: Paths) -> None:
    write(paths, "\ufeffmeasure = 66\n")
    assert load_settings(paths, {}).measure == 66


def test_a_flag_beats_the_environment_beats_the_file(paths: Paths) -> None:
    write(paths, "measure = 50\ntotal = 3\nper_host = 1\n")
    environ = {"NEWSREADER_MEASURE": "60", "NEWSREADER_TOTAL": "4"}
    settings = load_settings(paths, environ, measure=70, total=None)
    assert (settings.measure, settings.total, settings.per_host) == (70, 4, 1)


@pytest.mark.parametrize(("text", "expected"), [("1", True), ("YES", True), ("0", False), ("", False), ("off", False)])
def test_offline_from_the_environment(paths: Paths, text: str, expected: bool) -> None:
    write(paths, f"offline = {'false' if expected else 'true'}\n")
    assert load_settings(paths, {"NEWSREADER_OFFLINE": text}).offline is expected


def test_private_hosts_from_the_environment(paths: Paths) -> None:
    environ = {"NEWSREADER_ALLOW_PRIVATE_HOSTS": "127.0.0.1:8080, localhost:81,,[::1]:9"}
    assert load_settings(paths, environ).allow_private_hosts == ("127.0.0.1:8080", "localhost:81", "::1:9")


def test_variables_of_others_are_left_alone(paths: Paths) -> None:
    assert load_settings(paths, {"NEWSREADER_THEME": "x", "OFFLINE": "1"}) == Settings()


def test_an_unknown_key_names_file_key_and_nearest(paths: Paths) -> None:
    write(paths, "mesure = 66\n")
    text = mistake(paths)
    assert str(paths.config_file) in text
    assert "'mesure'" in text
    assert "did you mean 'measure'?" in text
    assert "per_host" in text


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ('offline = "yes"', "true or false"),
        ("offline = 1", "true or false"),
        ("measure = 39", "from 40 to 120"),
        ("measure = 121", "from 40 to 120"),
        ("measure = 72.0", "from 40 to 120"),
        ("measure = true", "from 40 to 120"),
        ("per_host = 0", "from 1 to 8"),
        ("total = -1", "from 1 to 256"),
        ("deadline_s = nan", "seconds from 1 to 600"),
        ("deadline_s = inf", "seconds from 1 to 600"),
        ('deadline_s = "5"', "seconds from 1 to 600"),
        ("max_page_mb = 65", "from 1 to 64"),
        ('allow_private_hosts = "127.0.0.1:8080"', "hosts with their port"),
        ('allow_private_hosts = ["127.0.0.1"]', "hosts with their port"),
        ('allow_private_hosts = ["http://127.0.0.1:8080"]', "hosts with their port"),
        ('allow_private_hosts = ["user@127.0.0.1:8080"]', "hosts with their port"),
        ('allow_private_hosts = ["127.0.0.1:99999"]', "hosts with their port"),
        ('allow_private_hosts = ["[::1:8080"]', "hosts with their port"),
        ("allow_private_hosts = [8080]", "hosts with their port"),
        ('player = "mpv --no-video"', "a program and its arguments"),
        ('player = [""]', "a program and its arguments"),
        ('player = ["mpv", 3]', "a program and its arguments"),
        ('player = ["a\\u0000b"]', "a program and its arguments"),
    ],
)
def test_a_wrong_value_says_what_is_allowed(paths: Paths, line: str, allowed: str) -> None:
    write(paths, line + "\n")
    text = mistake(paths)
    assert str(paths.config_file) in text
    assert line.split(" = ", maxsplit=1)[0] in text
    assert allowed in text


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("NEWSREADER_OFFLINE", "perhaps"),
        ("NEWSREADER_MEASURE", "٧٢"),
        ("NEWSREADER_MEASURE", "9" * 5000),
        ("NEWSREADER_DEADLINE_S", "1e2"),
        ("NEWSREADER_ALLOW_PRIVATE_HOSTS", "127.0.0.1"),
    ],
)
def test_a_wrong_variable_is_named(paths: Paths, variable: str, value: str) -> None:
    text = mistake(paths, {variable: value})
    assert variable in text
    assert "allowed: " in text
    assert len(text) < 300


def test_a_wrong_flag_is_named_as_typed(paths: Paths) -> None:
    with pytest.raises(ConfigError, match="--per-host"):
        load_settings(paths, {}, per_host=99)
    with pytest.raises(TypeError, match="colour"):
        load_settings(paths, {}, colour=True)


def test_a_syntax_error_says_file_and_line(paths: Paths) -> None:
    write(paths, "offline = true\nmeasure = = 3\n")
    text = mistake(paths)
    assert str(paths.config_file) in text
    assert "line 2" in text


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"offline = true\n# caf\xe9\n", "line 2 is not UTF-8"),
        (b"measure = " + b"9" * 5000, "not valid TOML"),
        (b"measure = " + b"[" * 100_000, "nested too deep"),
        (b"#" * 1_000_001, "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_settings_file_is_one_clear_error(paths: Paths, raw: bytes, said: str) -> None:
    paths.config_file.write_bytes(raw)
    assert said in mistake(paths)


def test_a_directory_in_its_place_is_one_clear_error(paths: Paths) -> None:
    paths.config_file.mkdir()
    assert "cannot be read" in mistake(paths)
