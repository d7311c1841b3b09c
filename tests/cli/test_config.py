"""newsreader config and newsreader paths."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from newsreader.config.documents import commented_defaults
from tests.cli.program import Program

SET = """\
measure = 66
[refresh]
minutes = 5
[site."paper.example"]
password = "s3cret"
user = "anna"
days = 3
[keys]
read.next = "ctrl+n"
"""


def shown(program: Program, *names: str) -> dict[str, tuple[object, str, str]]:
    rows = program("config", "show", *names, "--json").json
    return {row["name"]: (row["value"], row["source"], row["place"]) for row in rows}


def test_paths_prints_every_place(program: Program) -> None:
    places = program.done("paths", "--json").json
    assert set(places) == {"settings", "themes", "catalogues", "site_rules", "library", "log"}
    assert program.done("config", "path").out == f"{places['settings']}\n"
    lines = program.done("paths").lines
    assert [line.split()[-1] for line in lines] == list(places.values())
    assert not program.home.joinpath("config", "newsreader").exists()


def test_show_says_where_each_value_comes_from(program: Program) -> None:
    program.write_config("config.toml", SET)
    program.set("NEWSREADER_TOTAL", "3")
    file = program.done("config", "path").out.strip()
    rows = shown(program)
    assert rows["measure"] == (66, "file", f"{file}:1")
    assert rows["refresh.minutes"] == (5, "file", f"{file}:3")
    assert rows["total"] == (3, "environment", "NEWSREADER_TOTAL")
    assert rows["per_host"] == (2, "default", "")
    assert rows['site."paper.example".days'] == (3, "file", f"{file}:7")
    assert rows['site."paper.example".user'] == ("anna", "file", f"{file}:6")
    assert rows['site."paper.example".password'] == ("(hidden)", "file", f"{file}:5")
    assert rows['keys."read.next"'] == (["ctrl+n"], "file", f"{file}:9")
    assert rows['keys."read.previous"'] == (["K"], "default", "")
    assert "s3cret" not in program.done("config").out
    assert f"measure = 66  # {file}:1" in program.done("config", "show").lines
    assert "offline = true  # --offline" in program.done("config", "show", "--offline").lines
    assert list(shown(program, "refresh")) == ["refresh.minutes", "refresh.at_start", "refresh.while_open"]


def test_show_of_a_broken_file_shows_what_is_right_and_tells_the_rest(program: Program) -> None:
    program.write_config("config.toml", "mesure = 3\ntotal = 4\nper_host = 99\n")
    ran = program("config", "show", "total", "per_host")
    assert ran.code == 1
    assert ran.lines[0] == "per_host = 2  # default"
    assert ran.lines[1].startswith("total = 4")
    assert ["line 1, " in ran.err, "line 3, " in ran.err] == [True, True]
    ran = program("config", "show", "colour")
    assert ran.code == 1
    assert "No setting is called colour" in ran.err


def test_check_says_everything_that_is_wrong(program: Program) -> None:
    assert program.done("config", "check").lines[-1] == "0 broken, 0 warnings."
    program.done("sections")  # makes a library to look names up in
    program.write_config("config.toml", 'mesure = 3\ntotal = 0\n[section."The Stens"]\ndays = 1\n')
    program.write_config("themes/mine.toml", 'primary = "grey"\n')
    program.write_config("catalogues/mine.toml", "sauce = 1\n")
    program.write_config("site_rules/mine.toml", "host = 1\n")
    program.set("NEWSREADER_TOTL", "3")
    ran = program("config", "check", "--json")
    assert (ran.code, ran.err) == (1, "")
    broken = {(each["check"], each["subject"].rpartition("/")[2]) for each in ran.json if each["state"] == "broken"}
    assert broken == {
        ("settings", "config.toml"),
        ("settings", 'section."The Stens"'),
        *((kind, "mine.toml") for kind in ("themes", "catalogues", "site rules")),
    }
    assert sum(each["state"] == "warning" for each in ran.json) == 1
    assert program("config", "check").lines[-1] == "6 broken, 1 warning."


EDITOR = "import sys; open(sys.argv[-1], 'a', encoding='utf-8').write({!r}); sys.exit({})"


def editor(folder: Path, text: str, code: int = 0) -> str:
    script = folder / "the editor.py"
    script.write_text(EDITOR.format(text, code), encoding="utf-8")
    return f"'{sys.executable}' '{script}' --wait"


@pytest.mark.skipif(sys.platform == "win32", reason="quotation marks are not read there")
def test_edit_begins_the_file_opens_it_and_checks_it(program: Program, tmp_path: Path) -> None:
    file = Path(program.done("config", "path").out.strip())
    program.set("EDITOR", editor(tmp_path, "# seen\n"))
    assert program.done("config", "edit").lines[-1] == "0 broken, 0 warnings."
    assert file.read_text(encoding="utf-8") == commented_defaults() + "# seen\n"
    program.set("VISUAL", editor(tmp_path, "nonsense = 1\n"))  # in the last table, [keys]
    ran = program("config", "edit")
    assert ran.code == 1
    assert "there is no command 'nonsense'" in ran.out


def test_an_editor_that_fails_is_said(program: Program, tmp_path: Path) -> None:
    program.set("VISUAL", str(tmp_path / "none"))
    assert "could not be started" in program("config", "edit").err
    program.set("VISUAL", f"'{sys.executable}' -c 'import sys; sys.exit(3)'")
    ran = program("config", "edit")
    assert (ran.code, ran.err.endswith("ended with an error (3).\n")) == (1, True)
