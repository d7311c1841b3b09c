"""Short reports: a few short paragraphs beside a longer panel and a longer legal notice."""

from __future__ import annotations

import pytest

from newsreader.blocks import block_text
from newsreader.extract import extract_article

URL = "http://127.0.0.1:8080/reports/Two_boats_found_off_the_cape_999.html"
SENTENCES = (
    "Two boats were found off the cape on Monday.",
    "Nobody was aboard, the coast guard said.",
    "The nets were still wet.",
    "A search goes on to the south of the light.",
)
PANEL = (
    "<table><tr><td><b>Related Links</b><br><a href='/Cape.html'>News From Across The Cape</a></td></tr></table>"
    "<p><b>RELATED CONTENT</b><br>THE CAPE<br><a href='/reports/Lamp_999.html'>Lamp keepers ask for a second lamp</a>"
    "<br><span class=BHS>Varde, Osk (HPA) Jan 30, 2026</span><br>The keepers of the cape light asked on Friday for a"
    " second lamp, because the first one has been seen to blink when nobody had told it to, and the boats that saw it"
    " have not agreed on what it m ... <a href='/reports/Lamp_999.html'>read more</a>"
)
LEGAL = (
    "All that stands here is Copyright 1998-2026 - Meridian Media. " + "Wire stories belong to their agencies. " * 30
)


def page(sentences: tuple[str, ...]) -> str:
    body = "\n<p>\n".join(sentences)
    return (
        "<html><head><title>Two boats found off the cape</title></head><body><center><table><tr><td>"
        "<span class=BTL>THE CAPE</span><br><h1>Two boats found off the cape<br></h1><span class=BDL>by Staff Writers"
        f"<br></span><span class=BHS>Varde, Osk (HPA) Feb 2, 2026<br></span><p>{body}<!--RELATED LINKS--><p>{PANEL}"
        f"</td></tr></table><table><tr><td><font size=1>{LEGAL}</font></td></tr></table></center></body></html>"
    )


@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_brief_is_an_article_without_its_panel(count: int) -> None:
    article = extract_article(page(SENTENCES[:count]), URL)
    assert [block_text(block) for block in article.blocks] == list(SENTENCES[:count])
    assert article.dateline is not None
    assert article.dateline.place == "Varde, Osk"
    assert [link.title for link in article.related][-1] == "Lamp keepers ask for a second lamp"


@pytest.mark.parametrize(
    "sentence",
    [
        "Copyright law was not at issue, the tribunal said on Monday.",
        "All rights reserved for the islanders were listed in the treaty, she said.",
        "Follow us, the pilot shouted, and the convoy turned north.",
        "Subscribe to the treaty or leave, he told them.",
    ],
)
def test_a_sentence_of_the_report_is_no_boilerplate(sentence: str) -> None:
    article = extract_article(page((SENTENCES[0], sentence, *SENTENCES[1:])), URL)
    assert sentence in article.text.split("\n")
