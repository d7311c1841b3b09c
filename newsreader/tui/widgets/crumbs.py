"""The trail as breadcrumbs over the article: where one came from, where one is, where one can go forward to."""

from __future__ import annotations

from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from newsreader.tui.widgets.bars import QUIET, PaneTitle
from newsreader.typeset.line import cut

BETWEEN, MORE = " › ", "…"
_CRUMB_CELLS, _LEAST_CRUMB_CELLS = 24, 8  # of a stop that is not the present one
_MORE_CELLS = cell_len(BETWEEN + MORE)


class Crumb(NamedTuple):
    """A piece of the line; one that stands for a stop has its number."""

    text: str
    stop: int | None = None


class Crumbs(PaneTitle):
    """The title over an article that is no more than that until a link is followed."""

    class Chosen(Message):
        """The person clicked a stop."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number  # of the stop

    headlines: reactive[tuple[str, ...]] = reactive(())  # of the stops
    at: reactive[int] = reactive(0)

    @property
    def crumbs(self) -> tuple[Crumb, ...]:
        """What the line shows; () while there is no way to show."""
        if len(self.headlines) < 2:
            return ()
        return fitting_crumbs(self.headlines, self.at, self.content_size.width - cell_len(self.right) - 1)

    def render(self) -> RenderResult:
        """Draw the crumbs, the present stop as the plainest, and the figure at the right."""
        crumbs = self.crumbs
        if not crumbs:
            return super().render()
        used = sum(cell_len(crumb.text) for crumb in crumbs)
        looks = ["bold" if crumb.stop == self.at else QUIET for crumb in crumbs]
        gap = " " * (self.content_size.width - used - cell_len(self.right))
        pieces = [(crumb.text, look) for crumb, look in zip(crumbs, looks, strict=True)]
        return Content.assemble(*pieces, gap, (self.right, QUIET))

    def on_click(self, event: events.Click) -> None:
        """Go to the stop under the mouse."""
        at, x = 0, event.get_content_offset_capture(self).x
        for crumb in self.crumbs:
            at += cell_len(crumb.text)
            if x < at:
                if crumb.stop is not None and crumb.stop != self.at:
                    self.post_message(self.Chosen(crumb.stop))
                return


def fitting_crumbs(headlines: tuple[str, ...], at: int, width_cells: int) -> tuple[Crumb, ...]:
    """Set a trail in one line: the present stop, then the nearest before and behind it, as many as there is room for.

    Args:
        headlines: of all stops.
        at: the present one.
        width_cells: of the line.
    """
    room = width_cells - _MORE_CELLS * ((at > 0) + (at + 1 < len(headlines)))
    present = cut(headlines[at], max(_LEAST_CRUMB_CELLS, room // 2))
    room -= cell_len(present)
    before: list[Crumb] = []
    behind: list[Crumb] = []
    for side, stop in _by_nearness(at, len(headlines)):
        nearest = before if side < 0 else behind
        is_next = len(nearest) == abs(stop - at) - 1
        text = cut(headlines[stop], min(_CRUMB_CELLS, room - cell_len(BETWEEN)))
        cells = cell_len(text) + cell_len(BETWEEN)
        if is_next and cells <= room and (cell_len(text) >= _LEAST_CRUMB_CELLS or text == headlines[stop]):
            nearest.append(Crumb(text, stop))
            room -= cells
    crumbs: list[Crumb] = [Crumb(MORE), Crumb(BETWEEN)] if len(before) < at else []
    for crumb in (*reversed(before), Crumb(present, at), *behind):
        crumbs += [crumb, Crumb(BETWEEN)]
    is_cut = len(behind) < len(headlines) - 1 - at
    return tuple([*crumbs, Crumb(MORE)] if is_cut else crumbs[:-1])


def _by_nearness(at: int, count: int) -> list[tuple[int, int]]:
    """Give the other stops with their side, the one just before first, then the one just behind, and so on."""
    pairs = zip_longest(range(at - 1, -1, -1), range(at + 1, count))
    return [(side, stop) for pair in pairs for side, stop in zip((-1, 1), pair, strict=True) if stop is not None]
