"""The extractor as a whole: what it refuses, what it explains, where fields come from."""

from __future__ import annotations

import pytest

from newsreader.blocks import Heading, Image, Paragraph
from newsreader.errors import IndexPageError, NoArticleError, UnreadableError
from newsreader.extract import Reason, extract_article
from tests.extract.golden import ADDRESS, PAGES

PROSE = "The ferry came in at seven with its lamps lit, and nobody on the quay said a word about the storm. "


def page(body: str, head: str = "") -> str:
    return (
        f"<html><head><title>The ferry came in</title>{head}</head><body><h1>The ferry came in</h1>{body}</body></html>"
    )


def test_a_page_without_prose_holds_no_article() -> None:
    with pytest.raises(NoArticleError):
        extract_article("<html><body><h1>Gallery</h1><img src=/a.jpg></body></html>", ADDRESS)


def test_a_page_of_headlines_is_an_index() -> None:
    links = "".join(f'<li><a href="/story/{n}">Headline number {n} about the harbour</a></li>' for n in range(40))
    with pytest.raises(IndexPageError):
        extract_article(f"<html><body><ul>{links}</ul></body></html>", ADDRESS)


def test_a_page_built_to_hold_the_parser_is_refused_with_its_address() -> None:
    with pytest.raises(UnreadableError) as caught:
        extract_article("<div>" * 100_000, ADDRESS)
    assert caught.value.subject == ADDRESS


def test_explain_names_every_dropped_box() -> None:
    reasons: list[Reason] = []
    body = (PAGES / "blocks.html").read_bytes()
    extract_article(body, ADDRESS, explain=reasons)
    rules = {reason.rule for reason in reasons if reason.step == "dropped"}
    assert {"class word: newsletter", "class word: related", "tag: footer"} <= rules


def test_a_form_round_the_whole_page_is_looked_through() -> None:
    assert extract_article(page(f"<form id=aspnetForm><div><p>{PROSE * 3}</p></div></form>"), ADDRESS).text.startswith(
        "The ferry"
    )


def test_a_class_name_does_not_cost_the_article() -> None:
    assert PROSE.strip() in extract_article(page(f"<div class='comments promo'><p>{PROSE * 4}</p></div>"), ADDRESS).text


def test_text_that_only_json_ld_holds_is_taken() -> None:
    stated = PROSE * 8
    head = (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"x","articleBody":"{stated}"}}</script>'
    )
    assert extract_article(page(f"<p>{PROSE}</p>", head), ADDRESS).text == stated.strip()


def test_a_label_in_the_middle_does_not_end_the_article() -> None:
    box = "<p><b>Related</b></p><ul><li><a href=/x>Another ferry that came in</a></li></ul>"
    middle = f"<p>{PROSE * 2}</p>{box}<p>{PROSE * 2}end.</p>"
    assert extract_article(page(f"<div>{middle}</div>"), ADDRESS).text.endswith("end.")


def test_teasers_behind_a_label_do_not_keep_it_from_ending_the_article() -> None:
    story = "".join(f"<p>{number} {PROSE * 3}</p>" for number in range(6))
    teasers = "".join(f"<div><p>Teaser {number}. {PROSE * 2}</p></div>" for number in range(3))
    text = extract_article(page(f"<div>{story}<h3>Related</h3>{teasers}</div>"), ADDRESS).text
    assert text.endswith(PROSE.strip())
    assert "Teaser" not in text


def test_links_that_a_paragraph_brings_up_are_kept_where_the_article_goes_on() -> None:
    links = "".join(f"<li><a href=/{name}>The boat {name}</a></li>" for name in ("Alma", "Berta", "Clara"))
    before, after = ("".join(f"<p>{day} {n}: {PROSE * 2}</p>" for n in range(4)) for day in ("Monday", "Friday"))
    text = extract_article(page(f"<div>{before}<p>Three boats:</p><ul>{links}</ul>{after}</div>"), ADDRESS).text
    assert "The boat Berta" in text
    text = extract_article(page(f"<div>{before}<h3>Boats</h3><ul>{links}</ul>{after}</div>"), ADDRESS).text
    assert "The boat Berta" not in text


def test_a_bold_line_and_a_dashed_line_are_subheads() -> None:
    text = f"<p>{PROSE}</p><p><b>On the quay</b></p><p>{PROSE}once</p><p>- 'Not a word' -</p><p>{PROSE}more</p>"
    kinds = [type(block) for block in extract_article(page(text), ADDRESS).blocks]
    assert kinds == [Paragraph, Heading, Paragraph, Heading, Paragraph]


def test_decoration_and_sizes_of_one_picture_come_out_once() -> None:
    pictures = (
        "<img src=/images/black.jpg><img src=/sponsors/acme.jpg><img src=/images-lg/quay-lg.jpg alt=quay>"
        "<img src=/images-bg/quay-bg.jpg><img src=/pixel.gif width=1 height=1>"
    )
    article = extract_article(page(f"<p>{PROSE * 3}</p>{pictures}<p>{PROSE}more</p>"), ADDRESS)
    assert [block.url for block in article.blocks if isinstance(block, Image)] == [
        "http://127.0.0.1:8080/images-lg/quay-lg.jpg"
    ]


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("<p>By Ann Ray and Ben Cole</p>", ("Ann Ray", "Ben Cole")),
        ("<div class='post-author'><a href='/author/ann'>Ann Ray</a></div>", ("Ann Ray",)),
        ("<p>Von Jürgen Groß, dpa</p>", ("Jürgen Groß", "dpa")),
        ("<p>By now the harbour was empty of boats.</p>", ()),
    ],
)
def test_bylines_are_read_from_the_page(markup: str, names: tuple[str, ...]) -> None:
    found = extract_article(page(f"{markup}<p>{PROSE * 3}</p>"), ADDRESS).byline
    assert found == names or set(found) <= set(names)


@pytest.mark.parametrize(
    ("url", "markup", "day"),
    [
        (ADDRESS, "<time datetime='2026-03-04T10:00:00+01:00'>4 March</time>", "2026-03-04T09:00:00+00:00"),
        (ADDRESS, "<div>Published: 4 March 2026</div>", "2026-03-04T00:00:00+00:00"),
        ("http://x.example/2026/03/04/ferry", "", "2026-03-04T00:00:00+00:00"),
    ],
)
def test_the_date_is_found_where_the_page_has_it(url: str, markup: str, day: str) -> None:
    published = extract_article(page(f"{markup}<p>{PROSE * 3}</p>"), url).published
    assert published is not None
    assert published.isoformat() == day


def test_the_sites_name_is_no_part_of_the_title() -> None:
    html = f"<title>The ferry came in | Harbour Post</title><p>{PROSE * 4}</p>"
    article = extract_article(html, ADDRESS)
    assert (article.headline, article.site) == ("The ferry came in", "Harbour Post")


def test_a_heading_is_the_headline_of_a_page_without_a_title() -> None:
    assert extract_article(f"<h1>Ferry in</h1><p>{PROSE * 4}</p>", ADDRESS).headline == "Ferry in"


def test_an_exact_moment_beside_a_dateline_is_the_moment() -> None:
    lines = "<p>Tern Islands (HPA) Feb 3, 2026</p><time datetime='2026-02-03T07:15:00Z'>today</time>"
    article = extract_article(page(f"{lines}<p>{PROSE * 3}</p>"), ADDRESS)
    assert article.published is not None
    assert article.published.isoformat() == "2026-02-03T07:15:00+00:00"


def test_a_label_above_the_text_is_the_section_and_no_text() -> None:
    html = "<title>The ferry came in</title><div><span>THE STRAITS</span><br><b>The ferry came in</b> by Ann Ray<br>"
    article = extract_article(f"{html}Tern Islands (HPA) Feb 3, 2026<p>{PROSE * 3}</p><p>{PROSE}end</p></div>", ADDRESS)
    assert (article.section, article.byline) == ("THE STRAITS", ("Ann Ray",))
    assert article.text.startswith("The ferry came in at seven")


def test_a_menu_is_told_as_dropped_with_its_size() -> None:
    menu = "<nav>" + "".join(f"<a href='/{desk}'>{desk}</a> " for desk in ("World", "Science", "Sport")) + "</nav>"
    reasons: list[Reason] = []
    extract_article(page(menu + f"<p>{PROSE * 3}</p>" * 3), ADDRESS, explain=reasons)
    assert Reason("dropped", "tag: nav", "(19 bytes, not read)") in reasons
