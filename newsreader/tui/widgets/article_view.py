"""The reader pane: an article in lines, set for the pane's width."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from time import monotonic
from typing import ClassVar, NamedTuple

from textual import events
from textual.geometry import Size
from textual.reactive import reactive
from textual.timer import Timer

from newsreader.commands import Command, hint_text, named
from newsreader.model import Reading
from newsreader.tui.welcome import welcome
from newsreader.tui.widgets.article_looks import COMPONENTS, STYLES
from newsreader.tui.widgets.looks import text_width
from newsreader.tui.widgets.pictured_view import PicturedView
from newsreader.typeset.anchor import Anchor, anchor_at, line_of
from newsreader.typeset.document import Document, Setting, Subhead
from newsreader.typeset.hyphens import Hyphenator
from newsreader.typeset.line import Line

_SLICE_S = 0.005  # of setting at a time, so that a key never waits for a long article
_PAUSE_S = 0.003  # between two, in which the loop can do all that a key asks for


class Prepared(NamedTuple):
    """An article that is set, or being set, before it is shown."""

    reading: Reading
    measure: int
    setting: Setting


class Face(NamedTuple):
    """Something of an article other than its text."""

    name: str
    typeset: Callable[[int], Document]  # for a width in cells


class ArticleView(PicturedView):
    """Shows one `Reading`, set for the pane's width."""

    DEFAULT_CSS = STYLES
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)

    reading: reactive[Reading | None] = reactive(None)
    note: reactive[str] = reactive("")
    measure: reactive[int] = reactive(72)
    commands: reactive[Sequence[Command]] = reactive(())

    def __init__(
        self,
        *,
        id: str,  # noqa: A002 (Textual's own name)
        measure: int,
        clock: Callable[[], datetime],
        commands: Sequence[Command],
    ) -> None:
        super().__init__(id=id)
        self.set_reactive(ArticleView.commands, commands)
        self.set_reactive(ArticleView.measure, measure)
        self._clock = clock
        self.hyphenator_of: Callable[[str], Hyphenator | None] = lambda _language: None
        self._setting: Setting | None = None  # while there is more to set
        self._next_slice: Timer | None = None
        self._prepared: Prepared | None = None
        self._face: Face | None = None  # what is shown instead of the text
        self._left_at = ""  # in the text, meanwhile
        self._wanted: Anchor | None = None  # where to go once so much is set
        self._was_at_end = False  # and has not gone back since; a narrower pane may have put the end out of sight

    @property
    def is_at_end(self) -> bool:
        """Whether the last line of the text, before the related panel, is in sight."""
        if not self.size.height or not self._document.is_whole:
            return False
        return self.scroll_offset.y + self.size.height >= min(self._document.body_end, len(self._document.lines))

    @property
    def seen(self) -> float | None:
        """How much of the text was seen, 0 to 1; None while no article is laid out."""
        document = self._document
        if self.reading is None or not document.lines or not self.size.height or not document.is_whole:
            return None
        return min(1.0, (self.scroll_offset.y + self.size.height) / document.body_end)

    @property
    def minutes(self) -> float:
        """How long the text takes to read; 0 for a teaser."""
        return self._document.minutes

    @property
    def place(self) -> str:
        """Where one is in the text, to be given to `show`; "" for the top."""
        if self._face is not None:
            return self._left_at
        if self._wanted is not None:
            return str(self._wanted)
        place = anchor_at(self._document, self.scroll_offset.y)
        return str(place) if place else ""

    @property
    def kept_place(self) -> str:
        """Where to begin the next time: at the top of what is read to its end."""
        return "" if self._face is None and (self._was_at_end or self.is_at_end) else self.place

    @property
    def face(self) -> str:
        """What is shown of the article, "" for its text."""
        return self._face.name if self._face is not None else ""

    def show_face(self, face: Face | None) -> None:
        """Show something else of the article, or its text again where it was left."""
        self.stop_hints()
        self.stop_walking()
        self.find("")
        self._left_at, self._face = self.place, face
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self._set(Anchor.from_text(self._left_at) if face is None else None)

    def show(self, reading: Reading | None, note: str = "", place: str = "") -> None:
        """Show an article, with a note below its text, at a place as `place` gave it."""
        self.stop_hints()
        self.stop_walking()
        self.find("")
        self._face = None
        self._was_at_end = False
        self.forget_failures()
        self.set_reactive(ArticleView.note, note)
        self.set_reactive(ArticleView.reading, reading)
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self._set(Anchor.from_text(place))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Notice that the end came in sight."""
        super().watch_scroll_y(old_value, new_value)
        self._was_at_end = self._was_at_end or self.is_at_end

    def on_mouse_scroll_up(self) -> None:
        """Notice that the person goes back."""
        self._was_at_end = False

    def watch_reading(self) -> None:
        """Set what came in the place of the same article, its place kept."""
        self._set_again()

    def watch_note(self) -> None:
        """Set the note."""
        self._set_again()

    def watch_measure(self) -> None:
        """Set in the new width."""
        self._set_again()

    def set_anew(self) -> None:
        """Set the article anew with the same words at the top, as pictures come or go, or words may be broken."""
        self._prepared = None
        if self._face is None:
            self._set_again()

    def watch_commands(self) -> None:
        """Name the keys as they are now."""
        self._set_again()

    def on_resize(self, _event: events.Resize) -> None:
        """Set in the new width; the same words stay at the top."""
        self._set_again()

    def _text_width(self, width: int) -> int:
        return text_width(self.measure, width)

    def go_end(self, is_last: bool) -> None:
        """Scroll to the last or the first line, of an article that is being set once it is."""
        self._wanted = None
        self._was_at_end = False
        if is_last:
            self.set_whole()
        super().go_end(is_last)

    def set_whole(self) -> None:
        """Set all that is left, for whoever must know the whole."""
        self._set_on(is_to_end=True)

    @property
    def subheads(self) -> tuple[Subhead, ...]:
        """The subheads of the article."""
        self.set_whole()
        return self._document.subheads

    @property
    def subhead(self) -> int:
        """The number of the subhead under which the lines at the top stand, -1 above the first."""
        top = self.scroll_offset.y
        return sum(head.line <= top for head in self.subheads) - 1

    def go_to_subhead(self, number: int) -> None:
        """Scroll a subhead to the top; to the beginning of the article for -1."""
        self._scroll((self.subheads[number].line if number >= 0 else 0) - self.scroll_offset.y)

    def go_to_place(self, place: str) -> None:
        """Go to a place of this article, as `place` gave it."""
        wanted = Anchor.from_text(place)
        if wanted is None:
            self.go_end(False)
        else:
            self._wanted = wanted
            self._go_to(wanted)

    def prepare(self, reading: Reading) -> None:
        """Set in lines, in slices, an article that may be shown next: then it is there at once."""
        self._prepared = None
        if width := self._width:
            measure = self._text_width(width)
            self._prepared = Prepared(reading, measure, self._begin_setting(reading, measure))
            self._prepare_on(self._prepared)

    def _prepare_on(self, prepared: Prepared) -> None:
        """Set for the length of a slice, unless it is shown or another one is wanted by now."""
        until = monotonic() + _SLICE_S
        if prepared is self._prepared and not prepared.setting.until(lambda: monotonic() > until).is_whole:
            self.set_timer(_PAUSE_S, partial(self._prepare_on, prepared))

    def _take_prepared(self, reading: Reading, measure: int) -> Setting | None:
        """Give what was set of an article, if it was for this width and without a note."""
        prepared, self._prepared = self._prepared, None
        if prepared is None or prepared.reading is not reading or prepared.measure != measure or self.note:
            return None
        return prepared.setting

    def _begin_setting(self, reading: Reading, measure: int, note: str = "") -> Setting:
        then = " · ".join(map(hint_text, named("read.next_unread", self.commands)))  # nothing where it has no key
        return Setting(
            reading,
            measure,
            note=note,
            now=self._clock(),
            then=then,
            pictures=self.extents_of(reading),
            hyphenator=self.hyphenator_of(reading.article.lang),
        )

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width or self.size.width

    def _scroll(self, lines: int) -> None:
        self._wanted = None
        self._was_at_end = self._was_at_end and lines >= 0
        super()._scroll(lines)

    def _set(self, wanted: Anchor | None = None) -> None:
        """Set what there is in the pane's width, the beginning now and the rest in slices, and go to a place."""
        width = self._width
        self._setting, self._wanted = None, wanted
        if width and self._face is not None:
            self._show_lines(self._face.typeset(self._text_width(width)))
        elif width and self.reading is not None:
            measure = self._text_width(width)
            prepared = self._take_prepared(self.reading, measure)
            self._setting = prepared or self._begin_setting(self.reading, measure, self.note)
            self._set_on(is_first=True)
        else:
            self._show_lines(Document(self._welcome(width)) if width else Document())

    def _welcome(self, width: int) -> tuple[Line, ...]:
        return welcome(self._text_width(width), self.commands, self.size.height)

    def _set_on(self, *, is_first: bool = False, is_to_end: bool = False) -> None:
        """Set for the length of a slice, and again after a pause: what is called later would come before any key."""
        if self._setting is None:
            return
        until = monotonic() + _SLICE_S
        document = self._setting.until(lambda: not is_to_end and monotonic() > until)
        self._setting = None if document.is_whole else self._setting
        shown = 0 if is_first else len(self._document.lines)
        if document.is_whole or self._wanted is not None or len(document.lines) >= 2 * shown:
            self._show_lines(document, shown)  # else not yet, as each time all the panes are laid out
        if self._next_slice is not None:
            self._next_slice.stop()
        self._next_slice = self.set_timer(_PAUSE_S, self._set_on) if self._setting is not None else None

    def _show_lines(self, document: Document, shown: int = 0) -> None:
        """Show lines, of which the first ones may be shown already."""
        self._document = document
        self.virtual_size = Size(self.scrollable_content_region.width or self.size.width, len(document.lines) + 1)
        self.lines_changed()
        if self._wanted is not None and document.lines:
            self._go_to(self._wanted)
        if shown:
            self.redraw_lines(shown, self.size.height)
        else:
            self.refresh()
        self.post_message(self.Moved())

    def _go_to(self, wanted: Anchor) -> None:
        """Scroll to a place, once there is a screenful below it."""
        line = line_of(self._document, wanted)
        if line is None or (line + self.size.height > len(self._document.lines) and not self._document.is_whole):
            return
        self._wanted = None
        self.scroll_to(y=line, animate=False, force=True, immediate=True)

    def _set_again(self) -> None:
        """Set the article anew with the same words at the top."""
        self.stop_hints()
        self._set(self._wanted or anchor_at(self._document, self.scroll_offset.y))
