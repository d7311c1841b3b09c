"""Datelines are read in the agencies' forms, and sentences are never taken for one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.extract.dateline import parse_dateline, split_dateline
from newsreader.extract.places import is_dateline_place
from newsreader.model import Dateline

LINES = [
    ("Port Vesper, Norrland (AFP) Feb 1, 2026", "Port Vesper, Norrland", "AFP", date(2026, 2, 1)),
    ("Washington DC (UPI) Jan 12, 2026", "Washington DC", "UPI", date(2026, 1, 12)),
    ("Los Angeles CA (SPX) Jan 29, 2026", "Los Angeles CA", "SPX", date(2026, 1, 29)),
    ("Beijing (XNA) Jan 29, 2026", "Beijing", "XNA", date(2026, 1, 29)),
    (
        "Rio de Janeiro, Brazil (Space Wire) March 3, 2026",
        "Rio de Janeiro, Brazil",
        "Space Wire",
        date(2026, 3, 3),
    ),
    ("Aboard the HMS Meridian (AFP) March 3, 2026", "Aboard the HMS Meridian", "AFP", date(2026, 3, 3)),
    ("PARIS, Feb 1 (Reuters)", "PARIS", "Reuters", None),
    ("Paris, 1er février 2026 (AFP)", "Paris", "AFP", date(2026, 2, 1)),
    ("Berlin, 3. Februar 2026 (dpa)", "Berlin", "dpa", date(2026, 2, 3)),
    ("MOSCOW, January 5. /TASS/.", "MOSCOW", "TASS", None),
    ("BERLIN (dpa)", "BERLIN", "dpa", None),
    ("Vienna (APA) Feb 31, 2026", "Vienna", "APA", None),
]


@pytest.mark.parametrize(("line", "place", "agency", "day"), LINES)
def test_a_line_that_is_a_dateline(line: str, place: str, agency: str, day: date | None) -> None:
    assert parse_dateline(line) == Dateline(place=place, agency=agency, date=day)


@pytest.mark.parametrize("line", [line for line, *_ in LINES if line != "BERLIN (dpa)"])
def test_a_dateline_before_the_text_of_a_report(line: str) -> None:
    dateline, rest = split_dateline(f"  {line} The harbour opened again.")
    assert (dateline, rest) == (parse_dateline(line), "The harbour opened again.")
    assert parse_dateline(f"{line} The harbour opened again.") is None


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("WASHINGTON, Jan 3 (Reuters) - The harbour", "WASHINGTON", "Reuters"),
        ("BEIJING, Feb. 1 (Xinhua) -- The harbour", "BEIJING", "Xinhua"),
        ("TOKYO, Feb. 1, 2026 /PRNewswire/ -- The harbour", "TOKYO", "PRNewswire"),
        ("MOSCOW, January 5. /TASS/. The harbour", "MOSCOW", "TASS"),
        ("МОСКВА, 1 фев — РИА Новости. The harbour", "МОСКВА", "РИА Новости"),
        ("Madrid, 1 feb (EFE).- The harbour", "Madrid", "EFE"),
        ("WASHINGTON (AP) — The harbour", "WASHINGTON", "AP"),
        ("ST. LOUIS (AP) -- The harbour", "ST. LOUIS", "AP"),
        ("Berlin (dpa/lno) - The harbour", "Berlin", "dpa/lno"),
        ("BERLIN (dpa) - The harbour", "BERLIN", "dpa"),
        ("(Reuters) - The harbour", "", "Reuters"),
        ("Feb 1 (Reuters) - The harbour", "", "Reuters"),
        ("WASHINGTON, Jan. 3 — The harbour", "WASHINGTON", ""),
        ("PARIS — The harbour", "PARIS", ""),
        ("NEW YORK—The harbour", "NEW YORK", ""),
        ("SAN JOSE, Calif. — The harbour", "SAN JOSE, Calif.", ""),
        ("NEW DELHI: The harbour", "NEW DELHI", ""),
    ],
)
def test_the_forms_of_the_agencies(text: str, place: str, agency: str) -> None:
    dateline, rest = split_dateline(text)
    assert dateline is not None
    assert (dateline.place, dateline.agency, rest) == (place, agency, "The harbour")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The president (AP) said on Sunday that the harbour would open.",
        "Apple (AAPL) - the maker of telephones - said on Monday",
        "Mayor Johnson (D) March 4 he told the council",
        "The company (NASDAQ) Feb 1, 2026 said it would move",
        "NASA — the space agency — said on Monday",
        "NATO: The alliance met on Monday",
        "UPDATE: The harbour is closed.",
        "EXCLUSIVE — The harbour is for sale",
        "SMITH: Well, I think so.",
        "LONDON: A HISTORY OF THE CITY",
        "PARIS is burning, said one visitor.",
        "Paris: the city of light",
        "In May 2020 (AFP) - the harbour",
        "On Feb 1, 2026 the harbour opened.",
        "Feb 1, 2026",
        "May 4 (2020) - the harbour",
        "GENEVA talks: the harbour is on the table",
        "WHEN JOHN CAME HOME — The house was empty",
        "The ship (built in 1912) - the oldest afloat - left port",
        "Smith (AP) said - and nobody spoke",
        "Quetta, Pakistan",
        "New York (the city that never sleeps) Feb 1, 2026",
    ],
)
def test_sentences_are_not_datelines(text: str) -> None:
    assert split_dateline(text) == (None, text)
    assert parse_dateline(text) is None


def test_the_year_comes_from_the_reader_of_the_page_where_none_is_printed() -> None:
    dateline = parse_dateline("PARIS, Feb 1 (Reuters)", year=2026)
    assert dateline is not None
    assert dateline.date == date(2026, 2, 1)
    assert split_dateline("PARIS, Feb 29 (Reuters) - The", year=2026)[0] == Dateline(place="PARIS", agency="Reuters")
    printed = parse_dateline("Paris (AFP) Feb 1, 2025", year=2026)
    assert printed is not None
    assert printed.date == date(2025, 2, 1)


def test_places() -> None:
    assert is_dateline_place("PARIS")
    assert is_dateline_place("Toledo, Ohio")
    assert not is_dateline_place("Toledo")
    assert not is_dateline_place("However, Mr Smith")


@given(st.text(max_size=400))
def test_any_text_keeps_its_end(text: str) -> None:
    dateline, rest = split_dateline(text)
    assert text.endswith(rest)
    assert dateline is not None or rest == text


@given(st.lists(st.sampled_from([*"Aa(),./:;-—1 ", "PARIS", "(AFP)", " Feb 1", ", 2026", "w ", "/TASS/"]), max_size=60))
def test_any_text_like_a_dateline_keeps_its_end(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert text.endswith(split_dateline(text)[1])


@given(st.lists(st.sampled_from("the harbour opened on Sunday after seven days Officials said".split()), min_size=1))  # noqa: SIM905
def test_plain_words_are_never_a_dateline(words: list[str]) -> None:
    assert split_dateline(" ".join(words))[0] is None


@pytest.mark.parametrize(
    ("text", "place", "agency", "day"),
    [
        ("【東京共同】港が再開した。", "東京", "共同", None),
        ("［東京　１日　ロイター］ - 港が再開した。", "東京", "ロイター", None),
        ("【ロンドン＝ロイター】港が再開した。", "ロンドン", "ロイター", None),
        ("（ワシントン＝共同）港が再開した。", "ワシントン", "共同", None),
        ("新华社北京2月1日电 港口重新开放。", "北京", "新华社", date(2026, 2, 1)),
        ("新华社北京2025年2月1日电 港口重新开放。", "北京", "新华社", date(2025, 2, 1)),
        ("（中央社台北1日電）港口重新開放。", "台北", "中央社", None),
        ("新华社北京2月31日电 港口重新开放。", "北京", "新华社", None),
        ("(서울=연합뉴스) 항구가 다시 열렸다.", "서울", "연합뉴스", None),
        ("[부산=뉴시스] 항구가 다시 열렸다.", "부산", "뉴시스", None),
        ("القاهرة 1 فبراير (رويترز) - أعيد فتح الميناء.", "القاهرة", "رويترز", date(2026, 2, 1)),
        ("باريس (أ ف ب) - أعيد فتح الميناء.", "باريس", "أ ف ب", None),
        ("TOKYO, Feb. 1, Kyodo - The harbour opened.", "TOKYO", "Kyodo", date(2026, 2, 1)),
        ("Madrid (EFE).- El puerto abre.", "Madrid", "EFE", None),
    ],
)
def test_the_forms_of_more_scripts(text: str, place: str, agency: str, day: date | None) -> None:
    dateline, rest = split_dateline(text, 2026)
    assert dateline == Dateline(place=place, agency=agency, date=day)
    assert rest[:2] in ("港が", "港口", "항구", "أع", "Th", "El")
    assert text.endswith(rest)


@pytest.mark.parametrize(
    "text",
    [
        "【独自】港が再開した、と市長が語った。",
        "（写真＝港を出る船）船は朝に出た。",
        "（写真＝共同）船は朝に出た。",
        "新华社记者2月1日讯 港口重新开放。",
        "新华社记者在北京2月1日的会议上说，港口重新开放。",
        "共同通信の取材に答えた。",
        "(서울=뉴스레터) 항구가 다시 열렸다.",
        "[단독] 항구가 다시 열렸다.",
        "قال الوزير (أمس) - إن الميناء فتح.",
    ],
)
def test_sentences_in_these_scripts_keep_their_first_words(text: str) -> None:
    assert split_dateline(text, 2026) == (None, text)


@given(st.text(alphabet="東京共同時事北京新华社电日月1２【】（）［］＝= 서울연합뉴스()رويترز-。", max_size=40))
def test_any_text_of_these_scripts_keeps_its_end(text: str) -> None:
    dateline, rest = split_dateline(text, 2026)
    assert text.endswith(rest)
    assert (dateline is None) == (rest == text)
