"""newsreader read and open: one article in the pager, or in the web browser."""

from __future__ import annotations

import os
import subprocess
import sys
import webbrowser
from pathlib import Path

import pytest

from newsreader.cli import pager
from newsreader.cli.arguments.values import article
from newsreader.cli.output import Output
from newsreader.query import Query
from tests.cli.program import Program
from tests.site import NewsSite, stories_of
from tests.terminal import newsreader_in_terminal

STRAITS = stories_of("the-straits")
COLUMNS = 50
PAGER = """
import os, sys
text = sys.stdin.read()
lines = text.splitlines()
print("PAGED", len(lines), "LESS is", os.environ["LESS"], "looks" if "\\x1b[1m" in text else "plain", sys.argv[1:])
print("WIDE" if max(map(len, lines)) > 200 else "SET")
"""


@pytest.fixture
def site(program: Program, news_site: NewsSite) -> NewsSite:
    """The site with a section followed."""
    program.done("add", news_site.url("/straits.xml"), "--site", "Meridian", "--section", "Straits")
    return news_site


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["12"], 12),
        (["https://a.example/x"], "https://a.example/x"),
        (["a.example/x"], "https://a.example/x"),
        (["a.example:8080"], "https://a.example:8080"),
        (["drone"], "drone"),
        (["after:7d"], "after:7d"),
        (["after:2026"], "after:2026"),
        (["site:a.example"], "site:a.example"),
        (["12", "drones"], "12 drones"),
        (["drone", "a.example"], "drone a.example"),
    ],
)
def test_what_an_article_is_called(words: list[str], meant: str | int) -> None:
    wanted = article(words)
    assert (wanted.text if isinstance(wanted, Query) else wanted) == meant
    assert isinstance(wanted, Query) is (isinstance(meant, str) and "://" not in meant)


def test_printed_where_nobody_looks_and_read_then(program: Program, site: NewsSite) -> None:
    story = STRAITS[0]
    ran = program.done("read", site.url(story.path), "--width", "60")
    assert story.headline[:20] in ran.out
    assert "\x1b" not in ran.out
    assert max(map(len, ran.lines)) <= 60
    row = next(row for row in program.done("list", "--json").json if row["title"] == story.headline)
    assert row["unread"] is False
    assert program.done("read", str(row["id"]), "--width", "60").out == ran.out


def test_unread_it_may_stay(program: Program, site: NewsSite) -> None:
    program.done("read", site.url(STRAITS[0].path), "--keep-unread")
    assert all(row["unread"] for row in program.done("list", "--json").json)


def test_the_best_hit_of_a_search(program: Program, site: NewsSite) -> None:
    ran = program("read", "section:straits")
    assert ran.code == 0
    assert ran.err == f"newsreader: The best of {len(STRAITS)}; newsreader search lists them: section:straits\n"
    word = STRAITS[1].headline.split()[0]
    assert program("read", f'title:"{STRAITS[1].headline}"').out.count(word) > 0
    none = program("read", "xyzzy")
    assert (none.code, none.out) == (1, "")
    assert "xyzzy (no article matches)" in none.err
    assert "cannot be understood" in program("read", "is:perhaps").err


def test_offline_and_not_here(program: Program, site: NewsSite) -> None:
    ran = program("--offline", "read", site.url(STRAITS[0].path))
    assert (ran.code, ran.out) == (4, "")


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals as Unix has them")
def test_in_the_pager_with_looks(program: Program, site: NewsSite, tmp_path: Path) -> None:
    script = tmp_path / "pager of mine.py"
    script.write_text(PAGER, encoding="utf-8")
    program.set("PAGER", f"'{sys.executable}' '{script}' '; echo shell'")
    url = site.url(STRAITS[0].path)
    with newsreader_in_terminal(os.environ, "read", url, size=(100, 30)) as terminal:
        terminal.wait_for_text("PAGED", "LESS is R looks ['; echo shell']", "SET")
        assert terminal.wait_for_end() == 0


def test_which_pager(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"less", "more"}
    monkeypatch.setattr(pager.shutil, "which", lambda name: name if name in there else None)
    assert pager.pager_command({}) == ("less", "-R")
    assert pager.pager_command({"PAGER": "most -s 'a b'"}) == ["most", "-s", "a b"]
    assert pager.pager_command({"PAGER": "'open"}) == ("less", "-R")
    there.remove("less")
    assert pager.pager_command({"PAGER": " "}) == ("more",)
    there.remove("more")
    assert pager.pager_command({}) == ()


def test_a_pager_that_is_not_there_is_done_without(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    pager.page(["One.", "Two."], Output(), {"PAGER": "no-such-pager -x"})
    captured = capsys.readouterr()
    assert captured.out == "One.\nTwo.\n"
    assert captured.err.startswith("newsreader: The pager could not be started: no-such-pager (")


def test_a_pager_that_has_seen_enough(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    program = f"{sys.executable} -c 'import sys; sys.stdin.close()'"
    pager.page(["word " * 20] * 100_000, Output(), {**os.environ, "PAGER": program})
    assert capfd.readouterr() == ("", "")


def test_open_hands_web_addresses_to_the_browser(
    program: Program, site: NewsSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    class Browser:
        def open(self, url: str) -> bool:
            opened.append(url)
            return True

    monkeypatch.setattr(webbrowser, "get", lambda: Browser())
    rows = program.done("list", "--json").json
    program.done("open", str(rows[0]["id"]))
    program.done("open", "https://a.example/x")
    program.done("open", f'title:"{rows[1]["title"]}"')
    assert opened == [rows[0]["url"], "https://a.example/x", rows[1]["url"]]
    assert program("open", "987654").code == 1
    assert program("open", "file:///etc/passwd").code == 1
    assert len(opened) == 3


def test_no_browser_is_said(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def get() -> object:
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", get)
    ran = program("open", "https://a.example/x")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("newsreader: No web browser was found here to open https://a.example/x; ")


@pytest.mark.skipif(sys.platform == "win32", reason="signals as Unix has them")
def test_the_pager_does_not_inherit_deaf_ears(capfd: pytest.CaptureFixture[str]) -> None:
    code = "import signal; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
    with pager._interrupts_left_to_the_pager():
        subprocess.run([sys.executable, "-c", code], check=True, timeout=30)
    assert capfd.readouterr().out == "True\n"
