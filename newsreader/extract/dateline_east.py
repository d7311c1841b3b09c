"""Datelines in scripts without capitals: Japanese, Chinese, Korean and Arabic.

Nothing but the agency's name in its own brackets or place tells them from a sentence, so it has to be a known one.
"""

from __future__ import annotations

import re
from datetime import date

from newsreader.extract.datewords import month_number
from newsreader.model import Dateline

_JAPANESE = r"共同通信|共同|時事通信|時事|ロイター|新華社|聯合ニュース|タス通信|AFP時事|AFP|CNN|AP"
_CHINESE = r"新华社|新華社|中新社|中央社|法新社|路透社|美联社|美聯社|塔斯社|共同社|韩联社"
_KOREAN = r"연합뉴스|뉴시스|뉴스1|로이터|신화|AFP|AP"
_ARABIC = r"رويترز|أ\s?ف\s?ب|أ\s?ب|د\s?ب\s?أ|واس|وام|قنا|كونا|سانا|بترا|وفا|شينخوا|الأناضول"
_NAME = r"(?P<place>[^\W\d_]{1,12})"

_FORMS = (
    # 【東京共同】, ［東京　１日　ロイター］ -, （ワシントン＝共同）
    re.compile(
        rf"[【\[［（(](?!写真|提供|画像|資料)(?P<place>[^\W\d_]{{1,12}}?)[\s＝=]*(?:\d{{1,2}}日)?[\s＝=]*(?P<agency>{_JAPANESE})[】\]］）)]"
        r"\s*(?:[-－―]\s+)?"
    ),
    # 新华社北京2月1日电, （中央社台北1日電）
    re.compile(
        rf"[（(]?(?P<agency>{_CHINESE})\s?(?!记者|記者)(?P<place>[^\W\d_]{{2,10}}?)\s?(?:(?P<year>\d{{4}})年)?"
        r"(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?:综合|綜合)?(?:外)?[电電讯訊][）)]?\s*"
    ),
    # (서울=연합뉴스)
    re.compile(rf"[(\[]{_NAME}\s?=\s?(?P<agency>{_KOREAN})[)\]]\s*"),
    # القاهرة 1 فبراير (رويترز) -
    re.compile(
        r"(?P<place>[^\W\d_]{2,12}(?:\s[^\W\d_]{2,12}){0,2})(?:\s(?P<day>\d{1,2})\s(?P<month>[^\W\d_]{3,8}))?"
        rf"\s?\((?P<agency>{_ARABIC})\)\s*[-–—:]\s*"
    ),
)
MAX_CHARS = 60  # the longest of the forms


def split_eastern(text: str, year: int | None) -> tuple[Dateline | None, str]:
    """Part a text from a dateline in one of these scripts, as `dateline.split_dateline` does for the others."""
    head = text[:MAX_CHARS]
    if head.isascii():
        return None, text
    for form in _FORMS:
        found = form.match(head)
        if found is None or not (rest := text[found.end() :]):
            continue
        parts = {name: value or "" for name, value in found.groupdict().items()}
        return Dateline(place=parts["place"], agency=parts["agency"], date=_day_of(parts, year)), rest
    return None, text


def _day_of(parts: dict[str, str], year: int | None) -> date | None:
    month = parts.get("month", "")
    number = int(month) if month.isdecimal() else month_number(month)
    printed_year = int(parts["year"]) if parts.get("year") else year
    if not number or printed_year is None:
        return None
    try:
        return date(printed_year, number, int(parts["day"]))
    except ValueError:
        return None
