"""newsreader doctor."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from newsreader.cli.doctor import print_findings
from newsreader.cli.output import Output
from newsreader.library.doctor.finding import Finding, Verdict
from tests.cli.program import Program
from tests.site import NewsSite

KEYS = {"check", "state", "what", "subject", "why", "advice"}


@pytest.fixture(autouse=True)
def _with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the machine that tests has a network makes no difference."""
    monkeypatch.setattr("newsreader.library.doctor.machine.check_network.__kwdefaults__", {"has_route": lambda: True})


def findings(program: Program, *arguments: str) -> dict[str, list[dict[str, Any]]]:
    """Run it and give the findings by check."""
    by_check: dict[str, list[dict[str, Any]]] = {}
    for each in program("doctor", "--json", *arguments).json:
        assert set(each) == KEYS
        by_check.setdefault(each["check"], []).append(each)
    return by_check


def test_a_new_home_is_fine_and_stays_as_it_is(program: Program) -> None:
    ran = program("doctor")
    assert (ran.code, ran.err) == (0, "")
    assert "\n0 broken, " in ran.out
    assert "there is none yet" in ran.out
    assert not (program.home / "data" / "newsreader").exists()


def test_every_check_has_its_place(program: Program) -> None:
    program.done("sections")
    found = findings(program)
    assert set(found) == {
        *("settings", "catalogues", "site rules", "folders", "room", "terminal", "size", "colours", "encoding"),
        *("pictures", "network", "proxy", "trust", "library", "clock"),
    }
    assert found["library"][0]["state"] == "ok"


def test_broken_settings_are_a_finding_and_the_rest_is_looked_at(program: Program) -> None:
    program.done("sections")
    program.write_config("config.toml", "mesure = 60\n")
    ran = program("doctor")
    assert (ran.code, ran.err) == (1, "")
    assert "BROKEN   settings: " in ran.out
    assert "did you mean 'measure'" in ran.out
    assert "the library is whole" in ran.out


def test_a_damaged_library_is_a_finding(program: Program) -> None:
    program.done("sections")
    file = program.home / "data" / "newsreader" / "library.sqlite3"
    file.write_bytes(b"no library at all" * 1000)
    found = findings(program)["library"][0]
    assert (found["state"], program("doctor").code) == ("broken", 1)
    assert found["advice"]


def test_counts_that_are_wrong_are_a_finding_with_the_cure(program: Program) -> None:
    program.done("sections")
    db = sqlite3.connect(program.home / "data" / "newsreader" / "library.sqlite3")
    db.execute("UPDATE section SET unread = 7 WHERE id = 1")
    db.commit()
    db.close()
    (found,) = findings(program)["library"]
    assert found["state"] == "broken"
    assert "--repair" in found["advice"]


def test_each_source_is_told_with_what_to_do(program: Program, news_site: NewsSite) -> None:
    program.done("add", news_site.url("/straits.xml"), "--site", "Straits", "--section", "All")
    (fine,) = findings(program)["source"]
    assert fine["what"] == "Straits / All"
    assert fine["subject"] == news_site.url("/straits.xml")
    del news_site.pages["/straits.xml"]
    ran = program("doctor", "--online")
    assert ran.code == 1
    line = "BROKEN   Straits / All ({}): the site answered 404: no such page".format(news_site.url("/straits.xml"))
    assert line in ran.lines
    (dead,) = findings(program)["source"]
    assert (dead["state"], dead["why"]) == ("broken", "the site answered 404: no such page")
    assert "newsreader add" in dead["advice"]


def test_online_asks_now_and_offline_nobody(program: Program, news_site: NewsSite) -> None:
    program.done("add", news_site.url("/straits.xml"), "--site", "Straits", "--section", "All")
    news_site.requests.clear()
    assert findings(program, "--online", "--offline")["online"][0]["state"] == "skipped"
    assert findings(program)["source"]
    assert news_site.requests == []
    assert "1 source tried now, 1 of which answered" in findings(program, "--online")["online"][0]["what"]
    assert news_site.requests


def test_passwords_are_not_told(program: Program, news_site: NewsSite) -> None:
    program.set("HTTPS_PROXY", "http://me:hunter2@127.0.0.1:9")
    address = news_site.url("/straits.xml").replace("//", "//me:hunter2@")
    program.done("add", address, "--site", "Straits", "--section", "All")
    del news_site.pages["/straits.xml"]
    for arguments in ((), ("--json",), ("--online",)):
        ran = program("doctor", *arguments)
        assert "hunter2" not in ran.out + ran.err
        assert "127.0.0.1:9" in ran.out


def test_on_a_terminal_lines_are_broken_between_words(capsys: pytest.CaptureFixture[str]) -> None:
    finding = Finding(check="room", state=Verdict.BROKEN, what="a disk " * 12, advice="make room " * 9)
    print_findings([finding], Output(), 50)
    *lines, sum_up = capsys.readouterr().out.splitlines()
    assert sum_up == "1 broken, 0 warnings."
    assert lines[0].startswith("BROKEN   room: a disk")
    assert all(line.startswith("         ") for line in lines[1:])
    assert max(map(len, lines)) <= 50
    assert " ".join(" ".join(lines).split()) == "BROKEN room: " + ("a disk " * 12 + "make room " * 9).strip()
