"""A site's rule says where the parts of an article stand; where it does not fit, the article is read without it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsreader.config.site_rules import load_site_rules
from newsreader.errors import IndexPageError, NoArticleError
from newsreader.extract import Reason, extract_article
from newsreader.extract.siterules import selector_fault
from newsreader.model import Article, ArticleNote
from newsreader.siterule import SiteRule
from tests.extract.golden import ADDRESS, PAGES, page_names
from tests.extract.test_article_any_bytes import HOSTILE
from tests.site import STORIES, Story, all_pages

BASE = "http://127.0.0.1:8080"
SITE_PAGES = all_pages(BASE)
PROSE = "The ferry came in at seven with its lamps lit, and nobody on the quay said a word about the storm. "
OTHER = "The council wants to know what a second bridge would cost and who is to paint it every spring. "
CHANGED = (ArticleNote.LAYOUT_CHANGED,)


def rule(**fields: tuple[str, ...]) -> SiteRule:
    return SiteRule(file="mine.toml", hosts=("a.example",), **fields)


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>The ferry</title>{head}</head><body><h1>The ferry</h1>{body}</body></html>"


def by(html: str | bytes, explain: list[Reason] | None = None, **fields: tuple[str, ...]) -> Article:
    return extract_article(html, ADDRESS, rule=rule(**fields), explain=explain)


TWO = page(f"<div class=long><p>{OTHER * 3}</p><p>{OTHER * 2}end.</p></div><div class=own><p>{PROSE * 4}</p></div>")


def test_the_body_is_where_the_rule_says() -> None:
    assert OTHER.strip() in extract_article(TWO, ADDRESS).text
    article = by(TWO, body=(".own",))
    assert article.text == (PROSE * 4).strip()
    assert article.notes == ()


def test_the_first_selector_that_finds_something_counts() -> None:
    assert by(TWO, body=(".gone", "div.own", "div.long")).text == (PROSE * 4).strip()


def test_parts_of_a_body_are_put_together_in_the_pages_order() -> None:
    parts = page(f"<div class=part>{PROSE * 2}</div><div>{OTHER * 9}</div><div class=part>{OTHER}end.</div>")
    assert by(parts, body=(".part",)).text == f"{(PROSE * 2).strip()}\n{OTHER}end."


def test_a_body_in_a_body_stands_once() -> None:
    nested = page(f"<div class=x>{PROSE * 2}<div class=x>{OTHER * 2}</div></div>")
    assert by(nested, body=("div, .x",)).text.count(OTHER.strip()) == 2


@pytest.mark.parametrize("name", ["comments promo", "sidebar", "newsletter"])
def test_a_body_is_no_junk_for_its_name_or_where_it_stands(name: str) -> None:
    boxed = page(f"<div><p>{OTHER * 8}</p></div><aside><div class='{name}'><p>{PROSE * 6}</p></div></aside>")
    assert by(boxed, body=("aside > div",)).text == (PROSE * 6).strip()


def test_junk_in_the_body_is_dropped_as_ever() -> None:
    html = page(f"<div class=own><p>{PROSE * 4}</p><div class=newsletter>Our letter, {OTHER}</div></div>")
    assert by(html, body=(".own",)).text == (PROSE * 4).strip()


@pytest.mark.parametrize("codec", ["utf-8", "windows-1252"])
def test_the_body_stands_between_two_comments(codec: str) -> None:
    html = page(
        f"<div><p>{OTHER * 5}<p><!-- text --><b>Ärger</b> {PROSE * 2}<p>{PROSE}<!--/text--><p>{OTHER * 3}</div>",
        f"<meta charset={codec}>",
    )
    expected = f"Ärger {(PROSE * 2).strip()}\n{PROSE.strip()}"
    assert by(html, between=("text", "/text")).text == expected
    assert by(html.encode(codec), between=("text", "/text")).text == expected
    assert by(html, between=("text", "/text"), body=(".gone",)).notes == ()


def test_comments_in_the_wrong_order_hold_nothing() -> None:
    html = page(f"<div><p>{OTHER * 5}<p><!--/text-->{PROSE * 2}<!--text--></div>")
    article = by(html, between=("text", "/text"))
    assert article == replace(extract_article(html, ADDRESS), notes=CHANGED)


@pytest.mark.parametrize("fields", [{"body": (".gone",)}, {"body": ("h1",)}, {"between": ("a", "b")}])
def test_a_rule_that_stops_fitting_leaves_the_choice_and_says_so(fields: dict[str, tuple[str, ...]]) -> None:
    reasons: list[Reason] = []
    article = extract_article(TWO, ADDRESS, rule=rule(**fields), explain=reasons)
    assert article == replace(extract_article(TWO, ADDRESS), notes=CHANGED)
    assert any("layout changed" in reason.rule for reason in reasons if reason.step == "retry")


def test_far_less_text_than_is_found_without_the_rule_is_a_changed_layout() -> None:
    html = page(f"<div class=own>{PROSE}</div><div>{OTHER * 7}</div>")
    assert by(html, body=(".own",)).notes == CHANGED
    assert by(html.replace(PROSE, PROSE * 5), body=(".own",)).text == (PROSE * 5).strip()


def test_what_leaves_no_article_is_put_back() -> None:
    article = by(TWO, drop=("div", "p"))
    assert article == replace(extract_article(TWO, ADDRESS), notes=CHANGED)
    with pytest.raises(NoArticleError):
        by(page("<p>Nothing."), drop=("p",))


def test_an_index_stays_one() -> None:
    links = "".join(f'<li><a href="/story/{n}">Headline number {n} about the harbour</a></li>' for n in range(40))
    with pytest.raises(IndexPageError):
        by(f"<html><body><ul>{links}</ul></body></html>", body=("ul",))


def test_what_is_to_be_dropped_is_gone_before_anything_is_chosen() -> None:
    reasons: list[Reason] = []
    article = by(TWO, reasons, drop=(".gone", ".long"))
    assert article.text == (PROSE * 4).strip()
    assert article.notes == ()
    assert reasons[0] == Reason("dropped", "site rule: .long", (OTHER * 3)[:120].strip())


def test_what_stands_in_what_is_dropped_may_be_named_too() -> None:
    nested = page(f"<div class=a>{OTHER}<div class=a><p class=a>{OTHER * 6}</p></div></div><p>{PROSE * 4}</p>")
    assert by(nested, drop=("div, .a", ".a", "html", "body")).text == (PROSE * 4).strip()


def test_title_byline_and_dateline_are_read_where_the_rule_says() -> None:
    html = page(
        f"<div class=h><i>A boat</i> is back<br></div><div class=w>By Ann Ray<br>and Bo Lund</div>"
        f"<div class=d>Oslo, Norway (NTB) Feb 1, 2026</div><p>{PROSE * 4}</p>",
        '<meta name="author" content="Desk Editor">',
    )
    article = by(html, title=(".h",), byline=(".w",), dateline=(".d",))
    assert (article.headline, article.byline) == ("A boat is back", ("Ann Ray", "Bo Lund"))
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.agency) == ("Oslo, Norway", "NTB")
    assert article.notes == ()


def test_the_head_of_the_page_can_be_named() -> None:
    html = page(f"<p>{PROSE * 4}</p>", '<meta name=kicker content="A boat is back"><meta name=pen content="Ann Ray">')
    article = by(html, title=("meta[name=kicker]",), byline=("meta[name=pen]",))
    assert (article.headline, article.byline) == ("A boat is back", ("Ann Ray",))


def test_fields_that_find_nothing_leave_what_is_found_without_them() -> None:
    for name in page_names():
        body = (PAGES / f"{name}.html").read_bytes()
        empty = dict.fromkeys(("title", "byline", "dateline", "related", "drop"), (".nowhere",))
        assert by(body, **empty) == extract_article(body, ADDRESS)


def test_related_boxes_are_those_of_the_rule() -> None:
    links = "<a href=/a>A first story of the harbour</a><br><a href=/b>Another one of the old quay</a>"
    panel = "<div><b>Related content</b><br><a href=/c>A third story that is not wanted</a></div>"
    html = page(f"<div><p>{PROSE * 4}</p></div>{panel}<div class=more>{links}</div>")
    assert [link.title for link in extract_article(html, ADDRESS).related] == ["A third story that is not wanted"]
    related = by(html, related=(".more",)).related
    assert [link.title for link in related] == ["A first story of the harbour", "Another one of the old quay"]


def test_a_label_in_a_related_box_is_its_group() -> None:
    box = "<div class=more><h3>Read also</h3><ul><li><a href=/a>A first story of the harbour</a></ul></div>"
    related = by(page(f"<div><p>{PROSE * 4}</p></div>{box}"), related=(".more",)).related
    assert [(link.group, link.title) for link in related] == [("Read also", "A first story of the harbour")]


def test_why_is_told() -> None:
    reasons: list[Reason] = []
    by(TWO, reasons, body=(".own",))
    (chosen,) = [reason for reason in reasons if reason.step == "chosen"]
    assert chosen.rule == "site rule mine.toml: .own"
    assert chosen.excerpt.startswith("The ferry came in at seven")
    assert any(reason.step == "candidate" for reason in reasons)


@pytest.mark.parametrize("selector", ["div[", "", "p >", "a:not(", "::before", "div{color:red}", ".x,"])
def test_a_selector_that_cannot_be_read_is_named(selector: str) -> None:
    assert selector_fault(rule(body=(".ok",), drop=("p", selector))) == ("drop", selector)
    assert selector_fault(rule(body=(".ok", "div:has(> p)"))) is None


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_built_to_break_readers_is_read_by_a_rule_or_refused(name: str) -> None:
    html = HOSTILE[name]
    try:
        article = by(
            html, body=("div, p, td, li",), title=("h1, b",), byline=("a",), related=("table, ul",), drop=("br",)
        )
    except Exception as error:  # noqa: BLE001  # the same as without a rule
        with pytest.raises(type(error)):
            extract_article(html, ADDRESS)
    else:
        assert isinstance(article, Article)


NETWORK = load_site_rules().rules[0]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.path.rpartition("/")[2])
def test_the_networks_rule_and_no_rule_find_the_same(story: Story) -> None:
    body = SITE_PAGES[story.path].body
    reasons: list[Reason] = []
    ruled = extract_article(body, BASE + story.path, rule=NETWORK, explain=reasons)
    origins = dict(ruled.origins)
    assert (origins["headline"], origins["byline"], origins["dateline"]) == ("site rule",) * 3
    plain = extract_article(body, BASE + story.path)
    assert replace(ruled, origins=plain.origins) == plain
    assert [reason.rule for reason in reasons if reason.step == "chosen"] == [
        "site rule space-media-network.toml: body-2-incontainer.php to RELATED LINKS"
    ]
