"""newsreader unread: how much there is to read, told at once. Imports next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.cli.exits import Exit
from newsreader.glance import Glance, look_at

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from newsreader.cli.output import Output
    from newsreader.library import Library
    from newsreader.model import SectionStatus


def run_at_once(file: Path, args: argparse.Namespace, output: Output) -> Exit:
    """Tell what is unread in a library's file."""
    return _tell(look_at(file, args.sections), args, output)


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Tell the same of the demo's library, whose file is not there until it was opened."""
    return _tell(look_at(library.file, args.sections), args, output)


def _tell(found: Glance, args: argparse.Namespace, output: Output) -> Exit:
    listed = [status for status in found.sections if status.unread]
    if args.json:
        output.json({"unread": found.unread, "sections": [_shape(status) for status in listed]})
    elif args.count:
        output.result(str(found.unread))
    else:
        for status in listed:
            output.result(f"{_count(status):>7}  {status.section.source} / {status.section.name}")
        output.result(f"{found.unread:>7}  in all")
    return Exit.DONE


def _count(status: SectionStatus) -> str:
    from newsreader.typeset.counts import count_text  # here, because a status bar wants one number

    return count_text(status, status.unread)


def _shape(status: SectionStatus) -> dict[str, object]:
    return {
        "site": status.section.source,
        "section": status.section.name,
        "key": status.section.key,
        "unread": status.unread,
        "counted_up_to": status.counted_up_to,
    }
