"""newsreader export: articles, or what is followed, as documents for other programs."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from newsreader.cli.choice import named_sections
from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.library import Library
from newsreader.library.exports import MAX_CHAPTERS
from newsreader.library.stories import Selection
from newsreader.model import SectionKey, SectionStatus
from newsreader.typeset.counts import counted

_FILTERS = ("search", "starred", "later", "unread", "since", "limit", "title")


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Write the export."""
    if (mistake := _mistake(args)) is not None:
        output.notice(mistake)
        return Exit.USAGE
    if args.opml:
        followed = await named_sections(library, args.section)
        return await _opml(library, args, output, [status.section.key for status in followed])
    named = [status for name in args.section for status in await library.named(name)]
    searches = [status.query for status in named if status.query]
    if searches and (len(named) > 1 or args.search):
        output.notice("A saved search is exported alone, without other sections and --search.")
        return Exit.USAGE
    wanted = Selection(
        sections=() if searches else tuple(dict.fromkeys(status.section.key for status in named)),
        search=searches[0] if searches else args.search,
        starred_only=args.starred,
        later_only=args.later,
        unread_only=args.unread,
        since=args.since,
        limit=args.limit,
    )

    def progress(done: int) -> None:
        output.progress(f"{counted(done, 'article')} written …")

    if args.json:
        pieces = library.exports.json_feed(wanted, args.title or _title(args, named), progress)
        return await _written(library, args, output, pieces)
    if args.markdown is not None:
        done = await library.exports.markdown(wanted, Path(args.markdown), progress, force=args.force)
        output.end_progress()
        output.result(f"{args.markdown}: {counted(done.articles, 'article')} written.")
        return Exit.DONE
    title = args.title or _title(args, named)
    book = await library.exports.epub(wanted, Path(args.epub), title, _subtitle(args), progress, force=args.force)
    output.end_progress()
    output.result(f"{args.epub}: a book of {counted(book.articles, 'article')}.")
    if book.without_text:
        output.result(
            f"{counted(book.without_text, 'article')} left out, because only a teaser is in the library;"
            " newsreader pack fetches the rest."
        )
    if book.beyond_limit:
        output.result(f"Older ones left out: a book has at most {MAX_CHAPTERS:,} chapters.")
    return Exit.DONE


def _mistake(args: argparse.Namespace) -> str | None:
    """Say what does not go together on the command line; None when all does."""
    is_stream = args.opml or args.json
    if args.output != "-" and not is_stream:
        return "--output goes with --opml and --json; --markdown and --epub name their own."
    for option, name in (("--markdown", args.markdown), ("--epub", args.epub), ("--output", args.output)):
        if name == "" or (name == "-" and option != "--output"):
            return f"{option} needs a name; only --opml and --json can go to standard output."
    if args.opml and any(getattr(args, each) for each in _FILTERS):
        return "--opml writes what you follow, not articles; it goes with --section, --output and --force only."
    return None


async def _opml(library: Library, args: argparse.Namespace, output: Output, keys: Sequence[SectionKey]) -> Exit:
    document = await library.exports.opml(keys or await library.followed(), with_searches=not keys)

    async def pieces() -> AsyncIterator[str]:
        yield document

    return await _written(library, args, output, pieces())


async def _written(library: Library, args: argparse.Namespace, output: Output, pieces: AsyncIterator[str]) -> Exit:
    if args.output != "-":
        await library.exports.save(pieces, Path(args.output), force=args.force)
        output.end_progress()
        return Exit.DONE
    async for piece in pieces:
        output.end_progress()
        output.document(piece)
    output.end_progress()
    return Exit.DONE


def _title(args: argparse.Namespace, named: Sequence[SectionStatus]) -> str:
    names = list(dict.fromkeys(status.section.name for status in named))
    sources = list(dict.fromkeys(status.section.source for status in named))
    if len(named) == 1:
        return f"{sources[0]}: {names[0]}"
    if len(sources) == 1:
        return sources[0]
    if args.search and not names:
        return str(args.search)
    unnamed = "Starred articles" if args.starred else "Articles to read later" if args.later else "All articles"
    return ", ".join(names) or unnamed


def _subtitle(args: argparse.Namespace) -> str:
    """Say what was chosen."""
    chosen = [word for word in ("starred", "unread") if getattr(args, word)]
    articles = f"{', '.join(chosen)} articles".capitalize() if chosen else "Articles"
    articles += " to read later" if args.later else ""
    return f"{articles} found by {args.search}, newest first" if args.search else f"{articles}, newest first"
