"""Reading, marking and going about in plain mode, line by line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.commands import COMMANDS as TABLE
from newsreader.commands import PANES
from newsreader.config.settings import Settings
from newsreader.plain.table import COMMANDS, INSTEAD, letters_of, typed_names
from tests.fakes import HOSTILE, PORTS, FakeFetcher, article_url, offline, opened
from tests.plain.script import NUMBER, ROWS, number_of, to_ports, typed

KEYS = [
    *("n", "1", "2", "s1", "f", "f1", "q", "[", "]", "u", "U", "m", "J", "K", "gg", "b", "t", ".", "A", "!", "/a"),
    *("", "E", "E 3", "S", "S 1", "H", "H story", "F", "F 2", "W", "w 1", "D", "x", "p", "p 1", "{", "}", "G", "O"),
    *("( 2", ") 1", "c 8 Name", "up 3", "down 3", "- 4", "gh", "+ Folder", "M 8 folder", "X 8", ",", "step-back"),
]


LEAVES = re.compile(r"\s*(q\d*|quit|exit|leave|\^[qQ])(\s|$)")


async def test_it_begins_with_the_sections_and_a_number_opens_one(home: Path) -> None:
    script = await typed(home, "1")
    assert NUMBER.search(script.said[0])
    assert script.said[1].startswith("All articles:\n1. ")
    assert len(NUMBER.findall(script.said[1])) == ROWS
    assert script.prompts == ["Sections> ", "All articles> "]


async def test_enter_lists_on_and_the_numbers_go_on(home: Path) -> None:
    script = await typed(home, "1", "", "", "9")
    numbers = [int(number) for said in script.said[1:4] for number, _ in NUMBER.findall(said)]
    assert numbers == list(range(1, 22))
    ninth = dict(NUMBER.findall(script.said[2]))["9"].split(" (")[0]
    assert ninth in script.said[4]


async def test_an_article_is_said_page_by_page_to_its_end_and_then_the_next_unread_one(home: Path) -> None:
    ports = await to_ports(home)
    script = await typed(home, ports, "1", *[""] * 12)
    text = "".join(script.said[2:])
    headline = dict(NUMBER.findall(script.said[1]))["1"].split(" (")[0]
    assert headline in script.said[2]
    assert text.index("• one quay") < text.index("■ end") < text.index("RELATED")
    assert all(said.count("\n") <= ROWS for said in script.said[2:6])
    assert "─" not in text
    percents = [int(found) for prompt in script.prompts for found in re.findall(r"(\d+)%> $", prompt)]
    assert percents[0] < percents[1] < percents[2]
    assert 100 in percents
    assert len({prompt.split(",")[0] for prompt in script.prompts[2:]}) > 1


async def test_opening_marks_read_and_m_takes_it_back(home: Path) -> None:
    script = await typed(home, "1", "1", "q", "m 1", ".", "u", ".", "U", ".")
    unread = [("unread" in dict(NUMBER.findall(script.said[at]))["1"]) for at in (1, 3, 5, 7, 9)]
    assert unread == [True, False, True, False, True]
    assert script.said[4] == "1 article marked unread. u undoes it.\n"


async def test_marks_of_several_by_their_numbers(home: Path) -> None:
    script = await typed(home, "1", "s 2-3", "L1 4", ".")
    items = dict(NUMBER.findall(script.said[4]))
    assert [number for number, text in items.items() if "starred" in text] == ["2", "3"]
    assert [number for number, text in items.items() if "read later" in text] == ["1", "4"]


async def test_all_read_leaves_no_unread_article(home: Path) -> None:
    script = await typed(home, "1", "A", "n", "q", "")
    assert "21 articles marked read. u undoes it.\n" in script.said[2]
    assert script.said[3] == "No more unread articles here.\n"
    assert script.said[5] != ""


async def test_links_are_listed_followed_and_come_back_from(home: Path) -> None:
    async with opened(home) as library:
        first = await library.article_at(article_url(0))
        rows = [each.id for each in (await library.window(PORTS, limit=50)).rows]
    assert first is not None
    ports = await to_ports(home)
    script = await typed(home, ports, *[""] * 3, str(rows.index(first) + 1), "", "f", "f 1", "[", "]", "[", "[")
    links = dict(NUMBER.findall(script.said[7]))
    assert links["1"] == "the earlier report, in the library"
    assert "on line" in links["3"]
    opened_first, followed = script.prompts[5].split(",")[0], script.prompts[8].split(",")[0]
    assert opened_first != followed
    assert [prompt.split(",")[0] for prompt in script.prompts[9:]] == [
        opened_first,
        followed,
        opened_first,
        opened_first,
    ]
    assert "on from where it was left" in script.said[9]
    assert script.said[12] == "The trail ends here.\n"


async def test_an_article_goes_on_where_it_was_left(home: Path) -> None:
    ports = await to_ports(home)
    first = await typed(home, ports, "1", "", "", "q", "q")
    again = await typed(home, ports, "1")
    assert "on from where it was left; gg begins anew" in again.said[2]
    assert first.said[4].splitlines()[-1] in again.said[2]
    anew = await typed(home, ports, "1", "gg")
    assert anew.said[3] == first.said[2]


async def test_find_filters_lists_and_finds_in_articles(home: Path) -> None:
    script = await typed(home, "1", "/AFP", "/", "/nothing at all", "/", "1", "/pilots", "/no such words")
    assert script.said[2].startswith("All articles, with AFP")
    assert script.said[3] == script.said[1]
    assert script.said[4] == "All articles, with nothing at all: nothing is here.\n"
    assert "pilots" in script.said[7].splitlines()[0]
    assert script.said[8] == "Nothing further down has these words; gg begins anew.\n"


@pytest.mark.parametrize("line", ["search pilots", "^F pilots", "\x06pilots", "^f pilots"])
async def test_search_lists_hits_that_numbers_open(home: Path, line: str) -> None:
    script = await typed(home, line, "1")
    assert script.said[1].startswith("Found for pilots:\n1. ")
    assert "pilots went back to work" in script.said[1]
    assert script.prompts[2].endswith("%> ")


async def test_the_outline_goes_to_a_subhead(home: Path) -> None:
    ports = await to_ports(home)
    script = await typed(home, ports, "1", "t", "1")
    assert script.said[3] == "Subheads:\n1. Broad daylight\n"
    assert script.said[4].startswith("Broad daylight\n")


async def test_what_is_not_here_is_fetched_or_its_teaser_said(home: Path) -> None:
    ports = await to_ports(home)
    script = await typed(home, ports, "5", "6", settings=offline())
    assert "Offline, and this page is not in the library" in script.said[2]
    assert script.prompts[2].split(",")[0] != script.prompts[3].split(",")[0]


async def test_a_refresh_says_each_section_as_it_comes(home: Path) -> None:
    script = await typed(home, "R", "!", "1", fetcher=FakeFetcher())
    assert script.said[1].startswith("Fetching 2 sections; ^C stops.\n")
    assert "2 sections failed, ! tells why." in script.said[1]
    assert "Harbour News / " in script.said[2]
    assert script.prompts[3] in ("Ports> ", "Ships> ")


async def test_a_section_is_removed_and_brought_back(home: Path) -> None:
    ports = await to_ports(home)
    script = await typed(home, f"X {ports}", "u", ".", "X 1")
    assert "Ports" in script.said[1].splitlines()[0]
    assert "Ports" not in script.said[1].split("Sections:")[1]
    assert "Ports" in script.said[3]
    assert "only a section, a saved search, a publication or a folder" in script.said[4]


@pytest.mark.parametrize("line", ["3x", "hello", "m", "f", "t", "y", "99", "open 99", "^Q^Q", "\x1b[2J", "/" * 5000])
async def test_what_means_nothing_here_is_said_in_a_sentence(home: Path, line: str) -> None:
    script = await typed(home, line)
    assert script.prompts == ["Sections> "] * 2 or line.startswith("/")
    assert script.said[1].rstrip("\n").replace("\n", "").isprintable()
    assert script.said[1]


async def test_the_help_says_every_command_of_the_pane_and_looks_for_words(home: Path) -> None:
    script = await typed(home, "?", "? undo", "1", "1", "?")
    shown = [plain for plain in COMMANDS if "sections" in plain.panes]
    assert all(f"{plain.word}: " in script.said[1] for plain in shown)
    assert 1 < script.said[2].count("\n") < 6
    assert "f or links: " in script.said[5]
    assert "f or links: " not in script.said[1]


def test_every_command_is_of_the_table_and_every_name_means_one() -> None:
    by_id = {command.id: command for command in TABLE}
    assert sorted([*(plain.id for plain in COMMANDS), *INSTEAD]) == sorted(by_id)
    for pane in PANES:
        here = [plain for plain in COMMANDS if pane in plain.panes]
        names = [name for plain in here for name in (plain.word, *letters_of(by_id[plain.id]))]
        assert len(names) == len(set(names)) == len(typed_names(COMMANDS, TABLE, pane))
        assert not any(name.isdecimal() for name in names)


async def test_a_letter_that_means_nothing_here_is_told_why(home: Path) -> None:
    script = await typed(home, "x", "V", "z", "j", "T", "F", "1", "(", "-")
    assert "it is for articles that are read" in script.said[1]
    assert "numbers choose articles: read 2-5" in script.said[2]
    assert all("That is not understood here" in said for said in script.said[3:6])
    assert "Nothing that was listed last has this number: none was typed." in script.said[8]
    assert "it is for the sections" in script.said[9]


async def test_enter_goes_on_whatever_keys_a_person_has(home: Path) -> None:
    keys = {"read.walk": ("Z",), "help": ("h",), "pane.out": ("escape",)}
    script = await typed(home, "1", "", "Z", "? Z", settings=Settings(keys=keys))
    assert [len(NUMBER.findall(said)) for said in script.said[1:4]] == [ROWS, ROWS, 21 - 2 * ROWS]
    assert "Z or more: " in script.said[4]


async def test_the_letters_are_the_persons_own(home: Path) -> None:
    keys = {"mark.star": ("Z",), "mark.undo": ("B",), "mark.read": ("Y",)}
    script = await typed(home, "1", "Z 2", ".", "? Y", settings=Settings(keys=keys))
    assert script.said[2].endswith("B undoes it.\n")
    assert "Y or read: Mark read or unread; Y 3, Y 2-5 others\n" in script.said[4]
    assert "starred" in dict(NUMBER.findall(script.said[3]))["2"]


async def test_q_goes_out_and_then_leaves(home: Path) -> None:
    script = await typed(home, "1", "1", "q", "q", "q", "never read")
    assert [prompt.split(",")[0] for prompt in script.prompts][3:] == ["All articles> ", "Sections> "]


async def test_markup_is_said_as_it_stands(home: Path) -> None:
    script = await typed(home, "1", "", "", "/Bold")
    assert HOSTILE in "".join(script.said)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(st.text(max_size=12), st.sampled_from(KEYS)),
        max_size=12,
    )
)
async def test_no_lines_end_it_but_leaving(home: Path, lines: list[str]) -> None:
    script = await typed(home, *lines, settings=offline())  # what came before is there still
    assert len(script.prompts) == len(lines) + 1 or any(LEAVES.match(line) for line in lines)
    assert "\x1b" not in "".join(script.said)


async def test_the_beginning_of_a_publication_is_its_own(home: Path) -> None:
    tree = await typed(home)
    script = await typed(home, number_of("".join(tree.said), "Harbour News"), "gg", "list")
    assert script.said[1].startswith("Harbour News:\n")
    assert script.said[1] == script.said[2] == script.said[3]
