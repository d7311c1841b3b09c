"""A document of the program's own, set for the pane's width."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.geometry import Size

from newsreader.documents.reading import Text, read
from newsreader.tui.widgets.article_looks import COMPONENTS, STYLES
from newsreader.tui.widgets.linked_view import LinkedView
from newsreader.tui.widgets.looks import text_width
from newsreader.typeset.manual import set_manual

MOST_CELLS = 100  # tables are wider than prose should be


class DocumentView(LinkedView):
    """Shows a document as an article is shown."""

    DEFAULT_CSS = STYLES.replace("ArticleView", "DocumentView")
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)

    def __init__(self, *, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._text = Text("", ())

    def show(self, topic: str, line: int = 0) -> None:
        """Show a document from a line on."""
        self._text = read(topic)
        self.stop_walking()
        self._set()
        self.scroll_to(y=line, animate=False, force=True, immediate=True)

    def on_resize(self, _event: events.Resize) -> None:
        """Set in the new width."""
        self._set()

    def _text_width(self, width: int) -> int:
        return text_width(MOST_CELLS, width)

    def _set(self) -> None:
        width = self.scrollable_content_region.width or self.size.width
        self._document = set_manual(*self._text, self._text_width(width))
        self.virtual_size = Size(width, len(self._document.lines) + 1)
        self.refresh()
