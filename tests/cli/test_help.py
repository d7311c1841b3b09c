"""newsreader help."""

from __future__ import annotations

import pytest

from newsreader.documents import TOPICS
from tests.cli.program import Program


def test_without_a_topic_they_are_listed(program: Program) -> None:
    lines = program.done("help").lines
    assert [line.split(" ", 1)[0] for line in lines[: len(TOPICS)]] == list(TOPICS)
    assert not (program.home / "data").exists()


@pytest.mark.parametrize("topic", TOPICS)
def test_every_document_is_set_in_lines(program: Program, topic: str) -> None:
    lines = program.done("help", topic, "--width", "60").lines
    assert len(lines) > 10
    assert max(map(len, lines)) <= 60
    assert not any("<!--" in line or line.startswith("```") for line in lines)


def test_a_command_is_a_topic_too(program: Program) -> None:
    assert program.done("help", "fetch").out == program.done("fetch", "--help").out
    assert program.done("help", "search").out.startswith("Search\n")  # a document goes before a command of its name


def test_what_there_is_nothing_on(program: Program) -> None:
    ran = program("help", "serach")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean search?" in ran.err
    assert program("help", "\x1b[31m").err.count("\x1b") == 0


def test_it_works_where_the_settings_are_broken(program: Program) -> None:
    program.write_config("config.toml", "nonsense = 1\n")
    program.done("help", "settings")
