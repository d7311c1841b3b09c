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

    def action_subhead(self, step: int) -> None:
        """Go to the next subhead, or to that of the part in sight and then to the one before."""
        view = self.reader.view
        if view.reading is None or not view.subheads:
            self.status.say("This article has no subheads.")
            return
        number = view.subhead
        is_below = number >= 0 and view.subheads[number].line < view.scroll_offset.y
        target = number + 1 if step > 0 else number - (not is_below)
        if target == len(view.subheads):
            self.status.say("No more subheads.")
        else:
            self.status.say("")
            view.go_to_subhead(max(target, -1))
