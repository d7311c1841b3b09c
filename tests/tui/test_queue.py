"""Links that are followed without a network are queued, fetched later, and shown."""

from __future__ import annotations

from pathlib import Path

from newsreader.model.trails import QueueState
from newsreader.tui.screens.queue import QueueScreen
from tests.fakes import SITE, FakeFetcher, article_url
from tests.tui.driving import Reader, reader, to_ports

FAR = article_url(40)
PROSE = b"<p>" + b"The harbour was quiet and the ships lay still until the morning came. " * 6 + b"</p>"
PAGE = b"<html><head><title>Far away</title></head><body><article><h1>Far away</h1>" + PROSE * 4 + b"</article>"


def queue_of(running: Reader) -> QueueScreen:
    return running.over(QueueScreen)


async def to_far_link(running: Reader) -> None:
    """Choose the last related link, which is not in the library."""
    await to_ports(running)
    await running.press("enter", "G", "shift+tab")
    link = running.screen.reader.view.chosen
    assert link is not None
    assert link.url == FAR


async def test_enter_offline_queues_a_link_and_enter_again_takes_it_out(filled: Path) -> None:
    async with reader(filled) as running:
        await to_far_link(running)
        assert running.status.endswith("Enter queues it.")
        await running.press("enter")
        assert running.status.startswith("Not in the library: queued until there is a network.")
        (link,) = await running.screen.library.queue.entries()
        assert (link.url, link.text) == (FAR, "A story far away")
        assert running.headline.startswith("Story number 0 ")
        await running.press("enter")
        assert running.status.startswith("No longer queued.")
        assert await running.screen.library.queue.entries() == ()


async def test_a_chosen_link_is_queued_by_its_own_key_and_fetched_at_once_where_that_can_be(filled: Path) -> None:
    async with reader(filled) as running:
        await running.press("l", "enter", "w")
        assert running.status.startswith("No link is chosen")
        await running.press("escape", "h")
        await to_far_link(running)
        await running.press("w")
        assert [link.url for link in await running.screen.library.queue.entries()] == [FAR]
        await running.press("w")
        assert await running.screen.library.queue.entries() == ()
    async with reader(filled, FakeFetcher({FAR: PAGE}), is_offline=False) as running:
        await to_far_link(running)
        await running.press("w")
        await running.settle()
        assert [link.state for link in await running.screen.library.queue.entries()] == [QueueState.HERE]


async def test_it_comes_when_there_is_a_network_and_opens_from_the_queue(filled: Path) -> None:
    async with reader(filled) as running:
        await to_far_link(running)
        await running.press("enter")
    async with reader(filled, FakeFetcher({FAR: PAGE}), is_offline=False) as running:
        running.screen.fetch_queue_if_idle()
        await running.settle()
        assert running.status == "1 queued link has come: W shows."
        await running.press("W")
        assert "Far away" in running.text()
        assert queue_of(running).title_bar.right == "1 here"
        await running.press("enter")
        assert running.headline == "Far away"
        assert await running.screen.library.queue.entries() == ()
        await running.press("H")  # with the way that led there, over the restart
        assert "How you got there" in running.text()


async def test_what_failed_says_why_and_is_tried_again_or_removed(filled: Path) -> None:
    fetcher = FakeFetcher()
    async with reader(filled, fetcher, is_offline=False) as running:
        for number in (50, 51):
            await running.screen.library.queue.add(article_url(number), f"[b]Link[/b] {number}")
        running.screen.fetch_queue_if_idle()
        await running.settle()
        await running.press("W")
        text = running.text()
        assert "[b]Link[/b] 51" in text
        assert "404" in text
        assert queue_of(running).title_bar.right == "2 failed"
        fetcher.pages[article_url(51)] = PAGE
        await running.press("r")
        queue_of(running).load()
        await running.settle()
        states = {link.url: link.state for link in queue_of(running).list.links}
        assert states == {article_url(50): QueueState.FAILED, article_url(51): QueueState.HERE}
        await running.press("j", "X")
        assert queue_of(running).status.message == "1 link removed."
        await running.press("C")
        assert queue_of(running).status.message == "0 links removed."
        await running.press("X")
        assert "No link is queued." in running.text()
        await running.press("X", "enter", "r", "q")
        assert running.screen.pane == "sections"


async def test_a_network_that_is_back_brings_what_waits(filled: Path) -> None:
    async with reader(filled, FakeFetcher({FAR: PAGE}), is_offline=False) as running:
        await running.screen.library.queue.add(FAR, "far")
        running.screen._was_down = True
        running.screen.show_network()
        await running.settle()  # what is due is known
        await running.settle()  # and fetched
        assert running.status == "1 queued link has come: W shows."


async def test_asked_to_be_offline_the_queue_waits(filled: Path) -> None:
    async with reader(filled, FakeFetcher({FAR: PAGE})) as running:
        await running.screen.library.queue.add(FAR, "far")
        running.screen.fetch_queue_if_idle()
        await running.press("W", "r")
        assert queue_of(running).status.message == "Offline, as asked: nothing is fetched."
        assert "waits for the network" in running.text()
        assert f"{SITE.removeprefix('https://')}/reports" in running.text()
