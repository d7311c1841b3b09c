"""What is asked of the length of a text is the same in every script."""

import json

import pytest

from newsreader.extract import extract_article
from newsreader.extract.weight import text_weight
from tests.extract.golden import PAGES

LABELS = {
    "japanese_portal": "関連記事",
    "chinese_traditional": "延伸閱讀",
    "korean_daily": "관련기사",
    "thai_news": "ข่าวที่เกี่ยวข้อง",
    "hindi_patrika": "संबंधित खबरें",
    "hebrew_rtl": "כתבות נוספות",
    "russian_portal": "Читайте также",
    "greek_island": "Διαβάστε επίσης",
}


@pytest.mark.parametrize("name", LABELS)
def test_an_article_goes_on_behind_a_label_in_its_middle(name: str) -> None:
    article = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    first, second, third, fourth = (block["text"] for block in article["blocks"])
    link = article["related"][0]
    page = f"""<title>{article["headline"]}</title><h1>{article["headline"]}</h1>
    <div class=x1><p>{first}</p><p>{second}</p>
    <div class=x2><b>{LABELS[name]}</b><ul><li><a href="{link["url"]}">{link["title"]}</a></li></ul></div>
    <p>{third}</p><p>{fourth}</p></div>"""
    read = extract_article(f"<meta property=og:type content=article>{page}", "https://a.example/2026/02/01/x")
    assert read.text.split("\n") == [first, second, third, fourth]
    assert [(found.group, found.title) for found in read.related] == [(LABELS[name], link["title"])]


@pytest.mark.parametrize(
    "brief",
    [
        "港の渡し船は強風のため正午から運休し、再開は明朝になる見通しだと市が発表した。",
        "渡口因大風中午起停航，市府說最快明天早上恢復，請旅客改走大橋或搭乘公車。",
        "The harbour ferry stopped at noon for the wind and is to start again tomorrow.",
    ],
)
def test_a_brief_is_as_short_in_any_script(brief: str) -> None:
    page = f"<meta property=og:type content=article><title>渡 - x</title><h1>渡 Ferry 渡</h1><div><p>{brief}</p></div>"
    assert extract_article(page, "https://a.example/1").text == brief


def test_a_character_of_a_dense_script_counts_for_two() -> None:
    assert [text_weight(text) for text in ("", "abc", "né", "港の船", "배가 떴다")] == [0, 3, 2, 6, 9]
