"""An article as the JSON that golden pages are compared with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newsreader.blocks import block_to_json
from newsreader.extract import extract_article
from newsreader.model import Article, Dateline

PAGES = Path(__file__).parent.parent / "data" / "pages"
ADDRESS = "http://127.0.0.1:8080/reports/page.html"


def shape_of(article: Article) -> dict[str, Any]:
    return {
        "headline": article.headline,
        "canonical_url": article.canonical_url,
        "site": article.site,
        "section": article.section,
        "byline": list(article.byline),
        "dateline": _dateline(article.dateline),
        "published": article.published.isoformat() if article.published else None,
        "updated": article.updated.isoformat() if article.updated else None,
        "summary": article.summary,
        "lang": article.lang,
        "tags": list(article.tags),
        "lead_image": list(_image(article)),
        "blocks": [block_to_json(block) for block in article.blocks],
        "related": [
            {"group": link.group, "title": link.title, "url": link.url}
            | ({"dateline": _dateline(link.dateline)} if link.dateline else {})
            | ({"teaser": link.teaser} if link.teaser else {})
            for link in article.related
        ],
    }


def page_names() -> list[str]:
    return sorted(path.stem for path in PAGES.glob("*.html"))


def extracted(name: str) -> dict[str, Any]:
    return shape_of(extract_article((PAGES / f"{name}.html").read_bytes(), ADDRESS))


def expected(name: str) -> dict[str, Any]:
    shape: dict[str, Any] = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    return shape


def _dateline(dateline: Dateline | None) -> list[str | None] | None:
    if dateline is None:
        return None
    return [dateline.place, dateline.agency, dateline.date.isoformat() if dateline.date else None]


def _image(article: Article) -> tuple[str, ...]:
    lead = article.lead_image
    return (lead.url, lead.alt, lead.caption) if lead else ()
