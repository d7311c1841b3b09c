"""Which pictures are decoration, which are one, and what their captions are."""

from __future__ import annotations

import pytest

from newsreader.blocks import Image
from newsreader.extract import extract_article
from newsreader.extract.images import is_decoration, picture_key

ADDRESS = "http://127.0.0.1:8080/reports/page.html"
PROSE = "The ferry came in at seven with its lamps lit, and nobody on the quay said a word about the storm. " * 3


@pytest.mark.parametrize(
    "path",
    [
        "/images/black.jpg", "/images/white.jpg", "/images/masthead.gif", "/sponsors/acme.jpg", "/img/spacer.gif",
        "/logo.png", "/site-logo.png", "/ads/boat.jpg", "/i/dot.gif", "/share/button.png", "/picture.svg",
    ],
)  # fmt: skip
def test_decoration(path: str) -> None:
    assert is_decoration(f"https://a.example{path}")


@pytest.mark.parametrize("name", ["white-house", "black-sea-fleet", "clear-sky", "feed-mill", "dot-com-crash"])
def test_a_photograph_whose_name_begins_like_decoration(name: str) -> None:
    assert not is_decoration(f"https://a.example/images-hg/{name}-hg.jpg")


def test_sizes_of_one_picture_have_one_key() -> None:
    for name in ("iss", "white-house", "quay"):
        assert (
            len({picture_key(f"https://a.example/images-{size}/{name}-{size}.jpg") for size in ("hg", "lg", "bg")}) == 1
        )
    assert picture_key("https://a.example/1/a.jpg") != picture_key("https://a.example/2/a.jpg")


@pytest.mark.parametrize(
    "shown",
    [
        "<figure><img src=/quay.jpg><figcaption>The quay at dawn</figcaption></figure>",
        "<table><tr><td><img src=/quay.jpg></td></tr><tr><td>The quay at dawn</td></tr></table>",
        "<table><tr><td><img src=/quay.jpg><br><span class=caption>The quay at dawn</span></td></tr></table>",
        "<div class=photo><img src=/quay.jpg><div class='wp-caption-text'>The quay at dawn</div></div>",
    ],
    ids=["figure", "row below", "same cell", "named box"],
)
@pytest.mark.parametrize("place", ["above", "within"])
def test_captions(shown: str, place: str) -> None:
    body = f"{shown}<div><p>{PROSE}</p>" if place == "above" else f"<div><p>{PROSE}</p>{shown}"
    html = f"<h1>The ferry came in</h1>{body}<p>{PROSE}too</p></div>"
    article = extract_article(html, ADDRESS)
    assert [(image.url, image.caption) for image in article.images] == [
        ("http://127.0.0.1:8080/quay.jpg", "The quay at dawn")
    ]
    assert "at dawn" not in article.text


def test_logos_and_advertisements_above_the_headline_lead_nothing() -> None:
    above = "<a href=/><img src=/images/name.jpg></a><img src=/images/title.gif><a href=/boats><img src=/b.jpg></a>"
    html = f"<div>{above}<h1>The ferry came in</h1><p>{PROSE}</p><p>{PROSE}too</p></div>"
    assert extract_article(html, ADDRESS).images == ()


def test_a_photograph_above_the_headline_leads() -> None:
    html = f"<div><img src=/quay.jpg><h1>The ferry came in</h1><p>{PROSE}</p><p>{PROSE}too</p></div>"
    assert extract_article(html, ADDRESS).lead_image == Image("http://127.0.0.1:8080/quay.jpg")
