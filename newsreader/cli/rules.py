"""newsreader rules: the rules for sites, and whether they still do what their tests say."""

from __future__ import annotations

import argparse
from pathlib import Path

from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.library import Library
from newsreader.typeset.counts import counted


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """List the rules, or try them on their tests."""
    if args.action == "check":
        return await _check(library, args, output)
    if args.file is not None:
        output.notice("list takes no file; newsreader rules check FILE tries one.")
        return Exit.USAGE
    rules = await library.site_rules()
    if args.json:
        output.json(
            [{"file": each.file, "own": each.is_own, "hosts": each.hosts, "paths": each.paths} for each in rules]
        )
        return Exit.DONE
    for rule in rules:
        output.result(f"{rule.file}{'' if rule.is_own else ' (built in)'}")
        output.result(f"  for {', '.join(rule.hosts)}{': ' if rule.paths else ''}{', '.join(rule.paths)}")
    return Exit.DONE


async def _check(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    checks = await library.check_rules(Path(args.file) if args.file is not None else None)
    if args.json:
        output.json(
            [{"file": each.rule.file, "tests": len(each.rule.tests), "failures": each.failures} for each in checks]
        )
    else:
        for check in checks:
            state = f"{len(check.failures)} not as they should be" if check.failures else "all as they should be"
            tests = counted(len(check.rule.tests), "test")
            output.result(
                f"{check.rule.file}: {tests}, {state}" if check.rule.tests else f"{check.rule.file}: no tests"
            )
            for failure in check.failures:
                output.result(f"  {failure}")
    is_wrong = any(check.failures for check in checks) or (args.file is None and library.problems)
    return Exit.FAILED if is_wrong else Exit.DONE
