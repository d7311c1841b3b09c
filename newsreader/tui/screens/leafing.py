"""Moving about in one article by its subheads."""

from __future__ import annotations

from newsreader.tui.screens.bookmarking import Bookmarking


class Leafing(Bookmarking):
    """What can be done with the article being read."""

    def action_outline(self) -> None:
        """Show the subheads, to go to one."""
        from newsreader.tui.screens.outline import OutlineScreen  # here, because the first screen does not need it

        view = self.reader.view
        if view.reading is None or not view.subheads:
            self.status.say("This article has no subheads.")
            return
        self.app.push_screen(
            OutlineScreen(view.reading.article.headline, view.subheads, view.subhead), self._to_subhead
        )

    def _to_subhead(self, number: int | None) -> None:
        if number is not None:
            self.reader.view.go_to_subhead(number)

    def action_subhead(self, steps: int) -> None:
        """Go so many subheads on, or back: first to that of the part in sight."""
        view = self.reader.view
        if view.reading is None or not view.subheads:
            self.status.say("This article has no subheads.")
            return
        number = view.subhead
        is_below = number >= 0 and view.subheads[number].line < view.scroll_offset.y
        last = len(view.subheads) - 1
        if steps > 0 and number == last:
            self.status.say("No more subheads.")
        else:
            self.status.say("")
            view.go_to_subhead(max(-1, min(number + steps + (steps < 0 and is_below), last)))
