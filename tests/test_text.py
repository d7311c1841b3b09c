import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from newsreader.text import clean_block, clean_line, fold


def test_whole_terminal_sequences_go() -> None:
    assert clean_line("a\x1b[31mred\x1b[0m \x1b]0;title\x07b \x9b1mc \x1b]52;c;QQ==\x1b\\d") == "ared b c d"


def test_overrides_and_floods_go_and_scripts_stay() -> None:
    assert clean_line("pay \u202elap\u202c now\u2066\u2069") == "pay lap now"
    assert len(clean_line("Z" + "\u0301" * 500)) < 12
    assert clean_line("نیم\u200cفاصله") == "نیم\u200cفاصله"
    assert clean_line("👩\u200d🚀") == "👩\u200d🚀"


def test_lines_and_blocks() -> None:
    assert clean_line(" a\r\n\tb\u00a0 c ") == "a b c"
    assert clean_block("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd\te"


@given(st.text())
def test_nothing_that_acts_is_left(raw: str) -> None:
    kept = clean_block(raw)
    assert not any((ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 for c in kept)
    assert not set(kept) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert clean_block(kept) == kept


def test_of_all_characters_that_are_not_seen_only_the_joiners_are_left() -> None:
    unseen = ["Cc", "Cf", "Cs", "Zl", "Zp"]
    characters = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in unseen]
    left = {letter for letter in clean_line("".join(f"a{letter}b" for letter in characters)) if letter not in "ab "}
    signs = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"  # which are seen
    assert left == {"\u200c", "\u200d", *signs}


def test_folding_forgets_case_and_accents() -> None:
    assert fold("Élysée STRASSE") == fold("elysee straße")
