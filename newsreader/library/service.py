"""Fetching while nobody looks, by the timers of the system: what is written where, what is run, and how it is undone.

systemd.timer(5), launchd.plist(5), schtasks of Windows. Nothing of ours stays running: each time the system starts
`newsreader fetch`, which asks only what is due.
"""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from newsreader.errors import ServiceError
from newsreader.library.programs import ask_program

LABEL = "newsreader.fetch"
MARK = "Written by newsreader service install"
_LIMIT_S = 30.0  # for a tool of the system
_MAX_TASK_CHARS = 261  # of a command line, for schtasks
_PLACES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")  # which a timer would not know


class File(NamedTuple):
    """A file of the system's, and what is to stand in it."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that is done to a system."""

    system: str  # what it is called
    tool: str  # the program that it is asked through
    files: tuple[File, ...] = ()
    install: tuple[tuple[str, ...], ...]  # commands, after the files are written
    remove: tuple[tuple[str, ...], ...]  # before they are deleted
    afterwards: tuple[tuple[str, ...], ...] = ()  # when they are
    status: tuple[str, ...]


class Status(NamedTuple):
    """How it stands."""

    is_written: bool
    is_active: bool
    said: str  # by the system


def fetch_command(arguments: Sequence[str] = ()) -> tuple[str, ...]:
    """Give the command that fetches, for whoever runs it from anywhere."""
    archive = Path(sys.argv[0])
    program = (str(archive.absolute()),) if archive.suffix == ".pyz" else ("-P", "-m", "newsreader")
    return (sys.executable, *program, "fetch", *arguments)


def plan_for(platform: str, home: Path, environ: Mapping[str, str], command: Sequence[str], every_minutes: int) -> Plan:
    """Plan a timer.

    Args:
        platform: as `sys.platform` names it.
        home: the person's folder.
        environ: the environment; where files live is given to the timer as it is now.
        command: to be run, `fetch_command`.
        every_minutes: from 1 to 1439, as Task Scheduler takes them.

    Raises:
        ServiceError: the system cannot take it.
    """
    places = {name: environ[name] for name in _PLACES if environ.get(name)}
    if platform == "darwin":
        return _launchd(home, places, command, every_minutes)
    if platform == "win32":
        return _task_scheduler(command, every_minutes)
    return _systemd(home, environ, places, command, every_minutes)


def _systemd(
    home: Path, environ: Mapping[str, str], places: Mapping[str, str], command: Sequence[str], every_minutes: int
) -> Plan:
    configured = Path(environ.get("XDG_CONFIG_HOME", ""))
    folder = (configured if configured.is_absolute() else home / ".config") / "systemd" / "user"
    environment = "".join(f"Environment={_unit_word(f'{name}={value}')}\n" for name, value in places.items())
    service = (
        f"# {MARK}; newsreader service remove takes it away.\n[Unit]\nDescription=Fetch news for newsreader\n\n"
        f"[Service]\nType=oneshot\nExecStart={' '.join(map(_unit_word, command))}\n{environment}"
        "SuccessExitStatus=3 4\nNice=10\n"  # a dead feed, or no network, is no failure of the service
    )
    timer = (
        f"# {MARK}; newsreader service remove takes it away.\n[Unit]\n"
        f"Description=Fetch news for newsreader every {every_minutes} minutes\n\n"
        f"[Timer]\nOnStartupSec=2min\nOnUnitActiveSec={every_minutes}min\nRandomizedDelaySec=30s\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    ours = ("systemctl", "--user")
    return Plan(
        system="systemd",
        tool="systemctl",
        files=(File(folder / "newsreader.service", service), File(folder / "newsreader.timer", timer)),
        install=(
            (*ours, "daemon-reload"),
            (*ours, "enable", "newsreader.timer"),
            (*ours, "restart", "newsreader.timer"),  # also one that runs already, by what was written before
        ),
        remove=((*ours, "disable", "--now", "newsreader.timer"),),
        afterwards=((*ours, "daemon-reload"),),
        status=(*ours, "is-active", "newsreader.timer"),
    )


def _unit_word(word: str) -> str:
    """Write a word as unit files take it (systemd.syntax(7), systemd.service(5))."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + escaped.replace("%", "%%").replace("$", "$$") + '"'


def _launchd(home: Path, places: Mapping[str, str], command: Sequence[str], every_minutes: int) -> Plan:
    wanted = {
        "Label": LABEL,
        "ProgramArguments": list(command),
        "StartInterval": every_minutes * 60,
        "RunAtLoad": True,
        "ProcessType": "Background",
        "EnvironmentVariables": dict(places),
    }
    head, _, rest = plistlib.dumps(wanted).decode().partition("<plist")
    path = home / "Library" / "LaunchAgents" / f"{LABEL}.plist"
    domain = f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"
    return Plan(
        system="launchd",
        tool="launchctl",
        files=(File(path, f"{head}<!-- {MARK}; newsreader service remove takes it away. -->\n<plist{rest}"),),
        install=(("launchctl", "bootstrap", domain, str(path)),),
        remove=(("launchctl", "bootout", f"{domain}/{LABEL}"),),
        status=("launchctl", "print", f"{domain}/{LABEL}"),
    )


def _task_scheduler(command: Sequence[str], every_minutes: int) -> Plan:
    line = subprocess.list2cmdline(command)
    if len(line) > _MAX_TASK_CHARS:
        raise ServiceError(line, f"Task Scheduler takes at most {_MAX_TASK_CHARS} characters")
    task = ("/TN", LABEL)
    return Plan(
        system="Task Scheduler",
        tool="schtasks",
        install=(("schtasks", "/Create", "/F", *task, "/SC", "MINUTE", "/MO", str(every_minutes), "/TR", line),),
        remove=(("schtasks", "/Delete", "/F", *task),),
        status=("schtasks", "/Query", *task),
    )


async def install(plan: Plan) -> None:
    """Write the files and run the commands; what was ours before is replaced.

    Raises:
        ServiceError: the tool is not there, a file is somebody else's, or a command failed; says which.
    """
    _check_tool(plan)
    for file in plan.files:
        if file.path.exists() and not _is_ours(file.path):
            raise ServiceError(str(file.path), "it is there already, and not written by newsreader")
    try:
        for file in plan.files:
            file.path.parent.mkdir(parents=True, exist_ok=True)
            file.path.write_text(file.text, encoding="utf-8")
    except OSError as error:
        raise ServiceError(str(file.path), error.strerror or str(error)) from error
    if plan.system == "launchd":  # it takes no second of the same name
        await ask_program(plan.remove[0], limit_s=_LIMIT_S)
    await _run(plan.install)


async def remove(plan: Plan) -> tuple[Path, ...]:
    """Switch it off and delete our files; gives those that were there.

    Raises:
        ServiceError: a file could not be deleted.
    """
    if shutil.which(plan.tool) is not None:
        for command in plan.remove:
            await ask_program(command, limit_s=_LIMIT_S)  # it may be off already
    ours = tuple(file.path for file in plan.files if _is_ours(file.path))
    for path in ours:
        try:
            path.unlink()
        except OSError as error:
            raise ServiceError(str(path), error.strerror or str(error)) from error
    if shutil.which(plan.tool) is not None:
        await _run(plan.afterwards)
    return ours


async def status(plan: Plan) -> Status:
    """Look how it stands."""
    is_written = all(_is_ours(file.path) for file in plan.files)
    if shutil.which(plan.tool) is None:
        return Status(is_written, False, f"{plan.tool} is not there")
    code, said = await ask_program(plan.status, limit_s=_LIMIT_S)
    return Status(is_written, code == 0, said)


async def _run(commands: Sequence[Sequence[str]]) -> None:
    for command in commands:
        code, said = await ask_program(command, limit_s=_LIMIT_S)
        if code != 0:
            raise ServiceError(subprocess.list2cmdline(command), said or f"code {code}")


def _check_tool(plan: Plan) -> None:
    if shutil.which(plan.tool) is None:
        raise ServiceError(plan.tool, f"the tool of {plan.system} is not there, so nothing was written")


def _is_ours(path: Path) -> bool:
    with suppress(OSError, UnicodeDecodeError):
        return MARK in path.read_text(encoding="utf-8")
    return False
