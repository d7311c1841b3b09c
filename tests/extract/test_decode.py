"""Which charset a page is in, when the page, the server and the bytes disagree."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.extract.decode import MAX_DECLARATION_BYTES, declared_codec, decode_html

SENTENCES = {
    "cp1251": "Совет города утвердил новый план набережной, работы начнутся весной. ",
    "koi8_r": "Совет города утвердил новый план набережной, работы начнутся весной. ",
    "iso8859_5": "Совет города утвердил новый план набережной, работы начнутся весной. ",
    "cp1252": "Der Bürgermeister eröffnete am Mittwoch die neue Brücke über den Fluss – für Fußgänger kostenlos. ",
    "cp1250": "Rada miasta przyjęła w środę plan odbudowy mostu; prace ruszą wiosną i potrwają dwa lata. Źródło. ",
    "iso8859_2": "Rada miasta przyjęła w środę plan odbudowy mostu; prace ruszą wiosną i potrwają dwa lata. Źródło. ",
    "cp932": "市議会は水曜日、新しい橋の建設計画を承認した。工事は来年の春に始まる見通しだ。",
    "euc_jp": "市議会は水曜日、新しい橋の建設計画を承認した。工事は来年の春に始まる見通しだ。",
    "iso2022_jp": "市議会は水曜日、新しい橋の建設計画を承認した。工事は来年の春に始まる見通しだ。",
    "gb18030": "市议会周三批准了新桥的建设计划,工程将于明年春天开始,预计两年完成。",
    "big5": "市議會週三批准了新橋的建設計畫,工程將於明年春天開始,預計兩年完成。",
    "cp949": "시의회는 수요일 새 다리 건설 계획을 승인했다. 공사는 내년 봄에 시작된다. ",
    "cp1253": "Το δημοτικό συμβούλιο ενέκρινε την Τετάρτη το σχέδιο για τη νέα γέφυρα. ",
    "cp1255": "מועצת העיר אישרה ביום רביעי את התוכנית לגשר החדש. ",
    "cp1256": "وافق مجلس المدينة يوم الأربعاء على خطة الجسر الجديد. ",
    "cp1254": "Belediye meclisi çarşamba günü yeni köprü planını onayladı, inşaat ilkbaharda başlayacak. ",
    "cp874": "สภาเมืองอนุมัติแผนสร้างสะพานใหม่เมื่อวันพุธ ",
}


@pytest.mark.parametrize("codec", SENTENCES)
def test_an_undeclared_charset_is_detected(codec: str) -> None:
    page = "<html><head><title>News</title></head><body>" + f"<p class=text>{SENTENCES[codec]}</p>\n" * 8
    assert decode_html(page.encode(codec)) == page


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("ISO-8859-1", "cp1252", "“quoted” – £5"),
        ("latin-1", "cp1252", "“quoted” – £5"),
        ("us-ascii", "cp1252", "café"),
        ("gb2312", "gb18030", "镕"),  # beyond GB 2312
        ("Shift_JIS", "cp932", "①㈱"),  # beyond JIS
        ("euc-kr", "cp949", "똠방각하"),  # beyond KS X 1001
        ("big5", "big5hkscs", "中文"),
        ("TIS-620", "cp874", "ไทย"),
        ('"windows-1251"', "cp1251", "Москва"),
        ("KOI8-U", "koi8_u", "Київ"),
        ("iso-8859-9", "cp1254", "İstanbul"),
        ("utf-16le", "utf-16-le", "<p>日本"),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label: str, codec: str, text: str) -> None:
    assert decode_html(text.encode(codec), label) == text


def test_a_byte_order_mark_wins_over_everything() -> None:
    page = '<meta charset="windows-1251">Brücke 日本'
    assert decode_html(codecs.BOM_UTF8 + page.encode(), "iso-8859-1") == page
    assert decode_html(codecs.BOM_UTF16_LE + page.encode("utf-16-le"), "utf-8") == page
    assert decode_html(codecs.BOM_UTF16_BE + page.encode("utf-16-be")) == page


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="windows-1251">',
        "<META CHARSET=windows-1251>",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        "<meta content='text/html;charset = windows-1251' http-equiv=content-type>",
        '<?xml version="1.0" encoding="windows-1251"?><html>',
        "<!-- <meta charset=shift_jis> --><meta charset='windows-1251'>",
        " " * 3000 + "<meta charset='windows-1251'>",
    ],
)
def test_the_document_declares_its_charset(declaration: str) -> None:
    page = declaration + "<p>Да"  # too short to be detected
    assert decode_html(page.encode("cp1251")) == page


def test_http_wins_over_meta_and_an_unknown_label_does_not() -> None:
    page = '<meta charset="koi8-r">Да'
    assert decode_html(page.encode("cp1251"), "windows-1251") == page
    assert decode_html(page.encode("koi8_r"), "x-no-such-charset") == page
    assert declared_codec(b"<p>", "unicode_escape") == ""
    assert declared_codec(b"<p>", "rot13") == ""


def test_a_meta_that_says_utf_16_is_utf_8() -> None:
    page = '<meta charset="utf-16">Brücke'
    assert decode_html(page.encode()) == page


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1251", "shift_jis", "gb2312", "us-ascii"])
def test_mislabelled_utf_8_is_utf_8(label: str) -> None:
    page = "<p>“Brücke” — über den Fluß, naïve façade.</p>"
    assert decode_html(page.encode(), label) == page


def test_a_page_with_a_few_broken_characters_stays_in_its_charset() -> None:
    page = (SENTENCES["cp1251"] * 20).encode() + b"\xd0 end"
    assert decode_html(page, "utf-8").startswith(SENTENCES["cp1251"])
    assert decode_html(page).endswith("\ufffd end")


def test_a_page_that_only_says_utf_8_is_detected() -> None:
    page = '<meta charset="utf-8">' + SENTENCES["cp1251"] * 8
    assert decode_html(page.encode("cp1251"), "utf-8") == page


@pytest.mark.parametrize("taken_for", ["latin-1", "cp1252"])
@pytest.mark.parametrize("codec", ["cp1252", "cp1251", "cp932", "cp949", "cp1255", "cp1256", "cp874", "cp1253"])
def test_a_page_encoded_twice_is_read_once(codec: str, taken_for: str) -> None:
    page = f"<meta charset=utf-8><p>{SENTENCES[codec]}</p>" * 3
    as_bytes = page.encode()
    once = as_bytes.decode(taken_for, "ignore" if taken_for == "latin-1" else "backslashreplace")
    if "\\x" in once:  # windows-1252 leaves five bytes open, which browsers read as control characters
        once = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in as_bytes)
    assert decode_html(once.encode()) == page
    assert decode_html(once.encode(), "utf-8") == page


@pytest.mark.parametrize(
    "text",
    [
        "The code for é is Ã© when it was read wrongly, and the café knows it.",
        "Â«Bonjour», dit-elle.",
        "São Paulo, Malmö, Århus und Äpfel",
        "a lone Ã© is left as it is",
        "“Ã©” and “Ã¼” stand here with 東京",
    ],
)
def test_a_text_of_one_encoding_is_left_alone(text: str) -> None:
    assert decode_html(text.encode()) == text


def test_signs_without_letters_are_windows_1252() -> None:
    page = "<p>It costs £500 – or €50 – a day, “as ever”.</p>" + "<p>It is the same for all of them.</p>" * 9
    assert decode_html(page.encode("cp1252"), "utf-8") == page
    assert decode_html(page.encode("cp1252")) == page


def test_utf_16_without_a_mark_is_seen() -> None:
    page = "<html><p>Brücke"
    assert decode_html(page.encode("utf-16-le")) == page
    assert decode_html(page.encode("utf-16-be")) == page


def test_the_search_for_a_declaration_is_bounded() -> None:
    page = b"<p>" + b" " * MAX_DECLARATION_BYTES + b'<meta charset="windows-1251">'
    assert declared_codec(page) == ""
    assert declared_codec(b"<!--" * 2000 + b"<meta charset=koi8-r>") == ""


@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "shift_jis", "utf-16", "iso-2022-jp", "big5", "zlib"]))
def test_any_bytes_decode(body: bytes, charset: str) -> None:
    assert isinstance(decode_html(body, charset), str)


# Without what begins a character when it is read as UTF-8: a few of these in a row may by chance read as encoded twice.
_LEADS = "".join(map(chr, range(0xC2, 0xF5)))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\x1b\x00" + _LEADS)))
def test_utf_8_always_comes_back(text: str) -> None:
    read = decode_html(text.encode(), "utf-8")
    as_bytes = [bytes([byte]) for byte in read.encode()]
    twice = "".join(byte.decode("cp1252", "ignore") or byte.decode("latin-1") for byte in as_bytes)
    assert text in (read, twice) or text == read.encode().decode("latin-1")  # by chance, as if encoded twice
