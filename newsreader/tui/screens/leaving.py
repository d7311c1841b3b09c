"""Leaving a screen, at whatever moment."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

T = TypeVar("T")


class LeavingScreen(Screen[T]):
    """A screen over the main one that is left once, and whose work ends before its widgets are gone.

    Textual ends the work of a screen after its widgets: what came back between the two would look for them.
    """

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Go back, from below what stands over the screen too; a second time says nothing."""
        if self not in self.app.screen_stack:
            return AwaitComplete()
        self.workers.cancel_node(self)
        self.pop_until_active()
        return super().dismiss(result)


class LeavingModal(LeavingScreen[T], ModalScreen[T]):
    """The same, through which one sees the screen below."""
