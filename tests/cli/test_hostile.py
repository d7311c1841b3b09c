"""Nothing that a page or feed says acts on the terminal, in lines or in JSON."""

from __future__ import annotations

import unicodedata

import pytest

from tests.cli.program import Program
from tests.server import TestServer

# Escape sequences as bytes, as entities in both notations and twice escaped, C1 controls, a bell, a title
# being set, overrides of direction, invisible characters, and markup of the screen library.
ATTACK = (
    "Red&#27;[31m &#x1b;]0;title&#7; &#155;2J &#x202e;txet&#x202c; &#8294;isolate&#8297; \u202eraw\u200b zero"
    " &amp;#27;[2J [b]bold[/b] [/] [@click=app.quit]quit[/] &#xE0041;tag &#13;&#8;over"
)
SHOWN = "[b]bold[/b] [/] [@click=app.quit]"
PAGE = f"""<html><head><title>{ATTACK}</title><meta property="og:site_name" content="Site {ATTACK}">
<meta name="author" content="By {ATTACK}"></head><body><article><h1>{ATTACK}</h1>
{
    "".join(
        f"<p>Paragraph {number}: {ATTACK} and a good many words more, so that it is the body of a story.</p>"
        for number in range(8)
    )
}
<figure><img src="/a.jpg" alt="{ATTACK}"><figcaption>{ATTACK}</figcaption></figure>
<pre><code>{ATTACK}</code></pre><ul><li>{ATTACK}</li><li>{ATTACK} again</li></ul></article></body></html>"""
FEED = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{
    ATTACK.replace("&#27;", "").replace("&#x1b;", "").replace("&#7;", "").replace("&#8;", "")
}</title>
<item><title><![CDATA[{ATTACK}]]></title><link>STORY</link>
<description><![CDATA[{ATTACK}]]></description></item></channel></rss>"""


def check(text: str) -> None:
    """Fail on any character that a terminal acts on; new lines are ours."""
    bad = {f"U+{ord(each):04X}" for each in text if each != "\n" and unicodedata.category(each) in ("Cc", "Cf", "Cs")}
    assert not bad


@pytest.fixture
def story(program: Program, server: TestServer) -> str:
    story = server.put("/hostile/story.html", PAGE)
    feed = server.put("/hostile/feed.xml", FEED.replace("STORY", story), "application/rss+xml; charset=utf-8")
    check(program.done("add", feed).out)
    return story


def strings_in(value: object) -> list[str]:
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list):
        return [text for each in value for text in strings_in(each)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("command", ["list", "sections", "show"])
def test_in_lines_and_in_json(program: Program, story: str, command: str) -> None:
    arguments = ("show", story) if command == "show" else (command,)
    ran = program.done(*arguments)
    check(ran.out)
    assert SHOWN in " ".join(ran.out.split())  # and it is told as it stands, not swallowed
    for text in strings_in(program.done(*arguments, "--json").json):
        check(text)


def test_in_complaints(program: Program, server: TestServer) -> None:
    server.put("/hostile/hop", "", status=302, headers={"Location": "http://10.0.0.1/%1b[2J\x1b[2J"})
    ran = program("show", server.url("/hostile/hop"))
    assert ran.code == 1
    check(ran.err)
    ran = program("fetch", "\x1b[2J\u202e")
    assert ran.code == 1
    check(ran.err)


@pytest.mark.parametrize(
    "path",
    [
        "/garbage",
        "/hang-up",
        "/reset-in-body",
        "/endless",
        "/endless-header",
        "/early-hints-for-ever",
        "/bomb?as=zstd",
        "/twice",
        "/unasked",
        "/two-lengths",
        "/chunked-garbage",
        "/redirect-onward",
        "/redirect?to=file:///etc/passwd",
        "/redirect?to=http://169.254.169.254/latest/meta-data/",
        "/redirect?to=http://[::ffff:127.0.0.1]:1/",
    ],
)
@pytest.mark.parametrize("command", ["show", "add"])
def test_servers_that_misbehave_are_refused_in_a_sentence(
    program: Program, server: TestServer, command: str, path: str
) -> None:
    server.clear()
    ran = program(command, server.url(path))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("newsreader: ")
    assert ran.err.count("\n") == 1
    assert ran.err.rstrip("\n").isprintable()
