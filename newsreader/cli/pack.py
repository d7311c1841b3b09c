"""newsreader pack: articles for reading without a network."""

from __future__ import annotations

import argparse
import asyncio
from typing import Any

from newsreader.cli.choice import chosen_sections
from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.library import Library
from newsreader.library.packs.order import Lack, PackEnd, PackOrder, PackProgress, PackReport
from newsreader.library.packs.packing import Packing
from newsreader.library.results import SectionResult
from newsreader.model import SectionKey
from newsreader.typeset.counts import counted, sized
from newsreader.typeset.when import moment_text

_SHOWN_ADDRESSES = 3  # of those that failed for one reason; --json has all
_AFTERWORDS = {
    PackEnd.ARTICLES: "The pack holds as many articles as asked for; --max-articles takes more.",
    PackEnd.SIZE: "The pack is as large as asked for; --max-size takes more.",
}


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Make a pack and report what it holds."""
    keys = await chosen_sections(library, args.sections)
    if library.network.is_forced_offline:
        output.notice("Offline, as asked: nothing is fetched.")
        return Exit.OFFLINE
    has_all_sections = await _refresh_new(library, keys, output)
    order = PackOrder(
        keys=keys,
        related_depth=args.related,
        has_pictures=args.images,
        max_articles=args.max_articles,
        max_bytes=args.max_size,
    )
    if not args.restart and (record := await library.packs.unfinished(order)):
        output.notice(f"Going on with the pack begun {moment_text(record.begun_at)}.")
    report = await _make(library.packs.begin(order, is_new=args.restart), output)
    output.end_progress()
    if args.json:
        output.json(_shape(report, keys))
    else:
        for line in _lines(report):
            output.result(line)
    ended = _ending(report, output)
    if ended is Exit.DONE and not has_all_sections:
        return Exit.OFFLINE if library.network.is_down else Exit.SOME_SOURCES_FAILED
    return ended


async def _refresh_new(library: Library, keys: tuple[SectionKey, ...], output: Output) -> bool:
    """Fetch those sections that never were, as they list nothing yet; gives whether all could be."""
    never = [
        status.section.key
        for status in await library.sections()
        if status.section.key in keys and status.fetched_at is None and not status.query
    ]

    def section_done(result: SectionResult) -> None:
        if result.error is not None:
            output.notice(f"{result.section.source} / {result.section.name}: {result.error.user_text}")

    if never:
        output.progress(f"Fetching {counted(len(never), 'section')} …")
    results = await library.refresh(never, section_done)
    return all(result.error is None for result in results)


async def _make(packing: Packing, output: Output) -> PackReport:
    """Make the pack, or as much of it as comes before the person stops it."""

    def tell(progress: PackProgress) -> None:
        so_far = f"{progress.stage.capitalize()} {progress.done} of {progress.total}"
        output.progress(f"{so_far} · {sized(progress.size_bytes)} · {progress.title}")

    try:
        return await packing.make(tell)
    except asyncio.CancelledError:  # ^C; what came is kept, and is reported
        task = asyncio.current_task()
        if task is not None:
            task.uncancel()
        return packing.report


def _ending(report: PackReport, output: Output) -> Exit:
    if report.end is PackEnd.NO_NETWORK:
        output.notice("There is no network; the same command goes on when there is one.")
        return Exit.OFFLINE
    if report.end is PackEnd.STOPPED:
        output.notice("Stopped; the same command goes on.")
        return Exit.FAILED
    if report.end in _AFTERWORDS:
        output.notice(_AFTERWORDS[report.end])
    return Exit.SOME_SOURCES_FAILED if report.has_failures else Exit.DONE


def _lines(report: PackReport) -> list[str]:
    held = counted(report.full, "article")
    lines = [f"Full text: {held}, {report.fetched} fetched now"]
    lines += _lack_lines("Teaser only", report.teasers)
    lines += _lack_lines("Failed", report.failures)
    if report.no_articles:
        lines.append(f"Left out: {counted(report.no_articles, 'page')} without an article of their own")
    if report.pictures or report.picture_failures or report.no_pictures:
        lines.append(f"Pictures: {report.pictures}")
        lines += _lack_lines("Pictures failed", report.picture_failures)
    lines.append(f"Size: {sized(report.size_bytes)}, {sized(report.received_bytes)} received now")
    return lines


def _lack_lines(title: str, lacks: tuple[Lack, ...]) -> list[str]:
    """Write what is lacking by reason, with the first addresses of each."""
    if not lacks:
        return []
    lines = [f"{title}: {sum(len(lack.urls) for lack in lacks)}"]
    for lack in lacks:
        lines.append(f"  {len(lack.urls)} × {lack.reason}")
        lines += [f"    {url}" for url in lack.urls[:_SHOWN_ADDRESSES]]
        if len(lack.urls) > _SHOWN_ADDRESSES:
            lines.append(f"    and {len(lack.urls) - _SHOWN_ADDRESSES} more")
    return lines


def _shape(report: PackReport, keys: tuple[SectionKey, ...]) -> dict[str, Any]:
    return {
        "sections": list(keys),
        "end": report.end,
        "full": report.full,
        "fetched": report.fetched,
        "teaser_only": _lack_shapes(report.teasers),
        "failed": _lack_shapes(report.failures),
        "left_out": report.no_articles,
        "pictures": report.pictures,
        "pictures_failed": _lack_shapes(report.picture_failures),
        "pictures_left_out": report.no_pictures,
        "bytes": report.size_bytes,
        "received_bytes": report.received_bytes,
    }


def _lack_shapes(lacks: tuple[Lack, ...]) -> list[dict[str, Any]]:
    return [{"reason": lack.reason, "count": len(lack.urls), "urls": list(lack.urls)} for lack in lacks]
