"""Start programs in a terminal of their own and take the time until they show something, and their memory."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

COLUMNS, ROWS = 120, 40
TIMEOUT_S = 300.0
KEPT_BYTES = 1 << 20  # of what was written last: a text is looked for in it


class Started(NamedTuple):
    """How a start went."""

    seconds: float
    peak_mb: float  # resident memory at its highest (VmHWM)


def start(
    arguments: list[str], environ: Mapping[str, str], shown: bytes, then: str = "", later: bytes = b""
) -> Started:
    """Start a program and end it as soon as it has written something.

    Args:
        arguments: the program and its arguments.
        environ: what its environment has besides ours.
        shown: what it writes when it is ready, in one piece.
        then: keys to type then; time is taken from the first of them.
        later: what it writes when it has done what they say.

    Raises:
        SystemExit: it did not within `TIMEOUT_S`, or ended before.
    """
    ours, its = os.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    began = time.perf_counter()
    program = subprocess.Popen(
        arguments,
        stdin=its,
        stdout=its,
        stderr=its,
        env={**os.environ, **environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
        start_new_session=True,
    )
    os.close(its)
    try:
        _read_until(ours, shown, arguments)
        if then:
            began = time.perf_counter()
            os.write(ours, then.encode())
            _read_until(ours, later, arguments)
        return Started(time.perf_counter() - began, _peak_mb(program.pid))
    finally:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()
        os.close(ours)


def _read_until(terminal: int, shown: bytes, arguments: list[str]) -> None:
    deadline = time.monotonic() + TIMEOUT_S
    written = b""
    while shown not in written:
        readable, _, _ = select.select([terminal], [], [], max(0.0, deadline - time.monotonic()))
        try:
            piece = os.read(terminal, 1 << 16) if readable else b""
        except OSError:  # Linux's way of saying that the program's end is closed
            piece = b""
        if not piece:
            raise SystemExit(f"{arguments} never wrote {shown!r}, but: {written[-1000:]!r}")
        written = (written + piece)[-KEPT_BYTES:]


def _peak_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    (line,) = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024
