from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from newsreader.blocks import Code, Embed, Heading, Image, List, ListItem, Paragraph, Quote, Rule, Span, Table
from newsreader.model import Article, ArticleId, ArticleNote, Dateline, Enclosure, Reading, RelatedLink
from newsreader.typeset.document import typeset
from newsreader.typeset.line import Role

FETCHED_AT = datetime(2026, 2, 2, tzinfo=UTC)
NEAR, FAR = "https://a.example/near", "https://a.example/far"


def reading(**parts: object) -> Reading:
    article = Article(url="https://a.example/x", headline="Dockers end strike", **parts)  # type: ignore[arg-type]
    return Reading(id=ArticleId(1), article=article, cached_urls=frozenset({NEAR}), fetched_at=FETCHED_AT)


def prose(words: int) -> Paragraph:
    return Paragraph((Span("word " * words),))


def shown(value: Reading, width: int = 40) -> list[str]:
    return [line.text for line in typeset(value, width, UTC).lines]


def test_the_head_says_where_who_and_when() -> None:
    dateline = Dateline(place="Oslo, Norway", agency="NTB", date=date(2026, 2, 1))
    lines = shown(
        reading(site="Harbour News", section="Ports", byline=("Kari Nes", "NTB"), dateline=dateline), width=60
    )
    assert lines[:5] == [
        "Harbour News · PORTS",
        "Dockers end strike",
        "",
        "by Kari Nes, NTB",
        "Oslo, Norway · NTB · 1 Feb 2026",
    ]


def test_without_a_dateline_the_time_of_publication_is_shown() -> None:
    lines = shown(reading(published=datetime(2026, 2, 1, 9, 30, tzinfo=UTC), blocks=(Paragraph((Span("Text."),)),)))
    assert "1 Feb 2026, 09:30 · 1\u00a0min" in lines


def test_every_kind_of_block_is_set() -> None:
    blocks = (
        Paragraph((Span("Plain "), Span("words", is_strong=True), Span("."))),
        Heading((Span("Afterwards"),)),
        Quote((Span("We did it."),)),
        Quote((Span("All of us."),)),
        List((ListItem((Span("one"),), number=1), ListItem((Span("inner"),), depth=1))),
        Table((("Port", "Ships"), ("Oslo", "12")), header_rows=1),
        Code("if x:\n\treturn", language="python"),
        Image("https://a.example/p.jpg", caption="A crane"),
        Rule(),
        Quote((Span("We did it"),), is_pull=True),
        List((ListItem((Span("Quay"),), is_term=True), ListItem((Span("A wall."),), is_continued=True))),
        Embed("https://a.example/v", title="The crane falls"),
        List((ListItem((Span("Said on Monday."),), number=4),), is_notes=True),
    )
    text = "\n".join(shown(reading(blocks=blocks)))
    for expected in (
        "Plain words.",
        "Afterwards",
        "│ We did it.\n│ \n│ All of us.",
        " 1. one",
        "   • inner",
        "Port  Ships\n────  ─────\nOslo     12",
        "  if x:\n      return",
        "▣ A crane",
        "* * *",
        "┃ We did it",
        " Quay\n    A wall.",
        "▸ The crane falls",
        "────────────\n [4] Said on Monday.",
    ):
        assert expected in text


def test_links_know_their_line_and_whether_they_open_offline() -> None:
    first = Paragraph((Span("word " * 20), Span("the ", href=FAR), Span("report", href=FAR, is_strong=True)))
    related = (
        RelatedLink(url=NEAR, title="Cranes return", group="PORTS", teaser="The cranes are back."),
        RelatedLink(url=FAR, title="Ferries wait", group="SHIPS"),
    )
    document = typeset(reading(blocks=(first,), related=related), 40, UTC)
    assert [(link.url, link.text, link.is_cached, link.is_related) for link in document.links] == [
        (FAR, "the report", False, False),
        (NEAR, "Cranes return", True, True),
        (FAR, "Ferries wait", False, True),
    ]
    for number, link in enumerate(document.links):
        assert any(run.link == number for run in document.lines[link.line].runs)
    text = [line.text for line in document.lines]
    assert "● Cranes return" in text
    assert "○ Ferries wait" in text
    assert text.index("PORTS") < text.index("SHIPS")


def test_no_line_is_wider_than_asked_for() -> None:
    blocks = (
        Table((tuple("column" + str(n) for n in range(9)), tuple("cell" * 5 for _ in range(9))), header_rows=1),
        Code("x" * 300),
        Paragraph((Span("超" * 100),)),
    )
    value = reading(blocks=blocks, site="S" * 80, related=(RelatedLink(url=FAR, title="t" * 90),))
    for width in (12, 17, 40, 72):
        assert max(line.width_cells for line in typeset(value, width, UTC).lines) <= width


def test_a_narrow_table_becomes_records_and_loses_nothing() -> None:
    table = Table((("Name", "Length over all"), ("Aurora", "120 m")), header_rows=1)
    lines = shown(reading(blocks=(table,)), width=12)
    assert "".join(lines).replace(" ", "").endswith("Name:AuroraLengthoverall:120m")


def test_body_and_panel_are_told_apart() -> None:
    related = (RelatedLink(url=FAR, title="Ferries wait"),)
    document = typeset(reading(blocks=(Paragraph((Span("Text."),)),), related=related), 40, UTC)
    assert document.lines[document.block_lines[0]].text == "Text."
    assert any(run.role is Role.PANEL for line in document.lines[document.body_end :] for run in line.runs)


def test_pictures_are_shown_by_what_is_said_of_them() -> None:
    lead = Image("https://a.example/lead.jpg", alt="Dockers end strike")
    blocks = (Image("https://a.example/1.jpg"), Image("https://a.example/2.jpg", alt="A quay at night"))
    lines = shown(reading(lead_image=lead, blocks=blocks))
    assert [line for line in lines if line.startswith("▣")] == ["▣ A quay at night"]


def test_what_is_to_be_known_of_the_text_stands_above_it() -> None:
    value = reading(blocks=(Paragraph((Span("Text."),)),), notes=(ArticleNote.LAYOUT_CHANGED,))
    document = typeset(value, 40, UTC)
    first = next(line for line in document.lines if line.text.startswith("▪ Layout changed"))
    assert document.lines.index(first) < document.block_lines[0]
    assert {run.role for run in first.runs} == {Role.NOTE}


@pytest.mark.parametrize("note", ArticleNote)
def test_every_note_is_a_sentence(note: ArticleNote) -> None:
    plain = shown(reading(blocks=(Paragraph((Span("Text."),)),)), 200)
    lines = shown(reading(blocks=(Paragraph((Span("Text."),)),), notes=(note,)), 200)
    (added,) = [line for line in lines if line not in plain]
    assert (added[:2], added[-1], len(added) > 40) == ("▪ ", ".", True)


def test_an_embedded_video_is_a_link_to_it() -> None:
    document = typeset(reading(blocks=(Embed(NEAR, title="The crane falls"),)), 40, UTC)
    assert [(link.url, link.text, link.is_cached) for link in document.links] == [(NEAR, "The crane falls", True)]


def test_heads_beside_and_over_several_columns_stay_with_their_figures() -> None:
    rows = (("Lock", "Days of ice", ""), ("", "2024", "2025"), ("Upper lock", "31 days", "12 days"))
    table = Table(rows, header_rows=2, header_columns=1)
    wide = typeset(reading(blocks=(table,)), 60, UTC)
    row = next(line for line in wide.lines if line.text.startswith("Upper lock"))
    assert [(run.text.strip(), run.role) for run in row.runs] == [
        ("Upper lock", Role.TABLE_HEAD),
        ("31 days  12 days", Role.TEXT),
    ]
    narrow = shown(reading(blocks=(table,)), width=20)
    assert narrow[-5:] == ["Upper lock", "Days of ice, 2024:", "31 days", "Days of ice, 2025:", "12 days"]


@pytest.mark.parametrize(
    ("facts", "label"),
    [
        ({"media_type": "audio/mpeg", "duration_s": 2520, "size_bytes": 38_000_000}, "Audio, 42 min, 38 MB"),
        ({"media_type": "video/mp4", "duration_s": 3720}, "Video, 1 h 2 min"),
        ({"media_type": "audio/ogg", "duration_s": 42, "size_bytes": 9_600}, "Audio, 42 s, 10 kB"),
        ({"media_type": "application/pdf", "size_bytes": 2_340_000_000}, "PDF, 2.3 GB"),
        ({"media_type": "application/x-odd", "size_bytes": 1}, "File"),
        ({}, "File"),
    ],
)
def test_a_file_says_what_it_is_and_is_a_link(facts: dict[str, Any], label: str) -> None:
    document = typeset(reading(enclosures=(Enclosure(url=FAR, **facts),)), 60, UTC)
    assert document.lines[-1].text == f"▸ {label}"
    assert [(link.url, link.text, link.line) for link in document.links] == [(FAR, label, len(document.lines) - 1)]


def test_the_text_of_a_feed_says_so_but_for_the_notes_of_an_episode_without_a_page() -> None:
    note = "▪ The text is the feed's. Fetch the article again for that of its page."
    assert note in shown(reading(notes=(ArticleNote.FEED_TEXT,)), 72)
    episode = Enclosure(url="https://a.example/x", media_type="audio/mpeg")
    assert note not in shown(reading(notes=(ArticleNote.FEED_TEXT,), enclosures=(episode,)), 72)


def test_the_strip_says_how_long_ago_and_the_end_is_an_end() -> None:
    dateline = Dateline(place="Oslo, Norway", agency="NTB", date=date(2026, 2, 1))
    value = reading(dateline=dateline, published=datetime(2026, 2, 1, 9, 30, tzinfo=UTC), blocks=(prose(812),))
    document = typeset(value, 80, UTC, now=datetime(2026, 2, 1, 12, 0, tzinfo=UTC), then="n next")
    text = [line.text for line in document.lines]
    assert "Oslo, Norway · NTB · 1 Feb 2026, 09:30 · 2 h ago · 4\u00a0min" in text
    assert text[document.body_end - 1] == "■ end · 812 words · n next"
    assert document.minutes == pytest.approx(812 / 230)


def test_a_moment_that_says_another_day_than_the_dateline_is_left_out() -> None:
    value = reading(dateline=Dateline(date=date(2026, 1, 28)), published=datetime(2026, 2, 1, 9, 30, tzinfo=UTC))
    assert "28 Jan 2026" in shown(value)


def test_a_teaser_has_no_end() -> None:
    teaser = replace(reading(blocks=(prose(20),)), fetched_at=None)
    document = typeset(teaser, 60, UTC, then="n next")
    assert not any("end ·" in line.text for line in document.lines)
    assert document.minutes == 0


def test_numbers_of_a_list_end_in_one_column() -> None:
    items = tuple(ListItem((Span(f"item {number}"),), number=number) for number in (9, 10))
    assert shown(reading(blocks=(List(items),)))[-2:] == ["  9. item 9", " 10. item 10"]


def test_what_is_written_from_right_to_left_stands_at_the_right() -> None:
    arabic = "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645"
    item = List((ListItem((Span(arabic),), number=1),))
    document = typeset(reading(blocks=(Paragraph((Span(arabic),)), Quote((Span(arabic),)), item)), 40, UTC)
    paragraph, quote, numbered = (document.lines[line] for line in document.block_lines)
    assert paragraph.text == arabic.rjust(40)
    assert quote.text == f"{arabic} │".rjust(40)
    assert numbered.text == f"{arabic} 1. ".rjust(40)
    english = typeset(reading(blocks=(Paragraph((Span(f"He said {arabic}."),)),)), 40, UTC)
    assert english.lines[-1].text.startswith("He said")


def test_figures_end_in_one_column_and_words_begin_in_one() -> None:
    rows = (("Port", "Ships", "Share"), ("Oslo", "1,204", "58 %"), ("Bergen", "9", "–"))
    table = shown(reading(blocks=(Table(rows, header_rows=1),)))[-4:]
    assert table == ["Port    Ships  Share", "──────  ─────  ─────", "Oslo    1,204   58 %", "Bergen      9      –"]


def test_words_of_code_are_told_apart_and_nothing_of_it_is_lost() -> None:
    code = 'def f(x):  # why\n\n    return "a" * 2\n' + "y = " + "1" * 50
    lines = typeset(reading(blocks=(Code(code, language="python"),)), 30, UTC).lines
    start = next(number for number, line in enumerate(lines) if "def" in line.text)
    roles = {run.text.strip(): run.role for line in lines[start:] for run in line.runs}
    assert roles["def"] is Role.CODE_KEYWORD
    assert roles["# why"] is Role.CODE_COMMENT
    assert roles['"a"'] is Role.CODE_STRING
    shown_code = "\n".join(line.text[2:] for line in lines[start:])
    assert shown_code.replace("\n" + "1" * 4, "1" * 4).replace("\n1", "1") == code
    assert lines[-1].text.startswith("↳ 1")


@pytest.mark.parametrize("text", ["e\u0332" * 200, "\u0915\u093e" * 150, "\U0001f469\u200d\U0001f680" * 60])
def test_code_of_characters_that_take_no_cell_fits_its_lines(text: str) -> None:
    lines = typeset(reading(blocks=(Code(text),)), 30, UTC).lines
    start = next(number for number, line in enumerate(lines) if text[0] in line.text and line.runs[0].role is Role.CODE)
    assert max(line.width_cells for line in lines) <= 30
    assert "".join(line.text[2:] for line in lines[start:]) == text


@pytest.mark.parametrize("language", ["", "no such language", "python" * 9])
def test_code_of_an_unknown_language_is_shown_as_it_is(language: str) -> None:
    assert shown(reading(blocks=(Code("if x:\n  y", language=language),)))[-2:] == ["  if x:", "    y"]


def test_subheads_know_where_they_stand() -> None:
    blocks = (prose(30), Heading((Span("First"),)), prose(30), Heading((Span("Inner"),), level=3), prose(9))
    document = typeset(reading(blocks=blocks), 40, UTC)
    assert [(head.text, head.level) for head in document.subheads] == [("First", 2), ("Inner", 3)]
    assert [document.lines[head.line].text for head in document.subheads] == ["First", "Inner"]
