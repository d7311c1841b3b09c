"""Editions, storylines, steps and ends in plain mode."""

from __future__ import annotations

import re
from pathlib import Path

from newsreader.config.settings import Settings
from tests.fakes import NOW, offline
from tests.plain.script import NUMBER, ROWS, to_ports, typed

PROBE = "Lantern turns its antenna home and resumes work at Europa"


async def test_an_edition_is_listed_read_on_and_ends(home: Path) -> None:
    script = await typed(home, "E 7", "", *["n"] * 4, "q", "q", settings=offline())
    assert re.match(
        rf"Edition of {NOW.astimezone():%d} Feb 2026, 0 of \d articles read, \d minutes left:", script.said[1]
    )
    count = len(NUMBER.findall(script.said[1]))
    assert 2 <= count <= 4
    assert script.said[2].startswith(f"Edition: 0 of {count} article")
    ended = next(at for at, said in enumerate(script.said) if said.startswith("The edition is read to its end."))
    assert ended == 2 + count
    again = await typed(home, "E 7", settings=offline())
    assert "read to its end; the next one is made tomorrow" in again.said[1]


async def test_the_way_out_of_an_article_of_an_edition_leads_to_it_and_then_to_where_one_was(home: Path) -> None:
    script = await typed(home, "1", "E 9", "1", "q", "q", "E", "2", "q", "q", "q", settings=Settings(offline=True))
    assert script.prompts[2] == script.prompts[4] == "All articles> "
    assert script.said[4].startswith("Edition of ")
    assert " 1 of " in script.said[4]
    assert script.said[5].startswith("All articles:")
    assert script.prompts[-1] == "Sections> "
    assert "Minutes" not in "".join(script.said)


async def test_minutes_that_are_none_are_refused(home: Path) -> None:
    script = await typed(home, "E many", "E 0")
    assert all("minutes of reading are a whole number from 1 to 240" in said for said in script.said[1:3])


async def test_a_storyline_says_why_each_belongs_and_n_walks_round_it(told: Path) -> None:
    script = await typed(told, f"/{PROBE}", "S 1", "1", "n", "n", "n", "q", settings=offline())
    items = dict(NUMBER.findall(script.said[2]))
    assert re.match(r"Storyline, .* to .*, 3 articles, 3 unread:", script.said[2])
    assert items["3"].startswith(PROBE)
    assert items["3"].endswith(": the article itself")
    assert "same place, Lantern" in script.said[2]
    headlines = {text.split(" (")[0] for text in items.values()}
    opened = {prompt.rsplit(", ", 1)[0].rstrip("…") for prompt in script.prompts[3:6]}
    assert len(opened) == 3
    assert all(any(headline.startswith(start) for headline in headlines) for start in opened)
    assert script.said[6] == "You have read all of this story.\n"


async def test_a_story_of_one_says_so(home: Path) -> None:
    script = await typed(home, "1", "S", "S 99", "1", "S", settings=offline())
    assert "none is open" in script.said[2]
    assert "99" in script.said[3]
    assert "Storyline, " in script.said[5]


async def test_a_step_back_says_the_page_before_and_makes_the_article_unread_again(home: Path) -> None:
    ports = await to_ports(home)
    script = await typed(home, ports, "", "", "", "", *["step-back"] * 6)
    listed, first, second = script.said[1], script.said[4], script.said[5]
    assert NUMBER.search(listed)
    assert script.said[6] == first
    assert "The article is unread again." in script.said[7]
    assert "unread" in dict(NUMBER.findall(script.said[7]))["1"]
    assert second != first
    assert script.said[8] == "There is no step to go back: Enter makes them.\n"


async def test_the_end_of_a_list_and_of_an_article(home: Path) -> None:
    ports = await to_ports(home)
    script = await typed(home, ports, "G", f"{ROWS}", "q", "1", "G", "")
    last = dict(NUMBER.findall(script.said[2]))[str(ROWS)]
    assert script.said[2].startswith("Ports, the end:")
    assert "number 19 " in last
    assert "number 19 " in script.said[3]
    assert "A story far away" in script.said[6]
    assert script.prompts[6].endswith("100%> ")


async def test_from_subhead_to_subhead(home: Path) -> None:
    ports = await to_ports(home)
    script = await typed(home, ports, "1", "}", "}", "{", "gg", "}", "G", "{")
    assert script.said[3].startswith("Broad daylight\n")
    assert script.said[4] == "No subhead follows.\n"
    assert script.said[5] == "No subhead stands before this.\n"
    assert script.said[9].startswith("Broad daylight\n")
