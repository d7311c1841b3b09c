"""The patterns of languages, from the package that has them."""

from __future__ import annotations

import pytest

from newsreader.library.hyphens import LEAST_AFTER, LEAST_BEFORE, Hyphenator, Hyphens

pyphen = pytest.importorskip("pyphen")


async def test_each_language_breaks_its_own_words() -> None:
    hyphens = Hyphens()
    english, portuguese = await hyphens.load("en-US"), await hyphens.load("pt-BR")
    assert english is not None
    assert portuguese is not None
    assert list(english("negotiations")) != list(portuguese("negotiations"))
    assert hyphens.of("en-US") is english
    for word in ("negotiations", "international", "government", "about"):
        assert all(LEAST_BEFORE <= at <= len(word) - LEAST_AFTER for at in english(word))


async def test_names_and_abbreviations_stay_whole() -> None:
    english = await Hyphens().load("en")
    assert english is not None
    assert english("international")
    assert not any(map(english, ("International", "INTERNATIONAL", "interNational", "UNESCO")))


def test_where_nouns_have_capitals_these_are_no_names() -> None:
    # Italian patterns, as those of German take most of a second to read.
    nouns = Hyphenator(pyphen.Pyphen(lang="it"), are_capitals_names=False)
    assert nouns("Verhandlungen")
    assert not any(map(nouns, ("VERHANDLUNGEN", "VerHandlungen")))


def test_a_break_that_would_change_letters_is_none() -> None:
    patterns = pyphen.Pyphen(lang="it")
    patterns.hd.cache["asszonnyal"] = [pyphen.DataInt(2, ("sz=", -1, 1)), pyphen.DataInt(6)]
    assert Hyphenator(patterns, are_capitals_names=True)("asszonnyal") == [6]


@pytest.mark.parametrize("language", ["", "xx", "zh-Hant", "ja", "th", "../en_US", "x" * 500])
async def test_other_languages_are_left_alone(language: str) -> None:
    hyphens = Hyphens()
    assert not hyphens.is_loaded(language)
    assert await hyphens.load(language) is None
    assert hyphens.is_loaded(language)


async def test_without_the_package_nothing_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsreader.library.hyphens.is_installed", lambda: False)
    assert await Hyphens().load("en") is None
