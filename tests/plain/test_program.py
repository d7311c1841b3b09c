"""The real program in plain mode: through a pipe, in a terminal, stopped and left."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.program import environment
from tests.server import TestServer
from tests.site import NewsSite, related_of, stories_of
from tests.site.fixture import news_site

__all__ = ["news_site"]

AROUND = re.compile(r"^(?:.*\d%> |> )", re.MULTILINE)  # prompts between pages, and what stands before quotations
STORY = stories_of("the-straits")[0]


@pytest.fixture
def environ(tmp_path: Path) -> Mapping[str, str]:
    return environment(tmp_path)


def piped(environ: Mapping[str, str], typed: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program on some lines to their end."""
    command = [sys.executable, "-m", "newsreader", *arguments]
    return subprocess.run(command, env=dict(environ), input=typed, capture_output=True, text=True, timeout=60)


def test_follow_a_site_read_an_article_and_a_related_one_through_a_pipe(
    environ: Mapping[str, str], news_site: NewsSite
) -> None:
    lines = (f"a {news_site.url('/straits.xml')}", "1", *[""] * 12, "f", "q", "m 1", "q", "q")
    ran = piped(environ, "".join(f"{line}\n" for line in lines), "--plain")
    said = " ".join(AROUND.sub("", ran.stdout).split())
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Added: " in said
    for block in STORY.blocks:
        assert block.text in said
    assert all(related.title in said for related in related_of(STORY))
    assert "1 article marked unread." in said
    assert "\x1b" not in ran.stdout


def test_no_lines_are_an_end_and_the_demo_needs_nothing(environ: Mapping[str, str]) -> None:
    ran = piped(environ, "n\nq\nq", "--plain", "--demo")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.endswith("Sections> \n")
    assert ran.stdout.count("> q\n") == 2
    assert piped(environ, "", "--plain", "--demo").stdout.endswith("Sections> \n")


def test_the_setting_chooses_it_and_without_it_a_pipe_is_told_of_it(environ: Mapping[str, str]) -> None:
    ran = piped({**environ, "NEWSREADER_PLAIN": "true"}, "q\n")
    assert (ran.returncode, ran.stderr) == (0, "")
    ran = piped(environ, "q\n")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "newsreader --plain" in ran.stderr


def test_bytes_of_another_encoding_and_endless_lines_are_told_not_to_be_understood(environ: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "newsreader", "--plain", "--demo"]
    typed = b"\xff\xfe\n" + b"x" * 100_000 + b"\nq\n"
    ran = subprocess.run(command, env=dict(environ), input=typed, capture_output=True, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.count(b"That is not understood here") >= 2
    assert ran.stdout.endswith(b"Sections> q\n")


if sys.platform != "win32":
    from tests.terminal import newsreader_in_terminal

    @pytest.mark.parametrize(("arguments", "term"), [(("--plain",), "xterm-256color"), ((), "dumb")])
    def test_a_terminal_gets_lines_and_nothing_else(
        environ: Mapping[str, str], arguments: tuple[str, ...], term: str
    ) -> None:
        with newsreader_in_terminal(environ, *arguments, "--demo", term=term) as terminal:
            terminal.wait_for_text("Sections>")
            terminal.press("n\r")
            terminal.wait_for_text("%>")
            terminal.press("q\r")
            terminal.wait_for(
                lambda screen: screen.lines[-1].startswith("All articles>") or "All articles>" in screen.text
            )
            terminal.press("\x04")
            assert terminal.wait_for_end() == 0
            assert b"\x1b" not in terminal.written

    def test_an_interrupt_stops_what_goes_on_and_at_the_prompt_ends_it(
        environ: Mapping[str, str], server: TestServer
    ) -> None:
        server.clear()
        with newsreader_in_terminal(environ, "--plain") as terminal:
            terminal.wait_for_text("Sections>")
            terminal.press(f"a {server.url('/hang')}\r")
            server.wait_for_requests(1)
            terminal.interrupt()
            terminal.wait_for_text("Stopped.")
            terminal.wait_for(lambda screen: re.search(r"Stopped\.\nSections>", screen.text) is not None, "a prompt")
            terminal.interrupt()
            terminal.press("\r")  # one that comes before the line is waited for is heard with the next key
            assert terminal.wait_for_end() == 0
            assert "Traceback" not in terminal.screen.text
