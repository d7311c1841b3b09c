"""A network that is not there is said once, and its exit code is that of being offline."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from newsreader.cli import run
from newsreader.cli.arguments import parse
from newsreader.cli.exits import Exit, exit_for
from newsreader.cli.output import Output
from newsreader.errors import FetchError, NewsError
from tests.fakes import PORTS, SHIPS, SITE, FakeFetcher, article_url, fill, opened
from tests.library.paper import dead


class SilentFetcher(FakeFetcher):
    """No name server answers, but for what it has pages of."""

    async def fetch(self, url: str, **options: object) -> object:  # type: ignore[override]
        """Answer from memory, or not at all."""
        if url not in self.pages:
            self.asked.append(url)
            raise dead(url)
        return await super().fetch(url)


def ended(folder: Path, fetcher: FakeFetcher, *arguments: str) -> Exit:
    """Run a command line on a filled library and give its exit code, as the program does."""

    async def run_it() -> Exit:
        async with opened(folder, fetcher) as library:
            try:
                return await run(library, parse(arguments), Output())
            except NewsError as error:
                return exit_for(error)

    return asyncio.run(run_it())


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    fill(tmp_path)
    return tmp_path


def test_fetch_says_it_once(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(filled, SilentFetcher(), "fetch", PORTS, SHIPS, "letters", "--full-text") is Exit.OFFLINE
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "newsreader: There is no network; what is in the library can still be read.\n"


def test_fetch_of_which_a_part_failed_for_another_reason(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fetcher = SilentFetcher({f"{SITE}/ports.xml": FetchError(f"{SITE}/ports.xml", "it is made of cheese")})
    assert ended(filled, fetcher, "fetch", PORTS, "letters") is Exit.SOME_SOURCES_FAILED
    captured = capsys.readouterr()
    assert "it is made of cheese" in captured.err
    assert captured.err.count("\n") == 2


def test_show(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(filled, SilentFetcher(), "show", article_url(8)) is Exit.OFFLINE
    assert ended(filled, SilentFetcher(), "show", article_url(1)) is Exit.DONE
    capsys.readouterr()
    assert ended(filled, SilentFetcher(), "show", article_url(1), "--refresh") is Exit.DONE
    captured = capsys.readouterr()
    assert "no name server answers" in captured.err
    assert captured.err.endswith("This is the text as it was kept.\n")
    assert "Paragraph of story 1." in captured.out
