"""The trail in one line."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.model import ArticleId
from newsreader.model.stops import MAX_STOPS, Stop, Trail
from newsreader.tui.widgets.crumbs import Crumbs, fitting_crumbs
from tests.fakes import fill
from tests.tui.driving import crumbs, reader, to_ports

NAMES = ("Alpha", "Bravo", "Charlie", "Delta", "Echo")


def line(at: int, width: int) -> str:
    return "".join(crumb.text for crumb in fitting_crumbs(NAMES, at, width))


def test_all_stops_where_there_is_room() -> None:
    assert line(2, 80) == "Alpha › Bravo › Charlie › Delta › Echo"


def test_the_nearest_stops_where_there_is_not() -> None:
    assert line(2, 32) == "… › Bravo › Charlie › Delta › …"
    assert line(4, 24) == "… › Delta › Echo"


@given(st.lists(st.text(min_size=1, max_size=40), min_size=2, max_size=30), st.data())
def test_it_fits_and_always_has_the_present_stop(headlines: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(headlines) - 1))
    width = data.draw(st.integers(20, 120))
    shown = fitting_crumbs(tuple(headlines), at, width)
    assert sum(cell_len(crumb.text) for crumb in shown) <= width
    stops = [crumb.stop for crumb in shown if crumb.stop is not None]
    assert at in stops
    assert stops == list(range(stops[0], stops[-1] + 1))


def test_a_trail_has_an_end() -> None:
    trail = Trail()
    for number in range(MAX_STOPS + 50):
        trail = trail.followed(Stop(ArticleId(number), f"Story {number}"))
    assert len(trail.stops) == MAX_STOPS
    assert trail.current is not None
    assert trail.current.article_id == MAX_STOPS + 49
    back = trail.stepped(-1)
    assert back is not None
    assert back.followed(Stop(ArticleId(1), "Other")).stops[-2:] == (back.current, Stop(ArticleId(1), "Other"))


async def test_a_click_on_a_crumb_goes_there(tmp_path: Path) -> None:
    fill(tmp_path)
    async with reader(tmp_path, size=(220, 40)) as running:
        await to_ports(running)
        await running.press("enter", "f", "a", "f", "a")
        assert crumbs(running) == ["Story number 0", "Story number 1", "*Story number 2"]
        await running.pilot.click(Crumbs, offset=(3, 0))
        await running.settle()
        assert running.headline.startswith("Story number 0 ")
        assert crumbs(running) == ["*Story number 0", "Story number 1", "Story number 2"]
        await running.press("alt+right")
        assert running.headline.startswith("Story number 1 ")
        await running.press("alt+left", "alt+left")
        assert running.status == "The trail ends here."
