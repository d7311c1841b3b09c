"""The real program in a terminal, from following a site to reading it when the site has gone."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from rich.cells import cell_len

if sys.platform == "win32":
    pytest.skip("pseudo-terminals as Unix has them", allow_module_level=True)

from tests.cli.program import environment
from tests.site import STORIES, NewsSite, Story, related_of, stories_of
from tests.site.fixture import news_site
from tests.terminal import Screen, Terminal, newsreader_in_terminal

__all__ = ["news_site"]

ENTER, HALF_PAGE_DOWN, END = "\r", "\x04", "G"
LISTED = stories_of("the-straits")  # newest first, as the reader lists them
_LIST_CHARS = 16  # of a headline stand on one row of every list
LATEST = LISTED[0].headline[:_LIST_CHARS]
STORY = STORIES[0]
OTHER = next(each.story for each in related_of(STORY) if each.story is not None)
_BARS = re.compile("[│▁-█]")  # before quotations, and of the scroll bar
_ITEM = re.compile(rb"<item>.*?</item>\s*", re.DOTALL)


@pytest.fixture
def environ(tmp_path: Path) -> Mapping[str, str]:
    return {**environment(tmp_path), "TZ": "UTC"}  # where the site's stories have the days that they name


def newsreader(environ: Mapping[str, str], *arguments: str) -> str:
    """Run a command to its end and give its results."""
    command = [sys.executable, "-m", "newsreader", *arguments]
    return subprocess.run(command, env=dict(environ), check=True, capture_output=True, text=True, timeout=60).stdout


def words_on(screen: Screen) -> str:
    """Give what is between the title and the status line, each white space, bar and edge as one blank."""
    return " ".join(_BARS.sub(" ", " ".join(screen.lines[1:-1])).split())


def is_read_to_the_end(screen: Screen) -> bool:
    """Whether the title says that the end is in sight."""
    return screen.lines[0].rstrip().endswith(" end")


def open_alone(terminal: Terminal, story: Story) -> None:
    """From the list, open an article and give it the whole screen."""
    terminal.press("g", "g", *"j" * LISTED.index(story), ENTER, "z")
    wait_for_beginning(terminal, story)


def wait_for_beginning(terminal: Terminal, story: Story) -> None:
    terminal.wait_for(lambda screen: story.blocks[0].text in words_on(screen), f"the beginning of {story.headline}")


def scroll_on(terminal: Terminal) -> None:
    """Scroll by half a screen and wait for it."""
    words = words_on(terminal.screen)
    terminal.press(HALF_PAGE_DOWN)
    terminal.wait_for(lambda screen: words_on(screen) != words, "the next half page")


def read_in_full(terminal: Terminal, story: Story) -> None:
    """Scroll through the article on the whole screen and find every part of it, in order."""
    screens = [words_on(terminal.screen)]
    while not is_read_to_the_end(terminal.screen):
        scroll_on(terminal)
        screens.append(words_on(terminal.screen))
    assert screens[0].startswith(f"{story.site.name} · {story.section.label} {story.headline} by ")
    assert f"by {', '.join(story.byline)} {story.place} · {story.agency} · {story.date.day} " in screens[0]
    at = 0
    for block in story.blocks:
        at = next((number for number in range(at, len(screens)) if block.text in screens[number]), -1)
        assert at >= 0, block.text


def follow(terminal: Terminal, headline: str) -> None:
    """Scroll to a related headline and follow it by the letter that is then shown on it."""
    while headline not in words_on(terminal.screen):
        scroll_on(terminal)
    labelled = re.compile(rf"^\W*([a-z]){re.escape(headline[:20])}", re.MULTILINE)
    terminal.press("f")
    terminal.wait_for(lambda screen: labelled.search(screen.text) is not None, "letters on the links")
    letter = labelled.search(terminal.screen.text)
    assert letter is not None
    terminal.press(letter[1])


def test_follow_a_site_read_it_and_read_on_when_it_has_gone(environ: Mapping[str, str], news_site: NewsSite) -> None:
    feed = news_site.pages["/straits.xml"]
    news_site.pages["/straits.xml"] = type(feed)(_ITEM.sub(b"", feed.body, count=1), feed.content_type)
    added = newsreader(environ, "add", news_site.url("/straits.xml"), "--site", "Meridian", "--section", "Straits")
    assert added.startswith("Added: Meridian / Straits, a feed with ")

    with newsreader_in_terminal(environ) as terminal:
        terminal.wait_for_text("Straits", STORY.headline[:_LIST_CHARS])
        assert LATEST not in terminal.screen.text
        news_site.pages["/straits.xml"] = feed
        terminal.press("r")
        terminal.wait_for_text(LATEST)
        terminal.press(ENTER)
        open_alone(terminal, STORY)
        read_in_full(terminal, STORY)
        follow(terminal, OTHER.headline)
        wait_for_beginning(terminal, OTHER)
        read_in_full(terminal, OTHER)
        terminal.press("[")
        terminal.wait_for_text(STORY.blocks[-1].text, f"● {OTHER.headline}")  # where it was left, and now it is here
        terminal.press("q", "q", "q", "q")
        assert terminal.wait_for_end() == 0

    news_site.stop()
    asked = len(news_site.requests)
    with newsreader_in_terminal(environ) as terminal:
        terminal.wait_for_text(LATEST)
        terminal.press(ENTER)
        for story in (STORY, OTHER):
            open_alone(terminal, story)
            read_in_full(terminal, story)
            terminal.press("q", "q")
            terminal.wait_for_text(LATEST)
        terminal.press("q", "q")
        assert terminal.wait_for_end() == 0
    assert len(news_site.requests) == asked


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 20)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_demo_edition_opens_at_once(environ: Mapping[str, str], size: tuple[int, int]) -> None:
    first = json.loads(newsreader(environ, "--demo", "list", "--json", "--limit", "1"))[0]
    text = json.loads(newsreader(environ, "--demo", "show", first["url"], "--json"))["text"]
    beginning = " ".join(text.split()[:12])
    with newsreader_in_terminal(environ, "--demo", size=size) as terminal:
        if size[0] < 112:  # else the third pane says what the box does
            terminal.wait_for_text("any key begins")
            terminal.press(ENTER)
        terminal.wait_for_text("Start here", "Sea & Sky")
        terminal.press(ENTER)
        terminal.wait_for_text(first["title"][:_LIST_CHARS])
        terminal.press(ENTER, "z")
        terminal.wait_for(lambda screen: beginning in words_on(screen), beginning)
        assert all(cell_len(line) <= size[0] for line in terminal.screen.lines)
        terminal.press("q", "q", "q", "q")
        assert terminal.wait_for_end() == 0
