from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.text import clean_line
from newsreader.typeset.breaking import NARROW
from newsreader.typeset.line import Role, Run, cut, wrap


def texts(runs: list[Run], width: int) -> list[str]:
    return [line.text for line in wrap(runs, width)]


def test_breaks_at_spaces() -> None:
    assert texts([Run("the quick brown fox")], 9) == ["the quick", "brown fox"]


def test_a_link_keeps_the_full_stop_after_it() -> None:
    lines = wrap([Run("see "), Run("this page", link=0), Run(". Then")], 10)
    assert [line.text for line in lines] == ["see this", "page. Then"]
    assert lines[1].runs[0] == Run("page", link=0)


def test_a_long_word_is_cut_and_nothing_lost() -> None:
    assert texts([Run("x" * 25)], 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_cjk_breaks_between_characters_but_not_before_a_full_stop() -> None:
    lines = texts([Run("海軍の新しい船が港に入った。")], 12)
    assert "".join(lines) == "海軍の新しい船が港に入った。"
    assert all(cell_len(line) <= 12 for line in lines)
    assert not any(line.startswith("。") for line in lines)


def test_kinsoku_holds_for_brackets_small_kana_and_long_marks() -> None:
    text = "彼は「コーヒーをちょっとだけ飲んだ」と言ったきゃっ。"
    for width in range(12, 30):
        for line in texts([Run(text)], width):
            assert line[0] not in "」ーっょゃ。"
            assert line[-1] not in "「"


def test_what_is_taken_for_narrow_is_so() -> None:
    assert [code for code in range(0x2100) if NARROW.fullmatch(chr(code)) and cell_len(chr(code)) != 1] == []


def test_white_space_between_runs_is_one_space_in_the_look_of_the_first() -> None:
    runs = [Run("see "), Run("\n the page ", link=0), Run("  "), Run("now\t")]
    (line,) = wrap(runs, 40)
    assert line.runs == (Run("see "), Run("the page ", link=0), Run("now"))


def test_neighbours_of_one_look_are_one_run() -> None:
    assert wrap([Run("a b"), Run(" c", Role.TEXT)], 20)[0].runs == (Run("a b c"),)


@given(st.lists(st.tuples(st.text(max_size=40), st.integers(-1, 3)), max_size=6), st.integers(1, 30))
def test_lines_fit_and_keep_every_character(pieces: list[tuple[str, int]], width: int) -> None:
    runs = [Run(clean_line(text), link=link) for text, link in pieces]
    lines = wrap(runs, width)
    assert all(line.width_cells <= max(width, 2) for line in lines)
    kept = "".join("".join(line.text for line in lines).split())
    assert kept == "".join("".join(run.text for run in runs).split())


@given(st.text(max_size=60), st.integers(0, 30))
def test_cut_fits(text: str, width: int) -> None:
    assert cell_len(cut(clean_line(text), width)) <= width


def test_cut_says_that_something_is_left_out() -> None:
    assert cut("newspaper", 5) == "news…"
    assert cut("news", 4) == "news"


def prose(text: str, width: int) -> list[str]:
    return [line.text for line in wrap([Run(text)], width, is_prose=True)]


def test_prose_ends_in_no_single_short_word_where_the_line_before_has_one_to_spare() -> None:
    assert prose("the dispute is about the bill.", 25) == ["the dispute is about", "the bill."]
    assert texts([Run("the dispute is about the bill.")], 25) == ["the dispute is about the", "bill."]
    assert prose("the dispute is about the budget", 25) == ["the dispute is about the", "budget"]
    assert prose("aaaaaaaaaa bbbbbbbbbbbbbbbb cc", 27) == ["aaaaaaaaaa bbbbbbbbbbbbbbbb", "cc"], "it would be empty"
    assert prose("海軍の新しい船が港に入った。", 24) == texts([Run("海軍の新しい船が港に入った。")], 24)


def test_a_mark_alone_between_spaces_keeps_to_its_side() -> None:
    assert texts([Run("the chair said – twice")], 15) == ["the chair", "said – twice"]
    assert texts([Run("aaaaaaaaaa – twice")], 10) == ["aaaaaaaaaa", "– twice"], "no word could go with it"
    assert texts([Run("le maire dit : non merci")], 12) == ["le maire", "dit : non", "merci"]
    assert texts([Run("il dit alors « non merci » et rit")], 14) == ["il dit alors", "« non merci »", "et rit"]


@given(st.text(alphabet="ab –:«»", max_size=80), st.integers(1, 20))
def test_marks_and_short_words_are_moved_and_never_lost(text: str, width: int) -> None:
    text = clean_line(text)
    for is_prose in (False, True):
        lines = [line.text for line in wrap([Run(text)], width, is_prose=is_prose)]
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(len(line) <= max(width, 2) and line == line.strip() for line in lines)
        assert all(lines)
