"""Where keys stand in a file."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.config.lines import key_lines, key_within, line_of, path_of

TEXT = (
    """
# a comment with = and [brackets]
title = "a # no comment [ nor bracket"
long = '''
[not.a.table]
key = 1
'''
quoted = """
    + '"""two\n\\"""lines""""'
    + """
list = [ # why
  "x", { a = "]" },
  [1, 2]
]
a . "b c" . 'd' = 1
[table."in quotes"]   # said
key = { inner = 1, other = "}" }
[[rows]]
one = 1
[[rows]]
two = 2
[[rows.cells]]
x = 1
[["rows".cells]]
[rows.look]
y = 1
[[ rows ]]
[[rows.cells]]
"""
)


def test_keys_are_found_over_strings_lists_and_comments() -> None:
    tomllib.loads(TEXT)
    assert dict(key_lines(TEXT)) == {
        ("title",): 3,
        ("long",): 4,
        ("quoted",): 8,
        ("list",): 10,
        ("a",): 14,
        ("a", "b c"): 14,
        ("a", "b c", "d"): 14,
        ("table",): 15,
        ("table", "in quotes"): 15,
        ("table", "in quotes", "key"): 16,
        ("rows",): 17,
        ("rows", "1"): 17,
        ("rows", "1", "one"): 18,
        ("rows", "2"): 19,
        ("rows", "2", "two"): 20,
        ("rows", "2", "cells"): 21,
        ("rows", "2", "cells", "1"): 21,
        ("rows", "2", "cells", "1", "x"): 22,
        ("rows", "2", "cells", "2"): 23,
        ("rows", "2", "look"): 24,
        ("rows", "2", "look", "y"): 25,
        ("rows", "3"): 26,
        ("rows", "3", "cells"): 27,
        ("rows", "3", "cells", "1"): 27,
    }


def test_a_key_that_is_not_there_has_the_line_of_the_table_round_it() -> None:
    lines = key_lines(TEXT)
    assert line_of(lines, 'table."in quotes".key.inner') == 16
    assert line_of(lines, "table.nothing") == 15
    assert line_of(lines, "nothing") is None
    assert line_of(lines, "no key at all =") is None


@pytest.mark.parametrize(
    "text", ["", "a", "= 1", "[", "[a", "a = [", 'a = """', "a = 1", "\ufeff", "[a]]\nb=1\r\nc = 2"]
)
def test_what_is_not_valid_is_followed_as_far_as_it_goes(text: str) -> None:
    assert isinstance(key_lines(text), dict)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_name_is_written_as_a_key_and_read_back(table: str, name: str) -> None:
    assert path_of(key_within(key_within("", table), name)) == (table, name)
