"""Related links: panels of many makes are read, and what only looks like one is not."""

from datetime import date

import pytest

from newsreader.extract import extract_article
from newsreader.extract.addresses import article_likeness
from newsreader.model import RelatedLink

PARAGRAPHS = (
    "The harbour board met on Tuesday to hear why the new crane had stood idle for most of the winter, and left with "
    "more questions than it had brought along.",
    "A spare part ordered in October was still on a lorry somewhere between two depots, the engineer said, and nobody "
    "had thought of asking where it was.",
    "Until it arrives the old crane does the work of both, at half the speed, and its driver has been promised a new "
    "seat and a second flask of tea.",
)
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
ADDRESS = "https://a.example/2026/02/01/crane-stands-idle-in-harbour"


def related(after: str, before: str = "") -> tuple[RelatedLink, ...]:
    page = f"<h1>Crane stands idle in the harbour</h1>{before}<div class=article-body>{TEXT}</div>{after}"
    article = extract_article(f"<html><body><main>{page}</main></body></html>", ADDRESS)
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)
    return article.related


def titles(after: str) -> list[tuple[str, str]]:
    return [(link.group, link.title) for link in related(after)]


FERRY, MILL = "Ferry crews vote to sail again", "Old mill turns for the first time in years"
FERRY_LINK = f"<a href=/2026/01/30/ferry-crews-vote-to-sail>{FERRY}</a>"
MILL_LINK = f"<a href=/2026/01/29/old-mill-turns-again>{MILL}</a>"


@pytest.mark.parametrize(
    ("panel", "group"),
    [
        (f"<h3>Related stories</h3><ul><li>{FERRY_LINK}<li>{MILL_LINK}</ul>", "Related stories"),
        (f"<p><b>Read also:</b> {FERRY_LINK}, {MILL_LINK}</p>", "Read also"),
        (
            f"<div>Das könnte Sie auch interessieren</div>{FERRY_LINK}<br>{MILL_LINK}",
            "Das könnte Sie auch interessieren",
        ),
        (f"<aside class=article-related><ul><li>{FERRY_LINK}<li>{MILL_LINK}</ul></aside>", ""),
        (f"<div id=jp-relatedposts class=jp-relatedposts><p>{FERRY_LINK}</p><p>{MILL_LINK}</p></div>", ""),
        (f"<div class=wp-block-jetpack-related-posts>{FERRY_LINK}<hr>{MILL_LINK}</div>", ""),
        (f"<section class='recirc__list js'>{FERRY_LINK}{MILL_LINK}</section>", ""),
        (f"<div class=yarpp><h4>Like this one</h4><ol><li>{FERRY_LINK}<li>{MILL_LINK}</ol></div>", "Like this one"),
    ],
)
def test_panels_with_a_label_or_a_name(panel: str, group: str) -> None:
    assert titles(panel) == [(group, FERRY), (group, MILL)]


def test_cards_give_dates_and_teasers() -> None:
    teaser = "Three crews of four want to go back to work as soon as the buoys are lit, their spokesman said."
    cards = f"""<div class=related-posts><h2>More on this</h2>
    <a href=/2026/01/30/ferry-crews-vote-to-sail><span>Harbour</span><h3>{FERRY}</h3><p>{teaser}</p><time
     datetime=2026-01-30T08:00:00Z>Friday</time></a>
    <div><a href=/authors/ida-holm>By Ida Holm</a> <a href=/tag/mills-and-millers-of-the-coast>Mills and millers of the
    coast</a><h3>{MILL_LINK}</h3><p>29 January 2026</p>
    <a href=/2026/01/29/old-mill-turns-again>Read more</a></div></div>"""
    ferry, mill = related(cards)
    assert (ferry.group, ferry.title, ferry.teaser) == ("More on this", FERRY, teaser)
    assert ferry.dateline is not None
    assert ferry.dateline.date == date(2026, 1, 30)
    assert mill.dateline is not None
    assert mill.dateline.date == date(2026, 1, 29)


def test_a_date_above_a_headline_is_its_own() -> None:
    ferry, mill = related(
        f"<h3>Related</h3><div>30 Jan 2026<br>{FERRY_LINK}</div><div>29 Jan 2026<br>{MILL_LINK}</div>"
    )
    days = [link.dateline.date for link in (ferry, mill) if link.dateline]
    assert days == [date(2026, 1, 30), date(2026, 1, 29)]


def test_a_pointer_within_the_text_is_a_related_link() -> None:
    first, second, third = PARAGRAPHS
    page = f"""<meta property=og:type content=article><h1>Crane stands idle in the harbour</h1>
    <div><p>{first}</p><p><strong>Read more:</strong> {FERRY_LINK}</p>
    <p>{second}</p><p><a href=/2026/01/29/old-mill-turns-again><b>SEE ALSO: {MILL}</b></a></p><p>{third}</p></div>"""
    article = extract_article(page, ADDRESS)
    assert [(link.group, link.title) for link in article.related] == [("Read more", FERRY), ("SEE ALSO", MILL)]
    assert article.text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "junk",
    [
        f"<h3>Most read</h3><ul><li>{FERRY_LINK}<li>{MILL_LINK}</ul>",
        f"<div class='related'><h3>Trending now</h3>{FERRY_LINK}<br>{MILL_LINK}</div>",
        f"<nav><b>More news</b><ul><li>{FERRY_LINK}<li>{MILL_LINK}</ul></nav>",
        f"<div class=main-menu><b>More news</b><ul><li>{FERRY_LINK}<li>{MILL_LINK}</ul></div>",
        "<h3>Related topics</h3><a href=/tag/cranes-and-other-tall-machines>Cranes and other tall machines</a>",
        "<div class=related-tags><a href=/cranes-and-lifting-gear-of-all-kinds>"
        "Cranes and lifting gear of all kinds</a></div>",
        "<h3>Related</h3><a href=https://www.facebook.com/sharer.php?u=x>Share this story with your friends</a>"
        "<a href=/login/to-read-more-of-this>Log in to read all of this</a><a href=/author/ida-holm-of-the-desk>Ida "
        "Holm of the desk</a><a href=https://www.outbrain.com/what-is/a/long-story>What is this list of stories</a>",
        f"<div class=taboola><h3>You may like</h3>{FERRY_LINK}{MILL_LINK}</div>",
        f"<p><a href=/2026/01/30/ferry-crews-vote-to-sail>Read more</a></p><ul><li>{MILL_LINK}</ul>",
        f"<h3>Related</h3><a href={ADDRESS}#comments>Crane stands idle in the harbour</a>",
        "<h3>Related</h3><a href=/2026/01/30/a-b-c-d-e>{{ story.title of the day }}</a>",
    ],
)
def test_what_only_looks_related(junk: str) -> None:
    assert related(junk) == ()


def test_a_label_in_the_middle_takes_none_of_the_text() -> None:
    linked = f"<p>The board had read <a href=/2025/12/01/a-report-on-cranes>a report on cranes</a>. {PARAGRAPHS[0]}</p>"
    assert titles(f"<div><p>Read more</p><p>{FERRY_LINK}</p>{linked}</div>")[:1] == [("Read more", FERRY)]


def test_the_next_part_of_the_page_is_not_the_panels() -> None:
    panel = f"<h3>Related</h3><ul><li>{FERRY_LINK}</ul><h3>Stock markets</h3><ul><li>{MILL_LINK}</ul>"
    assert titles(panel) == [("Related", FERRY)]


@pytest.mark.parametrize(
    ("address", "is_article"),
    [
        ("https://a.example/weather/storm-closes-harbour-for-days", True),
        ("https://a.example/archive/2026/02/01/x", True),
        ("https://a.example/weather/harbour", False),
        ("https://a.example/jobs/ship-engineer", False),
    ],
)
def test_desks_that_share_a_name_with_a_service(address: str, is_article: bool) -> None:
    assert (article_likeness(address) is not None) == is_article
