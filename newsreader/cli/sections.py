"""newsreader sections: what there is to read, and how it fares."""

from __future__ import annotations

import argparse
from itertools import groupby

from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.cli.shapes import section_shape
from newsreader.library import Library
from newsreader.model import SectionStatus
from newsreader.typeset.counts import count_text
from newsreader.typeset.when import moment_text


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """List every section."""
    await library.search.count()
    statuses = await library.sections()
    if args.json:
        output.json([section_shape(status) for status in statuses])
        return Exit.DONE
    for source, group in groupby(statuses, key=lambda status: status.section.source):
        output.result(source)
        for status in group:
            output.result(f"  {status.section.name}: {_state(status)}")
    return Exit.DONE


def _state(status: SectionStatus) -> str:
    parts = []
    if status.total:
        parts.append(f"{count_text(status, status.unread)} unread of {count_text(status, status.total)}")
    if status.query:
        return ", ".join([*parts, f"search {status.query}"])
    parts.append(f"fetched {moment_text(status.fetched_at)}" if status.fetched_at else "never fetched")
    if status.error:
        parts.append(status.error)
    else:
        parts += [f"{health.url} failed: {health.error}" for health in status.addresses if health.error]
    return ", ".join(parts)
