"""History, queue, facets, order, marks beside a number, and settings in plain mode."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.config.live import SettingsFile
from newsreader.config.settings import Settings
from newsreader.errors import LibraryBusyError
from newsreader.model.trails import Visit
from newsreader.plain import recalling
from newsreader.plain.session import run_plain
from newsreader.plain.state import Desk
from tests.fakes import NOW, FakeFetcher, article_url, clock, offline, opened, paths_in
from tests.plain.script import NUMBER, ROWS, Script, number_of, to_ports, typed

FAR = article_url(40)
PROSE = b"<p>" + b"The harbour was quiet and the ships lay still until the morning came. " * 6 + b"</p>"
PAGE = b"<html><head><title>Far away</title></head><body><article><h1>Far away</h1>" + PROSE * 4 + b"</article>"


async def test_the_history_says_what_was_read_and_by_which_way(home: Path) -> None:
    ports = await to_ports(home)
    await typed(home, ports, "1", "f 1", "q", "3")
    script = await typed(home, "H", "2", "q", "H number 1 ", "H nothing like it", "q")
    items = dict(NUMBER.findall(script.said[1]))
    assert len(items) == 3
    assert "Story number 0" in items["3"]
    assert "by links from Story number 0" in items["2"]
    assert f"{NOW.astimezone():%d} Feb 2026" in items["1"]
    assert script.prompts[2].startswith("Story number 1 ")
    assert len(NUMBER.findall(script.said[4])) == 1
    assert script.said[5] == "Nothing that was read matches.\n"
    assert script.prompts[-1] == "All articles> "


async def test_a_long_history_is_said_page_by_page(home: Path) -> None:
    ports = await to_ports(home)
    await typed(home, ports, *["J"] * 19, settings=offline())
    script = await typed(home, "H", "", "")
    listed = [int(number) for said in script.said[1:] for number, _ in NUMBER.findall(said)]
    assert listed == list(range(1, len(listed) + 1))


async def test_a_page_of_the_history_that_failed_is_said_the_next_time(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ports = await to_ports(home)
    await typed(home, ports, *["J"] * 4, settings=offline())
    monkeypatch.setattr(Script, "rows", 2)
    whole = await typed(home, "H", "")
    looks = 0

    async def told(desk: Desk, visit: Visit) -> str:
        nonlocal looks
        looks += 1
        if looks == 4:
            raise LibraryBusyError("library.db")
        return await as_ever(desk, visit)

    as_ever = recalling._told
    monkeypatch.setattr(recalling, "_told", told)
    script = await typed(home, "H", "", "")
    assert script.said[2] == f"{LibraryBusyError('library.db')}\n"
    assert script.said[3] == whole.said[2]
    assert [number for number, _ in NUMBER.findall(script.said[3])] == ["3", "4"]


async def test_a_link_without_a_network_is_queued_fetched_and_opened(home: Path) -> None:
    ports = await to_ports(home)
    far = "p 2"
    script = await typed(home, ports, "1", "p", far, "W", "q", far, "W", settings=offline())
    assert "A story far away" in dict(NUMBER.findall(script.said[3]))["2"]
    assert "Queued until there is a network; W lists what waits." in script.said[4]
    assert "A story far away, waits for a network, now" in script.said[5]
    assert "No longer queued." in script.said[7]
    assert "No link is queued." in script.said[8]
    await typed(home, ports, "1", far, settings=offline())
    script = await typed(home, "W", "r", "1", "q", "W", fetcher=FakeFetcher({FAR: PAGE}))
    assert script.said[2].startswith("Fetching 1 link …\nA story far away: here.\n")
    assert "Far away, here" in script.said[2]
    assert script.prompts[3].startswith("Far away")
    assert "No link is queued." in script.said[5]


async def test_a_queued_link_is_queued_by_its_number_fails_and_is_removed(home: Path) -> None:
    ports = await to_ports(home)
    script = await typed(home, ports, "1", "p", "w 1", "w 2", "W", "r 1", "X 1", "X 1", "X 1")
    assert script.said[4] == "It is in the library already.\n"
    assert script.said[5].startswith("Queued to be fetched now; W lists what waits.\n")
    assert "404" in script.said[5]
    assert ", failed, now: The site did not give the page" in script.said[6]
    assert "Fetching 1 link" in script.said[7]
    assert script.said[8].startswith("1 link removed.\nNo link is queued.")
    assert "has this number" in script.said[9]


async def test_offline_as_asked_nothing_of_the_queue_is_fetched(home: Path) -> None:
    ports = await to_ports(home)
    script = await typed(home, ports, "1", "p", "w 2", "W", "r", settings=offline())
    assert script.said[6] == "Offline, as asked: nothing is fetched.\n"


async def test_facets_are_counted_and_one_filters_the_list(home: Path) -> None:
    ports = await to_ports(home)
    script = await typed(home, f"F {ports}", "1", "F", "q", "q", "q", "F 99", "6", "F")
    items = dict(NUMBER.findall(script.said[1]))
    assert script.said[1].startswith("Places and agencies of Ports, 20 articles in the last 14 days:\n")
    assert items["1"].startswith("Oslo, Norway: 20 articles, 20 unread, ")
    assert items["2"].startswith("NTB, agency: ")
    assert script.said[2].startswith("Ports, only Oslo, Norway:\n1. ")
    assert "of Ports, 20" in script.said[3]
    assert script.said[4] == script.said[2]
    assert script.said[5].startswith("Ports:\n")
    assert script.said[6].startswith("Sections:")
    assert "is not counted by place" in script.said[9]


async def test_the_order_of_a_list_is_kept_and_holds_for_what_comes_next(home: Path) -> None:
    ports = await to_ports(home)
    script = await typed(home, ports, "O", "1", settings=offline())
    assert script.said[2].startswith("Ports, oldest first:\n1. Story number 19 ")
    script = await typed(home, ports, "J", "J", "q", "O", "O", "q", "6", "O", settings=offline())
    assert script.said[1].startswith("Ports, oldest first:\n1. Story number 19 ")
    assert script.prompts[3].startswith("Story number 18 ")
    assert script.said[5].startswith("Ports, unread first:\n1. Story number 0 ")
    assert script.said[6].startswith("Ports:\n1. Story number 0 ")
    assert "sorted by when you read it" in script.said[9]


async def test_unread_ones_first_are_said_before_what_was_read(home: Path) -> None:
    ports = await to_ports(home)
    script = await typed(home, ports, "m 1-4", "O", "O", "m 2", "", "", ") 4", ") 18", "( 18", settings=offline())
    listed = [text for said in script.said[4:8] for _, text in NUMBER.findall(said)]
    assert [text.split(" from ")[0] for text in listed[:3]] == [f"Story number {number}" for number in (4, 5, 6)]
    assert len({text.split(" (")[0] for text in listed}) == len(listed) == 20
    assert ["unread" in text for text in listed] == [True] * 16 + [False] * 4
    assert script.said[8].startswith("12 articles marked read")
    assert script.said[9].startswith("0 articles")
    assert script.said[10].startswith("3 articles marked read")


async def test_all_above_and_below_a_number_are_marked_but_only_of_the_list_itself(home: Path) -> None:
    ports = await to_ports(home)
    script = await typed(home, ports, ") 4", "( 3", ".", "search pilots", "( 1", "(", "u", "u", ".")
    assert script.said[2] == "16 articles marked read. u undoes it.\n"
    assert script.said[3] == "2 articles marked read. u undoes it.\n"
    unread = [number for number, text in NUMBER.findall(script.said[4]) if "unread" in text]
    assert unread == ["3", "4"]
    assert "it is no article of this list" in script.said[6]
    assert len([text for _, text in NUMBER.findall(script.said[10]) if "unread" in text]) == ROWS


async def typed_with_settings(
    home: Path, *lines: str, environ: dict[str, str] | None = None
) -> tuple[Script, Settings]:
    script = Script(lines)
    file = SettingsFile(paths_in(home), environ or {})
    async with opened(home, settings=file.load()) as library:
        library.settings_file = file
        await run_plain(library, clock, script)
        return script, library.settings


async def test_settings_are_listed_explained_and_changed_in_their_file(home: Path) -> None:
    lines = (",", "1", ", measure 50", ", 1 51", ", measure 5", ", nothing 5", ", measure default", ",total 7")
    script, now = await typed_with_settings(home, *lines)
    assert dict(NUMBER.findall(script.said[1]))["1"] == "measure: 72"
    assert "allowed: a whole number from 40 to 120" in script.said[2]
    assert script.said[3] == "The settings as they are now hold.\n"
    assert script.said[4] == "The settings as they are now hold.\n"
    assert "it is not allowed; allowed: a whole number" in script.said[5]
    assert "no setting is called so" in script.said[6]
    assert "total from the next start" in script.said[8]
    assert (now.measure, now.total) == (72, 7)
    text = paths_in(home).config_file.read_text()
    assert "\ntotal = 7\n" in text
    assert "\nmeasure" not in text


async def test_what_a_variable_says_and_what_is_secret_is_told(home: Path) -> None:
    file = paths_in(home).config_file
    file.parent.mkdir(parents=True)
    file.write_text('[network]\nproxy = "http://anna:secret@proxy.example:8080"\n')
    environ = {"NEWSREADER_MEASURE": "60"}
    script, _ = await typed_with_settings(
        home, ", measure", ", network.proxy", ", network.proxy direct", environ=environ
    )
    assert "NEWSREADER_MEASURE says so for this run." in script.said[1]
    assert "proxy.example" in script.said[2]
    assert "secret" not in script.said[2]
    assert "newsreader config edit" in script.said[3]
    assert "anna:secret" in file.read_text()


async def test_settings_that_stay_as_they_are(home: Path) -> None:
    assert (await typed(home, ",")).said[1] == "These settings stay as they are.\n"


async def test_related_links_without_any(home: Path) -> None:
    script = await typed(home, "p", "1", number_of("\n5. x", "x"), "p", settings=offline())
    assert "it is for articles that are read" in script.said[1]
    assert script.said[4] == "This article leads nowhere by itself.\n"
