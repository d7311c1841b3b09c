"""The pictures of the article being read: whether they are shown, and bringing them, nearest first, after the text."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

from textual import work

from newsreader.errors import MissingDecoderError, NewsError
from newsreader.library.graphics import can_place, has_placeholders, suits_pictures
from newsreader.tui.screens.relating import Relating
from newsreader.tui.sending import send
from newsreader.tui.under_way import is_under_way

if TYPE_CHECKING:
    from newsreader.model import ArticleId
    from newsreader.tui.placeholders import Placeholders
    from newsreader.tui.widgets.article_view import ArticleView
    from newsreader.tui.widgets.pictured_view import Drawn, Showing
    from newsreader.typeset.document import Link
    from newsreader.typeset.picture import Place

_ON = ("on", "blocks", "kitty")


class Picturing(Relating):
    """Pictures in the text, and one alone on the screen."""

    _are_chosen: bool | None = None  # as the person said by the key; None where the settings hold

    _has_placeholders: bool | None = None  # once it was asked
    _placeholders: Placeholders | None = None  # once one was sent

    def on_mount(self) -> None:
        """Let articles show pictures as the settings and the terminal have it."""
        self.reader.showing = self.showing

    def showing(self) -> Showing:
        """Say whether pictures are shown now, and may be fetched."""
        from newsreader.tui.widgets.pictured_view import NOT_SHOWN, Showing  # here, as the first screen has none

        library, setting = self.library, self.library.settings.pictures
        is_on = self._are_chosen
        if is_on is None:
            is_on = setting in _ON or (setting == "auto" and suits_pictures(os.environ))
        if not is_on or not library.pictures.can_decode:
            return NOT_SHOWN
        is_asked_for = bool(self._are_chosen) or setting in _ON
        may_fetch = not library.network.is_offline and (is_asked_for or not library.pictures.is_link_slow)
        return Showing(True, may_fetch)

    def take_pictures(self) -> None:
        """Show pictures as the settings say, from now on."""
        self._are_chosen = None
        self.reader.forget_drawn()
        self.reader.show_pictures_anew()

    def action_pictures(self) -> None:
        """Show pictures, or no longer, until the reader is left."""
        if not self.library.pictures.can_decode:
            self.status.say(MissingDecoderError().user_text, is_error=True)
            return
        self._are_chosen = not self.showing().is_on
        self.reader.show_pictures_anew()
        if not self._are_chosen:
            self.status.say("Pictures are left out.", f"{self.key('read.pictures')} shows them.")
        elif self.reader.view.has_pictures:
            self.status.say("Pictures are shown.", "Enter on one shows it large.")
        elif self.library.network.is_offline:
            self.status.say("Pictures are shown; of this article none is in the library.")
        else:
            self.status.say("Pictures are shown; this article has none.")

    def on_article_view_moved(self) -> None:
        """Bring the pictures that came near. Called so by its name, as the view is loaded late."""
        if not is_under_way(self, "pictures") and self.reader.view.picture_to_draw() is not None:
            self.bring_pictures()

    @work(group="pictures")
    async def bring_pictures(self) -> None:
        """Bring one picture after the other, that nearest to what is read next, while there are any."""
        view = self.reader.view
        while (place := view.picture_to_draw()) is not None and (reading := view.reading) is not None:
            try:
                drawn = await self._drawn(place, reading.id, view)
            except NewsError:
                view.fail(place)  # the article is whole without
            else:
                if drawn is not None:
                    view.draw(place, drawn)

    async def _drawn(self, place: Place, article_id: ArticleId, view: ArticleView) -> Drawn | None:
        """Draw a picture for its room; None when it has another now that its size is known."""
        from newsreader.library.decoding import decode
        from newsreader.tui.widgets.halfblocks import half_blocks

        picture = await self.library.pictures.get(place.url, article_id, may_fetch=self.showing().may_fetch)
        view.learn_extent(place.url, (picture.width, picture.height))
        if place not in view.places:
            return None
        if await self._are_placed():
            return await self._placed(place, picture.body)
        pixels = await decode(place.url, picture.body, place.columns, 2 * place.rows)
        return await asyncio.to_thread(half_blocks, pixels)

    async def _are_placed(self) -> bool:
        """Say whether the terminal draws pictures over characters that stand for them."""
        setting = self.library.settings.pictures
        if setting == "blocks" or self.app.is_headless:
            return False
        if setting == "kitty":
            return can_place(os.environ)
        if self._has_placeholders is None:
            self._has_placeholders = await has_placeholders(os.environ)
        return self._has_placeholders

    async def _placed(self, place: Place, body: bytes) -> Drawn:
        """Send a picture to the terminal, and give the characters that stand for it."""
        from newsreader.library.decoding import decode
        from newsreader.tui.graphics import cell_size
        from newsreader.tui.placeholders import MOST_KEPT, Placeholders, room_px

        if self._placeholders is None:
            self._placeholders = Placeholders()
            self.reader.view.most_drawn = MOST_KEPT
            self.app.app_resume_signal.subscribe(self, lambda _app: self.reader.forget_drawn())
        pixels = await decode(place.url, body, *room_px(place.columns, place.rows, cell_size()))
        written, drawn = await asyncio.to_thread(self._placeholders.place, pixels, place.columns, place.rows)
        send(self.app, written)
        return drawn

    def let_go_of_pictures(self) -> None:
        """Take the pictures out of the terminal's memory; once its screen is that of before, they are not found."""
        if self._placeholders is not None:
            send(self.app, self._placeholders.nothing())

    def open_link(self, link: Link) -> None:
        """Show a picture as large as there is room, follow any other link."""
        if not link.is_picture:
            super().open_link(link)
        elif (reading := self.reader.view.reading) is not None:
            from newsreader.tui.screens.picture import PictureScreen  # here, because few ask for it

            may_fetch = self.showing().may_fetch
            self.app.push_screen(PictureScreen(self.library, reading.id, link, may_fetch=may_fetch))

    def say_where(self, link: Link) -> None:
        """Say what Enter does with a picture, as with any link."""
        if link.is_picture:
            self.status.say(f"A picture · {self._shown(link.url)}", "Enter shows it large.")
        else:
            super().say_where(link)
