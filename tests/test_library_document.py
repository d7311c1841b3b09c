"""The example in the document on the library runs as it stands."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import pytest

from tests.cli.conftest import program
from tests.cli.program import Program
from tests.site import NewsSite, stories_of
from tests.site.fixture import news_site

__all__ = ["news_site", "program"]

STRAITS = stories_of("the-straits")


def example() -> str:
    """Give the Python code of the document."""
    text = (files("newsreader") / "documents" / "library.md").read_text("utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return str(code)


async def test_the_example(program: Program, news_site: NewsSite, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {"__name__": "example"}
    exec(compile(example(), "library.md", "exec"), names)  # the document's own code
    await names["read_the_news"](news_site.url("/straits.xml"))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith(f": {len(STRAITS)} articles")
    assert lines[1].endswith(" 0 new")
    assert [line.partition(" ")[2] for line in lines[2:5]] == [story.headline for story in STRAITS[:3]]
    found = "\n".join(lines[6:])
    assert STRAITS[1].headline in found
    assert STRAITS[0].headline not in found  # it is read by then
