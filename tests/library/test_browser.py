"""The web browser is started with a list of arguments, for web addresses only, and says nothing on our screen."""

from __future__ import annotations

import json
import sys
import webbrowser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.library import browser, programs

ADDRESS = "https://a.example/?q=$(touch x)&b=`id`;'\"|<>#--help"
WRITE = "import json, sys; print('complaint'); open(sys.argv[1], 'w').write(json.dumps(sys.argv[2:]))"


def given_browser(monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.setattr("webbrowser.get", lambda: webbrowser.GenericBrowser(command))


def ended() -> None:
    """Wait until the browsers have ended."""
    for process in programs._started:
        process.wait(timeout=60)


def test_the_address_is_one_argument_and_what_the_browser_says_goes_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    written = tmp_path / "arguments.json"
    given_browser(monkeypatch, [sys.executable, "-c", WRITE, str(written), "--new-tab", "%s"])
    assert browser.open_in_browser(ADDRESS)
    ended()
    assert json.loads(written.read_text()) == ["--new-tab", ADDRESS]
    assert capfd.readouterr() == ("", "")
    assert not Path("x").exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(), st.from_regex(r"(-|--|javascript:|file:|data:|ftp:|\x1b)[ -~]*")))
def test_nothing_but_a_web_address_ever_reaches_one(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    def none_is_asked() -> webbrowser.BaseBrowser:
        raise AssertionError(address)

    monkeypatch.setattr("webbrowser.get", none_is_asked)
    assert not browser.open_in_browser(address)


@pytest.mark.parametrize("name", ["lynx", "/usr/bin/w3m", "links", "elinks"])
def test_those_that_draw_in_the_terminal_are_known(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    given_browser(monkeypatch, [name, "%s"])
    assert browser.takes_terminal()
    given_browser(monkeypatch, ["firefox", name])
    assert not browser.takes_terminal()


def test_none_and_one_that_is_not_there_are_no_success(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_is_there() -> webbrowser.BaseBrowser:
        raise webbrowser.Error("none")

    given_browser(monkeypatch, ["/no/such/browser", "%s"])
    assert not browser.open_in_browser(ADDRESS)
    monkeypatch.setattr("webbrowser.get", none_is_there)
    assert not browser.open_in_browser(ADDRESS)
    assert not browser.takes_terminal()
