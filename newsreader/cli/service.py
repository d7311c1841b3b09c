"""newsreader service: a timer of the system that fetches while nobody looks."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.config.paths import Paths
from newsreader.library import service
from newsreader.library.service import Plan

_UNDO = "newsreader service remove"


async def run(paths: Paths, args: argparse.Namespace, output: Output) -> Exit:
    """Install it, say how it stands, or take it away."""
    command = service.fetch_command(("--full-text",) if args.full_text else ())
    plan = service.plan_for(sys.platform, Path.home(), os.environ, command, args.every)
    if args.action == "install":
        return await _install(plan, command, args, output)
    if args.action == "remove":
        return await _remove(plan, args, output)
    found = await service.status(plan)
    is_there = found.is_active and found.is_written
    if args.json:
        shape = {"system": plan.system, "written": found.is_written, "active": found.is_active, "said": found.said}
        output.json(shape | {"files": [str(file.path) for file in plan.files]})
        return Exit.DONE if is_there else Exit.FAILED
    active = "fetches from time to time" if is_there else "does not fetch by itself"
    output.result(f"{plan.system} {active} ({found.said.splitlines()[0] if found.said else 'nothing was said'}).")
    for file in plan.files:
        output.result(f"{file.path}: {'there' if file.path.exists() else 'not there'}")
    return Exit.DONE if is_there else Exit.FAILED


async def _install(plan: Plan, command: Sequence[str], args: argparse.Namespace, output: Output) -> Exit:
    if not args.dry_run:
        if shutil.which(plan.tool) is None and plan.system == "systemd":
            output.notice(f"Where cron runs, crontab -e takes this line instead: @hourly {shlex.join(command)}")
        await service.install(plan)
    if args.json:
        output.json(_shape(plan, is_trial=args.dry_run))
        return Exit.DONE
    for file in plan.files:
        output.result(f"{'Would write' if args.dry_run else 'Wrote'} {file.path}:")
        for line in file.text.splitlines():
            output.result(f"    {line}".rstrip())
    for each in plan.install:
        output.result(f"{'Would run' if args.dry_run else 'Ran'}: {shlex.join(each)}")
    output.result(f"To undo: {_UNDO}")
    return Exit.DONE


async def _remove(plan: Plan, args: argparse.Namespace, output: Output) -> Exit:
    if args.dry_run:
        removed = tuple(file.path for file in plan.files if file.path.exists())
    else:
        removed = await service.remove(plan)
    if args.json:
        output.json({"system": plan.system, "removed": [str(path) for path in removed], "dry_run": args.dry_run})
        return Exit.DONE
    verb = "Would run" if args.dry_run else "Ran"
    for command in (*plan.remove, *plan.afterwards):
        output.result(f"{verb}: {shlex.join(command)}")
    for path in removed:
        output.result(f"{'Would delete' if args.dry_run else 'Deleted'} {path}")
    if plan.files and not removed:
        output.result("Nothing of it was there.")
    return Exit.DONE


def _shape(plan: Plan, *, is_trial: bool) -> dict[str, object]:
    return {
        "system": plan.system,
        "files": [{"path": str(file.path), "text": file.text} for file in plan.files],
        "commands": [list(command) for command in plan.install],
        "undo": _UNDO,
        "dry_run": is_trial,
    }
