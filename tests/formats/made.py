"""Stories made of any text, of every kind of block."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from newsreader.blocks import (
    Code,
    Embed,
    Heading,
    Image,
    List,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)
from newsreader.formats.story import Story
from newsreader.model import Article, ArticleId, ArticleNote, Dateline, ReadingState, RelatedLink

NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
ANY_STORY = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# What breaks out of some format or other, whole and in parts that only together do.
ATTACKS = (
    "</p><script>alert(1)</script>",
    "]]>",
    "-->",
    "<!--",
    "---",
    "\n---\n",
    "&amp;",
    "&#0;",
    "&lt",
    "AT&T",
    "../../etc",
    "# head",
    "- item",
    "12. item",
    "> said",
    "```",
    "`",
    "``",
    "**",
    "*",
    "_",
    "~~~",
    "[a](b)",
    "![a](b)",
    "[x]: y",
    "|",
    "\\|",
    "\\",
    "!",
    "=",
    "===",
    ":-",
    "<b>",
    "a: b",
    "'",
    '"',
    "{{x}}",
    "%",
    "\t",
    "\u2028",
    "\x85",
    "\x00",
    "\x1b[2J",
    "\ufffe",
    "\ufeff",
    "\ud800",
    "\U0001fffe",
    "\u202e",
    "🛥️",
    "שלום",
    "灯台",
    "é",
    "e\u0301",
    " ",
    "  ",
    "\n",
    "\r\n",
    "1",
    ".",
    ")",
    "CON",
    "\ufdd0",
)
ADDRESSES = st.sampled_from(
    (
        "https://a.example/1.html",
        "https://a.example/2.html?a=1&copy;=2#x",
        "https://a.example/(x)_y*z`w\\v|u\"'<>[]{}^%zz%41",
        "http://[2001:db8::1]:8080/ü?ö=灯",
        "https://ü.example/~me/!$&'()*+,;=:@",
    )
)
TEXT = st.one_of(
    st.text(max_size=12),
    st.lists(st.one_of(st.sampled_from(ATTACKS), st.text(max_size=2)), max_size=5).map("".join),
)
SPAN = st.builds(
    Span,
    TEXT,
    href=st.one_of(st.just(""), ADDRESSES),
    is_emphasis=st.booleans(),
    is_strong=st.booleans(),
    is_code=st.booleans(),
)
SPANS = st.lists(SPAN, max_size=3).map(tuple)
ITEM = st.builds(
    ListItem,
    SPANS,
    depth=st.integers(0, 4),
    number=st.one_of(st.none(), st.integers(-2, 12), st.just(10**10)),
    is_term=st.booleans(),
    is_continued=st.booleans(),
).map(lambda item: replace(item, number=None) if item.is_continued else item)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 3))
    row = st.lists(TEXT, min_size=columns, max_size=columns).map(tuple)
    rows = draw(st.lists(row, min_size=1, max_size=3).map(tuple))
    return Table(rows, draw(st.integers(0, len(rows))), draw(TEXT), draw(st.integers(0, columns)))


IMAGE = st.builds(Image, ADDRESSES, alt=TEXT, caption=TEXT)
BLOCK = st.one_of(
    st.builds(Paragraph, SPANS),
    st.builds(Heading, SPANS, level=st.integers(1, 6)),
    st.builds(Quote, SPANS, is_pull=st.booleans()),
    st.builds(List, st.lists(ITEM, max_size=5).map(tuple), is_notes=st.booleans()),
    tables(),
    st.builds(Code, TEXT, language=TEXT),
    IMAGE,
    st.just(Rule()),
    st.builds(Embed, ADDRESSES, title=TEXT),
)
BLOCKS = st.lists(BLOCK, max_size=3).map(tuple)
DATELINE = st.builds(Dateline, place=TEXT, agency=TEXT, date=st.one_of(st.none(), st.dates()))
RELATED = st.builds(
    RelatedLink, url=ADDRESSES, title=TEXT, group=TEXT, dateline=st.one_of(st.none(), DATELINE), teaser=TEXT
)
MOMENT = st.one_of(st.none(), st.datetimes(timezones=st.just(UTC)))
ARTICLE = st.builds(
    Article,
    url=ADDRESSES,
    headline=TEXT,
    site=TEXT,
    section=TEXT,
    byline=st.lists(TEXT, max_size=2).map(tuple),
    dateline=st.one_of(st.none(), DATELINE),
    published=MOMENT,
    published_offset=st.integers(-720, 840),
    updated=MOMENT,
    updated_offset=st.integers(-720, 840),
    summary=TEXT,
    lang=st.one_of(st.sampled_from(("en", "ar", "zh-Hans", "pt_BR", "")), TEXT),
    tags=st.lists(TEXT, max_size=2).map(tuple),
    lead_image=st.one_of(st.none(), IMAGE),
    blocks=BLOCKS,
    related=st.lists(RELATED, max_size=3).map(tuple),
    notes=st.sampled_from(((), tuple(ArticleNote))),
)
STORY = st.builds(
    Story,
    id=st.integers(1, 10**6).map(ArticleId),
    article=ARTICLE,
    state=st.builds(ReadingState, is_read=st.booleans(), is_starred=st.booleans()),
    source=TEXT,
    sections=st.lists(TEXT, max_size=2).map(tuple),
    sort_at=st.datetimes(timezones=st.just(UTC)),
    fetched_at=MOMENT,
    has_text=st.booleans(),
)


def make_story(number: int = 1, **changes: Any) -> Story:
    """Make a plain story; changes are fields of its article."""
    fields: dict[str, Any] = {
        "url": f"https://harbour.example/{number}.html",
        "headline": f"The bridge is open, part {number}",
        "byline": ("Kari Nes",),
        "dateline": Dateline(place="Oslo, Norway", agency="NTB", date=date(2026, 2, 1)),
        "published": NOON,
        "lang": "en",
        "blocks": (Paragraph((Span("Ships came in."),)),),
    }
    return Story(
        id=ArticleId(number),
        article=Article(**fields | changes),
        state=ReadingState(),
        source="Harbour News",
        sections=("Ports",),
        sort_at=NOON,
        fetched_at=NOON,
        has_text=True,
    )


def squeezed(text: str) -> str:
    """Give the characters of a text without white space: what every format must bring over."""
    return "".join(text.split())
