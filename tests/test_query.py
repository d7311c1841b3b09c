import contextlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import SearchSyntaxError
from newsreader.query import MAX_QUERY_CHARS, Clause, Field, Query, Term, When, finished, parse

NOW = datetime(2026, 2, 10, 12, tzinfo=UTC)


def word(*tokens: str, field: Field = Field.ANY, is_prefix: bool = False) -> Term:
    return Term(field, tokens, is_prefix)


def wanted(*terms: Term) -> tuple[Clause, ...]:
    return tuple(Clause((term,)) for term in terms)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("war peace", wanted(word("war"), word("peace"))),
        ("war*", wanted(word("war", is_prefix=True))),
        ('"Air  Défence"', wanted(word("air", "defence"))),
        ('"air def"*', wanted(word("air", "def", is_prefix=True))),
        ("don't 10:30", wanted(word("don", "t"), word("10", "30"))),
        ("https://a.example/x", wanted(word("https", "a", "example", "x"))),
        ("war & peace", wanted(word("war"), word("peace"))),
        ("war -football", (Clause((word("war"),)), Clause((word("football"),), is_excluded=True))),
        ("-foo", (Clause((word("foo"),), is_excluded=True),)),
        ("drone OR missile port", (Clause((word("drone"), word("missile"))), Clause((word("port"),)))),
        ("a | b OR c", (Clause((word("a"), word("b"), word("c"))),)),
        ("or OR and", (Clause((word("or"), word("and"))),)),
        ("会谈", wanted(word("会", "谈"))),
        ('place:"São Paulo"', wanted(word("sao", "paulo", field=Field.PLACE))),
        ("Agency:AFP", wanted(word("afp", field=Field.AGENCY))),
        ("headline:x by:y", wanted(word("x", field=Field.TITLE), word("y", field=Field.AUTHOR))),
        ("-site:space.example", (Clause((word("space", "example", field=Field.SITE),), is_excluded=True),)),
        ("lang:en-US", wanted(word("enus", field=Field.LANG))),
        ("has:image", wanted(word("image", field=Field.HAS))),
        ("-is:cached", (Clause((word("cached", field=Field.IS),), is_excluded=True),)),
    ],
)
def test_words_and_fields(text: str, clauses: tuple[Clause, ...]) -> None:
    assert parse(text) == Query(text=text, clauses=clauses)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("is:unread", {"is_read": False}),
        ("-is:read", {"is_read": False}),
        ("is:starred is:read", {"is_starred": True, "is_read": True}),
        ("-is:starred", {"is_starred": False}),
        ('section:"UAV news" -section:war/stans', {"sections": ("UAV news",), "excluded_sections": ("war/stans",)}),
        ("after:2026-01 before:2026", {"after": (When(date(2026, 1, 1)),), "before": (When(date(2026, 1, 1)),)}),
        ("since:2026-1-31", {"after": (When(date(2026, 1, 31)),)}),
        ("after:7d before:2W", {"after": (When(days_ago=7),), "before": (When(days_ago=14),)}),
    ],
)
def test_marks_sections_and_days(text: str, fields: dict[str, object]) -> None:
    assert parse(text) == Query(text=text, **fields)  # type: ignore[arg-type]


def test_moments_of_days() -> None:
    assert When(date(2026, 1, 31)).moment(NOW) == datetime(2026, 1, 31, tzinfo=UTC)
    assert When(days_ago=10).moment(NOW) == datetime(2026, 1, 31, tzinfo=UTC)
    assert When(days_ago=10**7).moment(NOW) == datetime(1, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("", None, "it is empty"),
        (" \n ", None, "it is empty"),
        ("!! …", None, "no word to look for"),
        ("war plce:quetta", 4, "no field “plce”; did you mean place?"),
        ('war "air def', 4, "not closed"),
        ("after:2026-13", 0, "“2026-13” is no date"),
        ("after:yesterday", 0, "is no date"),
        ("before:", 0, "is no date"),
        ("war after:2026-02-30", 4, "is no date"),
        ("-after:2026", 0, "write before: instead of -after:"),
        ("is:unrad", 0, "did you mean unread?"),
        ("has:video", 0, "has: goes with image"),
        ("is:read is:unread", 8, "both that and its opposite"),
        ("place:", 0, "nothing follows place:"),
        ("site:!!", 0, "nothing follows site:"),
        ("section:", 0, "nothing follows section:"),
        ("war - peace", 4, "no word follows -"),
        ("OR war", 0, "OR stands between"),
        ("war OR", 6, "nothing follows OR"),
        ("war OR OR x", 7, "OR stands between"),
        ("war OR -x", 7, "not excluded ones"),
        ("war OR is:unread", 7, "is:unread stands by itself"),
        ("war OR after:2026", 7, "after: stands by itself"),
        ("x " * 40, None, "more than 32 parts"),
        ("x" * (MAX_QUERY_CHARS + 1), None, "longer than"),
    ],
)
def test_what_means_nothing_is_told_in_one_sentence(text: str, at: int | None, words: str) -> None:
    with pytest.raises(SearchSyntaxError) as caught:
        parse(text)
    assert caught.value.at == at
    assert words in caught.value.user_text
    assert caught.value.user_text.count("\n") == 0


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("wa", wanted(word("wa", is_prefix=True))),
        ("war p", wanted(word("war"), word("p", is_prefix=True))),
        ("war ", wanted(word("war"))),
        ('war "air de', wanted(word("war"), word("air", "de", is_prefix=True))),
        ("war after:20", wanted(word("war"))),
        ("war is:un", wanted(word("war"))),
        ("war place:", wanted(word("war"))),
        ("war -", wanted(word("war"))),
        ("war OR", wanted(word("war"))),
        ('war section:"uav', wanted(word("war"))),
        ("place:que", wanted(word("que", field=Field.PLACE, is_prefix=True))),
    ],
)
def test_while_it_is_typed_what_is_only_begun_says_nothing(text: str, clauses: tuple[Clause, ...]) -> None:
    assert parse(text, is_typing=True) == Query(text=text, clauses=clauses)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("war pea", "war pea*"),
        ("war", "war*"),
        ("war*", "war*"),
        ('war "air de', 'war "air de"*'),
        ('"air defence"', '"air defence"'),
        ("by:os", "by:os*"),
        ("war lang:en", "war lang:en"),
        ("war after:7d", "war after:7d"),
        ("war OR", "war OR"),
        ("", ""),
    ],
)
def test_a_query_is_written_to_find_what_it_found_while_typed(typed: str, written: str) -> None:
    assert finished(typed) == written


LANGUAGE = st.lists(
    st.sampled_from(
        [
            "-",
            '"',
            "OR",
            "|",
            "*",
            ":",
            "place:",
            "is:",
            "unread",
            "after:",
            "2026-01",
            "7d",
            "section:",
            "war",
            "会",
            " ",
        ]
    )
    | st.text(max_size=4)
).map("".join)


@given(st.text() | LANGUAGE, st.booleans())
def test_any_text_is_a_query_or_a_typed_error(text: str, is_typing: bool) -> None:
    with contextlib.suppress(SearchSyntaxError):
        query = parse(text, is_typing=is_typing)
        assert query != Query(text=text)
        assert all(term.tokens for clause in query.clauses for term in clause.terms)


@given(LANGUAGE)
def test_what_is_written_means_what_was_typed(text: str) -> None:
    with contextlib.suppress(SearchSyntaxError):
        typed = parse(text.strip(), is_typing=True)
        assert parse(finished(text)).clauses == typed.clauses
