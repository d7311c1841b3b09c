from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.tokens import MAX_TOKEN_CHARS, fold_token, token_texts, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("War and peace", ["war", "and", "peace"]),
        ("Łódź, Đà Nẵng & São Paulo", ["lodz", "da", "nang", "sao", "paulo"]),
        ("Straße İstanbul ΣΊΣΥΦΟΣ", ["strasse", "istanbul", "σισυφοσ"]),
        ("don’t stop F-16s", ["don", "t", "stop", "f", "16s"]),
        ("cafe\u0301 caf\u00e9", ["cafe", "cafe"]),
        ("会谈 in 東京タワー", ["会", "谈", "in", "東", "京", "タ", "ワ", "ー"]),
        ("ＡＢＣ ｶﾞｽ", ["abc", "ガ", "ス"]),
        ("한국은행", ["한", "국", "은", "행"]),
        ("สวัสดีที่นี่", ["ส", "วั", "ส", "ดี", "ที่", "นี่"]),
        ("हिन्दी में", ["हिनदी", "में"]),
        ("السَّلَامُ عليـكم", ["السلام", "عليكم"]),
        ("می\u200cخواهم", ["میخواهم"]),
        ("!!! … —", []),
    ],
)
def test_words_of_many_scripts(text: str, words: list[str]) -> None:
    assert token_texts(text) == words


def test_a_long_word_counts_by_its_beginning() -> None:
    assert token_texts("a" * 500) == ["a" * MAX_TOKEN_CHARS]
    assert len(fold_token("ß" * 500)) == MAX_TOKEN_CHARS


@given(st.text())
def test_places_are_those_of_the_words(text: str) -> None:
    found = list(tokens(text))
    assert [token.text for token in found] == token_texts(text)
    assert all(fold_token(text[token.start : token.end]) == token.text for token in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_no_character_is_read_in_two_ways() -> None:
    for code in (*range(0xD800), *range(0xE000, 0x10000)):
        text = f"a{chr(code)}文"
        assert token_texts(text) == [token.text for token in tokens(text)], hex(code)


@given(st.text())
def test_a_word_is_one_word_when_it_is_read_again(text: str) -> None:
    """What is kept is split at blanks only, and quoted."""
    for word in token_texts(text):
        assert token_texts(word) == [word]
        assert word.split() == [word]
        assert '"' not in word
        assert "\x00" not in word
        assert "·" not in word
