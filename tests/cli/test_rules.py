"""newsreader rules, show --rule and show --explain."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.server import TestServer
from tests.site import STORIES, NewsSite

STORY = STORIES[0]
PROSE = "The ferry came in at seven with its lamps lit, and nobody on the quay said a word about the storm. "
OTHER = "The council wants to know what a second bridge would cost and who is to paint it every spring. "
PAGE = (
    "<html><head><title>The ferry</title></head><body><h1>The ferry is back in the harbour</h1>"
    f"<div class=long><p>{OTHER * 3}</p><p>{OTHER * 2}</p></div><div class=own><p>{PROSE * 4}</p></div></body></html>"
)
RULE = """
hosts = ["127.0.0.1"]
body = ".own"

[[test]]
url = "http://127.0.0.1/a"
file = "page.html"
title = "The ferry is back in the harbour"
starts = "The ferry came in"
lacks = ["council"]
"""


def written(folder: Path, text: str = RULE, page: str = PAGE) -> str:
    (folder / "page.html").write_text(page, encoding="utf-8")
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    return str(folder / "mine.toml")


def test_the_rules_there_are_are_listed_the_persons_own_first(program: Program) -> None:
    path = program.write_config("site_rules/mine.toml", RULE)
    shown = program.done("rules").lines
    assert shown[:2] == [str(path), "  for 127.0.0.1"]
    assert "space-media-network.toml (built in)" in shown
    first, *rest = program.done("rules", "--json").json
    assert first == {"file": str(path), "own": True, "hosts": ["127.0.0.1"], "paths": []}
    assert not any(each["own"] for each in rest)


def test_the_built_in_rules_pass_their_tests(program: Program) -> None:
    assert program.done("rules", "check").out == "space-media-network.toml: 2 tests, all as they should be\n"


def test_a_rule_that_passes(program: Program, tmp_path: Path) -> None:
    file = written(tmp_path)
    assert program.done("rules", "check", file).out == f"{file}: 1 test, all as they should be\n"
    assert program.done("rules", "check", file, "--json").json == [{"file": file, "tests": 1, "failures": []}]


def test_a_rule_without_tests_says_so(program: Program, tmp_path: Path) -> None:
    file = written(tmp_path, "hosts = 'a.example'")
    assert program.done("rules", "check", file).out == f"{file}: no tests\n"


EVERYTHING = """
hosts = ["a.example"]
body = ".gone"
[[test]]
url = "https://b.example/"
file = "page.html"
title = "A"
byline = "B"
place = "C"
agency = "D"
date = 2026-01-02
starts = "E"
ends = "F"
has = "G g"
lacks = "ferry"
related = "H"
"""


def test_every_field_that_is_wrong_is_named(program: Program, tmp_path: Path) -> None:
    file = written(tmp_path, EVERYTHING)
    ran = program("rules", "check", file)
    assert ran.code == 1
    first, *failures = ran.lines
    assert first == f"{file}: 1 test, 12 not as they should be"
    said = [failure.removeprefix("  test 1 (https://b.example/): ") for failure in failures]
    assert said == [
        "its address is not one that the rule is for",
        "the body of the rule finds nothing, or too little text",
        "title is 'The ferry is back in the harbour', not 'A'",
        "byline is '', not 'B'",
        "place is '', not 'C'",
        "agency is '', not 'D'",
        "date is '', not '2026-01-02'",
        "the text starts with 'T', not 'E'",
        "the text ends with '.', not 'F'",
        "the text lacks 'G g'",
        "the text has 'ferry'",
        "related is [], not ['H']",
    ]


def test_a_page_that_cannot_be_read_or_holds_nothing_fails_its_test(program: Program, tmp_path: Path) -> None:
    file = written(tmp_path, page="<p>Nothing.")
    assert "No article was found on this page" in program("rules", "check", file).out
    (tmp_path / "page.html").unlink()
    ran = program("rules", "check", file)
    assert ran.code == 1
    assert f"its page cannot be read: {tmp_path / 'page.html'}: No such file" in ran.out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hosts = 'a.example'\nbody = 'div['", "(line 2, body has 'div[', which is no CSS selector that can be read"),
        ("hosts = 'a.example'\nbdoy = 'p'", "unknown key 'bdoy', did you mean 'body'?"),
    ],
)
def test_a_mistake_is_one_sentence_and_costs_only_that_rule(
    program: Program, news_site: NewsSite, tmp_path: Path, text: str, said: str
) -> None:
    file = written(tmp_path, text)
    for command in (("rules", "check", file), ("show", news_site.url(STORY.path), "--rule", file)):
        ran = program(*command)
        assert (ran.code, ran.out) == (1, "")
        assert said in ran.err
        assert ran.err.count("\n") == 1
    program.write_config("site_rules/mine.toml", text)
    for code, command in ((0, ("show", news_site.url(STORY.path))), (0, ("rules",)), (1, ("rules", "check"))):
        ran = program(*command)
        assert ran.code == code
        assert said in ran.err
        assert ran.err.count("\n") == 1
    assert program.done("sections").out  # which reads no page, and loads no rule


def test_list_takes_no_file(program: Program) -> None:
    assert program("rules", "list", "x").code == 2


def test_a_rule_in_the_persons_folder_is_used(program: Program, server: TestServer) -> None:
    program.write_config("site_rules/mine.toml", RULE)
    shape = program.done("show", server.put("/a", PAGE), "--json").json
    assert shape["text"] == (PROSE * 4).strip()
    assert shape["notes"] == []


def test_a_new_rule_reads_a_kept_page_again_when_a_fresh_one_is_asked_for(program: Program, server: TestServer) -> None:
    url = server.put("/a", PAGE)
    first = program.done("show", url, "--json").json
    program.write_config("site_rules/mine.toml", RULE)
    assert program.done("show", url, "--json").json["text"] == first["text"]
    again = program.done("show", url, "--json", "--refresh").json
    assert (again["id"], again["text"]) == (first["id"], (PROSE * 4).strip())


def test_a_changed_layout_is_said_and_stays_said(program: Program, server: TestServer) -> None:
    program.write_config("site_rules/mine.toml", RULE)
    url = server.put("/a", PAGE.replace("class=own", "class=new"))
    for _ in range(2):
        assert program.done("show", url, "--json").json["notes"] == ["layout changed"]
    assert "▪ Layout changed: the rule for this site no longer fits" in program.done("show", url).out


def test_a_rule_is_tried_on_the_kept_page_and_nothing_of_it_stays(
    program: Program, server: TestServer, tmp_path: Path
) -> None:
    url = server.put("/a", PAGE)
    before = program.done("show", url, "--json").json
    assert OTHER.strip() in before["text"]
    file = written(tmp_path)
    tried = program.done("--offline", "show", url, "--json", "--rule", file).json
    assert tried["text"] == (PROSE * 4).strip()
    assert (tried["id"], tried["from_cache"]) == (before["id"], True)
    assert "council" not in program.done("show", url, "--rule", file).out
    assert program.done("show", url, "--json").json["text"] == before["text"]


def test_why_is_told_offline_for_an_address_and_a_number(program: Program, news_site: NewsSite) -> None:
    url = news_site.url(STORY.path)
    number = program.done("show", url, "--json").json["id"]
    by_address = program.done("--offline", "show", url, "--explain")
    assert program.done("--offline", "show", str(number), "--explain").out == by_address.out
    lines = by_address.lines
    assert lines[:2] == [url, "Read without a site rule"]
    headings = [line for before, line in pairwise(lines) if before == ""]
    assert {"Candidates for the body, with their scores", "Chosen", "Dropped"} <= set(headings)


def test_why_as_json_for_an_address_never_seen(program: Program, server: TestServer) -> None:
    url = server.put("/a", PAGE)
    shape = program.done("show", url, "--explain", "--json").json
    assert (shape["url"], shape["rule"], shape["error"]) == (url, None, None)
    assert shape["title"] == "The ferry is back in the harbour"
    assert {"candidate", "chosen"} <= {reason["step"] for reason in shape["reasons"]}
    scores = [reason["score"] for reason in shape["reasons"] if reason["step"] == "candidate"]
    assert scores == sorted(scores, reverse=True)
    assert program.done("--offline", "show", url, "--explain", "--json").json == shape


def test_why_there_is_no_article(program: Program, server: TestServer) -> None:
    url = server.put("/a", "<h1>Gallery of the quay by night</h1><div class=newsletter>Our letter</div>")
    ran = program("show", url, "--explain")
    assert ran.code == 1
    assert "class word: newsletter" in ran.out
    assert "No article was found" in ran.err


def test_why_of_what_is_not_there(program: Program) -> None:
    assert program("--offline", "show", "https://a.example/x", "--explain").code == 4
    assert program("show", "99", "--explain").code == 1
