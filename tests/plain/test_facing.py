"""What lies behind an article in plain mode."""

from __future__ import annotations

from pathlib import Path

from tests.plain.script import Script, to_ports, typed
from tests.unfolding import keep_page, revise


async def test_x_says_why_then_the_page_then_the_text_where_it_was_left(home: Path) -> None:
    keep_page(home)
    ports = await to_ports(home)
    script = await typed(home, ports, "1", "", "x", *[""] * 3, "x", "G", "x")
    assert "Why it came out so" in script.said[4]
    assert "promo" in "".join(script.said[4:8])
    assert "The whole page as text" in script.said[8]
    assert "\x1b" not in script.said[9]
    assert "on from where it was left" in script.said[10]
    assert script.said[3].splitlines()[0] in script.said[10]


async def test_enter_at_its_end_and_q_go_back_to_the_text(home: Path) -> None:
    keep_page(home)
    ports = await to_ports(home)
    script = await typed(home, ports, "1", "x", "G", "", "x", "q", "q")
    text = script.said[2]
    assert script.said[5] == text
    assert script.said[7] == text
    assert script.prompts[-1] == "Ports> "


async def test_a_page_that_is_not_here_is_said_and_the_text_stays(home: Path) -> None:
    ports = await to_ports(home)
    script = await typed(home, ports, "2", "x", "")
    assert "404" in script.said[3]
    assert "Broad daylight" in script.said[4]


async def test_what_changed_is_said_and_then_the_text(home: Path) -> None:
    ports = await to_ports(home)
    assert (await typed(home, ports, "2", "D")).said[3].startswith("Nothing has changed")
    revise(home)
    script: Script = await typed(home, ports, "2", "D", "", "D", "D", "D")
    assert "{+The cranes stand still.+}" in "".join(script.said[3:5])
    assert script.said[5] == script.said[2] or script.said[6] == script.said[2]
