"""Articles as one JSON Feed 1.1 (jsonfeed.org/version/1.1), with all that the library knows beside it.

What the standard has no name for stands in an object `_newsreader`, as the standard asks of extensions:

- of the feed: `format`, the number of this shape, and `generator`;
- of an item: `id`, `unread`, `starred`, `later`, `source`, `sections`, `site`, `section`, `canonical_url`, `dateline`
  (`place`, `agency`, `date`), `blocks` (as `show --json` prints them), `related` (`group`, `title`, `url`,
  `dateline`, `teaser`), `lead_image` and `images` (`url`, `alt`, `caption`), `notes`, `origins`, `listed_at`,
  `fetched_at` and `has_text`. Moments are ISO 8601; what is not known is null or "".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from newsreader.blocks import Image, block_to_json
from newsreader.formats.story import Story, iso_moment
from newsreader.formats.xhtml import block_elements, html_text
from newsreader.model import Dateline, Enclosure, RelatedLink

FORMAT = 1  # of `_newsreader`; grows when a field changes its meaning
VERSION = "https://jsonfeed.org/version/1.1"
SIGNATURE = '"generator": "newsreader"'  # stands in its beginning, so that an earlier export is known


def feed_parts(title: str, stories: Iterable[Story], *, is_first: bool, is_last: bool) -> Iterator[str]:
    """Write a part of the feed, so that it never has to be in memory as a whole.

    Args:
        title: of the feed.
        stories: the next ones.
        is_first: nothing was written before.
        is_last: nothing will be written after; an empty feed is both.
    """
    if is_first:
        about = {"format": FORMAT, "generator": "newsreader"}
        head = {"version": VERSION, "title": title, "_newsreader": about}
        yield json.dumps(head, ensure_ascii=False)[:-1] + ', "items": ['
    for number, story in enumerate(stories):
        yield ("\n" if is_first and number == 0 else ",\n") + json.dumps(item(story), ensure_ascii=False)
    if is_last:
        yield "\n]}\n"


def item(story: Story) -> dict[str, Any]:
    """Give an article as an item."""
    article = story.article
    shape: dict[str, Any] = {
        "id": article.canonical_url or article.url,
        "url": article.url,
        "title": article.headline,
        "content_text": article.text if story.has_text else article.summary,
        "content_html": html_text(block_elements(article.blocks)) if story.has_text else None,
        "summary": article.summary,
        "image": article.lead_image.url if article.lead_image else None,
        "date_published": iso_moment(article.published, article.published_offset),
        "date_modified": iso_moment(article.updated, article.updated_offset),
        "authors": [{"name": name} for name in article.byline],
        "tags": list(article.tags),
        "attachments": [_attachment(each) for each in article.enclosures],
        "language": article.lang,
    }
    known = {name: value for name, value in shape.items() if value or name in ("id", "content_text")}
    return known | {"_newsreader": _extension(story)}


def _extension(story: Story) -> dict[str, Any]:
    article = story.article
    return {
        "id": story.id,
        "unread": not story.state.is_read,
        "starred": story.state.is_starred,
        "later": story.state.is_later,
        "source": story.source,
        "sections": list(story.sections),
        "site": article.site,
        "section": article.section,
        "canonical_url": article.canonical_url,
        "dateline": _dateline(article.dateline),
        "blocks": [block_to_json(block) for block in article.blocks],
        "related": [_related(link) for link in article.related],
        "lead_image": _image(article.lead_image) if article.lead_image else None,
        "images": [_image(image) for image in article.images],
        "notes": list(article.notes),
        "origins": dict(article.origins),
        "listed_at": iso_moment(story.sort_at),
        "fetched_at": iso_moment(story.fetched_at) or None,
        "has_text": story.has_text,
    }


def _attachment(enclosure: Enclosure) -> dict[str, Any]:
    shape = {
        "url": enclosure.url,
        "mime_type": enclosure.media_type or "application/octet-stream",
        "size_in_bytes": enclosure.size_bytes,
        "duration_in_seconds": enclosure.duration_s,
    }
    return {name: value for name, value in shape.items() if value}


def _related(link: RelatedLink) -> dict[str, Any]:
    return {
        "group": link.group,
        "title": link.title,
        "url": link.url,
        "dateline": _dateline(link.dateline),
        "teaser": link.teaser,
    }


def _dateline(dateline: Dateline | None) -> dict[str, Any] | None:
    if dateline is None:
        return None
    day = dateline.date.isoformat() if dateline.date else None
    return {"place": dateline.place, "agency": dateline.agency, "date": day}


def _image(image: Image) -> dict[str, str]:
    return {"url": image.url, "alt": image.alt, "caption": image.caption}
