from __future__ import annotations

import dataclasses
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from newsreader.config.paths import Paths
from newsreader.config.refresh import Refresh
from newsreader.config.retention import Retention
from newsreader.config.settings import SETTINGS, Settings, examine_settings, load_settings
from newsreader.config.wishes import Wishes
from newsreader.errors import ConfigError, SettingsError


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(config_dir=tmp_path, data_dir=tmp_path, log_dir=tmp_path)


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
    table = tomllib.loads(shipped)
    assert list(table) == [field.name for field in dataclasses.fields(Settings) if field.name != "access"]
    scalars = {f"{key}.{name}" for key in ("retention", "refresh", "hooks", "notify") for name in table[key]}
    assert set(SETTINGS) == scalars | {key for key, value in table.items() if not isinstance(value, dict)}


def test_every_setting_is_documented_where_it_stands() -> None:
    shipped = files("newsreader").joinpath("config", "default.toml").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(shipped):
        if "=" in line and not line.startswith("#"):
            assert shipped[number - 1].startswith("# "), line


def test_what_is_wanted_otherwise_is_read_for_sections_and_sites(paths: Paths) -> None:
    write(
        paths,
        """
        [refresh]
        minutes = 60
        while_open = true
        [retention]
        days = 365
        megabytes = 0
        [section."The Stans"]
        articles = 500
        days = 0
        minutes = 240
        [section."space  war"]
        listed_days = 30
        full_text = false
        [site."Paper.example"]
        pictures = true
        user_agent = "us"
        [site."other.example"]
        user = "anna"
        """,
    )
    settings = load_settings(paths, {})
    assert settings.refresh == Refresh(minutes=60, while_open=True)
    assert settings.retention == Retention(days=365, megabytes=0)
    assert settings.section == {
        "The Stans": Wishes(articles=500, days=0, minutes=240),
        "space war": Wishes(listed_days=30, full_text=False),
    }
    assert settings.site == {"paper.example": Wishes(pictures=True)}
    assert {host: access.user for host, access in settings.access.items()} == {
        "paper.example": "",
        "other.example": "anna",
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("refresh = 3", "begun by [refresh]"),
        ("[refresh]\nminutes = 0", "refresh.minutes: 0 is not allowed; allowed: a whole number of minutes from 1"),
        ("[refresh]\nminutes = true", "refresh.minutes: true is not allowed"),
        ("[refresh]\nat_start = 1", "refresh.at_start: 1 is not allowed; allowed: true or false"),
        ("[refresh]\nminuts = 5", "did you mean 'minutes'?"),
        ("retention = 3", "begun by [retention]"),
        ("[retention]\ndays = -1", "line 2, retention.days: -1 is not allowed; allowed: a whole number"),
        ("[retention]\ndays = true", "retention.days: true is not allowed"),
        ('[retention]\ndays = "90d"', "retention.days: '90d' is not allowed"),
        ("[retention]\nmegabytes = 1.5", "retention.megabytes: 1.5"),
        ("[retention]\nday = 3", "unknown key 'day', did you mean 'days'?"),
        ('[section]\n"The Stans" = 3', 'line 2, section."The Stans": 3 is not allowed'),
        ('[section."The Stans"]\nminutes = "60"', """line 2, section."The Stans".minutes: '60' is not allowed"""),
        ("[section.Stans]\nunread_days = 3", "line 2, section.Stans: unknown key 'unread_days'"),
        ("[section.Stans]\narticles = 9999999999999", "section.Stans.articles"),
        ("[section.Stans]\nfull_text = 1", "section.Stans.full_text: 1 is not allowed; allowed: true or false"),
        ('[section."a b"]\n[section."a  b"]', 'line 2, section."a b": allowed: the name'),
        ('[site."a.example"]\nminutes = 0', 'line 2, site."a.example".minutes: 0 is not allowed'),
        ('theme = "grubox"', "line 1, theme: there is no theme 'grubox', did you mean 'gruvbox'?"),
        ("theme = 3", "theme: 3 is not allowed; allowed: the name of a theme"),
        ('theme = "../ink"', "there is no theme '../ink'"),
    ],
)
def test_a_mistake_in_a_table_is_told(paths: Paths, text: str, words: str) -> None:
    write(paths, text + "\n")
    assert words in mistake(paths)


def test_all_mistakes_are_told_at_once_with_their_lines(paths: Paths) -> None:
    write(
        paths,
        """# settings
mesure = 3
total = 0  # none
allow_private_hosts = [
  "a:1",
  "[b",
]
per_host = 3

[retention]
days = -1
dayz = 1

[site."paper.example"]
user = 3
pasword = "s3cret"

[keys]
find = "ctrl+i"
""",
    )
    loaded = examine_settings(paths, {"NEWSREADER_MEASURE": "1"}, {})
    lines = [problem.detail.split(",")[0] for problem in loaded.problems]
    assert lines == [
        "'1' is not allowed; allowed: a whole number from 40 to 120",
        *[f"line {n}" for n in (2, 3, 4, 11, 12, 15, 16, 19)],
    ]
    assert loaded.settings == Settings(per_host=3, keys={"find": ()})
    with pytest.raises(SettingsError) as caught:
        load_settings(paths, {})
    assert len(caught.value.user_text.splitlines()) == 8
    assert "s3cret" not in caught.value.user_text


def test_a_file_of_mistakes_ends(paths: Paths) -> None:
    write(paths, "".join(f"key{number} = 1\n" for number in range(500)))
    assert len(examine_settings(paths, {}, {}).problems) == 100


def test_every_value_says_where_it_comes_from(paths: Paths) -> None:
    write(paths, "measure = 50\ntotal = 3\n[refresh]\nminutes = 5\n")
    environ = {"NEWSREADER_TOTAL": "4", "NEWSREADER_REFRESH_AT_START": "1"}
    loaded = examine_settings(paths, environ, {"offline": True}, with_lines=True)
    assert loaded.sources == {
        "measure": str(paths.config_file),
        "total": "NEWSREADER_TOTAL",
        "refresh.minutes": str(paths.config_file),
        "refresh.at_start": "NEWSREADER_REFRESH_AT_START",
        "offline": "--offline",
    }
    assert loaded.settings.refresh == Refresh(minutes=5, at_start=True)
    assert loaded.lines["refresh", "minutes"] == 4


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
    assert load_settings(paths, {"NEWSREADER_COLOUR": "x", "OFFLINE": "1"}) == Settings()


def test_an_unknown_key_names_file_key_and_nearest(paths: Paths) -> None:
    write(paths, "mesure = 66\n")
    text = mistake(paths)
    assert str(paths.config_file) in text
    assert "'mesure'" in text
    assert "did you mean 'measure'?" in text
    assert (
        "allowed: allow_private_hosts, deadline_s, edition_minutes, hooks, hyphenate, ignore_robots" in text
    )  # each once


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
