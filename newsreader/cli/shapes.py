"""The JSON shapes of the command line; scripts rely on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from newsreader.address import without_password
from newsreader.blocks import Image, block_to_json
from newsreader.library.health import source_health
from newsreader.library.shapes import dateline_shape, moment_shape, names_shape, row_shape
from newsreader.library.versions import Changes
from newsreader.model import (
    AddressHealth,
    Enclosure,
    Reading,
    RelatedLink,
    Section,
    SectionStatus,
    Version,
)
from newsreader.typeset.troubles import health_sentence

if TYPE_CHECKING:
    from newsreader.library.candidates import Candidate
    from newsreader.library.doctor.finding import Finding
    from newsreader.library.editions import Edition
    from newsreader.library.imports import Imported
    from newsreader.library.results import Added, Done, FullTextResult, SectionResult
    from newsreader.library.search import SavedSearch, SearchHit
    from newsreader.library.storylines import Rung

_SHAPE_NAMES = {"headline": "title"}  # fields that these shapes call something else


def article_shape(reading: Reading) -> dict[str, Any]:
    """Give an article as `show --json` prints it."""
    article = reading.article
    return {
        "id": reading.id,
        "url": article.url,
        "site": article.site,
        "section": article.section,
        "title": article.headline,
        "byline": ", ".join(article.byline),
        "dateline": dateline_shape(article.dateline),
        "published": moment_shape(article.published, article.published_offset),
        "updated": moment_shape(article.updated, article.updated_offset),
        "summary": article.summary,
        "lang": article.lang,
        "text": article.text,
        "blocks": [block_to_json(block) for block in article.blocks],
        "related": [_related_shape(link, link.url in reading.cached_urls) for link in article.related],
        "images": [_image_shape(image) for image in article.images],
        "enclosures": [_enclosure_shape(each) for each in article.enclosures],
        "notes": list(article.notes),
        "origins": {_SHAPE_NAMES.get(name, name): origin for name, origin in article.origins},
        "fetched_at": moment_shape(reading.fetched_at),
        "from_cache": reading.is_from_cache,
        "page_error": reading.page_error.user_text if reading.page_error else None,
        "also_at": [{"site": each.site, "url": each.url, "title": each.headline} for each in reading.also_at],
        "revised": moment_shape(reading.revised_at),
        "revised_since_read": reading.is_revised_since_read,
    }


def changes_shape(article_id: int, changes: Changes | None) -> dict[str, Any]:
    """Give what changed in an article as `show --diff --json` prints it; null and no runs where nothing did."""
    return {
        "id": article_id,
        "versions": changes.versions if changes else 1,
        "before": _version_shape(changes.before) if changes else None,
        "after": _version_shape(changes.after) if changes else None,
        "runs": [{"kind": run.kind, "text": run.text} for run in changes.runs] if changes else [],
    }


def _version_shape(version: Version) -> dict[str, Any]:
    return {"version": version.number, "title": version.headline, "fetched_at": moment_shape(version.fetched_at)}


def hit_shape(hit: SearchHit) -> dict[str, Any]:
    """Give one article as `search --json` prints it: matches are from and to, in characters."""
    return row_shape(hit.row) | {
        "title_matches": [list(place) for place in hit.headline.places],
        "snippet": hit.excerpt.text,
        "snippet_matches": [list(place) for place in hit.excerpt.places],
    }


def rung_shape(rung: Rung) -> dict[str, Any]:
    """Give one article as `story --json` prints it; `joined_by` is null for the article asked for."""
    joint = rung.joint
    why = {"linked": joint.is_linked, "same_place": joint.is_same_place, "words": list(joint.words)} if joint else None
    return row_shape(rung.row) | {"joined_by": why}


def edition_shape(edition: Edition) -> dict[str, Any]:
    """Give what `edition --json` prints."""
    return {
        "day": edition.day.isoformat(),
        "minutes": edition.minutes,
        "minutes_left": edition.minutes_left,
        "read": edition.read,
        "articles": [row_shape(each.row) | {"minutes": each.minutes} for each in edition.chosen],
    }


def section_shape(status: SectionStatus, now: datetime) -> dict[str, Any]:
    """Give one section as `sections --json` prints it."""
    health = None if status.query else source_health(status, now)
    return {
        **names_shape(status.section),
        "health": health.state if health else None,
        "why": health_sentence(health, now) if health else None,
        "unread": status.unread,
        "total": status.total,
        "cached": status.cached,
        "followed": status.is_followed,
        "fetched_at": moment_shape(status.fetched_at),
        "error": status.error or None,
        "query": status.query or None,  # of a saved search, whose counts stop at `counted_up_to`
        "counted_up_to": status.counted_up_to,
        "addresses": [_address_shape(address) for address in status.addresses],
    } | ({"tags": list(status.section.tags)} if status.section.tags else {})


def _address_shape(address: AddressHealth) -> dict[str, Any]:
    """Give one address of a section; `reason` to `failing_since` are of failures since it last worked."""
    return {
        "url": without_password(address.url),
        "error": address.error or None,
        "trouble": address.trouble or None,  # one of `library.health.Trouble`
        "reason": address.reason or None,
        "first_reason": address.first_reason or None,
        "failures": address.failures,
        "failing_since": moment_shape(address.failing_since),
        "tried_at": moment_shape(address.tried_at),
        "worked_at": moment_shape(address.worked_at),
        "listed": address.listed,  # articles, when it last worked
        "newest_at": moment_shape(address.newest_at),
    }


def finding_shape(finding: Finding) -> dict[str, str | None]:
    """Give one finding as `doctor --json` prints it; of a source, `what` is its name and `why` how it fares."""
    return {
        "check": finding.check,
        "state": finding.state,  # "ok", "warning", "broken" or "skipped"
        "what": finding.what,
        "subject": finding.subject or None,
        "why": finding.why or None,
        "advice": finding.advice or None,
    }


def _related_shape(link: RelatedLink, is_cached: bool) -> dict[str, Any]:
    return {
        "group": link.group,
        "title": link.title,
        "url": link.url,
        "dateline": dateline_shape(link.dateline),
        "teaser": link.teaser,
        "cached": is_cached,
    }


def _enclosure_shape(enclosure: Enclosure) -> dict[str, str | int | None]:
    return {
        "url": enclosure.url,
        "media_type": enclosure.media_type,
        "size_bytes": enclosure.size_bytes or None,
        "duration_s": enclosure.duration_s or None,
    }


def _image_shape(image: Image) -> dict[str, str]:
    return {"url": image.url, "alt": image.alt, "caption": image.caption}


def import_shape(imported: Imported) -> dict[str, Any]:
    """Give what `import --json` prints."""
    return {
        "added": [_imported_shape(section) for section in imported.added],
        "known": [_imported_shape(section) for section in imported.known],
        "searches": [{"name": query.name, "query": query.query} for query in imported.queries],
        "left_out": [{"what": each.what, "why": each.why} for each in imported.left_out],
        "articles": imported.articles,
        "new_articles": imported.new_articles,
        "read": imported.read,
        "starred": imported.starred,
    }


def _imported_shape(section: Section) -> dict[str, Any]:
    return {
        **names_shape(section),
        "addresses": [without_password(address) for address in section.addresses],
        "tags": list(section.tags),
    }


def fetched_shape(sections: Sequence[SectionResult], articles: Sequence[FullTextResult]) -> dict[str, Any]:
    """Give what `fetch --json` prints; `articles` are those of --full-text."""
    return {
        "sections": [_refreshed_shape(each) for each in sections],
        "articles": [
            {"id": each.article_id, "title": each.headline, "error": each.error.user_text if each.error else None}
            for each in articles
        ],
    }


def _refreshed_shape(result: SectionResult) -> dict[str, Any]:
    return {
        **names_shape(result.section),
        "new_articles": result.new_articles,
        "url": without_password(result.address) or None,  # the address that worked
        "moved_to": result.moved_to or None,
        "failures": [{"url": without_password(each.url), "error": each.error} for each in result.failures],
        "error": result.error.user_text if result.error else None,
    }


def removed_shape(sections: Sequence[Section], label: str) -> dict[str, Any]:
    """Give what `remove --json` prints; of --undo, without sections."""
    return {
        "done": label or None,
        "sections": [names_shape(each) for each in sections],
    }


def saved_search_shape(search: SavedSearch, done: str, *, replaced: str | None = None) -> dict[str, Any]:
    """Give what `search --save --json` and `--forget --json` print; `replaced` is the query of that name before."""
    return {"done": done, "name": search.name, "key": search.key, "query": search.query, "replaced": replaced}


def marked_shape(done: Done) -> dict[str, Any]:
    """Give one of what `mark --json` prints; of very many articles the numbers are left out."""
    return {"done": done.label, "count": done.count, "ids": list(done.article_ids)}


def candidate_shape(candidate: Candidate) -> dict[str, Any]:
    """Give one of what `add --preview --json` prints."""
    facts, known = candidate.facts, candidate.known
    return {
        "url": without_password(candidate.url),
        "kind": facts.kind.value,
        "title": candidate.title,
        "label": candidate.label,
        "articles": facts.articles,
        "text": facts.text.value,
        "newest": moment_shape(facts.newest),
        "headlines": list(facts.headlines),
        "known": names_shape(known) if known else None,
    }


def added_shape(added: Added, url: str) -> dict[str, Any]:
    """Give one of what `add --json` prints."""
    return {
        "url": without_password(url),
        **names_shape(added.section),
        "kind": added.kind.value,
        "articles": added.entries,
        "new_articles": added.new_articles,
        "was_known": added.was_known,
    }
