"""When an article was published and updated: what its page prints, where, and in which zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newsreader.extract import extract_article
from newsreader.extract.published import PrintedDays, printed_days
from newsreader.model import Article
from tests.extract.golden import ADDRESS

PROSE = "<p>" + "The lock keeper opened the gates at dawn and let the barges through one at a time. " * 6 + "</p>"
FIRST, THIRD = date(2026, 2, 1), date(2026, 2, 3)


def read(body: str, head: str = "", url: str = ADDRESS) -> Article:
    return extract_article(f"<html><head><title>The gates open at dawn</title>{head}</head><body>{body}</body>", url)


def under_headline(markup: str) -> Article:
    return read(f"<h1>The gates open at dawn</h1>{markup}<div class=story>{PROSE}</div>")


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("1 February 2026", FIRST, None),
        ("Published 1 February 2026", FIRST, None),
        ("Published on Feb 1, 2026 Updated on Feb 3, 2026", FIRST, THIRD),
        ("Updated: 3 Feb 2026 | Published: 1 Feb 2026", FIRST, THIRD),
        ("Last updated: February 3, 2026", None, THIRD),
        ("February 3, 2026 (updated)", None, THIRD),
        ("Veröffentlicht am 1. Februar 2026, aktualisiert am 3. Februar 2026", FIRST, THIRD),
        ("Publié le 1er février 2026 - Mis à jour le 3 février 2026", FIRST, THIRD),
        ("Publicado el 1 de febrero de 2026. Actualizado el 3 de febrero de 2026", FIRST, THIRD),
        ("Pubblicato il 1 febbraio 2026, aggiornato il 3 febbraio 2026", FIRST, THIRD),
        ("Опубликовано 1 февраля 2026, обновлено 3 февраля 2026", FIRST, THIRD),
        ("2026年2月1日 公開 2026年2月3日 更新", FIRST, None),
        ("Nothing was dated here", None, None),
    ],
)
def test_a_line_tells_publication_from_update(line: str, published: date | None, updated: date | None) -> None:
    assert printed_days(line)[:2] == (published, updated)


def test_a_label_is_told_from_a_bare_day() -> None:
    assert printed_days("Posted 1 Feb 2026") == PrintedDays(FIRST, None, True)
    assert printed_days("1 Feb 2026") == PrintedDays(FIRST, None, False)


@pytest.mark.parametrize(
    "markup",
    [
        "<div class=byline>By Ada Brook • <span>February 1, 2026</span></div>",
        "<div class=w-embed><b>By <a href=/team/ada>Dr. Ada Brook</a></b> - Feb 1, 2026</div>",
        "<div class=meta>by ADA BROOK on <span>Feb 1, 2026</span></div>",
        "<div>by Ada Brook ● February 1, 2026 ● 6 min read</div>",
        "<p>by <a href=/author/ada>Ada</a> · Feb 1, 2026 at 3:00 am · One comment so far</p>",
        "<p>02/01/2026 by Ada Brook, Keeper to the Committee of the Navigation</p>",
        "<p>Feb 1, 2026 • Ada Brook in Inland Waterways and Their Management</p>",
        "<p>Essay - Published: 2026.02.01 | canals | locks | barges | keepers | dawn |</p>",
        "<p>Published on Feb 1, 2026 Updated on Feb 3, 2026</p>",
        "<time>Published on February 1, 2026</time>",
    ],
)
def test_a_day_beside_names_under_the_headline_is_read(markup: str) -> None:
    assert under_headline(markup).published_day == FIRST


@pytest.mark.parametrize(
    "page",
    [
        f"<aside class=info><h4>Published</h4><div class=single-post-date>1 Feb 2026</div></aside>{PROSE}",
        f"{PROSE}<div class=panel><p class=label>Published</p><p class=date>Feb 1, 2026</p></div>",
        f"{PROSE}<div style='text-align:center'>Posted on the 01/02/2026 at 19:00 by <a href=/about>Ada</a></div>",
        f"{PROSE}<p style='text-align:right'>Last updated: February 1, 2026</p>",
    ],
)
def test_a_labelled_day_away_from_the_headline_is_read(page: str) -> None:
    days = read(f"<h1>The gates open at dawn</h1>{page}").published_day
    assert days in (FIRST, date(2026, 1, 2))  # the third is month first where nothing tells


@pytest.mark.parametrize(
    "box",
    [
        "<div class=related><a href=/b>Barge runs aground</a> <time datetime=2026-02-03>3 Feb</time></div>",
        "<ol class=comments><li>Ada <time datetime=2026-02-03T10:00:00Z>3 Feb</time> Well said.</li></ol>",
        "<footer>© 2026. Page generated <span class=date>3 February 2026</span></footer>",
        "<div class=box><span class=date>3 February 2026</span> Open day at the lock</div>",
    ],
)
def test_the_day_of_another_story_or_a_comment_is_not_the_articles(box: str) -> None:
    article = read(f"<h1>The gates open at dawn</h1><article>{PROSE}</article>{box}")
    assert (article.published, article.updated) == (None, None)


def test_an_update_stated_without_a_publication_is_no_publication() -> None:
    stated = '<meta property="article:modified_time" content="2026-02-03T09:00:00Z">'
    article = read(f"<h1>The gates open at dawn</h1>{PROSE}", stated)
    assert (article.published, article.updated) == (None, datetime(2026, 2, 3, 9, tzinfo=UTC))


def test_the_only_day_a_page_prints_dates_it() -> None:
    article = under_headline("<p class=stamp>Updated February 3, 2026</p>")
    assert (article.published_day, article.updated) == (THIRD, datetime(2026, 2, 3, tzinfo=UTC))


def test_a_day_in_a_masthead_gives_way_to_the_marked_one_below() -> None:
    top = "<div>Wednesday, February 4, 2026</div><h1>The gates open at dawn</h1>"
    assert read(f"{top}<p><time datetime=2026-02-01T12:00:00Z>Sunday</time></p>{PROSE}").published_day == FIRST


def test_a_moment_keeps_the_zone_it_is_printed_in() -> None:
    stated = '<meta property="article:published_time" content="2026-02-01T20:30:00-05:00">'
    article = read(f"<h1>The gates open at dawn</h1>{PROSE}", stated)
    assert article.published == datetime(2026, 2, 2, 1, 30, tzinfo=UTC)
    assert (article.published_offset, article.published_day) == (-300, FIRST)
    assert article.published.tzinfo is UTC


def test_a_site_may_name_its_date_itself() -> None:
    stated = '<meta name="x-published-date" content="2026-02-01">'
    assert read(f"<h1>The gates open at dawn</h1>{PROSE}", stated).published_day == FIRST
