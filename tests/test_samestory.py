"""Copies of one story, and what only looks like one."""

from __future__ import annotations

import random
from typing import Any

import pytest

from newsreader.blocks import Paragraph, Span
from newsreader.model import Article, ArticleNote
from newsreader.samestory import are_copies, can_have_copies
from newsreader.sketch import BANDS, plain_words, sketch_of
from tests.copies import LOCAL, PARAGRAPHS, copy_of, paragraphs

CHINESE = (
    "大桥在雨中由市长剪彩开通，数百名居民步行过桥，许多人带着孩子和雨伞，学校的乐队在桥头演奏了三首歌曲。",
    "工程师说桥梁的钢索全部在本地工厂制造，运输时只能在夜间进行，因为白天的道路要留给送货的卡车使用。",
    "河对岸的商人希望新桥带来更多顾客，他们说过去渡船在冬天停航，村庄有时连续几个星期得不到新鲜蔬菜。",
    "渡船公司的船长表示他会继续经营一条短途航线，让游客从水面上观看大桥，船票的价格比以前便宜一半。",
    "议会下个月将决定桥的名字，居民提出了一百多个建议，其中最多的是以第一位渡船船长的名字来命名大桥。",
    "在那之前，港口旁的一块木牌上只写着渡口二字，看起来没有人想要别的名字，孩子们已经在牌子上画了船。",
)

ORIGINAL = copy_of("one.example")


def may_be_copied(article: Article) -> bool:
    return can_have_copies(article, plain_words(article.text))


@pytest.mark.parametrize(
    "other",
    [
        copy_of("two.example"),
        copy_of("two.example", headline="Rain falls as bridge opens"),
        copy_of("two.example", PARAGRAPHS[:6]),
        copy_of("two.example", ("HARBOUR CITY, Feb 1 (Agency) -", *PARAGRAPHS)),
        copy_of("two.example", (*PARAGRAPHS, LOCAL)),
        copy_of("two.example", (*PARAGRAPHS[:3], *PARAGRAPHS[4:])),
        copy_of("two.example", (PARAGRAPHS[0], PARAGRAPHS[2], PARAGRAPHS[1], *PARAGRAPHS[3:])),
        copy_of("two.example", tuple(text.replace("neighbour", "neighbor") for text in PARAGRAPHS)),
        copy_of("two.example", tuple(text.replace("engineers", "enginers") for text in PARAGRAPHS)),
        copy_of("two.example", tuple(text.upper() for text in PARAGRAPHS)),
        copy_of("two.example", lang="en-GB"),
        copy_of("news.one.example"),
    ],
    ids=[
        "equal",
        "headline",
        "cut",
        "dateline",
        "local",
        "left out",
        "moved",
        "spelling",
        "typo",
        "case",
        "lang",
        "desk",
    ],
)
def test_copies(other: Article) -> None:
    assert are_copies(ORIGINAL, other)
    assert are_copies(other, ORIGINAL)
    mine, its = (sketch_of(plain_words(article.text)) for article in (ORIGINAL, other))
    assert mine is not None
    assert its is not None
    assert any(one == two for one, two in zip(mine, its, strict=True))


def changed(old: str, new: str, host: str = "two.example", **fields: Any) -> Article:
    texts = tuple(text.replace(old, new) for text in PARAGRAPHS)
    assert texts != PARAGRAPHS
    return copy_of(host, texts, **fields)


@pytest.mark.parametrize(
    "other",
    [
        changed("420", "480"),
        changed("420", "480", "one.example"),
        changed("Larkfield", "Mossbank"),
        changed("harbour", "station"),
        changed("Monday", "Thursday", "one.example"),
        copy_of("one.example", headline="Bridge opens at last, part 1"),
        copy_of("one.example", (*PARAGRAPHS, LOCAL)),
        copy_of("one.example", PARAGRAPHS[:5]),
        copy_of("two.example", headline="Bridge opens, part 2"),
        copy_of("two.example", lang="de"),
        copy_of("two.example", notes=(ArticleNote.PAYWALL,)),
        copy_of("two.example", PARAGRAPHS[:2]),
        copy_of("two.example", url="https://two.example/live/bridge-1"),
        copy_of("two.example", headline="LIVE: bridge opens, part 1"),
        copy_of("two.example", tuple(f"1{n}:30 {text}" for n, text in enumerate(PARAGRAPHS))),
    ],
    ids=[
        "a number", "a correction", "a name", "a word", "a day", "a headline", "an update", "a shorter update",
        "a part", "a language", "a teaser", "a short text", "a live page", "a live headline", "times",
    ],
)  # fmt: skip
def test_what_is_another_story(other: Article) -> None:
    assert not are_copies(ORIGINAL, other)
    assert not are_copies(other, ORIGINAL)


def test_reports_by_one_template_stay_apart() -> None:
    line = (
        "In {} it will be {} with winds of {} knots and {} in the hills, and the ferry will run as planned until dusk."
    )

    def report(host: str, *values: str) -> Article:
        return copy_of(host, tuple(line.format(f"region {n}", *values) for n in "abcdefgh"), headline="The weather")

    assert may_be_copied(report("one.example", "dry", "ten", "sun"))
    assert are_copies(report("one.example", "dry", "ten", "sun"), report("two.example", "dry", "ten", "sun"))
    assert not are_copies(report("one.example", "dry", "ten", "sun"), report("two.example", "wet", "six", "fog"))


def test_scripts_without_spaces() -> None:
    original = copy_of("one.example", CHINESE, headline="大桥开通", lang="zh")
    assert are_copies(original, copy_of("two.example", CHINESE[:5], headline="雨中开通", lang="zh"))
    spoiled = tuple(text.replace("大桥", "隧道") for text in CHINESE)
    assert not are_copies(original, copy_of("two.example", spoiled, headline="隧道开通", lang="zh"))
    assert not may_be_copied(copy_of("one.example", CHINESE[:2]))


def test_a_sketch_is_the_same_everywhere() -> None:
    sketch = sketch_of(plain_words(" ".join(PARAGRAPHS)))
    assert sketch is not None
    assert len(sketch) == BANDS
    assert all(-(2**63) <= number < 2**63 for number in sketch)
    assert sketch[0] == 4424274714343317772


def test_other_texts_share_no_number() -> None:
    mine, its = sketch_of(plain_words(" ".join(PARAGRAPHS))), sketch_of(plain_words("".join(CHINESE)))
    assert mine is not None
    assert its is not None
    assert not set(mine) & set(its)


def test_a_text_cut_to_half_is_known_again() -> None:
    chance = random.Random(7)
    vocabulary = [f"word{number}" for number in range(3000)]
    known = 0
    for _ in range(200):
        words = chance.choices(vocabulary, k=400)
        whole, half = sketch_of(words), sketch_of(words[:200])
        assert whole is not None
        assert half is not None
        known += any(one == two for one, two in zip(whole, half, strict=True))
    assert known >= 190


def test_a_text_of_one_line_over_and_over_has_a_whole_sketch() -> None:
    sketch = sketch_of(["the", "market", "is", "closed", "today"] * 30)
    assert sketch is not None
    assert len(sketch) == BANDS


def test_a_short_text_has_no_sketch() -> None:
    assert sketch_of(plain_words("A short text.")) is None
    assert sketch_of([]) is None
    assert not may_be_copied(Article(url="https://a.example/1", headline="", blocks=(Paragraph((Span(""),)),)))


def test_blocks_are_paragraphs() -> None:
    assert ORIGINAL.blocks == paragraphs(PARAGRAPHS)
