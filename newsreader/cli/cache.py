"""newsreader cache: what the library keeps, and looking after it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from newsreader.cli.choice import named_sections
from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.library import Library
from newsreader.library.limits import Bounds
from newsreader.library.pruning import Pruned
from newsreader.library.rebuild import Rebuilt
from newsreader.library.upkeep import SectionSize, Sizes
from newsreader.model import SectionKey
from newsreader.typeset.counts import counted, sized


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Do what was asked for; without a word, say what takes the room."""
    return await _ACTIONS[args.action](library, args, output)


async def _sizes(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    sizes = await library.upkeep.sizes()
    names = {
        status.section.key: f"{status.section.source} / {status.section.name}" for status in await library.sections()
    }
    kept = [size for size in sizes.sections if size.articles]
    if _is_json(args):
        output.json(_sizes_shape(sizes, kept))
        return Exit.DONE
    file = sizes.file
    output.result(
        f"The library takes {sized(file.file_bytes)}; {sized(file.free_bytes)} of that is free for what comes."
    )
    output.result(f"Headlines, lists, earlier versions and the index of searches take {sized(sizes.other_bytes)}.")
    if file.has_trash:
        output.result("What the last prune took is still there: newsreader cache prune --undo brings it back.")
    output.result(_HEADS)
    for size, name in [(sizes.whole, "All"), *((size, names[key]) for size in kept if (key := size.key) in names)]:
        output.result(_line(size, name))
    return Exit.DONE


async def _prune(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    if (mistake := _mistake(args)) is not None:
        output.notice(mistake)
        return Exit.USAGE
    if args.undo:
        return await _undo_prune(library, args, output)
    keys = await _keys(library, args.sections)
    will = "would go" if args.dry_run else "went"

    def report(pruned: Pruned) -> None:
        output.progress(f"{counted(pruned.articles, 'article')} and {counted(pruned.texts, 'text')} {will} …")

    pruned = await library.upkeep.prune(keys, _bounds(args), report, is_trial=args.dry_run, is_final=args.for_good)
    output.end_progress()
    if _is_json(args):
        output.json(
            {"articles": pruned.articles, "texts": pruned.texts, "bytes": pruned.bytes, "spared": pruned.spared}
            | {"dry_run": args.dry_run}
        )
        return Exit.DONE
    output.result(
        f"{counted(pruned.articles, 'article')} and {counted(pruned.texts, 'text')} {will}: {sized(pruned.bytes)}."
    )
    if pruned.spared:
        stay = "stays" if pruned.spared == 1 else "stay"
        why = "starred or to be read later, unread and new, or open"
        output.result(f"{counted(pruned.spared, 'article')} {stay}: {why}.")
    if (pruned.articles or pruned.texts) and not args.dry_run and not args.for_good:
        output.result("newsreader cache prune --undo brings them back.")
    return Exit.DONE


async def _undo_prune(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    count = await library.upkeep.undo_prune(lambda done: output.progress(f"{counted(done, 'article')} back …"))
    output.end_progress()
    if _is_json(args):
        output.json({"restored": count})
    elif count:
        output.result(f"{counted(count, 'article')} or their texts are back.")
    else:
        output.result("There is nothing to bring back.")
    return Exit.DONE


async def _rebuild(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    keys = await _keys(library, args.sections)

    def report(rebuilt: Rebuilt) -> None:
        output.progress(f"{rebuilt.done} of {counted(rebuilt.total, 'article')} …")

    rebuilt = await library.upkeep.rebuild(keys, report, also_current=args.all)
    output.end_progress()
    if _is_json(args):
        output.json({"rebuilt": rebuilt.better, "kept": rebuilt.kept})
    elif not rebuilt.done:
        output.result("Every text that has its page here is of this version already.")
    else:
        kept = f"; {rebuilt.kept} keep their old text, as the new one is none or much shorter" if rebuilt.kept else ""
        output.result(f"{counted(rebuilt.better, 'article')} made again{kept}.")
    return Exit.DONE


async def _verify(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    findings = await library.upkeep.verify(
        lambda what: output.progress(f"Looking at {what} …"), is_quick=args.quick, mends=args.repair
    )
    output.end_progress()
    is_left = any(not finding.is_mended for finding in findings)
    if _is_json(args):
        output.json([{"what": each.what, "advice": each.advice, "mended": each.is_mended} for each in findings])
        return Exit.FAILED if is_left else Exit.DONE
    if not findings:
        output.result("The library is whole.")
    for finding in findings:
        then = "mended" if finding.is_mended else finding.advice or "newsreader cache verify --repair makes it again"
        output.result(f"{finding.what}: {then}")
    return Exit.FAILED if is_left else Exit.DONE


async def _compact(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    output.progress("Writing the library anew …")
    before, after = await library.upkeep.compact()
    output.end_progress()
    if _is_json(args):
        output.json({"file_bytes_before": before.file_bytes, "file_bytes": after.file_bytes})
        return Exit.DONE
    freed = max(0, before.file_bytes - after.file_bytes)
    output.result(f"{sized(freed)} freed; the library takes {sized(after.file_bytes)}.")
    return Exit.DONE


def _mistake(args: argparse.Namespace) -> str | None:
    """Say what does not go together on the command line of a prune; None when all does."""
    if args.undo and (args.sections or args.headlines or _bounds(args) is not None):
        return "--undo brings back all that the last prune took; it goes with neither sections nor limits."
    if args.headlines and args.older_than is None:
        return "--headlines goes with --older-than, which says how old."
    return None


def _bounds(args: argparse.Namespace) -> Bounds | None:
    """Give the limits on the command line; None when there are none."""
    if (args.older_than, args.keep, args.max_size) == (None, None, None):
        return None
    age = None if args.older_than is None else timedelta(days=args.older_than)
    return Bounds(age=age, listed_age=age if args.headlines else None, articles=args.keep, bytes=args.max_size)


async def _keys(library: Library, names: Sequence[str]) -> tuple[SectionKey, ...]:
    return tuple(status.section.key for status in await named_sections(library, names))


def _is_json(args: argparse.Namespace) -> bool:
    return getattr(args, "json", False)


_HEADS = f"{'articles':>9} {'texts':>9} {'of texts':>9} {'of pages':>9} {'pictures':>9}"


def _line(size: SectionSize, name: str) -> str:
    numbers = f"{size.articles:>9} {size.texts:>9}"
    return f"{numbers} {sized(size.text_bytes):>9} {sized(size.page_bytes):>9} {sized(size.picture_bytes):>9}  {name}"


def _sizes_shape(sizes: Sizes, kept: Sequence[SectionSize]) -> dict[str, Any]:
    return {
        "file_bytes": sizes.file.file_bytes,
        "free_bytes": sizes.file.free_bytes,
        "other_bytes": sizes.other_bytes,
        "has_trash": sizes.file.has_trash,
        "all": _size_shape(sizes.whole),
        "sections": [{"key": size.key} | _size_shape(size) for size in kept],
    }


def _size_shape(size: SectionSize) -> dict[str, int]:
    return {
        "articles": size.articles,
        "texts": size.texts,
        "text_bytes": size.text_bytes,
        "page_bytes": size.page_bytes,
        "picture_bytes": size.picture_bytes,
    }


_ACTIONS = {"sizes": _sizes, "prune": _prune, "rebuild": _rebuild, "verify": _verify, "compact": _compact}
