"""The language that a script tells."""

import pytest

from newsreader.extract.language import language_of_script


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("港町の時計台が日曜日の夕方、鐘を鳴らした。", "ja"),
        ("河口老街的最後一家燈籠店決定再開十年。", "zh"),
        ("섬마을 우체국 직원이 갯벌을 걸어 편지를 나른다.", "ko"),
        ("ชาวบ้านช่วยกันซ่อมสะพานไม้", "th"),
        ("ספינת הלחם חוזרת לנמל", "he"),
        ("Το παλιό ελαιοτριβείο γίνεται σχολείο", "el"),
        ("Баржу спустили на воду", ""),
        ("The owner of 東京 House had never been there, he told us on the quay.", ""),
        ("Der Bürgermeister eröffnete die Brücke", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_script(text: str, language: str) -> None:
    assert language_of_script(text) == language
