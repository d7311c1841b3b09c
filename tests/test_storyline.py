"""What joins two articles to one story, and what does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.storyline import MAX_TERMS, Joint, Rarity, Telling, joint_of, most_documents, storyline

AT = datetime(2026, 3, 2, tzinfo=UTC)
DOCUMENTS = 4000


def telling(number: int, headline: str, lead: str = "", day: float = 0, **more: object) -> Telling:
    fields: dict[str, object] = {"id": number, "headline": headline, "lead": lead, "moment": AT + timedelta(days=day)}
    return Telling(**(fields | more))  # type: ignore[arg-type]


def joint(one: Telling, other: Telling, common: str = "") -> Joint | None:
    """Join two, in a library in which all words are rare but the common ones."""
    having = {term.stem: most_documents(DOCUMENTS) + 1 if term.shown in common.split() else 2 for term in one.terms}
    return joint_of(one, other, Rarity(DOCUMENTS, having))


FLOOD = telling(1, "Orrel bursts its dykes, thousands flee", "The river Orrel broke its dykes above Marnholt.")


def test_rare_words_and_a_name_make_a_story() -> None:
    found = joint(
        FLOOD, telling(2, "Inquiry into dykes begins", "Who knew that the dykes of the Orrel were rotten?", 4)
    )
    assert found is not None
    assert found.strength > 1
    assert not found.is_linked
    assert found.words[:2] == ("dykes", "Orrel")


def test_the_forms_of_a_word_are_one_word() -> None:
    one = telling(1, "Earthquake strikes Talvos valley", "Rescuers dig in Talvos.")
    other = telling(2, "After the earthquakes, the people of Talvos wait", "Aid came to Talvos today.", 1)
    found = joint(one, other)
    assert found is not None
    assert set(found.words) == {"earthquakes", "Talvos"}


def test_without_a_name_alike_reports_stay_apart() -> None:
    one = telling(1, "Earthquake shakes the south, no damage", "People ran out of houses on Saturday, none was hurt.")
    other = telling(2, "Earthquake shakes the north, no damage", "People ran out of houses on Saturday, none was hurt.")
    assert joint(one, other) is None


def test_the_custom_of_capitals_in_headlines_makes_no_names() -> None:
    one = telling(1, "Bank Manager Goes On Trial For Fraud", "He pleaded not guilty on Monday.")
    other = telling(2, "Heiress Of Laboratories Goes On Trial For Fraud", "She pleaded not guilty on Monday.")
    assert joint(one, other) is None


def test_words_side_by_side_tell_what_one_of_them_does() -> None:
    alone = joint(telling(1, "Protest in Hong Kong grows"), telling(2, "Shares of Hong Kong banks fall"))
    assert alone is None  # one name only


def test_the_name_of_the_town_is_no_story() -> None:
    one = telling(1, "Marnholt opens a bridge", place="Marnholt, Vesland")
    other = telling(2, "Museum of Marnholt sells a painting", place="Marnholt")
    assert joint(one, other) is None


def test_a_word_that_many_have_counts_nothing() -> None:
    other = telling(2, "Inquiry into dykes begins", "Who knew that the dykes of the Orrel were rotten?", 4)
    assert joint(FLOOD, other, common="Orrel dykes") is None


def test_a_link_makes_less_enough_but_not_nothing() -> None:
    one = telling(1, "Army reports losses at Kesh", "The base at Kesh burnt.", links=frozenset({"https://a.example/2"}))
    near = telling(
        2, "Drones over a base", "Two hangars burnt at Kesh.", 20, addresses=frozenset({"https://a.example/2"})
    )
    far = telling(3, "Bread costs more", "The price rose again.", addresses=frozenset({"https://a.example/2"}))
    found = joint(one, near)
    assert found is not None
    assert found.is_linked
    assert joint(one, far) is None


def test_what_is_far_apart_needs_more() -> None:
    other = telling(2, "Dykes of the Orrel", "")
    near, far = joint(FLOOD, other), joint(FLOOD, telling(2, "Dykes of the Orrel", "", 60))
    assert near is not None
    assert far is not None
    assert near.strength == pytest.approx(2 * far.strength)


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("临江大桥施工平台倒塌五人失踪", "临江大桥事故搜救扩大", "临江大桥"),
        ("貨物船あけぼの丸が座礁", "あけぼの丸から油が流出、座礁は夜", "座礁"),
        ("해든 원전 누출 사고", "해든 원전, 누출 뒤 정지", "원전"),
    ],
)
def test_scripts_without_spaces_and_capitals(one: str, other: str, shown: str) -> None:
    found = joint(telling(1, one, lang="zh"), telling(2, other, lang="zh"))
    assert found is None or shown in " ".join(found.words)
    units = joint(telling(1, one), telling(2, f"{other} {one}"))
    assert units is not None
    assert any(shown in word for word in units.words)


def test_what_two_of_a_story_share_is_enough_in_company() -> None:
    one = telling(1, "Lantern probe silent at Europa", "Engineers lost the Lantern probe.")
    sure = telling(2, "Lantern probe heard at Europa", "Engineers heard the probe.", 1)
    weak = telling(3, "What the Lantern engineers say", "They speak.", 30)
    rarity = Rarity(DOCUMENTS, {term.stem: 40 for term in one.terms})
    alone, together = storyline(one, [weak], rarity), storyline(one, [sure, weak], rarity)
    assert 3 not in alone
    assert 2 in together
    assert joint_of(one, weak, rarity) is None or joint_of(one, weak, rarity).strength < 1  # type: ignore[union-attr]


def test_a_headline_that_fills_the_terms_leaves_none_for_the_lead() -> None:
    headline, lead = (" ".join(f"{number:03}{word}" for number in range(MAX_TERMS)) for word in ("harbour", "ferry"))
    terms = telling(1, headline, lead).terms
    assert len(terms) == MAX_TERMS
    assert all(term.is_in_headline for term in terms)


@given(st.text(max_size=300), st.text(max_size=600), st.text(max_size=300))
def test_any_text_gives_few_terms_and_no_error(headline: str, lead: str, other: str) -> None:
    one, two = telling(1, headline, lead), telling(2, other, headline, 1)
    assert len(one.terms) <= MAX_TERMS
    for term in one.terms:
        assert term.shown in (headline, lead)[not term.is_in_headline]
    found = joint(one, two)
    assert found is None or found.strength >= 0
