"""The documents in the reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.documents import TOPICS
from newsreader.tui.screens import document
from newsreader.tui.screens.document import DocumentScreen
from newsreader.tui.screens.main import MainScreen
from tests.tui.driving import Reader, reader


def shown(running: Reader) -> DocumentScreen:
    return running.over(DocumentScreen)


async def test_the_help_finds_and_opens_them(filled: Path) -> None:
    async with reader(filled) as running:
        await running.press("question_mark", *"language of searches", "enter")
        assert "search: the language of searches" in running.text()
        assert "words that begin so" in running.text()
        await running.press("q")
        assert isinstance(running.app.screen, MainScreen)


async def test_links_lead_from_one_to_another_and_back_to_the_place(filled: Path) -> None:
    async with reader(filled) as running:
        await running.app.run_action("app.document('offline')")
        await running.press("tab")
        assert "Enter opens settings." in running.text()
        await running.press("enter")
        assert "settings: every setting" in running.text()
        await running.press("G", "left_square_bracket")
        assert "offline: reading" in running.text()
        assert shown(running).view.scroll_offset.y == 0
        await running.press("h")
        assert isinstance(running.app.screen, MainScreen)


async def test_moving_and_the_keys_there_are(filled: Path) -> None:
    async with reader(filled) as running:
        await running.app.run_action("app.document('commands')")
        await running.press("space", "j")
        view = shown(running).view
        assert view.scroll_offset.y == view.size.height - 1
        await running.press("g", "ctrl+d", "G")
        assert view.scroll_offset.y == view.max_scroll_y
        await running.press("f1")
        assert "Back to the document before" in running.text()
        await running.press(*"privacy", "enter")
        assert "privacy: what it contacts" in running.text()


async def test_a_link_elsewhere_goes_to_the_browser(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(document, "open_in_browser", lambda address: bool(asked.append(address)))
    async with reader(filled) as running:
        await running.app.run_action("app.document('licences')")
        shown(running)._follow("https://paper.example/")
        await running.settle()
        assert asked == ["https://paper.example/"]
        assert "No web browser was found here: https://paper.example/" in running.text()


async def test_every_document_fits_a_narrow_terminal(filled: Path) -> None:
    async with reader(filled, size=(50, 20)) as running:
        await running.app.run_action("app.document('keys')")
        for topic in TOPICS:
            shown(running)._show(topic)
            await running.pilot.pause()
            assert f"{topic}: " in running.text()
            assert shown(running).view.virtual_size.width <= 50
