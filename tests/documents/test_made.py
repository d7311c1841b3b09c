"""What the documents say of the code is what the code says."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distribution

import pytest
from packaging.requirements import Requirement

from newsreader.config.site_rules import _KEYS, _TEST_KEYS
from newsreader.documents import FOLDER, TOPICS, markdown, topic_of
from newsreader.documents.reading import read
from newsreader.query import _FIELDS, _HAS, _IS
from tests.documents.made import MADE, MAKERS, PROJECT, direct, licence_of, made_anew, needed, pages

PAGES = {page.stem: page for page in pages()}
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


def test_every_document_is_a_topic_and_every_topic_a_document() -> None:
    assert {file.stem for file in FOLDER.glob("*.md")} == set(TOPICS)


@pytest.mark.parametrize("page", PAGES)
def test_made_parts_are_as_the_code_has_them(page: str) -> None:
    text = PAGES[page].read_text("utf-8")
    if page == "licences":  # other versions of the packages may need others
        text, anew = MADE.sub("", text), MADE.sub("", made_anew(text))
    else:
        anew = made_anew(text)
    assert text == anew, "Run python3 -m tests.documents.made"


def test_every_maker_is_used() -> None:
    used = {match[2] for page in PAGES.values() for match in MADE.finditer(page.read_text("utf-8"))}
    assert used == set(MAKERS)


def test_every_package_is_listed_with_its_licence_and_its_reason() -> None:
    _, *rows = re.findall(r"^\| ([a-z][a-z0-9-]+) \| ([^|]+) \| ([^|]+) \|$", markdown("licences"), re.MULTILINE)
    listed = {name: licence for name, licence, _ in rows}
    for name in needed():
        assert listed.get(name) == licence_of(distribution(name)), name
    assert {name: why for name, _, why in rows if name in direct()} == dict(direct())
    assert all(licence_of(distribution(name)) for name in listed)


def test_every_dependency_is_bounded_and_has_its_reason() -> None:
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    for requirement in map(Requirement, (*project["dependencies"], *project["optional-dependencies"]["keyring"])):
        assert any(each.operator in ("<", "==") for each in requirement.specifier), requirement
    assert set(direct()) <= set(needed())
    asked_for = [name for name, askers in needed().items() if "newsreader" in askers]
    assert sorted(asked_for) == sorted(direct())


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    for link in LINK.findall(CODE.sub("", PAGES[page].read_text("utf-8"))):
        if "://" not in link:
            assert (PAGES[page].parent / link.partition("#")[0]).is_file(), link
            assert page == "README" or topic_of(link), f"{link} is no document, and could not be followed in the reader"


@pytest.mark.parametrize("topic", TOPICS)
def test_every_document_has_a_title_and_says_something_first(topic: str) -> None:
    title, blocks = read(topic)
    assert title
    assert len(blocks) > 2


def test_the_language_of_searches_is_told_whole() -> None:
    text = markdown("search")
    for name in _FIELDS:
        assert f"`{name}:" in text
    for name, values in (("is", _IS), ("has", _HAS)):
        for value in values:
            assert f"`{name}:{value}`" in text


def test_the_fields_of_site_rules_are_told_whole() -> None:
    text = markdown("rules")
    for name in {*_KEYS, *_TEST_KEYS} - {"test"}:
        assert f"`{name}`" in text


def test_events_of_hooks_are_told_whole() -> None:
    from newsreader.library.hooks import Event

    assert set(re.findall(r"^\| `([a-z_]+)` \|", markdown("hooks"), re.MULTILINE)) == set(Event)
