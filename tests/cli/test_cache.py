"""newsreader cache: sizes, and pruning from the command line."""

from __future__ import annotations

import pytest

from tests.cli.program import Program
from tests.site import NewsSite

NOTHING_SPARED = "[retention]\nunread_days = 0\n"


@pytest.fixture
def kept(program: Program, news_site: NewsSite) -> Program:
    """The program with a section of the site in its library, in full."""
    program.allow(news_site.host)
    program.done("add", news_site.url("/straits.xml"), "--section", "Straits", "--site", "Meridian")
    program("fetch", "Straits", "--full-text")
    program.write_config("config.toml", NOTHING_SPARED)
    return program


def test_sizes(kept: Program) -> None:
    shape = kept.done("cache", "--json").json
    assert shape["file_bytes"] > shape["all"]["page_bytes"] > shape["all"]["text_bytes"] > 0
    parts = ("text_bytes", "page_bytes", "picture_bytes")
    counted = sum(shape["all"][part] for part in parts)
    assert shape["other_bytes"] == shape["file_bytes"] - shape["free_bytes"] - counted
    assert shape["all"]["articles"] >= shape["all"]["texts"] > 0
    assert [section["articles"] for section in shape["sections"]] == [shape["all"]["articles"]]
    lines = kept.done("cache").lines
    assert lines[0].startswith("The library takes ")
    assert lines[-2].endswith("  All")
    assert lines[-1].endswith("  Meridian / Straits")
    assert str(shape["all"]["articles"]) in lines[-1]


def test_a_prune_is_tried_done_and_undone(kept: Program) -> None:
    before = kept.done("list", "--json").json
    trial = kept.done("cache", "prune", "--keep", "2", "--dry-run", "--json").json
    assert (trial["articles"], trial["dry_run"]) == (len(before) - 2, True)
    assert kept.done("list", "--json").json == before
    said = kept.done("cache", "prune", "--keep", "2").out
    assert f"{trial['articles']} articles and {trial['texts']} texts went" in said
    assert "cache prune --undo" in said
    assert len(kept.done("list", "--json").json) == 2
    assert "cache prune --undo" in kept.done("cache").out
    assert "articles or their texts are back" in kept.done("cache", "prune", "--undo").out
    assert kept.done("list", "--json").json == before
    assert kept.done("cache", "prune", "--undo").out == "There is nothing to bring back.\n"


def test_a_prune_for_good_cannot_be_undone(kept: Program) -> None:
    assert "--undo" not in kept.done("cache", "prune", "--max-size", "0kB", "--for-good").out
    shape = kept.done("cache", "--json").json
    assert (shape["all"]["texts"], shape["all"]["page_bytes"], shape["has_trash"]) == (0, 0, False)
    assert kept.done("cache", "prune", "--undo", "--json").json == {"restored": 0}


def test_without_limits_those_of_the_settings_hold(kept: Program) -> None:
    assert kept.done("cache", "prune").out.startswith("0 articles and 0 texts went")
    kept.write_config("config.toml", NOTHING_SPARED + "articles = 3\n")
    kept.done("cache", "prune")
    assert len(kept.done("list", "--json").json) == 3


def test_what_stays_is_said(kept: Program) -> None:
    kept.write_config("config.toml", "")
    assert (
        "stay: starred or to be read later, unread and new, or open." in kept.done("cache", "prune", "--keep", "0").out
    )
    articles = kept.done("cache", "--json").json["all"]["articles"]
    said = kept.done("cache", "prune", "--keep", str(articles - 1)).out
    assert "1 article stays: starred or to be read later, unread and new, or open." in said


def test_a_section_that_is_not_there_is_said(program: Program) -> None:
    ran = program("cache", "prune", "Nowhere", "--keep", "1")
    assert ran.code == 1
    assert "Nowhere" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--older-than", "soon"), "no length of time like 90d"),
        (("--older-than", "999999y"), "no length of time like 90d"),
        (("--max-size", "500"), "no size like 500MB"),
        (("--max-size", "MB"), "no size like 500MB"),
        (("--keep", "-1"), "no whole number"),
        (("--undo", "--dry-run"), "not allowed with"),
        (("--headlines",), "--headlines goes with --older-than"),
        (("--undo", "--keep", "3"), "--undo brings back all"),
        (("--undo", "--headlines"), "--undo brings back all"),
        (("--undo", "Somewhere"), "--undo brings back all"),
    ],
)
def test_a_mistake_is_a_usage_error(program: Program, arguments: tuple[str, ...], said: str) -> None:
    ran = program("cache", "prune", *arguments)
    assert ran.code == 2
    assert said in ran.err


def test_articles_are_made_again_where_that_is_worth_it(kept: Program) -> None:
    assert kept.done("cache", "rebuild").out == "Every text that has its page here is of this version already.\n"
    texts = kept.done("cache", "--json").json["all"]["texts"]
    shape = kept.done("cache", "rebuild", "Straits", "--all", "--json").json
    assert shape == {"rebuilt": texts, "kept": 0}
    assert kept.done("cache", "rebuild", "--all").out == f"{texts} articles made again.\n"


def test_a_library_is_verified_and_compacted(kept: Program) -> None:
    assert kept.done("cache", "verify").out == "The library is whole.\n"
    assert kept.done("cache", "verify", "--quick", "--json").json == []
    kept.done("cache", "prune", "--keep", "0")
    assert " freed; the library takes " in kept.done("cache", "compact").out
    assert kept.done("cache", "prune", "--undo").out == "There is nothing to bring back.\n"
    shape = kept.done("cache", "compact", "--json").json
    assert shape["file_bytes"] == shape["file_bytes_before"]
