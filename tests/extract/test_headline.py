"""The headline: which heading it is, and what around it is a label, another line or the site's name."""

from __future__ import annotations

import pytest

from newsreader.extract import extract_article
from newsreader.extract.metadata import without_site

URL = "https://paper.example/2026/ferry"
PROSE = (
    "<p>" + "The ferry was late again, and the people on the pier had stopped looking at their watches. " * 6 + "</p>"
)
TITLE = "The late ferry, again and again"


def headline(body: str, title: str = TITLE, head: str = "") -> str:
    page = f"<html><head><title>{title}</title>{head}</head><body>{body}<article>{PROSE}</article></body></html>"
    return extract_article(page, URL).headline


@pytest.mark.parametrize(
    ("title", "site", "parts"),
    [
        ("The late ferry | Pier Paper", "", ("The late ferry", "Pier Paper")),
        ("The late ferry | pierpaper", "", ("The late ferry", "pierpaper")),
        ("The late ferry - and why", "", ("The late ferry - and why", "")),
        ("The late ferry | Pier Paper - News of the Coast and All", "Pier Paper - News of the Coast and All",
         ("The late ferry", "Pier Paper - News of the Coast and All")),
        ("Pier Paper: The late ferry", "Pier Paper", ("The late ferry", "Pier Paper")),
        ("Pier Paper » The late ferry", "Pier Paper", ("The late ferry", "Pier Paper")),
        ("«Nobody looked at the watch»", "", ("«Nobody looked at the watch»", "")),
        ("渡轮又晚点了！-海港网", "", ("渡轮又晚点了！", "海港网")),
        ("The late ferry", "Pier Paper", ("The late ferry", "")),
    ],
)  # fmt: skip
def test_the_site_is_parted_from_the_title(title: str, site: str, parts: tuple[str, str]) -> None:
    assert without_site(title, site) == parts


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1>{TITLE}</h1>",
        f"<h1><span class=kicker>On the pier</span> <span>{TITLE}</span></h1>",
        f"<h1><small>On the pier:</small> {TITLE}</h1>",
        f"<h1>{TITLE}<br>What the harbour master says</h1>",
        f"<h1>{TITLE} | Pier Paper</h1>",
    ],
)
def test_a_label_or_a_second_line_is_no_part_of_the_headline(heading: str) -> None:
    assert headline(heading) == TITLE


def test_what_the_title_leaves_out_of_one_line_stays() -> None:
    assert headline(f"<h1>{TITLE} – a history</h1>") == f"{TITLE} – a history"


def test_a_heading_that_leads_home_is_the_sites_name() -> None:
    page = f"<h1><a href=/>Notes from the Pier</a></h1><h3>{TITLE}</h3>"
    assert headline(page, f"Notes from the Pier: {TITLE}") == TITLE
