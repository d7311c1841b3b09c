"""Links: walked to, told where they lead, opened, copied, and given to the terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.style import Style

from newsreader.address import terminal_address
from newsreader.blocks import Block, Embed, Paragraph, Span
from newsreader.model import Article, RelatedLink
from newsreader.store import articles
from newsreader.store.connection import open_library
from newsreader.tui.widgets.linked_view import hyperlinked
from tests.fakes import NOW, SITE, article_url, paths_in, story
from tests.tui.driving import Reader, reader, to_ports

ESCAPES = re.compile(r"\x1b\]8;id=[0-9-]+;(https?://[!-~]+)\x1b\\|\x1b\]8;;\x1b\\|\x1b\[[0-9;]*m")
ELSEWHERE = "https://elsewhere.example/a-very-long-way/to-go/until-one-is-there/and-then-some/more.html"
HOSTILE_ADDRESSES = (
    "https://evil.example/\x1b]8;;https://worse.example\x1b\\x",
    "https://evil.example/\x07\x9c\x1b[2J",
    "https://evil.example/\u202egpj.exe",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "mailto:desk@harbour.example",
    "data:text/html,<script>",
    "https://evil.example/" + "x" * 3000,
    "https://evil\x1b.example/",
    "https://user:secret@evil.example/",
)
HOSTILE_TEXTS = (
    "\x1b]8;;https://worse.example\x1b\\click",
    "\x1b[31mred",
    "\u202egpj.exe",
    "[@click=app.quit]x[/]",
    "[link=https://a]",
)


def put(folder: Path, *blocks: Block, related: tuple[RelatedLink, ...] = ()) -> None:
    """Give the first story other blocks."""
    article: Article = replace(story(0), blocks=blocks, related=related)
    db = open_library(paths_in(folder).library_file)
    articles.save_article(db, article, None, NOW)
    db.close()


def linked(*links: tuple[str, str]) -> tuple[Block, ...]:
    return tuple(Paragraph((Span("See "), Span(text, href=url), Span(" for more."))) for text, url in links)


def written(running: Reader) -> str:
    """What is written to the terminal for the whole screen."""
    console = running.app.console
    return "\n".join(strip.render(console) for strip in running.app.screen._compositor.render_strips())


@pytest.fixture
def in_browser(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    opened: list[str] = []

    class Browser:
        name = "usual"

        def open(self, url: str) -> bool:
            opened.append(url)
            return True

    monkeypatch.setattr("webbrowser.get", Browser)
    return opened


async def test_tab_walks_the_links_and_says_where_each_leads(filled: Path) -> None:
    put(
        filled,
        *linked(("next", article_url(1)), ("far", ELSEWHERE), ("plan", f"{SITE}/plan.pdf"), ("more", f"{SITE}/x")),
    )
    async with reader(filled, size=(100, 30)) as running:
        await to_ports(running)
        await running.press("enter")
        told = []
        for _ in range(5):
            await running.press("tab")
            told.append(running.status)
        assert told[0].startswith("● in the library · harbour.example/reports/Story_1_999.html")
        assert told[0].endswith("Enter opens it.")
        assert told[1].startswith("↗ other site · elsewhere.example/")
        assert "…" in told[1]
        assert len(told[1]) <= 98
        assert told[2].startswith("▪ not an article (a PDF) · harbour.example/plan.pdf")
        assert told[3].startswith("○ on line · harbour.example/x")
        assert told[4] == told[0]  # round the end
        await running.press("shift+tab")
        assert running.status == told[3]
        assert running.screen.pane == "reader"


async def test_the_chosen_link_is_shown_reversed_and_escape_ends_it(filled: Path) -> None:
    put(filled, *linked(("the next report", article_url(1))))
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter", "tab")

        def is_reversed() -> bool:
            strips = running.app.screen._compositor.render_strips()
            return any(
                segment.style is not None and segment.style.reverse
                for strip in strips
                for segment in strip
                if "the next report" in segment.text
            )

        assert is_reversed()
        await running.press("escape")
        assert not is_reversed()
        assert running.screen.pane == "reader"
        assert "Enter" not in running.status
        await running.press("escape")
        assert running.screen.pane == "articles"


async def test_enter_opens_the_chosen_link_and_scrolling_away_from_it_chooses_it_no_more(filled: Path) -> None:
    async with reader(filled, size=(100, 20)) as running:
        await to_ports(running)
        await running.press("enter", "tab", "enter")
        assert running.headline.startswith("Story number 1 ")
        await running.press("[", "tab", "G", "enter")
        assert running.headline.startswith("Story number 0 ")


async def test_a_link_below_is_scrolled_to(filled: Path) -> None:
    async with reader(filled, size=(100, 20)) as running:
        await to_ports(running)
        await running.press("enter")
        view = running.screen.reader.view
        await running.press("tab", "tab")
        link = view.chosen
        assert link is not None
        assert link.is_related
        assert view.scroll_offset.y <= link.line < view.scroll_offset.y + view.size.height


async def test_browser_and_clipboard_take_the_chosen_link_else_the_article(filled: Path, in_browser: list[str]) -> None:
    put(filled, *linked(("far", ELSEWHERE)))
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter", "y")
        assert running.app.clipboard == article_url(0)
        await running.press("tab", "y")
        assert running.app.clipboard == ELSEWHERE
        await running.press("o", "escape", "o")
        assert in_browser == [ELSEWHERE, article_url(0)]


async def test_what_is_no_article_is_said_and_not_fetched(filled: Path, in_browser: list[str]) -> None:
    put(filled, *linked(("plan", f"{SITE}/plan.pdf"), ("desk", "mailto:desk@harbour.example")))
    async with reader(filled, is_offline=False) as running:
        await to_ports(running)
        await running.press("enter", "tab", "enter")
        assert running.status == "This is a PDF and no article. o opens it in the web browser."
        await running.press("tab", "enter")
        assert running.status == "This is a mail address and is not opened from here. y copies it."
        await running.press("o")
        assert running.status.startswith("Only web addresses are opened")
        assert in_browser == []
        assert running.headline.startswith("Story number 0 ")


async def test_hints_find_a_link_by_its_text(filled: Path) -> None:
    put(filled, *linked(("the first", article_url(1)), ("the Second", article_url(2)), ("thirdly", article_url(3))))
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter", "f")
        assert "/ or a capital" in running.status
        await running.press("slash", *"sec")
        assert running.status == "/sec: 1 link Enter opens it, Tab the next one."
        await running.press("enter")
        assert running.headline.startswith("Story number 2 ")
        assert "/sec" not in running.status
        await running.press("[", "f", "T", "tab", "enter")
        assert running.headline.startswith("Story number 2 ")
        await running.press("[", "f", "X", "enter", "escape")
        assert not running.screen.reader.has_hints
        assert running.status == ""
        assert running.headline.startswith("Story number 0 ")


async def test_every_link_in_sight_gets_letters_however_many(filled: Path) -> None:
    many = Paragraph(tuple(Span(f"n{number} ", href=article_url(100 + number)) for number in range(800)))
    put(filled, many)
    async with reader(filled, size=(200, 60)) as running:
        await to_ports(running)
        await running.press("enter", "f")
        hints = running.screen.reader.view.hints
        assert hints is not None
        assert len(hints.labels) > 676 - 100
        assert len(set(hints.labels.values())) == len(hints.labels)
        label = list(hints.labels.values())[30]
        await running.press(*label)
        assert not running.screen.reader.has_hints


async def test_the_terminal_gets_links_it_can_open_itself(filled: Path) -> None:
    put(filled, *linked(("far", ELSEWHERE), ("letter", "https://a.example/\u00e9?q=\u65e5#x")))
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter")
        addresses = [match[1] for match in ESCAPES.finditer(written(running)) if match[1]]
        assert ELSEWHERE in addresses
        assert "https://a.example/%C3%A9?q=%E6%97%A5#x" in addresses


async def test_a_link_over_several_lines_is_one_to_the_terminal(filled: Path) -> None:
    put(filled, *linked(("a link of many words " * 8, ELSEWHERE)))
    async with reader(filled) as running:
        await to_ports(running)
        await running.press("enter")
        found = re.findall(r"\x1b\]8;id=([0-9-]+);(https://elsewhere[!-~]+)\x1b", written(running))
        assert len(found) > 2
        assert len(set(found)) == 1


def shown_hostile(text: str, url: str) -> tuple[Block, ...]:
    return (*linked((text, url)), Embed(url=url, title=text))


@pytest.mark.parametrize(
    ("text", "url"),
    [("a link", url) for url in HOSTILE_ADDRESSES] + [(text, ELSEWHERE) for text in HOSTILE_TEXTS],
    ids=lambda value: ascii(value)[:30],
)
async def test_no_text_or_address_of_a_link_acts_on_the_terminal(
    filled: Path, in_browser: list[str], text: str, url: str
) -> None:
    """As if nothing had cleaned them before."""
    async with reader(filled, size=(90, 24)) as running:
        await to_ports(running)
        await running.press("enter")
        reading = running.screen.reader.view.reading
        assert reading is not None
        related = (RelatedLink(url=url, title="a link", group="MORE"),)
        cleaned = text if text.isprintable() else "cleaned at the boundary"
        article = replace(reading.article, blocks=shown_hostile(cleaned, url), related=related)
        running.screen.reader.view.show(replace(reading, article=article))
        for keys in (("tab",), ("y",), ("o",), ("enter",), ("f",), ("a",)):
            await running.press(*keys)
            screen = written(running)
            assert "\x1b" not in ESCAPES.sub("", screen)
            assert not set("\x07\x9c\x9b\x9d\u202e") & set(screen)
            assert "worse.example\x1b" not in screen
        assert all(opened.startswith("https://") for opened in in_browser)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        ("HTTPS://User:Secret@A.Example:443/x", "https://a.example/x"),
        ("https://b\u00fccher.example/\u00fc", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://a.example/\x1b]8;;", ""),
        ("https://a.example/a b", ""),
        ("https://a.example/\x07", ""),
        ("https://a.example/" + "x" * 2000, ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("//a.example/x", ""),
    ],
)
def test_an_address_for_the_terminal_is_printable_ascii_or_none(url: str, safe: str) -> None:
    assert terminal_address(url) == safe
    assert (hyperlinked(Style(), url).link or "") == safe
