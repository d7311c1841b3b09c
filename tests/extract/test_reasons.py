"""The glass box: every choice and every dropped part can be told, and telling changes nothing."""

from __future__ import annotations

import pytest

from newsreader.extract import Reason, extract_article
from newsreader.model import Article
from tests.extract.golden import ADDRESS, PAGES, page_names
from tests.extract.test_article_any_bytes import UNSAFE

PROSE = "The ferry came in at seven with its lamps lit, and nobody on the quay said a word about the storm. "


def explained(body: str, head: str = "") -> tuple[Article, list[Reason]]:
    reasons: list[Reason] = []
    html = (
        f"<html><head><title>The ferry came in</title>{head}</head><body><h1>The ferry came in</h1>{body}</body></html>"
    )
    return extract_article(html, ADDRESS, explain=reasons), reasons


def told(reasons: list[Reason], step: str) -> list[str]:
    return [reason.rule for reason in reasons if reason.step == step]


@pytest.mark.parametrize("name", page_names())
def test_telling_changes_nothing(name: str) -> None:
    body = (PAGES / f"{name}.html").read_bytes()
    reasons: list[Reason] = []
    assert extract_article(body, ADDRESS, explain=reasons) == extract_article(body, ADDRESS)
    assert told(reasons, "chosen")


def test_candidates_stand_by_score_with_what_they_hold() -> None:
    _, reasons = explained(
        f"<div class='story main' id=s1><p>{PROSE * 4}</p><p>{PROSE * 3}</p></div><div class=box><p>{PROSE}</p></div>"
    )
    candidates = [reason for reason in reasons if reason.step == "candidate"]
    scores = [reason.score or 0 for reason in candidates]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1] > 0
    assert {"body", "div.story.main#s1", "div.box", "p"} <= {reason.rule for reason in candidates}
    (chosen,) = [reason for reason in reasons if reason.step == "chosen"]
    assert chosen.rule == "body: highest score"
    assert chosen.excerpt.startswith("The ferry came in The ferry came in at seven")


def test_a_child_with_nearly_everything_is_told_as_the_choice() -> None:
    _, reasons = explained(f"<div class=outer><div class=inner><p>{PROSE * 3}</p><p>{PROSE * 3}</p></div></div>")
    assert told(reasons, "chosen") == ["div.inner: highest score, has nearly all of body"]


def test_a_name_that_decides_is_told() -> None:
    aside = f"<div class=notes><p>{PROSE * 3}</p></div>"
    _, reasons = explained(f"<div><div class=article-body><p>{PROSE * 5}</p><p>{PROSE}</p></div>{aside}</div>")
    assert told(reasons, "chosen") == ["div.article-body: highest score, named as the body, unlike body"]


def test_a_part_that_stands_for_its_whole_is_told() -> None:
    _, reasons = explained(f"<main><p>{PROSE * 6}</p></main>")
    assert told(reasons, "chosen")[0].startswith("main: ")
    assert told(reasons, "chosen")[0].endswith("whole instead of its part p")


def test_a_second_try_is_told() -> None:
    article, reasons = explained(f"<div class='comments promo'><p>{PROSE * 4}</p></div>")
    assert PROSE.strip() in article.text
    assert "comments" in " ".join(told(reasons, "dropped"))
    assert told(reasons, "retry") == ["too little text is left; again without judging by names"]


def test_a_second_try_that_finds_no_more_is_told() -> None:
    _, reasons = explained(f"<p>{PROSE * 2}</p>")
    assert told(reasons, "retry")[1:] == ["not twice as much text as before; the first choice stands"]


def test_a_standfirst_from_elsewhere_is_told() -> None:
    lead = "A boat that was given up for lost comes home without a scratch on it."
    paragraphs = f"<p>{PROSE * 4}</p><p>{PROSE * 3}</p>"
    article, reasons = explained(f"<div class=standfirst>{lead}</div><div class=article-body>{paragraphs}</div>")
    assert article.text.startswith(lead)
    assert [reason.excerpt for reason in reasons if reason.step == "added"] == [lead]


def test_text_taken_from_json_ld_is_told() -> None:
    stated = (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"x","articleBody":"{PROSE * 8}"}}'
        "</script>"
    )
    _, reasons = explained(f"<p>{PROSE}</p>", stated)
    assert told(reasons, "chosen")[-1].startswith("text that JSON-LD states")


def test_what_a_page_is_called_and_says_is_told_without_what_terminals_act_on() -> None:
    evil = "\x1b[31mred\u202e&#27;]0;x&#7;"
    _, reasons = explained(
        f"<div class='{evil}' id='{evil}'><p>{PROSE * 4}{evil}</p></div>"
        f"<div class='newsletter {evil}'>{evil} words</div>"
        f"<p>{evil} {PROSE}</p><h3>Related content</h3><p><a href=/z>{evil} a headline of another story</a></p>"
    )
    assert len(reasons) > 4
    for reason in reasons:
        assert not UNSAFE.search(reason.rule + reason.excerpt)
        assert len(reason.rule) < 400
        assert len(reason.excerpt) <= 120
