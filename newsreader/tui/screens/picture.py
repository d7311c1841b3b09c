"""One picture alone, as large as the screen allows and no larger than it is."""

from __future__ import annotations

import asyncio
import os

from textual import getters, work
from textual.app import ComposeResult

from newsreader.errors import NewsError
from newsreader.library import Library
from newsreader.library.decoding import decode, decode_sixels
from newsreader.library.graphics import Graphics, best_graphics
from newsreader.model import ArticleId, Picture
from newsreader.screen_commands import PICTURE, hinted
from newsreader.tui.bindings import bindings
from newsreader.tui.graphics import MOST_SIXELS_PX, Cell, cell_size, kitty_nothing, kitty_picture, sixel_picture
from newsreader.tui.screens.leaving import LeavingScreen
from newsreader.tui.widgets.bars import Note, StatusBar
from newsreader.tui.widgets.halfblocks import half_blocks
from newsreader.tui.widgets.large_picture import LargePicture
from newsreader.typeset.document import Link


class PictureScreen(LeavingScreen[None]):
    """A picture over what is said of it.

    Args:
        library: what has it.
        article_id: of the article that shows it.
        link: its address and its words.
        may_fetch: its site may be asked for it.
    """

    CSS = """
    PictureScreen > Note {
        height: auto;
        max-height: 4;
        padding: 0 1;
        color: $foreground 80%;
    }
    """
    SCOPE = PICTURE
    BINDINGS = bindings(PICTURE)

    view = getters.query_one(LargePicture)
    note = getters.query_one(Note)
    status = getters.query_one(StatusBar)

    def __init__(self, library: Library, article_id: ArticleId, link: Link, *, may_fetch: bool) -> None:
        super().__init__()
        self._library = library
        self._article_id = article_id
        self._link = link
        self._may_fetch = may_fetch
        self._picture: Picture | None = None
        self._graphics: Graphics | None = None

    def compose(self) -> ComposeResult:
        """Picture, caption, keys."""
        yield LargePicture(id="picture")
        yield Note(id="caption")
        yield StatusBar(id="picture-status")

    def on_mount(self) -> None:
        """Say what it is; the picture comes once it is known how large the screen is."""
        self.note.text = self._link.text
        self.status.offer(*self.mine(hinted(PICTURE)))
        self.view.focus()

    def on_large_picture_room_changed(self) -> None:
        """Show it in the room there is now."""
        self.show_picture()

    @work(exclusive=True, group="picture")
    async def show_picture(self) -> None:
        """Get the picture, and draw it in the best way the terminal has."""
        url = self._link.url
        self.status.say("Getting the picture …")
        try:
            if self._picture is None:
                self._picture = await self._library.pictures.get(url, self._article_id, may_fetch=self._may_fetch)
            if self._graphics is None:
                self._graphics = await best_graphics(os.environ)
            await self._draw(url, self._picture.body, self._graphics)
        except NewsError as error:
            self.status.say(error.user_text, is_error=True)
        else:
            self.status.say("")

    async def _draw(self, url: str, body: bytes, graphics: Graphics) -> None:
        columns, rows = self.view.size.width, self.view.size.height
        if not columns or not rows:
            return
        if graphics is Graphics.BLOCKS or self.app.is_headless:
            pixels = await decode(url, body, columns, 2 * rows)
            self.view.show_blocks(await asyncio.to_thread(half_blocks, pixels))
            return
        cell = cell_size()
        room = (columns * cell.width, rows * cell.height)
        if graphics is Graphics.KITTY:
            pixels = await decode(url, body, *room)
            written, size = await asyncio.to_thread(kitty_picture, pixels), (pixels.width, pixels.height)
            self.view.show_pixels(written, *_cells(size, cell), remover=kitty_nothing())
        else:
            sixels = await decode_sixels(url, body, *(min(side, MOST_SIXELS_PX) for side in room))
            self.view.show_pixels(sixel_picture(sixels), *_cells((sixels.width, sixels.height), cell))

    def on_screen_suspend(self) -> None:
        """Leave the terminal to the screen that comes over this one."""
        self.view.pause(is_paused=True)

    def on_screen_resume(self) -> None:
        """Show it again."""
        self.view.pause(is_paused=False)

    def action_leave(self) -> None:
        """Go back to the text."""
        self.view.take_away()
        self.dismiss(None)

    def action_browse(self) -> None:
        """Open it in the web browser."""
        from newsreader.library.browser import open_in_browser

        if not open_in_browser(self._link.url):
            self.status.say("No web browser was found here.", is_error=True)


def _cells(size: tuple[int, int], cell: Cell) -> tuple[int, int]:
    """Give how many cells a picture takes, also those that it takes in part."""
    return -(-size[0] // cell.width), -(-size[1] // cell.height)
