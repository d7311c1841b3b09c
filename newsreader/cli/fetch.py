"""newsreader fetch: bring sections up to date."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from newsreader.address import without_password
from newsreader.cli.choice import chosen_sections, named_sections
from newsreader.cli.exits import Exit, exit_for
from newsreader.cli.output import Output
from newsreader.errors import NewsError, UnreachableError
from newsreader.library import Library
from newsreader.library.results import FullTextResult, SectionResult
from newsreader.model import SectionKey
from newsreader.typeset.counts import counted


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Refresh sections, then their articles where asked for."""
    keys = await _chosen(library, args)
    if library.network.is_forced_offline:
        output.notice("Offline, as asked: nothing is fetched.")
        return Exit.OFFLINE
    if not keys and not args.json:
        output.result("Nothing is due yet; newsreader fetch --all asks now.")
    sections = await _refresh(library, keys, output) if keys else []
    articles: list[FullTextResult] | None = None
    if args.full_text and not any(_is_silence(each.error, library) for each in sections if each.error is not None):
        articles = await _fetch_full_texts(library, await chosen_sections(library, args.sections), output)
    if args.json:
        from newsreader.cli.shapes import fetched_shape  # here, because most runs print no JSON

        output.json(fetched_shape(sections, articles or ()))
    else:
        _tell(sections, articles, output)
    await library.upkeep.settled()
    errors = [each.error for each in sections if each.error is not None]
    errors += [each.error for each in articles or () if each.error is not None]
    return ending(library, errors, output)


def ending(library: Library, errors: Sequence[NewsError], output: Output) -> Exit:
    """Give the exit code of what was fetched, and say that there is no network where that is why."""
    silences = [error for error in errors if _is_silence(error, library)]
    if silences:
        output.notice("There is no network; what is in the library can still be read.")
    if not errors:
        return Exit.DONE
    return Exit.OFFLINE if len(silences) == len(errors) else Exit.SOME_SOURCES_FAILED


async def _chosen(library: Library, args: argparse.Namespace) -> tuple[SectionKey, ...]:
    if args.sections:
        return tuple(status.section.key for status in await named_sections(library, args.sections))
    return await chosen_sections(library, (), only_due=not args.all)


def _tell(sections: Sequence[SectionResult], articles: Sequence[FullTextResult] | None, output: Output) -> None:
    for result in sections:
        if result.error is None:
            output.result(f"{result.section.source} / {result.section.name}: {result.new_articles} new")
    if articles is not None:
        failed = sum(1 for result in articles if result.error is not None)
        output.result(f"{counted(len(articles) - failed, 'article')} fetched in full, {failed} failed")


async def _refresh(library: Library, keys: tuple[SectionKey, ...], output: Output) -> list[SectionResult]:
    """Refresh sections; what goes wrong is said as it does."""
    done = 0

    def section_done(result: SectionResult) -> None:
        nonlocal done
        done += 1
        say_failures(result, library, output)
        output.progress(f"{done} of {counted(len(keys), 'section')}: {result.section.name}")

    output.progress(f"Fetching {counted(len(keys), 'section')} …")
    results = await library.refresh(keys, section_done)
    output.end_progress()
    return results


def say_failures(result: SectionResult, library: Library, output: Output) -> None:
    """Say which addresses failed, also when the next one worked, and which has moved; not that there is no network."""
    if result.error is not None and _is_silence(result.error, library):
        return
    name = f"{result.section.source} / {result.section.name}"
    if result.moved_to:
        moved = f"{without_password(result.address)} has moved to {result.moved_to}"
        output.notice(f"{name}: {moved}, asked from now on.")
    if result.read_up_to:
        count = f"{result.read_up_to:,}"
        output.notice(f"{name}: it lists more than {count} entries; the newest {count} are read.")
    sentences = [failure.error for failure in result.failures]
    if result.error is not None:
        sentences.append(result.error.user_text)
    for sentence in dict.fromkeys(sentences):  # the section's error mostly is that of its first address
        output.notice(f"{name}: {sentence}")


async def _fetch_full_texts(library: Library, keys: tuple[SectionKey, ...], output: Output) -> list[FullTextResult]:
    """Fetch the texts that are missing; what goes wrong is said as it does."""
    done = 0

    def text_done(result: FullTextResult) -> None:
        nonlocal done
        done += 1
        if result.error is not None and not _is_silence(result.error, library):
            output.notice(f"{result.headline}: {result.error.user_text}")
        output.progress(f"{counted(done, 'article')}: {result.headline}")

    results = await library.fetch_full_texts(keys, text_done)
    output.end_progress()
    return results


def _is_silence(error: NewsError, library: Library) -> bool:
    """Say whether an error is that of a dead network, and not of one site."""
    is_unknown = isinstance(error, UnreachableError) and error.is_name_unknown and library.network.is_down
    return is_unknown or exit_for(error) is Exit.OFFLINE
