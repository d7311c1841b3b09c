"""The few lines under a headline."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.extract.teaser import MAX_SUMMARY_CHARS, cut_summary, is_more_link, plain_title, read_teaser
from newsreader.model import Dateline
from newsreader.text import clean_line

BASE = "https://a.example/x/"


@pytest.mark.parametrize(
    ("scrap", "text"),
    [
        ("A text cut in the middle of a <a href=x>Full article</a>", "A text cut in the middle of a…"),
        ("A text that is whole. <a href=x>Full article</a>", "A text that is whole."),
        ("A text cut somewhere ... <a href=x>read more</a>", "A text cut somewhere…"),
        ("A text cut somewhere [&#8230;]", "A text cut somewhere…"),
        ("A text that is whole. Read more »", "A text that is whole."),
        ("Ein Text, der hier aufhört … Weiterlesen", "Ein Text, der hier aufhört…"),
        ("She had asked for more", "She had asked for more"),
        ("<p>First.</p><p>Second.</p>", "First. Second."),
        ("One<br>two", "One two"),
        ("<p>First.</p>Second <em>&copy;</em><br/>third.", "First. Second © third."),
        ("be<b>cause</b>", "because"),
        ("<p>Text.</p><p>The post <a href=x>A title</a> appeared first on <a href=y>A site</a>.</p>", "Text."),
        ("<script>x</script><style>y</style>Text.", "Text."),
        ("plain &amp; simple", "plain & simple"),
        ("2 &lt; 3", "2 < 3"),
        ("<a href=x>Read more</a>", ""),
        ("", ""),
        ("<" * 3000, ""),
    ],
)
def test_the_words_of_a_scrap(scrap: str, text: str) -> None:
    assert read_teaser(scrap, BASE).text == text


def test_dateline_and_picture_are_apart() -> None:
    teaser = read_teaser(
        'PARIS, Feb 1 (AFP) - Text.<img src=p.gif width=1><img data-src="b.jpg" src="data:x">', BASE, year=2026
    )
    assert teaser.dateline == Dateline(place="PARIS", agency="AFP", date=date(2026, 2, 1))
    assert (teaser.text, teaser.image_url) == ("Text.", "https://a.example/x/b.jpg")


@pytest.mark.parametrize("width", ["²", "①", "1²"])
def test_a_width_that_is_no_number(width: str) -> None:
    assert read_teaser(f"<img src=b.jpg width={width}>", BASE).image_url == "https://a.example/x/b.jpg"


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("A <em>plain</em> title", "A plain title"),
        ("AT&amp;T &#8211; here", "AT&T – here"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        (" two\n lines ", "two lines"),
        ("\x1b[31mred\u202e", "red"),
    ],
)
def test_a_title_is_made_plain(raw: str, title: str) -> None:
    assert plain_title(raw) == title


def test_links_that_only_lead_on() -> None:
    assert all(
        map(
            is_more_link,
            ["Read more", "... more »", "FULL ARTICLE", "weiterlesen", "続きを読む", "[Continue reading →]"],
        )
    )
    assert not any(map(is_more_link, ["More rain for the west", "Full moon", "", "Read the letters of a sailor"]))


@given(st.text(max_size=3000), st.booleans())
def test_a_summary_is_never_too_long(text: str, was_cut: bool) -> None:
    assert len(cut_summary(clean_line(text), was_cut=was_cut)) <= MAX_SUMMARY_CHARS


@given(
    st.lists(
        st.sampled_from(["<div>", "<a>", "</a>", "more", "...", "<img src=x>", "&amp;", "<", "\x00"])
        | st.text(max_size=5)
    )
)
def test_any_scrap_is_read(pieces: list[str]) -> None:
    teaser = read_teaser("".join(pieces), BASE)
    assert teaser.text == clean_line(teaser.text)
