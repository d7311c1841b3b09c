"""Nothing a site says acts on a terminal, wherever it is shown: lists, texts, searches, exports, lines, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.config.paths import Paths
from newsreader.config.settings import Settings
from newsreader.errors import NewsError
from newsreader.library import Library
from newsreader.library.notices import Notice
from newsreader.library.shelves import Shelf
from newsreader.model import ArticleId
from newsreader.plain.session import run_plain
from newsreader.text import clean_block, clean_line
from newsreader.tui.notices import notice_sequence
from newsreader.typeset.destinations import shown_address
from newsreader.typeset.document import typeset
from newsreader.typeset.why import set_why
from tests.cli.program import Program
from tests.fakes import clock, paths_in
from tests.hostile.attacks import ALL, PIECES, VISIBLE, fetcher, fill
from tests.hostile.stream import what_acts
from tests.plain.script import Script

attacks = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), min_size=1, max_size=8).map(" ".join)
ADDRESSES = {"url", "addresses", "home", "canonical_url"}  # fields that `shown_address` writes, or the browser takes


def texts_in(value: Any) -> Iterator[str]:
    """Give every text in values of the model, to any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in (*value, *value.values()):
            yield from texts_in(each)
    elif isinstance(value, list | tuple | frozenset):
        for each in value:
            yield from texts_in(each)
    elif is_dataclass(value):
        for field in fields(value):
            inside = texts_in(getattr(value, field.name))
            yield from (shown_address(each, 200) for each in inside) if field.name in ADDRESSES else inside
    elif isinstance(value, NewsError):
        yield value.user_text


def check(where: str, *values: Any) -> None:
    """Fail on a text in which something acts; new lines and tabs of a block are ours."""
    for text in (text for value in values for text in texts_in(value)):
        assert list(what_acts(text, but="\n\t")) == [], where


async def shown_by(library: Library) -> None:
    """Look at everything that a front shows of a library."""
    statuses = await library.sections()
    check("sections", statuses)
    for place in (*Shelf, *(status.section.key for status in statuses)):
        check("lists", (await library.window(place, limit=20)).rows)
    for number in range(1, 5):
        article = ArticleId(number)
        if (reading := await library.cached(article)) is None:
            continue
        check("article", reading)
        for width in (12, 72):
            check("lines", [line.text for line in typeset(reading, width, now=clock(), then="on").lines])
        why = await library.glass_box.explain(article)
        check("why", [line.text for line in set_why(why, 60).lines])
        check("page", await library.glass_box.page_lines(article))
        check("files", await library.enclosures(article))
        check("story", await library.storylines.of(article))
    results = await library.search.find("words OR quit OR story OR red")
    check("search", await results.more(20))
    check("edition", (await library.editions.today(20)).chosen)
    check("trail", (await library.trails.look(limit=20)).rows)
    try:
        await library.refresh(
            [status.section.key for status in statuses], lambda result: check("refresh", result.error)
        )
    except NewsError as error:
        check("complaint", error)


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(attacks)
async def test_every_value_that_is_shown_is_clean(text: str) -> None:
    with TemporaryDirectory() as folder:
        paths = paths_in(Path(folder))
        await fill(paths, text)
        async with Library.open(paths, Settings(), clock=clock, fetcher=fetcher(text)) as library:
            await shown_by(library)
            script = Script(
                [
                    *("1", "1", *[""] * 14, "f", "", "y", "p", "x", *[""] * 4, "x", *[""] * 4, "x", "D", "}", "t", "q"),
                    *("!", ".", "search story OR words", text, f"/{text}", "E", "", "q", "S 1", "", "n", "q", "H", "q"),
                    *("F", "1", "q", "w 1", "W", "r", "q", "q", "q", "", "c 8 " + text, "+ " + text, "", "- 8", "gh"),
                    *(f"M 8 {text}", "up 8", "R", f"H {text}", f"F {text}", f", {text}"),
                ]
            )
            await run_plain(library, clock, script)
        check("plain mode", script.said, script.prompts)


@given(st.one_of(attacks, st.text()))
def test_whatever_is_cleaned_does_not_act(text: str) -> None:
    assert list(what_acts(clean_line(text), but="")) == []
    assert list(what_acts(clean_block(text), but="\n\t")) == []
    assert clean_line(clean_line(text)) == clean_line(text)


@given(attacks, attacks, st.sampled_from([{}, {"TERM": "foot"}]))
def test_a_notice_is_one_sequence_whatever_it_says(title: str, text: str, environ: dict[str, str]) -> None:
    sequence = notice_sequence(Notice(title, text), environ)
    assert sequence.startswith("\x1b]")
    assert sequence.endswith("\x07")
    assert list(what_acts(sequence[2:-1], but="")) == []


@given(attacks)
def test_an_error_says_what_it_is_about_in_one_line(text: str) -> None:
    for error in (NewsError(text, text), NewsError(f"https://a.example/{text}")):
        assert list(what_acts(error.user_text, but="")) == []


COMMANDS = (
    *(["list"], ["sections"], ["sections", "--names"], ["unread", "--json"], ["search", "story OR words OR quit"]),
    *(["show", "1"], ["show", "1", "--explain"], ["story", "1"], ["edition"], ["search", "--saved"], ["cache"]),
    *(["fetch", ALL.replace("\x00", "")], ["remove", "\x1b[2J"], ["show", "https://hostile.example/\x1b[2J\u202e"]),
)


def test_what_commands_print(filled: Paths, program: Program) -> None:
    for command in COMMANDS:
        ran = program("--offline", *command)
        assert list(what_acts(ran.out + ran.err)) == [], command
        if (
            command[0] in ("list", "sections", "search", "show", "story", "edition")
            and len(command) < 3
            and ran.code == 0
        ):
            as_json = program("--offline", *command, "--json")
            check(" ".join(command), json.loads(as_json.out) if as_json.out.startswith(("[", "{")) else "")
    assert VISIBLE in program("--offline", "list").out


def test_what_is_exported(filled: Paths, program: Program, tmp_path: Path) -> None:
    wanted = {
        "folder": ("--markdown", str(tmp_path / "folder")),
        "of.opml": ("--opml", "--output", str(tmp_path / "of.opml")),
        "feed.json": ("--json", "--output", str(tmp_path / "feed.json")),
    }
    for name, arguments in wanted.items():
        ran = program.done("--offline", "export", *arguments)
        assert list(what_acts(ran.out)) == [], name
        made = [tmp_path / name] if (tmp_path / name).is_file() else sorted((tmp_path / name).rglob("*"))
        assert made
        for file in made:
            assert list(what_acts(file.name)) == []
            assert file.resolve().is_relative_to(tmp_path.resolve())
            text = file.read_text("utf-8")
            check(name, json.loads(text) if file.suffix == ".json" else text)
