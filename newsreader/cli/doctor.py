"""newsreader doctor: is everything as it should be, and if not, what to do."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import urllib.request
from collections.abc import Sequence
from datetime import datetime

from newsreader.cli.exits import Exit
from newsreader.cli.output import Colour, Output
from newsreader.cli.shapes import finding_shape
from newsreader.config.paths import Paths
from newsreader.config.settings import Settings, load_settings
from newsreader.errors import ConfigError, StoreError
from newsreader.library import Library, utc_now
from newsreader.library.doctor import machine, setup
from newsreader.library.doctor.finding import Finding, Verdict, broken_by, skipped
from newsreader.library.doctor.hooks import check_hook_failures, check_hooks
from newsreader.library.doctor.library import check_library
from newsreader.library.doctor.terminal import Terminal, check_terminal
from newsreader.library.health import SourceHealth, State, by_trouble
from newsreader.library.results import SectionResult
from newsreader.typeset.counts import counted
from newsreader.typeset.line import Run, wrap
from newsreader.typeset.troubles import advice, health_sentence

SOURCES = "source"  # what their check is called
_VERDICTS = {
    State.FAILING: Verdict.BROKEN,
    State.LIMPING: Verdict.WARNING,
    State.QUIET: Verdict.WARNING,
    State.UNTRIED: Verdict.SKIPPED,
    State.WORKING: Verdict.OK,
}
_MARKS = {Verdict.OK: "ok", Verdict.WARNING: "warning", Verdict.BROKEN: "BROKEN", Verdict.SKIPPED: "skipped"}
_MARK_CELLS = 9
_COLOURS = {"ok": Colour.GREEN, "warning": Colour.YELLOW, "BROKEN": Colour.RED, "skipped": Colour.DIM}


async def run(paths: Paths, args: argparse.Namespace, output: Output) -> Exit:
    """Look at everything; also where the settings or the library are what is broken."""
    terminal = _terminal()
    findings: list[Finding] = [
        *setup.check_settings(paths, os.environ),
        *await asyncio.to_thread(setup.check_catalogues, paths),
        *await asyncio.to_thread(setup.check_site_rules, paths),
        *setup.check_themes(paths),
        *setup.check_folders(paths),
        setup.check_room(paths),
        *check_terminal(terminal),
    ]
    settings = _settings(paths, args)
    findings.append(machine.check_network(is_offline=settings.offline))
    findings += machine.check_proxies(settings, urllib.request.getproxies())
    findings += machine.check_trust(settings)
    findings += await asyncio.to_thread(lambda: list(machine.check_access(settings)))
    findings += setup.check_hyphenation(settings)
    findings += check_hooks(settings)
    findings += await _of_library(paths, settings, args, output)
    output.end_progress()
    return report(findings, output, as_json=args.json)


async def _of_library(paths: Paths, settings: Settings, args: argparse.Namespace, output: Output) -> list[Finding]:
    """Look at the library, the clock and the sources."""
    if not paths.library_file.exists():
        return [
            machine.check_clock(utc_now(), ()),
            skipped("library", "the library", "there is none yet; the first start makes it"),
        ]
    try:
        async with Library.open(paths, settings) as library:
            findings = [*await check_library(library, lambda what: output.progress(f"Looking at {what} …"))]
            findings += check_hook_failures(settings, await library.events.failures())
            if args.online:
                findings += await _try_now(library, output)
            statuses = await library.sections()
            findings += setup.check_names(settings, statuses)
            now = utc_now()
            findings.append(machine.check_clock(now, statuses))
            return findings + [source_finding(health, now) for health in by_trouble(statuses, now)]
    except StoreError as error:
        return [broken_by("library", error), machine.check_clock(utc_now(), ())]


async def _try_now(library: Library, output: Output) -> list[Finding]:
    """Ask every source that is followed, due or not; how that went is kept with them."""
    if library.network.is_forced_offline:
        return [skipped("online", "trying every source now", "offline is set")]
    keys = await library.followed()
    done: list[SectionResult] = []

    def report(result: SectionResult) -> None:
        done.append(result)
        output.progress(f"{len(done)} of {len(keys)} · {result.section.name} …")

    await library.refresh(keys, report)
    failed = sum(result.error is not None for result in done)
    told = f"{counted(len(done), 'source')} tried now, {len(done) - failed} of which answered"
    return [Finding(check="online", state=Verdict.OK, what=told)]


def source_finding(health: SourceHealth, now: datetime) -> Finding:
    """Say how a source fares as a finding."""
    section = health.status.section
    return Finding(
        check=SOURCES,
        state=_VERDICTS[health.state],
        what=f"{section.source} / {section.name}",
        subject=health.address,
        why=health_sentence(health, now),
        advice=advice(health),
    )


def _settings(paths: Paths, args: argparse.Namespace) -> Settings:
    """Give the settings; the defaults where they are what is broken, which is a finding already."""
    try:
        return load_settings(paths, offline=args.offline)
    except ConfigError:
        return Settings(offline=bool(args.offline))


def _terminal() -> Terminal:
    size = os.terminal_size((0, 0))
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        if stream is not None and stream.isatty():
            size = os.get_terminal_size(stream.fileno())
            break
    return Terminal(
        environ=os.environ,
        is_terminal=all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)),
        encoding=(sys.stdout.encoding or "") if sys.stdout is not None else "",
        columns=size.columns,
        lines=size.lines,
    )


def report(findings: Sequence[Finding], output: Output, *, as_json: bool) -> Exit:
    """Write the findings and give the exit code: whether something is broken."""
    if as_json:
        output.json([finding_shape(finding) for finding in findings])
    else:
        print_findings(findings, output, shutil.get_terminal_size().columns if sys.stdout.isatty() else 0)
    return Exit.FAILED if any(finding.state is Verdict.BROKEN for finding in findings) else Exit.DONE


def print_findings(findings: Sequence[Finding], output: Output, columns: int) -> None:
    """Write the findings, those that are fine in one line; sources that work are counted.

    Args:
        findings: what was found.
        output: where to.
        columns: of the terminal, to break lines between words; 0 leaves each whole, as for a file.
    """
    fine = sum(finding.check == SOURCES and finding.state is Verdict.OK for finding in findings)
    for finding in findings:
        if finding.check == SOURCES and finding.state is Verdict.OK:
            continue
        subject = f" ({finding.subject})" if finding.subject else ""
        why = f": {finding.why}" if finding.why else ""
        check = "" if finding.check == SOURCES else f"{finding.check}: "
        _write(_MARKS[finding.state], f"{check}{finding.what}{subject}{why}", output, columns)
        if finding.advice and finding.state in (Verdict.WARNING, Verdict.BROKEN):
            _write("", finding.advice, output, columns)
    if fine:
        _write(_MARKS[Verdict.OK], f"{counted(fine, 'source')} that work", output, columns)
    count = sum(finding.state is Verdict.BROKEN for finding in findings)
    warnings = sum(finding.state is Verdict.WARNING for finding in findings)
    output.result(f"{count} broken, {counted(warnings, 'warning')}.")


def _write(mark: str, text: str, output: Output, columns: int) -> None:
    lines = [line.text for line in wrap([Run(text)], columns - _MARK_CELLS)] if columns > 2 * _MARK_CELLS else [text]
    for number, line in enumerate(lines):
        shown = "" if number else mark
        output.result(output.painted(shown, *_looks(shown)) + " " * (_MARK_CELLS - len(shown)) + line)


def _looks(mark: str) -> tuple[Colour, ...]:
    return (_COLOURS[mark],) if mark in _COLOURS else ()
