"""newsreader edition."""

from __future__ import annotations

from newsreader.config.paths import default_paths
from newsreader.model import ArticleId
from newsreader.store.connection import open_library
from newsreader.store.marks import set_read
from tests.cli.program import Program
from tests.labelled import BEGIN, fill, labelled


def filled() -> None:
    db = open_library(default_paths().library_file)
    fill(db, labelled(), texts_of_each=1)
    db.close()


def test_it_is_printed_and_resumed(program: Program) -> None:
    filled()
    ran = program("edition", "--minutes", "4")
    assert ran.code == 0
    assert len(ran.lines) == 4
    assert all(line.endswith(" · 1 min") for line in ran.lines)
    assert "0 of 4 articles read, 4 minutes left." in ran.err
    shape = program.done("edition", "--minutes", "4", "--json").json
    assert [shape[name] for name in ("minutes", "minutes_left", "read")] == [4, 4, 0]
    ids = [ArticleId(each["id"]) for each in shape["articles"]]
    db = open_library(default_paths().library_file)
    set_read(db, ids, True, BEGIN)
    db.close()
    again = program("edition", "--minutes", "4")
    assert "That was your edition" in again.err
    assert [int(line.split()[0]) for line in again.lines] == ids


def test_the_minutes_of_the_settings(program: Program) -> None:
    filled()
    assert len(program("edition").lines) == 20
    assert program("edition", "--minutes", "0").code == 2


def test_without_anything_unread(program: Program) -> None:
    ran = program("edition")
    assert (ran.code, ran.out) == (0, "")
    assert "nothing unread" in ran.err
    assert program.done("edition", "--json").json["articles"] == []
