"""Panes hidden and resized, themes shown as one chooses, terminals of few colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.dom import DOMNode

from newsreader.tui.app import NewsApp, title_sequence
from newsreader.tui.screens.main import MainScreen
from newsreader.tui.screens.themes import ThemeScreen
from tests.tui.driving import reader, to_ports


async def test_widths_are_changed_and_there_at_the_next_start(filled: Path) -> None:
    async with reader(filled) as running:
        pane = running.screen.query_one("#sections-pane")
        before = pane.outer_size.width
        await running.press("ctrl+right", "ctrl+right")
        assert pane.outer_size.width == before + 4
        await running.press("l", "ctrl+left")
        articles = running.screen.query_one("#articles-pane").outer_size.width
    async with reader(filled) as running:
        assert running.screen.query_one("#sections-pane").outer_size.width == before + 4
        assert running.screen.query_one("#articles-pane").outer_size.width == articles


async def test_a_border_is_dragged_with_the_mouse_and_not_too_far(filled: Path) -> None:
    async with reader(filled) as running:
        pane = running.screen.query_one("#sections-pane")
        edge = pane.region.right - 1
        await running.pilot.mouse_down(None, offset=(edge, 10))
        await running.pilot.hover(None, offset=(edge + 5, 10))
        await running.pilot.mouse_up(None, offset=(edge + 5, 10))
        assert pane.region.right - 1 == edge + 5
        await running.pilot.mouse_down(None, offset=(edge + 5, 10))
        await running.pilot.hover(None, offset=(119, 10))
        await running.pilot.mouse_up(None, offset=(119, 10))
        assert pane.region.right <= 120 // 3
        assert running.screen.query_one("#reader-pane").size.width >= 30


async def test_the_sections_are_hidden_while_the_keys_are_elsewhere(filled: Path) -> None:
    async with reader(filled) as running:
        await running.press("ctrl+w")
        assert running.screen.pane == "articles"
        assert not running.screen.query_one("#sections-pane").display
        await running.press("h")
        assert running.screen.query_one("#sections-pane").display
    async with reader(filled) as running:
        await running.press("l")
        assert not running.screen.query_one("#sections-pane").display
        await running.press("ctrl+w")
        assert running.screen.query_one("#sections-pane").display


async def test_what_was_kept_does_not_fit_every_terminal(filled: Path) -> None:
    async with reader(filled) as running:
        await running.screen.library.habits.save(sections_cells="900", articles_cells="x")
    for size in ((120, 40), (80, 24), (50, 20), (40, 60)):
        async with reader(filled, size=size) as running:
            await running.press("l", "enter")
            assert running.screen.query_one("#reader-pane").size.width >= 30


async def test_a_tall_narrow_terminal_has_the_list_above_the_article(filled: Path) -> None:
    async with reader(filled, size=(40, 60)) as running:
        await to_ports(running)
        await running.press("enter")
        articles, article = (running.screen.query_one(f"#{name}-pane").region for name in ("articles", "reader"))
        assert articles.bottom <= article.y
        assert min(articles.height, article.height) > 15
        await running.press("z")
        assert not running.screen.query_one("#articles-pane").display


async def test_a_theme_is_shown_as_one_chooses_and_esc_goes_back(filled: Path) -> None:
    async with reader(filled) as running:
        await running.press("T")
        assert isinstance(running.app.screen, ThemeScreen)
        await running.press("j")
        assert running.app.theme == "paper"
        await running.press("escape")
        assert running.app.theme == "ink"
        await running.press("T", "j", "j", "enter")
        assert isinstance(running.app.screen, MainScreen)
        assert running.app.theme == "high-contrast"


async def test_every_theme_can_be_shown(filled: Path) -> None:
    async with reader(filled, size=(50, 20)) as running:
        await running.press("T")
        for name in sorted(running.app.available_themes):
            running.app.theme = name
            await running.pilot.pause()
        assert running.app.is_running


async def test_another_pane_gets_the_keys_without_styling_anew_what_panes_show(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader(filled) as running:
        await running.press("l", "enter", "h")
        styled: list[DOMNode] = []
        sheet = running.app.stylesheet
        usual = sheet.apply
        monkeypatch.setattr(sheet, "apply", lambda node, **how: (styled.append(node), usual(node, **how)))
        await running.press("enter")
        assert running.screen.reader.view.has_focus
        assert running.screen.reader in styled
        assert not {running.screen.reader.view, running.screen.articles.list, running.screen.sections} & set(styled)


async def test_without_colours_the_cursor_is_seen(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("SSH_CONNECTION", "here")
    monkeypatch.delenv("TEXTUAL_ANIMATIONS", raising=False)
    async with reader(filled) as running:
        assert running.app.animation_level == "none"
        rows = running.screen.sections
        strip = rows.render_line(rows.cursor)
        assert any(segment.style and segment.style.reverse for segment in strip)


@pytest.mark.parametrize(
    "what", ["A headline", "\x1b]52;c;aGk=\x07", "\x9d2;x\x9c", "\u202egnp.exe", "", "x" * 9000, "a\nb"]
)
def test_nothing_of_a_headline_breaks_out_of_the_title(what: str) -> None:
    sequence = title_sequence(what)
    assert sequence.startswith("\x1b]2;")
    assert sequence.endswith("newsreader\x07")
    assert sequence[4:-1].isprintable()
    assert len(sequence) < 200


async def test_the_window_is_named_after_the_article(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named: list[str] = []
    monkeypatch.setattr(NewsApp, "name_window", lambda self, what: named.append(what))
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter")
        assert named == [running.headline]
