"""newsreader add: follow an address, or see what following it would bring."""

from __future__ import annotations

import argparse
from typing import Any

from newsreader.address import without_password
from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.cli.shapes import added_shape, candidate_shape
from newsreader.library import Library
from newsreader.library.candidates import Candidate, Look
from newsreader.library.results import Added
from newsreader.model import ListingKind
from newsreader.typeset.counts import counted
from newsreader.typeset.when import moment_text


async def run(library: Library, args: argparse.Namespace, output: Output) -> Exit:
    """Add what there is at the address, or show it."""
    if library.network.is_forced_offline:
        output.notice("Offline, as asked: an address can only be looked at, and added, with a network.")
        return Exit.OFFLINE
    output.progress(f"Looking at {args.address} …")
    look = await library.sources.look(args.address)
    if args.pick > len(look.candidates):
        output.notice(f"There is no number {args.pick} to pick: {args.address} offers {len(look.candidates)}.")
        return Exit.USAGE
    sections: tuple[Candidate, ...] = ()
    if args.whole_site:
        output.progress(f"Looking at {counted(len(look.menu), 'page')} that the menu leads to …")
        sections = await library.sources.sections(look)
    output.end_progress()
    if args.preview:
        _show(look, sections, args, output)
        return Exit.DONE
    chosen = look.candidates[args.pick - 1]
    site = args.site or ""
    added = [(chosen, await library.sources.add(chosen, site=site, name=args.section or ""))]
    for each in sections:
        added.append((each, await library.sources.add(each, site=site)))
    if args.json:
        output.json([added_shape(result, candidate.url) for candidate, result in added])
        return Exit.DONE
    for candidate, result in added:
        output.result(_added_line(candidate, result))
    if args.whole_site and not sections:
        output.result("No sections were found in the site's menu.")
    elif not args.whole_site and args.pick == 1:
        _tell_why(look, output)
    return Exit.DONE


def _tell_why(look: Look, output: Output) -> None:
    """Say what was chosen where it is not what was typed, or where there was a choice."""
    others = "; ".join(
        f"a {each.facts.kind.value} with {counted(each.facts.articles, 'article')} at {_shown(each)} (--pick {number})"
        for number, each in enumerate(look.candidates[1:], start=2)
    )
    if look.why and (others or look.best.facts.kind is ListingKind.FEED):
        output.result(f"Chosen because {look.why}: {_shown(look.best)}")
    if others:
        output.result(f"Also there: {others}.")


def _shown(candidate: Candidate) -> str:
    return without_password(candidate.url)


def _added_line(candidate: Candidate, added: Added) -> str:
    verb = "Added"
    if added.was_known:
        is_same = candidate.url in added.section.addresses
        verb = "Already followed" if is_same else "Already followed, from another address"
    what = f"a {added.kind.value} with {counted(added.entries, 'article')}, {added.new_articles} of them new"
    return f"{verb}: {added.section.source} / {added.section.name}, {what}."


def _show(look: Look, sections: tuple[Candidate, ...], args: argparse.Namespace, output: Output) -> None:
    if args.json:
        shape: dict[str, Any] = {"why": look.why, "candidates": [candidate_shape(each) for each in look.candidates]}
        if args.whole_site:
            shape["sections"] = [candidate_shape(each) for each in sections]
        output.json(shape)
        return
    for number, candidate in enumerate(look.candidates, start=1):
        _show_candidate(f"{number}. ", candidate, output)
    if look.why:
        output.result(f"The first is taken because {look.why}." if len(look.candidates) > 1 else f"({look.why})")
    if args.whole_site:
        output.result(f"{counted(len(sections), 'section')} in the site's menu{':' if sections else '.'}")
        for candidate in sections:
            _show_candidate("", candidate, output)
    elif look.menu:
        output.result("--whole-site looks for sections in the site's menu too.")


def _show_candidate(mark: str, candidate: Candidate, output: Output) -> None:
    facts = candidate.facts
    named = " · ".join(part for part in (candidate.title, candidate.label) if part)
    newest = f", the newest of {moment_text(facts.newest)}" if facts.newest else ""
    indent = " " * len(mark)
    output.result(f"{mark}{facts.kind.value} “{named}”: {counted(facts.articles, 'article')},")
    output.result(f"{indent}{facts.text.value}{newest}")
    output.result(f"{indent}{_shown(candidate)}")
    if candidate.known is not None:
        output.result(f"{indent}Already there: {candidate.known.source} / {candidate.known.name}")
    for headline in facts.headlines:
        output.result(f"{indent}• {headline}")
