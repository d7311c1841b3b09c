"""What a person may call a section."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsreader.errors import NotFoundError
from newsreader.library.places import by_source, followed_sections
from newsreader.model import Section, SectionKey, SectionStatus
from newsreader.naming import named_sections


def status(key: str, source: str, name: str, **marks: bool) -> SectionStatus:
    is_followed = marks.pop("is_followed", False)
    section = Section(key=SectionKey(key), source=source, name=name, addresses=(), **marks)
    return SectionStatus(section=section, is_followed=is_followed)


STANS = status("spacewar/the-stans", "Space War", "The Stans", is_starter=True)
UAV = status("spacewar/uav-news", "Space War", "UAV News")
MARS_FRONT = status("mars/front-page", "Mars Daily", "Front page")
WAR_FRONT = status("spacewar/front-page", "Space War", "Front page")
ALL = (WAR_FRONT, STANS, UAV, MARS_FRONT)


@pytest.mark.parametrize(
    "name",
    [
        "spacewar/the-stans",
        "The Stans",
        "the stans",
        "  THE   STANS ",
        "Space War/The Stans",
        "Space War / The Stans",
        "space war the stans",
    ],
)
def test_every_name_of_a_section_finds_it(name: str) -> None:
    assert named_sections(name, ALL) == (STANS,)


def test_a_publication_stands_for_its_sections_and_a_common_name_for_all_of_that_name() -> None:
    assert named_sections("space war", ALL) == (WAR_FRONT, STANS, UAV)
    assert named_sections("Front page", ALL) == (WAR_FRONT, MARS_FRONT)
    assert named_sections("mars daily / front page", ALL) == (MARS_FRONT,)


def test_the_sections_of_a_publication_come_together_where_its_first_stands() -> None:
    assert by_source((WAR_FRONT, MARS_FRONT, UAV, STANS)) == [WAR_FRONT, UAV, STANS, MARS_FRONT]
    assert by_source((MARS_FRONT, WAR_FRONT)) == [MARS_FRONT, WAR_FRONT]


def test_what_a_person_follows_wins_over_the_catalogue_and_what_they_added_over_both() -> None:
    followed = replace(MARS_FRONT, is_followed=True)
    own = status("mine/front-page", "My Town", "Front page", is_own=True)
    assert named_sections("front page", (WAR_FRONT, followed)) == (followed,)
    assert named_sections("front page", (own, WAR_FRONT, followed)) == (own,)
    assert named_sections("spacewar/front-page", (own, WAR_FRONT, followed)) == (WAR_FRONT,)


@pytest.mark.parametrize(
    ("name", "said"),
    [("the stan", "did you mean The Stans?"), ("mars dayly", "did you mean Mars Daily?"), ("zzz", ""), ("", "")],
)
def test_an_unknown_name_is_answered_with_the_nearest(name: str, said: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        named_sections(name, ALL)
    assert caught.value.detail == said


def test_followed_are_refreshed_else_the_starters() -> None:
    assert followed_sections(ALL) == (STANS,)
    followed = replace(UAV, is_followed=True)
    assert followed_sections((STANS, followed)) == (followed,)
