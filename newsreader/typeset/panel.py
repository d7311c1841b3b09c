"""What stands below the text of an article: its files, and what its page offers as related."""

from __future__ import annotations

from itertools import groupby

from newsreader.model import Enclosure, RelatedLink
from newsreader.typeset.galley import Galley
from newsreader.typeset.head import dateline_text
from newsreader.typeset.line import CACHED_MARK, REMOTE_MARK, Role, Run

_INDENT = Run("  ", Role.NOTE)


def set_enclosures(galley: Galley, enclosures: tuple[Enclosure, ...]) -> None:
    """Set the files that come with the article, each as a link that says what it is."""
    if enclosures:
        galley.blank()
    for enclosure in enclosures:
        number = galley.link(enclosure.url, enclosure.label)
        galley.add_runs([Run(enclosure.label, Role.TEXT, link=number)], Run("▸ ", Role.MARKER))


def set_related(galley: Galley, related: tuple[RelatedLink, ...], cached_urls: frozenset[str]) -> None:
    """Set the related panel: groups in order, each link with what the page says of it."""
    if not related:
        return
    title = Run(" RELATED ", Role.PANEL)
    legend = Run(f" {CACHED_MARK} here {REMOTE_MARK} on line", Role.NOTE)
    room = galley.width - 2 - len(title.text)
    tail: tuple[Run, ...] = (Run("─" * room, Role.RULE),)
    if room - len(legend.text) >= 2:
        tail = (Run("─" * (room - len(legend.text)), Role.RULE), legend)
    galley.blank()
    galley.add(Run("──", Role.RULE), title, *tail)
    for group, links in groupby(related, key=lambda link: link.group):
        galley.blank()
        galley.add_text(group, Role.GROUP)
        for link in links:
            _set_link(galley, link, is_cached=link.url in cached_urls)


def _set_link(galley: Galley, link: RelatedLink, *, is_cached: bool) -> None:
    number = galley.link(link.url, link.title, is_related=True)
    mark = CACHED_MARK if is_cached else REMOTE_MARK
    galley.add_runs([Run(link.title, Role.TEXT, link=number)], Run(f"{mark} ", Role.MARKER))
    galley.add_runs([Run(dateline_text(link.dateline), Role.DATELINE)], _INDENT)
    galley.add_runs([Run(link.teaser, Role.TEASER)], _INDENT)
