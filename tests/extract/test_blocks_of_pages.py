"""Single blocks out of small pages: forms that the golden pages have no room for."""

from __future__ import annotations

import pytest

from newsreader.blocks import Block, Code, Embed, Image, List, Quote, Rule, Span, Table, block_text, blocks_text
from newsreader.extract import extract_article
from tests.extract.golden import ADDRESS

PROSE = "The ferry came in at seven with its lamps lit, and nobody on the quay said a word about the storm. "
WATCH = "https://www.youtube.com/watch?v="


def blocks_of(markup: str) -> tuple[Block, ...]:
    """Read what stands between two paragraphs."""
    page = f"<h1>The ferry came in</h1><div><p>{PROSE * 2}first</p>{markup}<p>{PROSE * 2}last</p></div>"
    return extract_article(page, ADDRESS).blocks[1:-1]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("x<sup>2</sup> and 10<sup>-3</sup>", "x² and 10⁻³"),
        ("10<sup>6.5</sup> of them", "10^(6.5) of them"),
        ("the 3<sup>rd</sup>, M<sup>me</sup> Lind<sup>®</sup>", "the 3rd, Mme Lind®"),
        ("H<sub>2</sub>O, log<sub>10</sub>, 101<sub>2</sub>, v<sub>max</sub>", "H2O, log10, 101₂, v_max"),
        ("said so.<sup>4</sup> And went", "said so.[4] And went"),
        ("said<sup>[4]</sup> so", "said[4] so"),
        ("said<sup><a href='#n1'>1</a>, <a href='#n2'>2</a></sup> so", "said[1], [2] so"),
        ("said<a href='#fn1'>†</a> so", "said[†] so"),
        ("see <a href='#part2'>part two</a> of it", "see part two of it"),
        ("water<wbr>way and water&shy;mill", "waterway and watermill"),
        ("<b>one </b><i> two</i><a href=/x> three </a>four", "one two three four"),
        ("<b>one</b><b> two</b>three", "one twothree"),
        ("<span class=dropcap>I</span> was there", "I was there"),
        ("<span class=dropcap>W</span> e were there", "We were there"),
        ("<span class='DropCap'>“W</span>e were”", "“We were”"),
        ("<i class=dropcap></i>We <span class=dropcap></span>were", "We were"),
        ("<ruby>漢<rb>字</rb><rtc><rt>かん</rt></rtc></ruby>の", "漢字の"),
        ("<q>Well</q>, he said", "“Well”, he said"),
    ],
)
def test_inline_text(markup: str, text: str) -> None:
    (block,) = blocks_of(f"<p>On that day {markup} it went on.</p>")
    assert block_text(block) == f"On that day {text} it went on."


def test_words_of_one_link_are_one_span() -> None:
    (block,) = blocks_of(
        "<p>See the <a href='/a#b'>long</a> <a href='/a#b'>report</a>, <a href='javascript:x'>or</a>.</p>"
    )
    assert getattr(block, "spans", ()) == (
        Span("See the "),
        Span("long report", href="http://127.0.0.1:8080/a"),
        Span(", or."),
    )


@pytest.mark.parametrize(
    ("markup", "language"),
    [
        ("<pre class='sourceCode haskell'><code>x</code></pre>", "haskell"),
        ("<pre class='EnlighterJSRAW' data-enlighter-language='php'>x</pre>", "php"),
        (
            "<div class='language-ruby highlighter-rouge'><div class=highlight><pre><code>x</code></pre></div></div>",
            "ruby",
        ),
        ("<pre><code data-lang='c++' class='language-c++'>x</code></pre>", "c++"),
        ("<pre class='src src-emacs-lisp'>x</pre>", ""),
        ("<div class='highlight-python3 notranslate'><div class=highlight><pre>x</pre></div></div>", "python3"),
        ("<pre class='brush: sql; gutter: true'>x</pre>", "sql"),
        ("<pre class='language-plaintext'>x</pre>", ""),
        ("<pre class='nohighlight'>x</pre>", ""),
        ("<pre>x</pre>", ""),
    ],
)
def test_the_language_of_code(markup: str, language: str) -> None:
    assert blocks_of(markup) == (Code("x", language=language),)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<pre><code>a</code><code>  b</code></pre>", "a\n  b"),
        ("<pre><span>a</span>\n\n    <span>b</span></pre>", "a\n\n    b"),
        ("<pre><ol class=linenums><li>a</li><li>  b</li></ol></pre>", "a\n  b"),
        ("<pre><div class=line>a</div>\n<div class=line>  b</div>\n</pre>", "a\n  b"),
        ("<pre><span class=lineno>1 </span>a\n<span class=lineno>2 </span>  b</pre>", "a\n  b"),
        ("<table><tr><td class='hljs-ln-line hljs-ln-numbers'>1</td><td class='hljs-ln-code'>a</td></tr></table>", "a"),
    ],
)
def test_the_lines_of_code(markup: str, text: str) -> None:
    (block,) = blocks_of(markup)
    assert isinstance(block, Code)
    assert block.text == text


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ("<iframe data-lazy-src='https://www.youtube.com/embed/abcdefgh?x=1'></iframe>", f"{WATCH}abcdefgh"),
        ("<youtube-video video-id=abcdefgh></youtube-video>", f"{WATCH}abcdefgh"),
        ("<p>https://youtu.be/abcdefgh</p>", "https://youtu.be/abcdefgh"),
        ("<iframe src='//player.vimeo.com/video/77?h=1'></iframe>", "https://vimeo.com/77"),
        (
            "<iframe src='https://platform.twitter.com/embed/Tweet.html?a=1&id=55'></iframe>",
            "https://twitter.com/i/status/55",
        ),
        ("<amp-instagram data-shortcode=Xyz></amp-instagram>", "https://www.instagram.com/p/Xyz/"),
        (
            "<blockquote class=bluesky-embed data-bluesky-uri='at://did:plc:ab/app.bsky.feed.post/3k'>words</blockquote>",
            "https://bsky.app/profile/did:plc:ab/post/3k",
        ),
        (
            "<iframe src='https://open.spotify.com/embed/episode/1'></iframe>",
            "https://open.spotify.com/embed/episode/1",
        ),
    ],
)
def test_players_and_posts_lead_to_their_pages(markup: str, url: str) -> None:
    blocks = blocks_of(markup)
    assert [block.url for block in blocks if isinstance(block, Embed)] == [url]
    assert blocks_text(blocks) == ""


def test_a_frame_of_something_else_is_no_player() -> None:
    assert blocks_of("<iframe src='https://ads.example/x'></iframe><iframe src='javascript:x'></iframe>") == ()


@pytest.mark.parametrize("line", ["***", "* * *", "⁂", "• • •", "———", "~~~~"])
def test_a_line_of_stars_is_a_rule(line: str) -> None:
    assert blocks_of(f"<p>{line}</p>") == (Rule(),)


def test_a_cell_over_rows_and_columns_moves_its_neighbours() -> None:
    (table,) = blocks_of(
        "<table><tr><th>a<th>b<th>c</tr><tr><td rowspan=2 colspan=2>1<td>2</tr>"
        "<tr><td>3</tr><tr><td>4<td>5<td>6</table>"
    )
    assert isinstance(table, Table)
    assert table.rows == (("a", "b", "c"), ("1", "", "2"), ("", "", "3"), ("4", "5", "6"))
    assert (table.header_rows, table.header_columns) == (1, 0)


def test_code_in_the_middle_of_a_list_leaves_its_numbers() -> None:
    first, code, second = blocks_of("<ol><li>one</li><li>two<pre>x</pre></li><li>three</li></ol>")
    assert isinstance(first, List)
    assert isinstance(second, List)
    assert isinstance(code, Code)
    assert [item.number for item in (*first.items, *second.items)] == [1, 2, 3]


def test_who_said_a_quotation_stands_with_it() -> None:
    quotes = blocks_of("<blockquote><p>We waited.</p><footer>Ann Ray</footer></blockquote>")
    assert [block_text(block) for block in quotes if isinstance(block, Quote)] == ["We waited.", "Ann Ray"]


def test_a_box_that_is_called_after_its_caption_is_a_picture() -> None:
    blocks = blocks_of(
        "<div class='wp-caption'><img src=/quay.jpg alt=quay><p class=wp-caption-text>The quay</p></div>"
    )
    assert blocks == (Image("http://127.0.0.1:8080/quay.jpg", alt="quay", caption="The quay"),)


def test_every_picture_of_a_gallery_has_its_own_caption() -> None:
    figure = "<figure><img src=/{0}-boat.jpg><figcaption>Boat {0}</figcaption></figure>"
    blocks = blocks_of(f"<figure class=gallery>{figure.format(1)}{figure.format(2)}</figure>")
    assert [block.caption for block in blocks if isinstance(block, Image)] == ["Boat 1", "Boat 2"]


def test_a_link_within_the_page_brings_no_notes() -> None:
    page = f"<h1>The ferry</h1><div><p>{PROSE * 4}</p></div><div class=references><ul><li>A list of books</ul></div>"
    assert "books" not in extract_article(page, ADDRESS).text


def test_notes_in_a_footer_are_kept() -> None:
    notes = "<footer class=footnotes><ol><li id=fn1>As the ledger says.</li></ol></footer>"
    page = f"<h1>The ferry</h1><div><p>{PROSE * 4}It paid.<sup><a href=#fn1>1</a></sup></p></div>{notes}"
    assert extract_article(page, ADDRESS).text.endswith("It paid.[1]\nAs the ledger says.")


def test_a_figure_that_begins_a_note_is_not_taken_for_its_number() -> None:
    notes = "<p id=fn1>[1] 40 boats.</p><p id=fn2>[2] 7 ferries.</p><p id=fn3>[3] None.</p>"
    page = f"<h1>The ferry</h1><div><p>{PROSE * 4}It paid.<a href=#fn1>[1]</a></p>{notes}</div>"
    found = extract_article(page, ADDRESS).blocks[-1]
    assert isinstance(found, List)
    assert [(item.number, item.spans[0].text) for item in found.items] == [
        (1, "40 boats."),
        (2, "7 ferries."),
        (3, "None."),
    ]
