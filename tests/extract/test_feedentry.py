"""The text that a feed carries: read, and told from a teaser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.blocks import Heading, Image, List, Paragraph, Quote
from newsreader.errors import ExtractError
from newsreader.extract.feedentry import extract_feed_text, plain_lines, read_feed_text
from newsreader.model import ArticleNote, Enclosure, Entry

URL = "https://isle.example/2026/ferry"
LINE = "The ferry to the outer isles left without its cook, and nobody noticed until the second bell. "
BODY = "".join(f"<p>{LINE * 2}It was day {day}.</p>" for day in range(5))


def entry(content: str, **more: object) -> Entry:
    return Entry(url=URL, headline="The ferry left without its cook", content=content, **more)  # type: ignore[arg-type]


def is_whole(content: str) -> bool | None:
    text = read_feed_text(entry(content))
    return None if text is None else text.is_whole


@pytest.mark.parametrize(
    "content",
    [
        BODY,
        BODY + "<p>The post <a href='/2026/ferry'>The ferry left</a> appeared first on <a href='/'>Isle</a>.</p>",
        BODY.replace("<p>", "").replace("</p>", "<br><br>"),
        BODY.replace("<p>", "").replace("</p>", "\n"),
        f"<div><script>var a = '<p>no</p>';</script>{BODY}</div>",
        f"<p>{'船は料理人を乗せずに島々へ向けて出港した。' * 12}</p><p>{'誰も鐘まで気づかなかった。' * 22}</p>",
    ],
)
def test_what_is_whole(content: str) -> None:
    assert is_whole(content) is True


@pytest.mark.parametrize(
    "content",
    [
        BODY + "<p><a href='/2026/ferry'>Read more</a></p>",
        BODY + "<p>The cook, meanwhile, was [&#8230;]</p>",
        BODY + "<p>The cook, meanwhile, was ...</p>",
        BODY + "<p>The cook, meanwhile, slept. Continue reading</p>",
        BODY + "<p><a href='/2026/ferry'>Weiterlesen »</a></p><p>The post X appeared first on Isle.</p>",
        f"<p>{LINE * 3}</p>",
        f"<p>{LINE * 9}</p>",
        f"<p>{LINE * 5}</p><p>{LINE * 3} The cook, meanwhile, had</p>",
    ],
)
def test_what_is_a_part(content: str) -> None:
    assert is_whole(content) is False


@pytest.mark.parametrize("content", ["", "<p>Short.</p>", f"<p>{LINE * 2}</p>", "<script>" + BODY, "<"])
def test_what_is_a_teaser(content: str) -> None:
    assert is_whole(content) is None


def test_the_notes_of_an_episode_are_whole_however_short() -> None:
    episode = entry("<p>Ann tells of the cook.</p>", enclosures=(Enclosure(url=URL, media_type="audio/mpeg"),))
    text = read_feed_text(episode)
    assert text is not None
    assert text.is_whole
    assert text.article.text == "Ann tells of the cook."


def test_the_article_has_its_structure_and_not_the_furniture() -> None:
    content = (
        f"<h1>The ferry left without its cook</h1>{BODY}<h2>Below deck</h2><ul><li>Salt, and much of it</li>"
        "<li>No pepper</li></ul><blockquote><p>I was asleep in the flour, said the cook.</p></blockquote>"
        "<figure><img src='/pics/ferry.jpg' width='800' height='600'><figcaption>The ferry</figcaption></figure>"
        f"<p>{LINE}See the <a href='../2025/bell'>second bell</a>.</p>"
        "<img src='https://count.example/pixel.gif' width='1' height='1'>"
        "<div class='sharedaddy'><h3>Share this:</h3><a href='https://x.example/share'>Post</a></div>"
        "<p>The post <a href='/2026/ferry'>The ferry left</a> appeared first on <a href='/'>Isle</a>.</p>"
    )
    article = extract_feed_text(content, URL, "The ferry left without its cook")
    kinds = [type(block) for block in article.blocks]
    assert kinds == [Paragraph] * 5 + [Heading, List, Quote, Image, Paragraph]
    assert article.images[0].url == "https://isle.example/pics/ferry.jpg"
    last = article.blocks[-1]
    assert isinstance(last, Paragraph)
    assert [span.href for span in last.spans if span.href] == ["https://isle.example/2025/bell"]
    assert article.notes == (ArticleNote.FEED_TEXT,)
    thorough = read_feed_text(entry(content), is_thorough=True)
    assert thorough is not None
    assert thorough.article.blocks == article.blocks


def test_plain_text_has_its_paragraphs() -> None:
    article = extract_feed_text("First line &amp; more.\n\nSecond, with 3 &lt; 4.\n", URL)
    assert article.text == "First line & more.\nSecond, with 3 < 4."


@pytest.mark.parametrize("unit", ["<", "<p", "<script>", "<p>a", "<b ", "&#x41", "</div>", "<a href='x'>"])
def test_hostile_markup_is_read_in_one_pass(unit: str) -> None:
    """Were it not, this would take minutes."""
    lines = plain_lines(unit * (300_000 // len(unit)))
    assert sum(map(len, lines)) <= 300_000


@given(st.text(alphabet="<>/ap br&;#x'\"=scitd \n\x1b[\u202e", max_size=200))
def test_any_text_is_words_or_a_typed_error(content: str) -> None:
    assert all("\x1b" not in line and "\n" not in line for line in plain_lines(content))
    try:
        article = extract_feed_text(content, URL)
    except ExtractError:
        return
    assert "\x1b" not in article.text
