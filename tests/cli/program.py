"""Running the program: in this process where that shows all, in one of its own where only that does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newsreader.__main__ import main

_PLACES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@dataclass(frozen=True)
class Ran:
    """How one run of the program went."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON document on standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """The lines on standard output."""
        return self.out.splitlines()


class Program:
    """The program, with everything it keeps under one folder.

    Args:
        home: the folder.
        monkeypatch: sets this process's environment to that of the program.
        capture: of this process's output.
    """

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._monkeypatch = monkeypatch
        self._capture = capture
        for name in set(os.environ) - set(environment(home)):
            monkeypatch.delenv(name)
        for name in _PLACES:
            monkeypatch.setenv(name, environment(home)[name])

    def __call__(self, *arguments: str) -> Ran:
        """Run a command line in this process."""
        self._capture.readouterr()
        try:
            code = main(arguments)
        except SystemExit as leaving:
            code = int(str(leaving.code))
        captured = self._capture.readouterr()
        return Ran(int(code), captured.out, captured.err)

    def done(self, *arguments: str) -> Ran:
        """Run a command line that must work without a word about trouble."""
        ran = self(*arguments)
        assert (ran.code, ran.err) == (0, "")
        return ran

    def allow(self, host_and_port: str) -> None:
        """Let a private host be opened from now on."""
        self._monkeypatch.setenv("NEWSREADER_ALLOW_PRIVATE_HOSTS", host_and_port)

    def set(self, variable: str, value: str) -> None:
        """Set an environment variable for the runs that follow."""
        self._monkeypatch.setenv(variable, value)

    def write_config(self, name: str, text: str) -> Path:
        """Write a file of the person's configuration."""
        path = self.home / "config" / "newsreader" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
        """Start a command line in a process of its own, which ^C stops."""
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in a shell's background job, and inherited
            signal.signal(signal.SIGINT, signal.default_int_handler)
        return subprocess.Popen([sys.executable, "-m", "newsreader", *arguments], env=dict(os.environ), **options)


def environment(home: Path) -> Mapping[str, str]:
    """Give the environment of a program at home in a folder: no proxy, no setting of our own, UTF-8."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("NEWSREADER_")}
    for name in (*_PROXIES, *(name.upper() for name in _PROXIES), "COLUMNS", "LINES"):
        ours.pop(name, None)
    places = {name: str(home / name.split("_")[1].lower()) for name in _PLACES}
    return ours | places | {"PYTHONUTF8": "1"}
