"""newsreader sections: what there is to read, and how it fares."""

from __future__ import annotations

import argparse
from datetime import datetime
from itertools import groupby

from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.cli.shapes import section_shape
from newsreader.library import Library, utc_now
from newsreader.library.health import State, source_health
from newsreader.model import SectionStatus
from newsreader.naming import telling_names
from newsreader.typeset.counts import count_text
from newsreader.typeset.troubles import health_sentence
from newsreader.typeset.when import moment_text


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """List every section."""
    if args.names:
        for name in telling_names(await library.sections()):
            output.result(name)
        return Exit.DONE
    await library.search.count()
    statuses = await library.sections()
    now = utc_now()
    if args.json:
        output.json([section_shape(status, now) for status in statuses])
        return Exit.DONE
    for source, group in groupby(statuses, key=lambda status: status.section.source):
        output.result(source)
        for status in group:
            output.result(f"  {status.section.name}: {_state(status, now)}")
    return Exit.DONE


def _state(status: SectionStatus, now: datetime) -> str:
    parts = []
    if status.total:
        parts.append(f"{count_text(status, status.unread)} unread of {count_text(status, status.total)}")
    if status.query:
        return ", ".join([*parts, f"search {status.query}"])
    parts.append(f"fetched {moment_text(status.fetched_at)}" if status.fetched_at else "never fetched")
    health = source_health(status, now)
    if health.state not in (State.WORKING, State.UNTRIED):
        parts.append(f"{health.state}: {health_sentence(health, now)}")
    return ", ".join(parts)
