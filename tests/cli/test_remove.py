"""newsreader remove, and taking it back."""

from __future__ import annotations

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
    assert program.done("remove", "--undo").out == "Nothing was removed.\n"


def test_what_is_not_there(program: Program) -> None:
    ran = program("remove", "No Such Paper")
    assert (ran.code, ran.out) == (1, "")
    assert "No Such Paper" in ran.err
    assert program("remove").code == 2
