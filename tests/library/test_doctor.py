"""Each check of the doctor says what it finds and what to do."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newsreader.access import DIRECT, Access, NetworkSettings, Secret, read_proxy
from newsreader.config.paths import Paths
from newsreader.config.settings import Settings
from newsreader.errors import ConfigError
from newsreader.library.doctor.finding import Finding, Verdict
from newsreader.library.doctor.library import check_library
from newsreader.library.doctor.machine import (
    WRITTEN,
    check_access,
    check_clock,
    check_network,
    check_proxies,
    check_trust,
)
from newsreader.library.doctor.setup import (
    LEAST_FREE_BYTES,
    WANTED_FREE_BYTES,
    check_catalogues,
    check_folders,
    check_hyphenation,
    check_room,
    check_settings,
    check_site_rules,
)
from newsreader.library.doctor.terminal import Terminal, check_terminal
from newsreader.library.health import Trouble
from newsreader.model import AddressHealth, Section, SectionKey, SectionStatus
from tests.fakes import NOW, paths_in
from tests.fetch.secure_server import CERTIFICATES
from tests.library.paper import Paper, paper_library

OK, WARNING, BROKEN, SKIPPED = Verdict.OK, Verdict.WARNING, Verdict.BROKEN, Verdict.SKIPPED
needs_permissions = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may write anywhere"
)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return paths_in(tmp_path)


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def states(findings: Any) -> list[Verdict]:
    found = list(findings)
    for each in found:
        assert each.advice or each.state in (OK, SKIPPED), each  # whoever is told of trouble is told what to do
    return [each.state for each in found]


# ---- what the person has set up


def test_without_a_file_the_defaults_hold(paths: Paths) -> None:
    assert states(check_settings(paths, {"HOME": "/"})) == [OK]
    write(paths.config_file, "measure = 60\n")
    assert states(check_settings(paths, {})) == [OK]


def test_a_mistake_in_the_settings_is_named(paths: Paths) -> None:
    write(paths.config_file, "mesure = 60\n")
    (finding,) = check_settings(paths, {})
    assert (finding.state, finding.subject) == (BROKEN, str(paths.config_file))
    assert "did you mean 'measure'" in finding.why
    (finding,) = check_settings(paths_in(paths.data_dir), {"NEWSREADER_TOTAL": "many"})
    assert (finding.state, finding.subject) == (BROKEN, "NEWSREADER_TOTAL")


def test_a_variable_that_is_no_setting_is_told(paths: Paths) -> None:
    fine, stranger = check_settings(paths, {"NEWSREADER_OFLINE": "1", "NEWSREADER_OFFLINE": "1"})
    assert (fine.state, stranger.state, stranger.subject) == (OK, WARNING, "NEWSREADER_OFLINE")
    assert "NEWSREADER_OFFLINE" in stranger.what
    assert check_settings(paths, {"NEWSREADER_RETENTION": "1"})[1].state is WARNING  # of the file only


def test_catalogues_and_rules_with_mistakes_are_told_one_by_one(paths: Paths) -> None:
    assert states(check_catalogues(paths)) == [OK]
    assert states(check_site_rules(paths)) == [OK]
    bad = write(paths.catalogues_dir / "bad.toml", "sauce = 1\n")
    write(paths.catalogues_dir / "worse.toml", "=\n")
    write(paths.site_rules_dir / "bad.toml", "sauce = 1\n")
    findings = check_catalogues(paths)
    assert states(findings) == [BROKEN, BROKEN]
    assert findings[0].subject == str(bad)
    assert "sauce" in findings[0].why
    assert states(check_site_rules(paths)) == [BROKEN]


def test_folders_that_are_not_there_yet_are_fine(paths: Paths) -> None:
    assert states(check_folders(paths)) == [OK, OK]
    assert not paths.data_dir.exists()


def test_a_file_where_a_folder_should_be(paths: Paths) -> None:
    write(paths.data_dir, "")
    library, log = check_folders(paths)
    assert (library.state, log.state) == (BROKEN, OK)
    assert "is no folder" in library.why


@needs_permissions
def test_a_folder_that_cannot_be_written(paths: Paths) -> None:
    paths.data_dir.mkdir(parents=True)
    paths.data_dir.chmod(0o500)
    assert states(check_folders(paths)) == [BROKEN, OK]


def test_room_on_the_disk(paths: Paths) -> None:
    assert check_room(paths).check == "room"
    given = {LEAST_FREE_BYTES - 1: BROKEN, LEAST_FREE_BYTES: WARNING, WANTED_FREE_BYTES: OK}
    for free, state in given.items():
        assert states([check_room(paths, lambda _, free=free: free)]) == [state]

    def gone(_: Path) -> int:
        raise OSError(5, "Input/output error")

    finding = check_room(paths, gone)
    assert (finding.state, finding.why) == (BROKEN, "Input/output error")


# ---- the terminal


def terminal(environ: Mapping[str, str], **changes: Any) -> dict[str, Finding]:
    facts = {"is_terminal": True, "encoding": "utf-8", "columns": 80, "lines": 24} | changes
    found = {each.check: each for each in check_terminal(Terminal(environ=environ, **facts))}
    states(found.values())
    return found


def test_a_good_terminal() -> None:
    found = terminal({"TERM": "xterm-256color", "COLORTERM": "truecolor"})
    assert {each.state for each in found.values()} == {OK}
    assert found["colours"].what == "16 million"
    assert found["size"].what == "80 columns and 24 lines"


def test_a_poor_terminal_is_told_what_to_do() -> None:
    found = terminal({"TERM": "vt100"}, encoding="ANSI_X3.4-1968", columns=40)
    bad = {name for name, each in found.items() if each.state is WARNING}
    assert bad == {"size", "colours", "encoding"}
    assert terminal({"TERM": "dumb"})["terminal"].state is BROKEN
    assert terminal({})["terminal"].state is WARNING


def test_without_a_terminal_nothing_is_held_against_it() -> None:
    found = terminal({}, is_terminal=False, columns=0, lines=0)
    assert {found[name].state for name in ("terminal", "size", "colours")} == {SKIPPED}


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm", "KITTY_WINDOW_ID": "1"}, "kitty"),
        ({"TERM": "xterm", "TERM_PROGRAM": "WezTerm"}, "kitty"),
        ({"TERM": "foot-extra"}, "sixel"),
        ({"TERM": "xterm"}, "half blocks"),
    ],
)
def test_pictures_by_the_environment(environ: Mapping[str, str], told: str) -> None:
    assert told in terminal(environ)["pictures"].what


def test_no_colour_is_a_wish_and_no_fault() -> None:
    assert terminal({"TERM": "xterm", "NO_COLOR": "1"})["colours"].state is OK


# ---- clock, network, proxies


def tried(*addresses: AddressHealth) -> SectionStatus:
    urls = tuple(each.url for each in addresses)
    return SectionStatus(
        section=Section(key=SectionKey("a/b"), source="A", name="B", addresses=urls), addresses=addresses
    )


def test_the_clock() -> None:
    assert check_clock(NOW, ()).state is OK
    assert check_clock(WRITTEN - timedelta(days=1), ()).state is BROKEN
    last = tried(AddressHealth(url="https://a.example/", tried_at=NOW))
    assert check_clock(NOW - timedelta(hours=2), [last]).state is OK  # two machines, two clocks
    behind = check_clock(NOW - timedelta(days=3), [last])
    assert behind.state is BROKEN
    assert "in the future" in behind.why


def test_certificates_of_several_sites_speak_against_the_clock() -> None:
    def refused(url: str) -> AddressHealth:
        return AddressHealth(url=url, tried_at=NOW, error="x", trouble=Trouble.CERTIFICATE)

    one_site = tried(refused("https://a.example/1"), refused("https://a.example/2"))
    assert check_clock(NOW, [one_site]).state is OK
    finding = check_clock(NOW, [one_site, tried(refused("https://b.example/"))])
    assert finding.state is WARNING
    assert "2 sites" in finding.why


def test_the_network() -> None:
    assert states([check_network(is_offline=True, has_route=lambda: True)]) == [WARNING]
    assert states([check_network(is_offline=False, has_route=lambda: False)]) == [BROKEN]
    assert states([check_network(is_offline=False, has_route=lambda: True)]) == [OK]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("http://user:hunter2@proxy.example:3128/", "http://proxy.example:3128"),
        ("user:hunter2@proxy.example", "http://proxy.example:80"),
        ("https://user:a@hunter2@[2001:db8::1]:8080", "https://[2001:db8::1]:8080"),
        ("http://user:hunter2@proxy.example:port", ""),
        ("ftp://hunter2@proxy.example", ""),
    ],
)
def test_a_proxy_of_the_environment_is_named_without_its_password(written: str, shown: str) -> None:
    proxy, exceptions = check_proxies(Settings(), {"http": written, "no": "localhost"})
    assert states([proxy]) == [OK if shown else BROKEN]
    assert "hunter2" not in repr(proxy)
    assert shown in proxy.what
    assert (proxy.subject, exceptions.subject) == ("HTTP_PROXY", "NO_PROXY")


def test_a_proxy_of_the_settings_wins() -> None:
    proxy = read_proxy("http://me:hunter2@inner.example:3128", "network.proxy")
    assert proxy is not None
    settings = Settings(network=NetworkSettings(proxy=proxy), access={"a.example": Access(where="access", proxy=proxy)})
    findings = list(check_proxies(settings, {"http": "http://outer.example"}))
    assert [finding.what for finding in findings] == [
        "http://inner.example:3128",
        "http://inner.example:3128 for a.example",
    ]
    assert "hunter2" not in repr(findings)
    direct = Settings(network=NetworkSettings(proxy=DIRECT))
    told = [finding.what for finding in check_proxies(direct, {"http": "http://outer.example", "no": "x"})]
    assert told == ["no proxy, as the settings ask"]
    assert [finding.what for finding in check_proxies(Settings(), {"no": ""})] == ["no proxy"]


def test_whom_to_trust(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert states(check_trust(Settings())) == [OK]
    good, junk = CERTIFICATES / "good.pem", write(tmp_path / "junk.pem", "junk")
    access = {"a.example": Access(where="access", ca_bundle=str(junk)), "b.example": Access(where="access")}
    findings = list(check_trust(Settings(network=NetworkSettings(ca_bundle=str(good)), access=access)))
    assert states(findings) == [OK, BROKEN]
    assert "a.example" in findings[1].why
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    (finding,) = check_trust(Settings())
    assert (finding.state, finding.subject) == (BROKEN, "SSL_CERT_FILE")


# ---- the library


def test_who_we_are_to_sites(tmp_path: Path) -> None:
    def missing() -> str:
        raise ConfigError("config.toml", "access.bad.token: the environment variable PAPER is not set")

    def ask() -> str:
        raise AssertionError("the person was asked")

    none = str(tmp_path / "none.pem")
    locked = Secret("the keyring", ask, may_ask=True)
    settings = Settings(
        access={
            "good.example": Access(where="good", password=Secret("here", lambda: "hunter2")),
            "bad.example": Access(where="bad", token=Secret("nowhere", missing)),
            "locked.example": Access(where="locked", client_certificate=none, client_key_password=locked),
            "lost.example": Access(where="lost", client_certificate=none),
            "plain.example": Access(where="plain", user_agent="Anna/1.0"),
        },
    )
    findings = {finding.subject: finding for finding in check_access(settings)}
    assert {name: finding.state for name, finding in findings.items()} == {
        "good": OK,
        "bad": BROKEN,
        "locked": OK,
        "lost": BROKEN,
    }
    assert "PAPER is not set" in findings["bad"].why
    assert "none.pem cannot be read" in findings["lost"].why


async def test_a_library_that_is_whole(tmp_path: Path) -> None:
    said: list[str] = []
    async with paper_library(tmp_path, Paper()) as library:
        assert states(await check_library(library, said.append)) == [OK]
    assert "the file" in said


def test_that_words_cannot_be_broken_is_said_where_they_are_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not list(check_hyphenation(Settings(hyphenate=True)))
    monkeypatch.setattr("newsreader.library.doctor.setup.is_installed", lambda: False)
    assert not list(check_hyphenation(Settings()))
    (finding,) = check_hyphenation(Settings(hyphenate=True))
    assert finding.state is Verdict.WARNING
    assert "pip install pyphen" in finding.advice
