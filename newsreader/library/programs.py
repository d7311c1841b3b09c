"""Starting other programs: an argument list and never a shell, and a time limit for what is waited for."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from newsreader.text import clean_block, clean_line

_COMPLAINT_BYTES = 500  # the end of what a program complains of
_LAST_WORDS_S = 0.5  # for what it still says, once it has ended
_started: list[subprocess.Popen[bytes]] = []  # so that the system can forget those that have ended


async def run_program(command: Sequence[str], given: bytes = b"", *, limit_s: float) -> str:
    """Run a program to its end; gives what went wrong in a few words, "" where it ended well.

    Args:
        command: the program and its arguments.
        given: its standard input. What it writes is not kept, but for the end of its complaints.
        limit_s: after which it is killed, with all that it started.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=DEVNULL, stderr=PIPE, cwd=Path.home(), start_new_session=os.name == "posix"
        )
    except (OSError, ValueError, RuntimeError) as error:
        return f"it could not be started: {getattr(error, 'strerror', '') or error}"
    complaint = bytearray()
    listening = asyncio.ensure_future(_listen(process, complaint))
    try:
        async with asyncio.timeout(limit_s):
            await _hand_over(process, given)
            code = await process.wait()
        await asyncio.wait({listening}, timeout=_LAST_WORDS_S)  # what it left running may hold its end open
    except TimeoutError:
        return f"it was stopped after {limit_s:g} seconds"
    finally:
        listening.cancel()
        if process.returncode is None:
            _kill(process)
            await process.wait()
    said = clean_line(complaint.decode(errors="replace"))
    return "" if code == 0 else f"it ended with code {code}{f': {said}' if said else ''}"


async def ask_program(command: Sequence[str], *, limit_s: float) -> tuple[int, str]:
    """Run a program that answers shortly; gives its code and what it said, -1 where it could not be run to its end.

    Args:
        command: the program and its arguments.
        limit_s: after which it is killed.
    """
    try:
        process = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT)
    except (OSError, ValueError, RuntimeError) as error:
        return -1, f"it could not be started: {getattr(error, 'strerror', '') or error}"
    try:
        async with asyncio.timeout(limit_s):
            said, _ = await process.communicate()
    except TimeoutError:
        return -1, f"it was stopped after {limit_s:g} seconds"
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode or 0, clean_block(said.decode(errors="replace")).strip()


def start_program(command: Sequence[str]) -> None:
    """Start a program with a window of its own, whose complaints must not come between what the reader draws.

    Raises:
        OSError, ValueError: it could not be.
    """
    _started[:] = [process for process in _started if process.poll() is None]
    _started.append(
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    )


async def _hand_over(process: Process, given: bytes) -> None:
    assert process.stdin is not None
    with suppress(BrokenPipeError, ConnectionResetError):  # it need not read it
        process.stdin.write(given)
        await process.stdin.drain()
    with suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.close()


async def _listen(process: Process, complaint: bytearray) -> None:
    assert process.stderr is not None
    while chunk := await process.stderr.read(4096):
        complaint += chunk
        del complaint[:-_COMPLAINT_BYTES]


def _kill(process: Process) -> None:
    with suppress(ProcessLookupError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)  # it leads a group of its own
        else:
            process.kill()
