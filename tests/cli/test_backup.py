"""newsreader backup, and the way back."""

from __future__ import annotations

from contextlib import closing

from newsreader.store.connection import open_library
from tests.cli.program import Program
from tests.fakes import PORTS, fill


def filled(program: Program) -> None:
    fill(program.home, 5)
    (program.home / "data" / "library.sqlite3").rename(library_of(program))


def library_of(program: Program):
    file = program.home / "data" / "newsreader" / "library.sqlite3"
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def test_there_and_back(program: Program) -> None:
    filled(program)
    copy = program.home / "news.backup"
    assert program.done("backup", str(copy)).out.startswith(f"Backed up to {copy} (")
    again = program("backup", str(copy))
    assert (again.code, again.out) == (1, "")
    assert again.err == f"newsreader: The backup failed: {copy} (it is there already; --force replaces a file).\n"
    program.done("backup", str(copy), "--force")

    library_of(program).unlink()
    assert len(program.done("list", "--json").json) == 0
    ran = program.done("backup", "--restore", str(copy))
    assert ran.lines[0] == f"The library is that of {copy} again."
    assert "library-set-aside-" in ran.lines[1]
    assert len(program.done("list", "--json").json) == 6


def test_a_damaged_library_says_what_to_do_and_that_helps(program: Program) -> None:
    filled(program)
    file = library_of(program)
    file.write_bytes(bytes(100) + file.read_bytes()[100:])
    ran = program("list")
    assert ran.code == 1
    assert "newsreader backup --salvage" in ran.err
    saved = program.done("backup", "--salvage")
    assert saved.lines[0].startswith("Saved 6 articles, 4 of them with their text, 0 marks and ")
    assert len(program.done("list", "--json").json) == 6
    (aside,) = file.parent.glob("library-set-aside-*")
    assert aside.read_bytes().startswith(bytes(100))


def test_the_running_reader_is_not_pulled_from_under(program: Program) -> None:
    filled(program)
    copy = program.home / "news.backup"
    with closing(open_library(library_of(program))) as db:
        program.done("backup", str(copy))
        ran = program("backup", "--restore", str(copy))
        assert (ran.code, ran.out) == (1, "")
        assert "close that first" in ran.err
        assert db.execute("SELECT total FROM section WHERE key = ?", (PORTS,)).fetchone() == (5,)


def test_one_of_the_three_must_be_named(program: Program) -> None:
    assert program("backup").code == 2
    assert program("backup", "a", "--salvage").code == 2


def test_where_nothing_can_be_saved_it_says_what_else_helps(program: Program) -> None:
    file = library_of(program)
    file.write_bytes(b"Dear diary, " * 1000)
    ran = program("backup", "--salvage")
    assert ran.code == 1
    assert "nothing in it can be read" in ran.err
    assert "--salvage" not in ran.err
    assert "newsreader backup --restore FILE goes back to a backup" in ran.err


def test_a_damaged_library_is_named_where_it_cannot_be_backed_up(program: Program) -> None:
    filled(program)
    file = library_of(program)
    with closing(open_library(file)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'article'").fetchone()
    data = bytearray(file.read_bytes())
    data[4096 * (root - 1) : 4096 * root] = b"\xff" * 4096
    file.write_bytes(data)
    ran = program("backup", str(program.home / "news.backup"))
    assert (ran.code, ran.out) == (1, "")
    assert f"The backup failed: {file} (the file is damaged; newsreader backup --salvage" in ran.err


def test_json(program: Program) -> None:
    filled(program)
    copy = program.home / "news.backup"
    assert program.done("backup", str(copy), "--json").json == {"file": str(copy), "bytes": copy.stat().st_size}
    shape = program.done("backup", "--restore", str(copy), "--json").json
    assert shape["restored"] == str(copy)
    assert "library-set-aside-" in shape["set_aside"]
    saved = program.done("backup", "--salvage", "--json").json
    assert (saved["articles"], saved["texts"], saved["marks"], saved["damaged"]) == (6, 4, 0, [])
    assert "library-set-aside-" in saved["set_aside"]
