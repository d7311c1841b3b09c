"""The files of podcasts, opened in the person's player."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from newsreader.config.settings import Settings
from newsreader.library import player, programs
from newsreader.model import Enclosure, Entry
from newsreader.store import entries
from newsreader.store.connection import open_library
from newsreader.tui.app import NewsApp
from tests.fakes import NOW, PORTS, SITE, FakeFetcher, clock, fill, opened, paths_in
from tests.tui.driving import Reader, to_ports

FILE = "https://pods.example/7.mp3?a=1&b=$(touch x);'"
WRITE = "import json, sys; open(sys.argv[1], 'w').write(json.dumps(sys.argv[2:]))"


@pytest.fixture
def played(tmp_path: Path) -> Path:
    return tmp_path / "played.json"


def ended() -> None:
    """Wait until the players have ended."""
    for process in programs._started:
        process.wait(timeout=60)


def last_played(played: Path) -> str:
    """Give what was played last, once."""
    ended()
    address = json.loads(played.read_text())[-1]
    played.unlink()
    return str(address)


def command(played: Path) -> tuple[str, ...]:
    return (sys.executable, "-c", WRITE, str(played), "--fast")


def test_the_address_is_one_argument_and_no_shell_reads_it(played: Path) -> None:
    assert player.play(command(played), FILE) == ""
    ended()
    assert json.loads(played.read_text()) == ["--fast", FILE]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "--version", "", "ftp://a.example/x"])
def test_only_web_addresses_are_opened(played: Path, url: str) -> None:
    assert "Only web addresses" in player.play(command(played), url)
    ended()
    assert not played.exists()


def test_a_player_that_is_not_there_is_told() -> None:
    assert "no-such-player" in player.play(("no-such-player",), FILE)


def test_without_a_player_the_browser_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(player, "open_in_browser", lambda url: bool(asked.append(url)))
    assert "No web browser" in player.play((), FILE)
    assert asked == [FILE]


async def test_a_key_opens_it_from_the_list_and_from_the_article(tmp_path: Path, played: Path) -> None:
    fill(tmp_path, 1)
    db = open_library(paths_in(tmp_path).library_file)
    files = (
        Enclosure(url="https://pods.example/notes.pdf", media_type="application/pdf"),
        Enclosure(url=FILE, media_type="audio/mpeg", size_bytes=38_000_000, duration_s=2520),
    )
    episode = Entry(url=f"{SITE}/reports/Story_0_999.html", headline="Story", enclosures=files)
    entries.save_entries(db, PORTS, [episode], NOW)
    db.close()
    settings = Settings(offline=True, player=command(played))
    async with opened(tmp_path, FakeFetcher(), settings=settings) as library:
        app = NewsApp(library, clock)
        async with app.run_test(size=(120, 40)) as pilot:
            running = Reader(app, pilot)
            await running.settle()
            await to_ports(running)
            await running.press("v")
            assert last_played(played) == FILE
            await running.press("enter", "G")
            assert "▸ PDF" in running.text()
            assert "▸ Audio, 42 min, 38 MB" in running.text()
            await running.press("v")
            assert last_played(played) == FILE


async def test_an_article_without_a_file_says_so(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    async with opened(tmp_path, FakeFetcher(), settings=Settings(offline=True)) as library:
        app = NewsApp(library, clock)
        async with app.run_test(size=(120, 40)) as pilot:
            running = Reader(app, pilot)
            await to_ports(running)
            await running.press("v")
            assert "No file comes with" in running.status
