"""The pictures of a document, drawn over the room that was left for them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style

from newsreader.blocks import Image
from newsreader.model import Reading
from newsreader.tui.widgets.pieces import Pieces
from newsreader.tui.widgets.searched_view import SearchedView
from newsreader.typeset.body import shown_blocks
from newsreader.typeset.document import Document
from newsreader.typeset.line import Run
from newsreader.typeset.picture import Extents, Place, Shape

MAX_PICTURES = 100  # of one article that are given room; more is an attack
MOST_DRAWN = 120  # kept at a time: 18 rows of 72 cells take some 300 KB
_LOADING, _FAILED = "…", "not to be had"
_UNKNOWN = (0, 0)

Drawn = tuple[Pieces, ...]  # row by row, no larger than its room


class Showing(NamedTuple):
    """Whether pictures are shown now, and whether their sites may be asked for them."""

    is_on: bool
    may_fetch: bool


NOT_SHOWN = Showing(False, False)


class PicturedView(SearchedView):
    """A document with pictures; whoever has them brings those that `picture_to_draw` names."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self.showing: Callable[[], Showing] = lambda: NOT_SHOWN
        self.most_drawn = MOST_DRAWN
        self._extents: dict[str, tuple[int, int]] = {}  # learned since, by address
        self._failed: set[str] = set()
        self._held: dict[str, bool] = {}  # whose room stays as it is, and whether it is that of their own size
        self._drawn: dict[Shape, Drawn | None] = {}  # None for what cannot be
        self._places: tuple[Document, dict[int, Place]] = (self._document, {})

    @property
    def places(self) -> tuple[Place, ...]:
        """The pictures that have room in what is set so far."""
        return self._document.pictures

    @property
    def has_pictures(self) -> bool:
        """Whether the article has any that are shown."""
        self.set_whole()
        return bool(self._document.pictures)

    def picture_to_draw(self) -> Place | None:
        """Give the picture to bring next: in sight, or within a screen of that; those below first."""
        top, height = self.scroll_offset.y, self.size.height
        near = [
            place
            for place in self._document.pictures
            if place.shape not in self._drawn
            and top - height < place.line + place.rows
            and place.line < top + 2 * height
        ]
        return min(near, key=lambda place: (place.line + place.rows <= top, place.line), default=None)

    def learn_extent(self, url: str, extent: tuple[int, int]) -> None:
        """Take the size of a picture: now where its room is out of sight, else for when the text is set anew."""
        if all(extent) and url not in self._extents:
            self._extents[url] = extent
            if any(place.url == url and not place.is_known for place in self._document.pictures):
                self._settle(url)

    def draw(self, place: Place, drawn: Drawn) -> None:
        """Show a picture in its place."""
        self._remember(place, drawn)

    def fail(self, place: Place) -> None:
        """Leave out a picture that is not to be had; its room stays while it is in sight."""
        self._failed.add(place.url)
        self._remember(place, None)
        self._settle(place.url)

    def forget_drawn(self) -> None:
        """Draw all pictures anew: in another way, or because the terminal has forgotten them."""
        self._drawn.clear()
        self.refresh()
        self.post_message(self.Moved())

    def forget_failures(self) -> None:
        """Try once more what was not to be had."""
        self._failed.clear()
        self._drawn = {shape: drawn for shape, drawn in self._drawn.items() if drawn is not None}

    def extents_of(self, reading: Reading) -> Extents:
        """Give the pictures of an article that are given room, with their size as far as it is known."""
        is_on, may_fetch = self.showing()
        if not is_on:
            return {}
        known = {**reading.pictures, **self._extents}
        urls = (block.url for block in shown_blocks(reading.article) if isinstance(block, Image))
        return {
            url: known.get(url, _UNKNOWN) if self._held.get(url, True) else _UNKNOWN
            for url in islice(urls, MAX_PICTURES)
            if url in self._held or (url not in self._failed and (may_fetch or url in known))
        }

    def set_anew(self) -> None:
        """Set the article anew with the same words at the top."""
        raise NotImplementedError

    def _settle(self, url: str) -> None:
        """Give a picture the room that it takes, unless what is in sight would move."""
        top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        places = self._document.pictures
        in_sight = {each.url: each.is_known for each in places if top < each.line + each.rows and each.line < bottom}
        if url not in in_sight and any(place.url == url for place in places):
            self._held = in_sight
            self.set_anew()
            self._held = {}

    def _remember(self, place: Place, drawn: Drawn | None) -> None:
        self._drawn.pop(place.shape, None)
        self._drawn[place.shape] = drawn
        while len(self._drawn) > self.most_drawn:
            del self._drawn[next(iter(self._drawn))]
        self.refresh()

    def _picture_row(self, run: Run, number: int, base: Style) -> Pieces:
        """Draw one line of a picture's room."""
        place = self._place_of(run.link)
        if place is None:
            return [(run.text, base)]
        row, drawn = number - place.line, self._drawn.get(place.shape)
        if drawn is None:
            words = _FAILED if place.shape in self._drawn else _LOADING
            text = words.center(place.columns)[: place.columns] if row == place.rows // 2 else run.text
            return [(text, base + self.get_component_rich_style("article--picture"))]
        row -= (place.rows - len(drawn)) // 2
        if not 0 <= row < len(drawn):
            return [(run.text, base)]
        cells = sum(cell_len(text) for text, _ in drawn[row])
        left = (place.columns - cells) // 2
        right = place.columns - left - cells
        return [(" " * left, base), *drawn[row], (" " * right, base)]

    def _place_of(self, link: int) -> Place | None:
        document, places = self._places
        if document is not self._document:
            places = {place.link: place for place in self._document.pictures}
            self._places = (self._document, places)
        return places.get(link)
