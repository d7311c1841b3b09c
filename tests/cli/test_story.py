"""newsreader story."""

from __future__ import annotations

from newsreader.store.connection import open_library
from tests.cli.program import Program
from tests.labelled import fill, labelled


def filled(program: Program) -> dict[int, str]:
    from newsreader.config.paths import default_paths

    db = open_library(default_paths().library_file)
    stories = fill(db, labelled())
    db.close()
    return {int(number): story for number, story in stories.items()}


def test_a_story_with_why_the_oldest_first(program: Program) -> None:
    stories = filled(program)
    one = max(number for number, story in stories.items() if story == "probe")
    shapes = program.done("story", str(one), "--json").json
    assert {shape["id"] for shape in shapes} <= {number for number, story in stories.items() if story == "probe"}
    assert len(shapes) > 1
    assert [shape["published"] for shape in shapes] == sorted(shape["published"] for shape in shapes)
    assert [shape["joined_by"] is None for shape in shapes if shape["id"] == one] == [True]
    others = [shape["joined_by"] for shape in shapes if shape["id"] != one]
    assert all(why["words"] and why["same_place"] and not why["linked"] for why in others)
    lines = program.done("story", str(one)).lines
    assert len(lines) == 2 * len(shapes)
    assert "the article itself" in "\n".join(lines)
    assert "same place · " in "\n".join(lines)


def test_by_address_and_alone(program: Program) -> None:
    stories = filled(program)
    alone = next(number for number, story in stories.items() if not story)
    url = program("story", str(alone), "--json").json[0]["url"]
    ran = program("story", url)
    assert ran.code == 0
    assert len(ran.lines) == 2
    assert "No other article in the library belongs to its story." in ran.err


def test_what_is_not_there_is_one_sentence(program: Program) -> None:
    filled(program)
    for named in ("99999", "https://desk.example/reports/none.html"):
        ran = program("story", named)
        assert ran.code == 1
        assert ran.err.count("\n") == 1
        assert named in ran.err
    assert program("story", "nonsense").code == 2
