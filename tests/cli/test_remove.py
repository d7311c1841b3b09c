"""newsreader remove, and taking it back."""

from __future__ import annotations

import pytest

from tests.cli.program import Program


def test_removed_and_back_in_another_run(program: Program) -> None:
    before = program.done("sections", "--json").json
    name = before[0]["site"]
    ran = program.done("remove", name)
    assert ran.out.startswith(f"{name} removed with 0 articles. ")
    after = program.done("sections", "--json").json
    assert name not in {section["site"] for section in after}
    assert len(program.done("sections", "--json").json) == len(after)  # the catalogue does not bring it back
    assert name in program.done("remove", "--undo").out
    assert program.done("sections", "--json").json == before
    assert program.done("remove", "--undo").out == "There is nothing to bring back.\n"


def test_what_is_not_there(program: Program) -> None:
    ran = program("remove", "No Such Paper")
    assert (ran.code, ran.out) == (1, "")
    assert "No Such Paper" in ran.err
    assert program("remove").code == 2


def test_a_name_of_several_publications_removes_none_of_them(program: Program) -> None:
    before = program.done("sections", "--json").json
    ran = program("remove", "Rocket Science")
    assert (ran.code, ran.out) == (2, "")
    assert "Space Daily / Rocket Science" in ran.err
    assert "Space Travel / Rocket Science" in ran.err
    assert program.done("sections", "--json").json == before
    assert program.done("remove", "Space Travel / Rocket Science").out.startswith("Space Travel / Rocket Science ")


@pytest.mark.parametrize(
    "command", [("remove",), ("fetch",), ("cache", "prune"), ("cache", "rebuild"), ("export", "--opml", "--section")]
)
def test_a_saved_search_is_told_from_a_section(program: Program, command: tuple[str, ...]) -> None:
    program("search", "--save", "Tides", "tide")
    ran = program(*command, "Tides")
    assert (ran.code, ran.out) == (1, "")
    assert "Tides (a saved search; newsreader search --saved and --forget are for those)" in ran.err


def test_json(program: Program) -> None:
    before = program.done("sections", "--json").json[0]
    shape = program.done("remove", before["key"], "--json").json
    names = {name: before[name] for name in ("site", "section", "key")}
    assert shape["sections"] == [names]
    assert shape["done"].startswith(f"{before['site']} / {before['section']} removed")
    back = program.done("remove", "--undo", "--json").json
    assert back["sections"] == []
    assert before["section"] in back["done"]
    assert program.done("remove", "--undo", "--json").json == {"done": None, "sections": []}
