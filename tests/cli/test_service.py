"""newsreader service, in a home of its own and with tools that only keep what they were asked."""

from __future__ import annotations

import configparser
import plistlib
import sys
from pathlib import Path

import pytest

from newsreader.errors import ServiceError
from newsreader.library import service
from newsreader.library.service import MARK, plan_for
from tests.cli.program import Program

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a home with systemd; the other systems' plans as data")
TOOL = """#!/bin/sh
echo "$@" >> '{log}'
case "$*" in *is-active*) [ -e '{state}' ] && echo active || {{ echo inactive; exit 3; }} ;;
*restart*) touch '{state}' ;;
*"disable --now"*) rm -f '{state}' ;;
esac
"""
COMMAND = ("/usr/bin/python3", "-m", "newsreader", "fetch")


class System:
    """A system with a fake tool."""

    def __init__(self, home: Path, program: Program) -> None:
        self.units = home / "config" / "systemd" / "user"
        self._log = home / "asked"
        self._bin = home / "bin"
        self._bin.mkdir()
        self._program, self._home = program, home
        program.set("PATH", str(self._bin))
        program.set("HOME", str(home))

    def has_tool(self, text: str = TOOL) -> None:
        tool = self._bin / "systemctl"
        tool.write_text(text.format(log=self._log, state=self._home / "active"), encoding="utf-8")
        tool.chmod(0o755)
        self._program.set("PATH", f"{self._bin}:/usr/bin:/bin")

    @property
    def asked(self) -> list[str]:
        return self._log.read_text("utf-8").splitlines() if self._log.exists() else []


@pytest.fixture
def system(program: Program) -> System:
    return System(program.home, program)


def test_there_and_back(program: Program, system: System) -> None:
    system.has_tool()
    before = program("service", "status")
    assert (before.code, before.err) == (1, "")
    assert before.lines[0] == "systemd does not fetch by itself (inactive)."
    ran = program.done("service", "install", "--every", "45")
    for name in ("newsreader.service", "newsreader.timer"):
        text = (system.units / name).read_text("utf-8")
        assert f"Wrote {system.units / name}:" in ran.lines
        assert all(f"    {line}".rstrip() in ran.lines for line in text.splitlines())  # says exactly what
    assert ran.lines[-3:] == [
        "Ran: systemctl --user enable newsreader.timer",
        "Ran: systemctl --user restart newsreader.timer",
        "To undo: newsreader service remove",
    ]
    assert system.asked[-2:] == ["--user enable newsreader.timer", "--user restart newsreader.timer"]
    assert program.done("service", "status").lines[0] == "systemd fetches from time to time (active)."
    status = program.done("service", "status", "--json").json
    assert (status["written"], status["active"], status["said"]) == (True, True, "active")
    program.done("service", "install", "--every", "60")  # again, with another wish
    assert "OnUnitActiveSec=60min" in (system.units / "newsreader.timer").read_text("utf-8")
    gone = program.done("service", "remove")
    assert f"Deleted {system.units / 'newsreader.timer'}" in gone.lines
    assert list(system.units.iterdir()) == []
    assert system.asked[-2:] == ["--user disable --now newsreader.timer", "--user daemon-reload"]
    assert "Nothing of it was there." in program.done("service", "remove").out


def test_a_dry_run_only_says_it(program: Program, system: System) -> None:
    system.has_tool()
    ran = program.done("service", "install", "--dry-run", "--full-text")
    assert f"Would write {system.units / 'newsreader.timer'}:" in ran.lines
    assert "Would run: systemctl --user restart newsreader.timer" in ran.lines
    assert '"fetch" "--full-text"' in ran.out
    shape = program.done("service", "install", "--dry-run", "--json").json
    assert (shape["system"], shape["dry_run"], shape["undo"]) == ("systemd", True, "newsreader service remove")
    assert [Path(file["path"]).name for file in shape["files"]] == ["newsreader.service", "newsreader.timer"]
    assert program.done("service", "remove", "--dry-run", "--json").json["removed"] == []
    assert not system.units.exists()
    assert system.asked == []


def test_without_systemd_nothing_is_written(program: Program, system: System) -> None:
    ran = program("service", "install")
    assert (ran.code, ran.out) == (1, "")
    assert "crontab -e takes this line instead: @hourly " in ran.err
    assert "systemctl (the tool of systemd is not there, so nothing was written)" in ran.err
    assert not system.units.exists()
    assert program("service", "status").code == 1


def test_a_file_of_somebody_else_stays(program: Program, system: System) -> None:
    system.has_tool()
    system.units.mkdir(parents=True)
    (system.units / "newsreader.timer").write_text("[Timer]\n", encoding="utf-8")
    ran = program("service", "install")
    assert (ran.code, ran.out) == (1, "")
    assert "not written by newsreader" in ran.err
    program.done("service", "remove")
    assert (system.units / "newsreader.timer").read_text("utf-8") == "[Timer]\n"
    assert not (system.units / "newsreader.service").exists()


def test_a_tool_that_fails_is_said(program: Program, system: System) -> None:
    system.has_tool("#!/bin/sh\necho 'Failed to connect to bus'\nexit 1\n")
    ran = program("service", "install")
    assert (ran.code, ran.out) == (1, "")
    assert "systemctl --user daemon-reload (Failed to connect to bus)" in ran.err


@pytest.mark.parametrize("minutes", ["4", "1440", "-5", "often"])
def test_minutes_that_are_none(program: Program, minutes: str) -> None:
    assert program("service", "install", "--every", minutes).code == 2


def test_units_keep_every_word_as_it_is(tmp_path: Path) -> None:
    command = ("/opt/my $python", '-m "x"', "100%", "back\\slash")
    places = {"XDG_DATA_HOME": "/data/a b", "XDG_CONFIG_HOME": str(tmp_path)}
    plan = plan_for("linux", Path("/home/anna"), places, command, 30)
    service_file, timer_file = plan.files
    assert service_file.path == tmp_path / "systemd" / "user" / "newsreader.service"
    assert 'ExecStart="/opt/my $$python" "-m \\"x\\"" "100%%" "back\\\\slash"\n' in service_file.text
    assert 'Environment="XDG_DATA_HOME=/data/a b"\n' in service_file.text
    units = configparser.ConfigParser(strict=False, interpolation=None)
    units.optionxform = str  # type: ignore[assignment,method-assign]  # as unit files are read
    units.read_string(timer_file.text)
    assert units["Timer"]["OnUnitActiveSec"] == "30min"
    assert units["Install"]["WantedBy"] == "timers.target"
    elsewhere = plan_for("linux", Path("/home/anna"), {}, command, 30).files[0].path
    assert elsewhere == Path("/home/anna/.config/systemd/user/newsreader.service")


def test_launchd(tmp_path: Path) -> None:
    plan = plan_for("darwin", tmp_path, {"XDG_DATA_HOME": "/data"}, COMMAND, 30)
    (file,) = plan.files
    assert file.path == tmp_path / "Library" / "LaunchAgents" / "newsreader.fetch.plist"
    wanted = plistlib.loads(file.text.encode())
    assert (wanted["ProgramArguments"], wanted["StartInterval"]) == (list(COMMAND), 1800)
    assert wanted["EnvironmentVariables"] == {"XDG_DATA_HOME": "/data"}
    assert MARK in file.text
    assert plan.install[0][:2] == ("launchctl", "bootstrap")
    assert plan.remove[0][:2] == ("launchctl", "bootout")


def test_task_scheduler() -> None:
    plan = plan_for("win32", Path("C:/Users/anna"), {}, ("C:\\My Python\\python.exe", *COMMAND[1:]), 30)
    assert plan.files == ()
    (create,) = plan.install
    assert create[:4] == ("schtasks", "/Create", "/F", "/TN")
    assert create[-1] == '"C:\\My Python\\python.exe" -m newsreader fetch'
    assert plan.remove == (("schtasks", "/Delete", "/F", "/TN", service.LABEL),)
    with pytest.raises(ServiceError, match="at most 261 characters"):
        plan_for("win32", Path("C:/"), {}, ("x" * 300,), 30)


def test_the_command_is_found_from_anywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert service.fetch_command() == (sys.executable, "-P", "-m", "newsreader", "fetch")
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "newsreader.pyz")])
    assert service.fetch_command(["--full-text"])[1:] == (str(tmp_path / "newsreader.pyz"), "fetch", "--full-text")
