"""What stands over the text of an article: where it is from, what it is called, who wrote it and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from newsreader.address import host_of
from newsreader.model import Article, ArticleNote, Dateline, OtherSource, Reading
from newsreader.typeset.galley import Galley
from newsreader.typeset.line import Role
from newsreader.typeset.when import ago_text, day_text, moment_text, printed_text

_NOTES = {
    ArticleNote.LAYOUT_CHANGED: "Layout changed: the rule for this site no longer fits, the text was found without it.",
    ArticleNote.PAYWALL: "Only the beginning: the rest is for subscribers. Open it in a web browser and log in there.",
    ArticleNote.FEED_TEXT: "The text is the feed's. Fetch the article again for that of its page.",
    ArticleNote.PAGES_MISSING: "The end is missing: a later page could not be had. Fetch the article again for it.",
}


def set_head(galley: Galley, reading: Reading, minutes: float, zone: tzinfo | None, now: datetime | None) -> None:
    """Set the head of an article.

    Args:
        galley: takes the lines.
        reading: the article and what the library knows around it.
        minutes: how long the text takes to read; 0 leaves that out.
        zone: in which moments are written; the machine's own by default.
        now: tells how long ago a moment was; None leaves that out.
    """
    article = reading.article
    galley.add_text(" · ".join(part for part in (article.site, article.section.upper()) if part), Role.LABEL)
    galley.add_balanced(article.headline, Role.HEADLINE)
    galley.blank()
    if article.byline:
        galley.add_text("by " + ", ".join(article.byline), Role.BYLINE)
    galley.add_text(_strip(article, minutes, zone, now), Role.DATELINE)
    galley.rule()
    has_page = all(file.url != article.url for file in article.enclosures)
    for note in article.notes:
        if has_page or note is not ArticleNote.FEED_TEXT:
            galley.add_note(_NOTES[note])
    _set_other_sources(galley, reading.also_at)
    if reading.revised_at is not None:
        changed = "Updated since you read it" if reading.is_revised_since_read else "Updated"
        galley.add_note(f"{changed}: the text changed, seen {moment_text(reading.revised_at, zone)}.")


def dateline_text(dateline: Dateline | None) -> str:
    """Write a dateline: `Quetta, Pakistan · AFP · 1 Feb 2026`, what is not known left out."""
    if dateline is None:
        return ""
    day = day_text(dateline.date) if dateline.date else ""
    return " · ".join(part for part in (dateline.place, dateline.agency, day) if part)


def _set_other_sources(galley: Galley, sources: Sequence[OtherSource]) -> None:
    """Say where else the story stands, each site once."""
    sites = dict.fromkeys(source.site or host_of(source.url).removeprefix("www.") for source in sources)
    if sites:
        galley.add_note(f"Also at {', '.join(sites)}.")


def _strip(article: Article, minutes: float, zone: tzinfo | None, now: datetime | None) -> str:
    """Write place, agency, when, how long ago, and how long it takes to read."""
    dateline = article.dateline or Dateline()
    parts = [dateline.place, dateline.agency]
    if article.published and _is_same_day(article.published, article, dateline, zone):
        printed = printed_text(article.published, article.published_offset, zone)
        has_time = ":" in printed
        parts += [printed, ago_text(article.published, now) if now and has_time else ""]
    elif dateline.date:
        parts.append(day_text(dateline.date))
    if article.updated and article.updated != article.published:
        updated = printed_text(article.updated, article.updated_offset, zone)
        parts.append(f"updated {updated}")
    if minutes:
        parts.append(f"{max(1, round(minutes))}\u00a0min")
    return " · ".join(part for part in parts if part)


def _is_same_day(published: datetime, article: Article, dateline: Dateline, zone: tzinfo | None) -> bool:
    """Say whether the moment of publication says no other day than the dateline, here or where it was printed."""
    printed = (published + timedelta(minutes=article.published_offset)).date()
    return dateline.date is None or dateline.date in (printed, published.astimezone(zone).date())
