"""The JSON shapes of what the library tells programs: hooks, and through the command line scripts."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from newsreader.model import ArticleSummary, Dateline, Section


def row_shape(row: ArticleSummary) -> dict[str, Any]:
    """Give one article as `list --json` prints it."""
    return {
        "id": row.id,
        "url": row.url,
        "title": row.headline,
        "sections": list(row.sections),
        "byline": ", ".join(row.byline),
        "dateline": dateline_shape(row.dateline),
        "published": moment_shape(row.published),
        "unread": not row.state.is_read,
        "starred": row.state.is_starred,
        "later": row.state.is_later,
        "cached": row.is_cached,
        "revised": moment_shape(row.revised_at),
        "revised_since_read": row.is_revised_since_read,
    }


def names_shape(section: Section) -> dict[str, str]:
    """Give what a section is called, as everything begins that is told of one."""
    return {"site": section.source, "section": section.name, "key": section.key}


def dateline_shape(dateline: Dateline | None) -> dict[str, str | None] | None:
    """Give a dateline, null for none; what it does not say is null."""
    if dateline is None:
        return None
    return {
        "place": dateline.place or None,
        "agency": dateline.agency or None,
        "date": dateline.date.isoformat() if dateline.date else None,
    }


def moment_shape(moment: datetime | None, offset: int = 0) -> str | None:
    """Write a moment in the zone it was printed in, minutes east of UTC."""
    if moment is None:
        return None
    return (moment.astimezone(timezone(timedelta(minutes=offset))) if offset else moment).isoformat()
